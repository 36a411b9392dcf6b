from importlib import import_module

from django.core.management import call_command
from django.db import DatabaseError, migrations, models, transaction

from catalogue.trigger_functions import FURTHER_CONDITIONS, FUNCTIONS, TWO_VERSIONS
from catalogue.triggers import Below, Buries, Ends, PublicOnly, Touches

EVENT = "(SELECT audience = 'public' FROM events_event WHERE id = {})"
DECIDING = "(SELECT event_id FROM events_conclusion WHERE id = r.to_conclusion_id)"
DECIDED = f"(SELECT audience = 'public' AND conclusions_public FROM events_event WHERE id = {DECIDING})"
LINK = import_module("catalogue.migrations.0005_two_versions").LINKED
LINK_CODE = (
    "(SELECT code FROM events_event WHERE id = r.event_id) || '.' || r.kind || '.' || coalesce("
    "(SELECT 'event.' || code FROM events_event WHERE id = r.to_event_id), "
    "(SELECT 'conclusion.' || e.code || '.' || c.order FROM events_conclusion c "
    "JOIN events_event e ON e.id = c.event_id WHERE c.id = r.to_conclusion_id), "
    "(SELECT 'source.' || code FROM sources_source WHERE id = r.to_source_id))"
)
# The event at either end of a link, but for one that is a link's own decision: that is `DECIDING`.
AN_END = (
    f"CASE WHEN o.id IN (r.event_id, r.to_event_id) AND o.id IS DISTINCT FROM {DECIDING} THEN o.id END"
)
OTHER_END = (
    f"CASE o.id WHEN r.event_id THEN coalesce({EVENT.format('r.to_event_id')}, {DECIDED}, true) "
    f"ELSE {EVENT.format('r.event_id')} END"
)
COMMITMENT = "(SELECT readers = 'public' FROM commitments_commitment WHERE id = r.commitment_id)"
NOTE = f"r.country_id IS NULL AND {COMMITMENT}"
NOTE_CODE = "(SELECT code FROM commitments_commitment WHERE id = r.commitment_id) || '.' || r.id"
STEP = (
    "(SELECT p.stage IN ('approved', 'accepted') FROM commitments_paper p "
    "JOIN commitments_paperstep s ON s.paper_id = p.id WHERE s.id = r.step_id)"
)
PAPER_OF_ITEM = (
    "r.audience = 'public' AND (SELECT e.audience = 'public' FROM events_agendaitem i "
    "JOIN events_agendaday d ON d.id = i.day_id JOIN events_event e ON e.id = d.event_id WHERE i.id = r.item_id)"
)
KINDS = import_module("catalogue.migrations.0021_transmittals_of_narrowed_documents").KINDS
DOCUMENT = f"r.readers = 'public' AND r.kind IN {KINDS}"
OPEN_DOCUMENT = (
    f"{DOCUMENT} AND EXISTS (SELECT 1 FROM publications_edition e "
    "WHERE e.document_id = r.id AND e.audience = 'public' AND e.number >= r.since)"
)
EDITION_CODE = (
    "(SELECT coalesce(d.symbol, d.id::text) FROM publications_document d WHERE d.id = r.document_id) || '-' || r.number"
)
BEFORE = "; ".join(
    one.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").strip().rstrip(";")
    for one in (
        "CREATE FUNCTION catalogue_touch" + FUNCTIONS.partition("CREATE FUNCTION catalogue_touch")[2],
        "CREATE FUNCTION catalogue_below" + TWO_VERSIONS.partition("CREATE FUNCTION catalogue_below")[2],
    )
)


def write_results(apps, schema_editor):
    """Results that were published before they had rows get theirs. Where a later migration is needed for it, the
    command can be given once all have run.
    """
    if not apps.get_model("reporting", "Call").objects.filter(results_at__isnull=False).exists():
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            call_command("write_results")
    except DatabaseError:
        print("\n  Give `manage.py write_results` once the migrations have run.")  # noqa: T201


class Migration(migrations.Migration):
    """The chain of decisions and what became of commitments are lists; editions end with the readers of their
    document; results of questionnaires that were published earlier are listed.
    """

    dependencies = [
        ("catalogue", "0022_audience_of_practices"),
        ("commitments", "0007_notes_as_a_list"),
        ("events", "0016_links_as_a_list"),
        ("publications", "0012_readers_of_documents"),
        ("reporting", "0018_practices_that_answer_a_call"),
    ]

    operations = [
        migrations.AlterField("tombstone", "code", models.CharField(blank=True, max_length=300)),
        migrations.RunSQL("", "UPDATE catalogue_tombstone SET code = left(code, 120)", elidable=False),
        migrations.RunSQL(FURTHER_CONDITIONS, BEFORE),
        Buries("events_eventlink", code=LINK_CODE, public=LINK, key="uid"),
        Ends("events_eventlink", LINK, key="uid"),
        Below(
            "events_event", "events_eventlink", AN_END, code=LINK_CODE, public="r.audience = 'public'",
            reads="r.audience", key="uid", others=OTHER_END,
        ),
        Below(
            "events_event", "events_eventlink", DECIDING, code=LINK_CODE,
            public="r.audience = 'public' AND r.conclusions_public", reads="r.audience, r.conclusions_public",
            key="uid", others=f"o.id = r.event_id OR {EVENT.format('r.event_id')}", name="links_to_its_conclusions",
        ),
        PublicOnly("commitments_statusnote", NOTE),
        Buries("commitments_statusnote", code=NOTE_CODE, public=NOTE, key="uid"),
        Ends("commitments_statusnote", NOTE),
        Below(
            "commitments_commitment", "commitments_statusnote", "r.commitment_id", code=NOTE_CODE,
            public="r.readers = 'public'", reads="r.readers", key="uid", others="r.country_id IS NULL",
        ),
        Below(
            "publications_document", "publications_edition", "r.document_id", code=EDITION_CODE, public=DOCUMENT,
            reads="", others="r.audience = 'public' AND r.number >= o.since",
        ),
        Ends("publications_document", OPEN_DOCUMENT),
        Ends("events_itemdocument", PAPER_OF_ITEM),
        Touches("events_eventdates", "events_event", "event_id"),
        Touches("events_fulfilment", "events_event", "event_id", COMMITMENT),
        Touches("events_origin", "events_conclusion", "conclusion_id", COMMITMENT),
        Touches("events_decision", "events_conclusion", "conclusion_id", STEP),
        Touches("events_agendaitem_documents", "events_agendaitem", "agendaitem_id"),
        Touches("events_agendaitem_practices", "events_agendaitem", "agendaitem_id"),
        Touches("events_itemdocument", "events_agendaitem", "item_id", PAPER_OF_ITEM),
        Touches("declarations_undertaking", "declarations_adoption", "adoption_id"),
        Touches("reporting_calltheme", "reporting_call", "call_id"),
        migrations.RunPython(write_results, migrations.RunPython.noop, elidable=True),
    ]  # fmt: skip
