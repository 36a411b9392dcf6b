from django.db import migrations

from catalogue.triggers import Ends, PublicOnly, Watch

THEIRS = "(SELECT readers = 'public' FROM commitments_commitment WHERE id = r.commitment_id)"
PUBLIC = {
    "commitments_commitment": "r.readers = 'public'",
    **{table: THEIRS for table in ("commitments_party", "commitments_statusnote", "events_origin", "events_fulfilment")},
}

class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0007_agendas"),
        ("commitments", "0001_initial"),
        ("events", "0007_follow_up"),
    ]

    operations = [
        Watch("commitments_commitment", code="r.code", public="r.readers = 'public'"),
        Watch("commitments_party", touches=("commitments_commitment", "commitment_id")),
        Watch("commitments_statusnote"),
        Watch("events_origin"),
        Watch("events_fulfilment"),
        *(PublicOnly(table, public) for table, public in PUBLIC.items()),
        Ends("commitments_commitment", "r.readers = 'public'"),
    ]
