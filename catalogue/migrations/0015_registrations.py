from django.db import migrations

from catalogue.triggers import PublicOnly, Watch


class Migration(migrations.Migration):
    """The indicative date of a registration stands in the public calendar of dates."""

    dependencies = [
        ("catalogue", "0014_concept_notes"),
    ]

    operations = [
        Watch("events_registration"),
        PublicOnly("events_registration", "(SELECT audience = 'public' FROM events_event WHERE id = r.event_id)"),
    ]
