from importlib import import_module

from django.db import migrations

from catalogue.trigger_functions import DROP_RENEW, RENEW
from catalogue.triggers import Renews

PRACTICES = import_module("catalogue.migrations.0022_audience_of_practices")
COMMITMENT = "r.readers = 'public'"
PAPER = "r.stage IN ('approved', 'accepted')"
CONCLUSIONS = "r.audience = 'public' AND r.conclusions_public"


class Migration(migrations.Migration):
    """What names something as far as its readers read it changes when the public begins to read that, or stops."""

    dependencies = [("catalogue", "0024_both_ends_of_a_link")]

    operations = [
        migrations.RunSQL(RENEW, DROP_RENEW, elidable=False),
        Renews(
            "commitments_commitment", "events_event",
            "SELECT event_id FROM events_fulfilment WHERE commitment_id = r.id", COMMITMENT,
        ),
        Renews(
            "commitments_commitment", "events_conclusion",
            "SELECT conclusion_id FROM events_origin WHERE commitment_id = r.id", COMMITMENT,
        ),
        Renews(
            "commitments_commitment", "declarations_adoption",
            "SELECT adoption_id FROM declarations_undertaking WHERE commitment_id = r.id", COMMITMENT,
        ),
        Renews(
            "commitments_paper", "events_conclusion",
            "SELECT d.conclusion_id FROM events_decision d JOIN commitments_paperstep s ON s.id = d.step_id "
            "WHERE s.paper_id = r.id", PAPER,
        ),
        Renews(
            "practices_practice", "events_agendaitem",
            "SELECT agendaitem_id FROM events_agendaitem_practices WHERE practice_id = r.id", PRACTICES.SHOWN,
        ),
        Renews(
            "practices_practice", "reporting_call",
            "SELECT t.call_id FROM reporting_calltheme_practices p "
            "JOIN reporting_calltheme t ON t.id = p.calltheme_id WHERE p.practice_id = r.id", PRACTICES.SHOWN,
        ),
        Renews(
            "reporting_calltheme_practices", "reporting_call",
            "SELECT call_id FROM reporting_calltheme WHERE id = r.calltheme_id", PRACTICES.OF_SHOWN,
        ),
        Renews(
            "events_event", "reporting_call",
            "SELECT t.call_id FROM reporting_calltheme t JOIN events_conclusion c ON c.id = t.conclusion_id "
            "WHERE c.event_id = r.id", CONCLUSIONS,
        ),
    ]  # fmt: skip
