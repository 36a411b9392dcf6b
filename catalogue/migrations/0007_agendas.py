from django.db import migrations

from catalogue.triggers import Below, Buries, Ends, Watch

EVENT = "(SELECT event_id FROM events_agendaday WHERE id = r.day_id)"
PUBLIC = f"(SELECT audience = 'public' FROM events_event WHERE id = {EVENT})"
CODE = (
    f"(SELECT code FROM events_event WHERE id = {EVENT}) || '.' || "
    "(SELECT to_char(date, 'YYYY-MM-DD') FROM events_agendaday WHERE id = r.day_id) || '.' || "
    "lpad(r.order::text, 2, '0')"
)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0006_identifiers"),
        ("events", "0008_open_agendas"),
    ]

    operations = [
        Buries("events_agendaitem", code=CODE, public=PUBLIC),
        Ends("events_agendaitem", PUBLIC),
        Below(
            "events_event", "events_agendaitem", EVENT, code=CODE, public="r.audience = 'public'", reads="r.audience"
        ),
    ]
