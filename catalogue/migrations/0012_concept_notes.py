from django.db import migrations

from catalogue.triggers import PublicOnly, Watch

EVENT = "(SELECT audience = 'public'{more} FROM events_event WHERE id = {id})"
OF_AN_ITEM = EVENT.format(
    more="",
    id="(SELECT d.event_id FROM events_agendaitem i JOIN events_agendaday d ON d.id = i.day_id"
    " WHERE i.id = r.agendaitem_id)",
)
THANKED = EVENT.format(
    more=" AND conclusions_public", id="(SELECT event_id FROM events_conclusion WHERE id = r.conclusion_id)"
)
CONDITIONS = {
    "events_conceptsection": EVENT.format(more=" AND concept_audience = 'public'", id="r.event_id"),
    "events_agendaitem_documents": OF_AN_ITEM,
    "events_agendaitem_practices": OF_AN_ITEM,
    "events_conclusion_thanked_countries": THANKED,
    "events_conclusion_thanked_bodies": THANKED,
}


class Migration(migrations.Migration):
    """Concept notes, and what belongs to an item of an agenda, stand on the public page of an event."""

    dependencies = [
        ("catalogue", "0011_notes_of_members"),
        ("events", "0011_findings_concept_notes_feeds"),
    ]

    operations = [
        operation
        for table, condition in CONDITIONS.items()
        for operation in (Watch(table), PublicOnly(table, condition))
    ]
