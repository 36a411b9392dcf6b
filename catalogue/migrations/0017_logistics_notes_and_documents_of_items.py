from django.db import migrations

from catalogue.triggers import PublicOnly, Watch

NOTE = (
    "(SELECT e.audience = 'public' AND CASE r.note WHEN 'logistics' THEN e.logistics_audience"
    " ELSE e.concept_audience END = 'public' FROM events_event e WHERE e.id = r.event_id)"
)
PUBLIC_ITEM = (
    "(SELECT e.audience = 'public' FROM events_agendaitem i JOIN events_agendaday d ON d.id = i.day_id"
    " JOIN events_event e ON e.id = d.event_id WHERE i.id = r.item_id)"
)


class Migration(migrations.Migration):
    """Logistics notes stand on public pages as concept notes do; documents of items as far as their audience says."""

    dependencies = [
        ("catalogue", "0016_speakers_of_the_agenda"),
        ("events", "0013_notes_and_documents_of_items"),
    ]

    operations = [
        PublicOnly("events_conceptsection", NOTE),
        Watch("events_itemdocument"),
        PublicOnly("events_itemdocument", f"r.audience = 'public' AND {PUBLIC_ITEM}"),
    ]
