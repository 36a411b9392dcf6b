from django.db import migrations, models
from django.db.models.functions import Now

from catalogue.trigger_functions import FUNCTIONS, TWO_VERSIONS
from catalogue.triggers import Below, PublicOnly

IN_FORCE = "r.audience = 'public' AND r.embargo_until <= clock_timestamp()"
EVENT = "(SELECT audience = 'public' FROM events_event WHERE id = {})"
DAY = EVENT.format("(SELECT event_id FROM events_agendaday WHERE id = {})")
SESSION = EVENT.format("(SELECT event_id FROM events_session WHERE id = r.session_id)")
CONCLUSION = "(SELECT audience = 'public' AND conclusions_public FROM events_event WHERE id = {})"
PRACTICE = "(SELECT status <> 'draft' FROM practices_practice WHERE id = r.practice_id)"
READERS = "(SELECT readers = 'public' FROM publications_document WHERE id = {})"
EDITION = f"(SELECT audience = 'public' AND {READERS.format('document_id')} FROM publications_edition WHERE id = {{}})"
LINKED = (
    f"{EVENT.format('r.event_id')} AND (r.to_event_id IS NULL OR {EVENT.format('r.to_event_id')}) AND "
    "(r.to_conclusion_id IS NULL OR "
    + CONCLUSION.format("(SELECT event_id FROM events_conclusion WHERE id = r.to_conclusion_id)")
    + ")"
)
ONE_VERSION = FUNCTIONS.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
CONCLUSION_CODE = "(SELECT code FROM events_event WHERE id = r.event_id) || '.' || r.order"
PUBLIC = {
    "practices_practice": "r.status <> 'draft'",
    "practices_practice_objectives": PRACTICE,
    "practices_practice_principles": PRACTICE,
    "events_event": "r.audience = 'public'",
    **{
        f"events_{table}": EVENT.format("r.event_id")
        for table in ("event_documents", "eventpart", "eventdates", "agendaday", "session")
    },
    "events_eventlink": LINKED,
    "events_agendaitem": DAY.format("r.day_id"),
    "events_agendaspeaker": DAY.format("(SELECT day_id FROM events_agendaitem WHERE id = r.item_id)"),
    "events_session_objectives": SESSION,
    "events_sessionquestion": SESSION,
    "events_conclusion": CONCLUSION.format("r.event_id"),
    "publications_document": (
        "r.readers = 'public' AND EXISTS "
        "(SELECT 1 FROM publications_edition WHERE document_id = r.id AND audience = 'public')"
    ),
    "publications_edition": f"r.audience = 'public' AND {READERS.format('r.document_id')}",
    "publications_editionfile": EDITION.format("r.edition_id"),
    "reporting_cycle": (
        "r.from_record OR EXISTS (SELECT 1 FROM reporting_call WHERE cycle_id = r.id AND status <> 'draft')"
    ),
    "reporting_call": "r.status <> 'draft'",
    "reporting_publication": IN_FORCE,
    "reporting_publishedanswer": IN_FORCE,
    "reporting_publishedfigure": IN_FORCE,
    "reporting_report": "r.status = 'published' AND r.audience = 'public'",
}


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_days_in_san_jose"),
        ("events", "0006_notes"),
    ]

    operations = [
        migrations.AddField("publicstate", "shared", models.BigIntegerField(db_default=0)),
        migrations.AddField("publicstate", "shared_at", models.DateTimeField(db_default=Now())),
        migrations.AddField("tombstone", "ending", models.CharField(max_length=10, db_default="deleted")),
        migrations.RunSQL(TWO_VERSIONS, f"DROP FUNCTION catalogue_below; {ONE_VERSION}"),
        *(PublicOnly(table, public) for table, public in PUBLIC.items()),
        Below(
            "events_event", "events_conclusion", "r.event_id", code=CONCLUSION_CODE,
            public="r.audience = 'public' AND r.conclusions_public", reads="r.audience, r.conclusions_public",
        ),
    ]  # fmt: skip
