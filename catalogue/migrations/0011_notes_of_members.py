from django.db import migrations

from catalogue.triggers import PublicOnly

THEIRS = "(SELECT readers = 'public' FROM commitments_commitment WHERE id = r.commitment_id)"
HELD = "(SELECT audience = 'public' FROM events_event WHERE id = r.event_id)"


class Migration(migrations.Migration):
    """A member's own statement, and a meeting that is not public, are no news of a public commitment."""

    dependencies = [
        ("catalogue", "0010_papers"),
    ]

    operations = [
        PublicOnly("commitments_statusnote", f"r.country_id IS NULL AND {THEIRS}"),
        PublicOnly("events_fulfilment", f"{THEIRS} AND {HELD}"),
    ]
