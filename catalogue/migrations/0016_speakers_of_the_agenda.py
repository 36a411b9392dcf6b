from django.db import migrations

from catalogue.triggers import PublicOnly

PUBLIC_ITEM = (
    "(SELECT e.audience = 'public' FROM events_agendaitem i JOIN events_agendaday d ON d.id = i.day_id"
    " JOIN events_event e ON e.id = d.event_id WHERE i.id = r.item_id)"
)


class Migration(migrations.Migration):
    """Who asked for the floor is no public row: it raises what members are told by, not the public's version."""

    dependencies = [
        ("catalogue", "0015_registrations"),
        ("events", "0012_speakers_who_asked_for_the_floor"),
    ]

    operations = [PublicOnly("events_agendaspeaker", f"NOT r.asked_floor AND {PUBLIC_ITEM}")]
