from django.db import migrations

from catalogue.triggers import Watch


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_commitments"),
        ("commitments", "0002_papers_and_contributions"),
        ("events", "0008_decisions"),
    ]

    operations = [
        Watch("commitments_paper"),
        Watch("commitments_paperstep"),
        Watch("commitments_carried"),
        Watch("events_decision"),
        Watch("events_paperfor"),
    ]
