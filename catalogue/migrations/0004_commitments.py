from django.db import migrations

from catalogue.triggers import Ends, Watch


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_open_data"),
        ("commitments", "0001_initial"),
        ("events", "0007_follow_up"),
    ]

    operations = [
        Watch("commitments_commitment", code="r.code", public="r.readers = 'public'"),
        Watch("commitments_party", touches=("commitments_commitment", "commitment_id")),
        Watch("commitments_statusnote"),
        Watch("events_origin"),
        Watch("events_fulfilment"),
        Ends("commitments_commitment", "r.readers = 'public'"),
    ]
