from django.db import migrations

from catalogue.triggers import PublicOnly, Watch

IS_PUBLIC = "r.stage IN ('approved', 'accepted')"
OF_A_PAPER = "(SELECT stage IN ('approved', 'accepted') FROM commitments_paper WHERE id = r.paper_id)"
OF_A_STEP = (
    "(SELECT p.stage IN ('approved', 'accepted') FROM commitments_paper AS p "
    "JOIN commitments_paperstep AS s ON s.paper_id = p.id WHERE s.id = r.step_id)"
)
HELD = "(SELECT audience = 'public' FROM events_event WHERE id = r.event_id)"
PUBLIC = {
    "commitments_paper": IS_PUBLIC,
    "commitments_paperstep": OF_A_PAPER,
    "events_decision": OF_A_STEP,
    "events_paperfor": f"{OF_A_PAPER} AND {HELD}",
}


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0009_declarations"),
        ("commitments", "0002_papers_and_contributions"),
        ("events", "0010_decisions"),
    ]

    operations = [
        *(Watch(table) for table in PUBLIC),
        *(PublicOnly(table, public) for table, public in PUBLIC.items()),
    ]
