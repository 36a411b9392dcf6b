from django.db import migrations

from catalogue.trigger_functions import DROP_PUBLIC_COLUMNS, PUBLIC_COLUMNS
from catalogue.triggers import Below, Buries, Ends, PublicColumns, Touches, Watch, without

KEPT = (
    "updated_at", "version", "agenda_rest", "conclusions_rest", "claim_groups", "concept_audience",
    "agenda_document_id", "conclusions_document_id", "notes_document_id", "forum_report_document_id",
    "concept_note_document_id", "logistics_audience", "logistics_document_id",
)  # fmt: skip
EVENT = "r.audience = 'public'"
CONCEPT = f"{EVENT} AND r.concept_audience = 'public'"
OF_EVENT = "(SELECT audience = 'public' FROM events_event WHERE id = r.event_id)"
OF_NOTE = (
    "(SELECT e.audience = 'public' AND CASE r.note WHEN 'logistics' THEN e.logistics_audience"
    " ELSE e.concept_audience END = 'public' FROM events_event e WHERE e.id = r.event_id)"
)
OF_CONCEPT = f"r.note = 'concept_note' AND {OF_NOTE}"
EVENT_CODE = "(SELECT code FROM events_event WHERE id = r.event_id) || '.' || "
SESSION_CODE = f"{EVENT_CODE}r.code"
SECTION_CODE = f"{EVENT_CODE}lpad(r.order::text, 2, '0')"
PAPER = "r.stage IN ('approved', 'accepted')"
RESULT = (
    "(SELECT c.results_at IS NOT NULL AND c.status = 'closed' AND NOT y.is_rehearsal FROM reporting_call c "
    "JOIN reporting_cycle y ON y.id = c.cycle_id WHERE c.id = r.call_id)"
)


class Migration(migrations.Migration):
    """Sessions, concept notes, documents for approval and results are lists; what the desk alone saves of a public
    meeting is no news to the public.
    """

    dependencies = [
        ("catalogue", "0018_theme_of_a_call"),
        ("commitments", "0005_search_of_papers"),
        ("events", "0014_open_sessions"),
        ("reporting", "0015_survey_results"),
    ]

    operations = [
        migrations.RunSQL(PUBLIC_COLUMNS, DROP_PUBLIC_COLUMNS),
        PublicColumns(
            "events_event", EVENT,
            f"{without(*KEPT)} || jsonb_build_object('concept', r.concept_audience = 'public',"
            " 'logistics', r.logistics_audience = 'public')",
        ),
        PublicColumns("events_session", OF_EVENT, without("updated_at", "version")),
        PublicColumns("events_conceptsection", OF_NOTE, without("updated_at", "version")),
        Buries("events_session", code=SESSION_CODE, public=OF_EVENT),
        Ends("events_session", OF_EVENT),
        Below("events_event", "events_session", "r.event_id", code=SESSION_CODE, public=EVENT, reads="r.audience"),
        Buries("events_conceptsection", code=SECTION_CODE, public=OF_CONCEPT),
        Ends("events_conceptsection", OF_CONCEPT),
        Below(
            "events_event", "events_conceptsection", "CASE r.note WHEN 'concept_note' THEN r.event_id END",
            code=SECTION_CODE, public=CONCEPT, reads="r.audience, r.concept_audience",
        ),
        Ends("events_event", CONCEPT, name="end_concept"),
        Touches("events_session_objectives", "events_session", "session_id"),
        Touches("events_sessionquestion", "events_session", "session_id"),
        Touches("events_eventpart", "events_event", "event_id"),
        Touches("events_event_documents", "events_event", "event_id"),
        Buries("commitments_paper", code="r.code", public=PAPER),
        Ends("commitments_paper", PAPER),
        Touches("commitments_paperstep", "commitments_paper", "paper_id"),
        Watch("reporting_surveyresult", code="r.code", public=RESULT),
        Ends("reporting_surveyresult", RESULT),
    ]  # fmt: skip
