"""Which tables are read by others than a country itself, and where a row `r` of each is the public's.

`Watch` is the rule of a table; `Ends`, `Buries`, `Below`, `Touches` and `Renews` say what a change of it means to readers
(`catalogue.triggers`). A room's tables stand together.
"""

from django.db import migrations

from catalogue.trigger_functions import DROP_FUNCTIONS, FUNCTIONS
from catalogue.triggers import Below, Buries, Ends, PublicColumns, PublicOnly, Renews, SeenOnly, Touches, Watch, without

# What is said of rows of more than one table.
PUBLIC = "r.audience = 'public'"
EVENT = "(SELECT audience = 'public' FROM events_event WHERE id = {})"
CONCLUSIONS = "(SELECT audience = 'public' AND conclusions_public FROM events_event WHERE id = {})"
OF_EVENT = EVENT.format("r.event_id")
OF_ITEM = (
    "(SELECT e.audience = 'public' FROM events_agendaitem i JOIN events_agendaday d ON d.id = i.day_id"
    " JOIN events_event e ON e.id = d.event_id WHERE i.id = r.item_id)"
)
COMMITMENT = "r.readers = 'public'"
OF_COMMITMENT = "(SELECT readers = 'public' FROM commitments_commitment WHERE id = r.commitment_id)"
PAPER = "r.stage IN ('approved', 'accepted')"
OF_PAPER = "(SELECT stage IN ('approved', 'accepted') FROM commitments_paper WHERE id = r.paper_id)"
PRACTICE = "r.status IN ('to_be_published', 'published', 'in_repository') AND r.audience = 'public'"
OF_PRACTICE = (
    "(SELECT p.status IN ('to_be_published', 'published', 'in_repository') AND p.audience = 'public' "
    "FROM practices_practice p WHERE p.id = r.practice_id)"
)
OF_SEEN_PRACTICE = "(SELECT status NOT IN ('draft', 'submitted') FROM practices_practice WHERE id = r.practice_id)"
EVENT_CODE = "(SELECT code FROM events_event WHERE id = r.event_id) || '.' || "

ACCOUNTS = [
    Watch("accounts_country", code="r.code"),
    PublicOnly("accounts_country", "NOT r.is_rehearsal"),
    Ends("accounts_country", "true"),
    Watch("accounts_body", code="r.code"),
    Ends("accounts_body", "true"),
    Watch("accounts_standing"),
]

OBJECTIVES = [
    Watch("objectives_objective", code="r.number", key="uid"),
    Watch("objectives_principle", code="r.letter", key="uid"),
    Watch("objectives_scheme", code="r.code"),
    Ends("objectives_scheme", "true"),
    Watch("objectives_group", code="(SELECT code FROM objectives_scheme WHERE id = r.scheme_id) || '.' || r.code"),
    Ends("objectives_group", "true"),
    Watch("objectives_group_objectives", touches=("objectives_group", "group_id")),
]

SOURCES = [
    Watch("sources_source", code="r.code"),
    Ends("sources_source", "true"),
    Watch("sources_figure", code="r.code"),
    Ends("sources_figure", "true"),
    Watch("sources_figure_objectives", touches=("sources_figure", "figure_id")),
    Watch("sources_statement", code="r.code"),
    Ends("sources_statement", "true"),
    Watch("sources_statement_objectives", touches=("sources_statement", "statement_id")),
    Watch("sources_statement_principles", touches=("sources_statement", "statement_id")),
]

CATALOGUE = [
    Watch("catalogue_correction", code="r.number"),
    Ends("catalogue_correction", "true"),
]

# What was passed on is listed for some kinds of documents. Below a document, `o` is the document as it was: an edition
# that had been taken back before neither ends again nor comes back.
KINDS = "('regional_report', 'country_report', 'declaration', 'action_plan')"
DOCUMENT = f"r.readers = 'public' AND r.kind IN {KINDS}"
READERS = "(SELECT readers = 'public' FROM publications_document WHERE id = {})"
EDITION = f"r.audience = 'public' AND {READERS.format('r.document_id')}"
OF_EDITION = f"(SELECT audience = 'public' AND {READERS.format('document_id')} FROM publications_edition WHERE id = {{}})"
EDITION_CODE = (
    "(SELECT coalesce(d.symbol, d.id::text) FROM publications_document d WHERE d.id = r.document_id) || '-' || r.number"
)
TRANSMITTAL = (
    "(SELECT e.audience = 'public' AND e.number >= d.since AND d.readers = 'public' "
    f"AND d.kind IN {KINDS} FROM publications_edition e "
    "JOIN publications_document d ON d.id = e.document_id WHERE e.id = r.edition_id)"
)
TRANSMITTAL_CODE = (
    "(SELECT coalesce(d.symbol, d.id::text) || '-' || e.number FROM publications_edition e "
    "JOIN publications_document d ON d.id = e.document_id WHERE e.id = r.edition_id) || '.' || r.id"
)
PUBLICATIONS = [
    Watch(
        "publications_document",
        public="r.readers = 'public' AND EXISTS "
        "(SELECT 1 FROM publications_edition WHERE document_id = r.id AND audience = 'public')",
    ),
    Ends(
        "publications_document",
        f"{DOCUMENT} AND EXISTS (SELECT 1 FROM publications_edition e "
        "WHERE e.document_id = r.id AND e.audience = 'public' AND e.number >= r.since)",
    ),
    Below(
        "publications_document", "publications_edition", "r.document_id", code=EDITION_CODE, public=DOCUMENT,
        reads="", others="r.audience = 'public' AND r.number >= o.since",
    ),
    Below(
        "publications_document", "publications_transmittal",
        "SELECT e.document_id FROM publications_edition e "
        "WHERE e.id = r.edition_id AND e.audience = 'public' AND e.number >= o.since",
        code=TRANSMITTAL_CODE, public=DOCUMENT, reads="r.readers",
    ),
    Watch("publications_edition", public=EDITION),
    Ends("publications_edition", "true"),
    Watch("publications_editionfile", public=OF_EDITION.format("r.edition_id")),
    Ends("publications_editionfile", "true"),
    Watch("publications_transmittal", code=TRANSMITTAL_CODE, public=TRANSMITTAL),
    Ends("publications_transmittal", TRANSMITTAL),
]  # fmt: skip

NOTE = f"r.country_id IS NULL AND {OF_COMMITMENT}"
NOTE_CODE = "(SELECT code FROM commitments_commitment WHERE id = r.commitment_id) || '.' || r.id"
COMMITMENTS = [
    Watch("commitments_commitment", code="r.code", public=COMMITMENT),
    Ends("commitments_commitment", COMMITMENT),
    Below(
        "commitments_commitment", "commitments_statusnote", "r.commitment_id", code=NOTE_CODE, public=COMMITMENT,
        reads="r.readers", key="uid", others="r.country_id IS NULL",
    ),
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
    *(
        Watch(f"commitments_{table}", public=OF_COMMITMENT, touches=("commitments_commitment", "commitment_id"))
        for table in ("party", "commitment_objectives", "commitment_principles")
    ),
    Watch("commitments_statusnote", code=NOTE_CODE, key="uid", public=NOTE),
    Ends("commitments_statusnote", NOTE),
    Watch("commitments_paper", code="r.code", public=PAPER),
    Ends("commitments_paper", PAPER),
    Renews(
        "commitments_paper", "events_conclusion",
        "SELECT d.conclusion_id FROM events_decision d JOIN commitments_paperstep s ON s.id = d.step_id "
        "WHERE s.paper_id = r.id", PAPER,
    ),
    Watch("commitments_paperstep", public=OF_PAPER),
    Touches("commitments_paperstep", "commitments_paper", "paper_id"),
]  # fmt: skip

# What a country writes and submits changes nothing that members and observers read, and raises nothing.
PRACTICES = [
    Watch("practices_practice", code="r.code", public=PRACTICE),
    SeenOnly("practices_practice", PRACTICE, "r.status NOT IN ('draft', 'submitted')"),
    Ends("practices_practice", PRACTICE),
    Renews(
        "practices_practice", "events_agendaitem",
        "SELECT agendaitem_id FROM events_agendaitem_practices WHERE practice_id = r.id", PRACTICE,
    ),
    Renews(
        "practices_practice", "reporting_call",
        "SELECT t.call_id FROM reporting_calltheme_practices p "
        "JOIN reporting_calltheme t ON t.id = p.calltheme_id WHERE p.practice_id = r.id", PRACTICE,
    ),
    *(
        operation
        for table in ("practices_practice_objectives", "practices_practice_principles")
        for operation in (
            Watch(table, public=OF_PRACTICE, touches=("practices_practice", "practice_id")),
            SeenOnly(table, OF_PRACTICE, OF_SEEN_PRACTICE),
        )
    ),
]  # fmt: skip

# What the desk alone saves of a public meeting is no news to the public.
KEPT = (
    "updated_at", "version", "agenda_rest", "conclusions_rest", "claim_groups", "concept_audience",
    "agenda_document_id", "conclusions_document_id", "notes_document_id", "forum_report_document_id",
    "concept_note_document_id", "logistics_audience", "logistics_document_id",
)  # fmt: skip
CONCLUDED = f"{PUBLIC} AND r.conclusions_public"
CONCEPT = f"{PUBLIC} AND r.concept_audience = 'public'"
OF_DAY = EVENT.format("(SELECT event_id FROM events_agendaday WHERE id = {})")
OF_SESSION = EVENT.format("(SELECT event_id FROM events_session WHERE id = r.session_id)")
OF_ITS_ITEM = EVENT.format(
    "(SELECT d.event_id FROM events_agendaitem i JOIN events_agendaday d ON d.id = i.day_id"
    " WHERE i.id = r.agendaitem_id)"
)
DAY_OF_ITEM = "(SELECT event_id FROM events_agendaday WHERE id = r.day_id)"
ITEM_CODE = (
    f"(SELECT code FROM events_event WHERE id = {DAY_OF_ITEM}) || '.' || "
    "(SELECT to_char(date, 'YYYY-MM-DD') FROM events_agendaday WHERE id = r.day_id) || '.' || "
    "lpad(r.order::text, 2, '0')"
)
OF_NOTE = (
    "(SELECT e.audience = 'public' AND CASE r.note WHEN 'logistics' THEN e.logistics_audience"
    " ELSE e.concept_audience END = 'public' FROM events_event e WHERE e.id = r.event_id)"
)
OF_CONCEPT = f"r.note = 'concept_note' AND {OF_NOTE}"
SESSION_CODE = f"{EVENT_CODE}r.code"
SECTION_CODE = f"{EVENT_CODE}lpad(r.order::text, 2, '0')"
CONCLUSION_CODE = f"{EVENT_CODE}r.order"
THANKED = CONCLUSIONS.format("(SELECT event_id FROM events_conclusion WHERE id = r.conclusion_id)")
FULFILS = f"{OF_COMMITMENT} AND {OF_EVENT}"
STEP = (
    "(SELECT p.stage IN ('approved', 'accepted') FROM commitments_paper p "
    "JOIN commitments_paperstep s ON s.paper_id = p.id WHERE s.id = r.step_id)"
)
ITEM_DOCUMENT = f"{PUBLIC} AND {OF_ITEM}"
# A link is the public's with the event at either end (`AN_END`), and with the one whose conclusion decided (`DECIDING`).
DECIDING = "(SELECT event_id FROM events_conclusion WHERE id = r.to_conclusion_id)"
LINK = (
    f"{OF_EVENT} AND (r.to_event_id IS NULL OR {EVENT.format('r.to_event_id')}) AND "
    f"(r.to_conclusion_id IS NULL OR {CONCLUSIONS.format(DECIDING)})"
)
LINK_CODE = (
    f"{EVENT_CODE}r.kind || '.' || coalesce("
    "(SELECT 'event.' || code FROM events_event WHERE id = r.to_event_id), "
    "(SELECT 'conclusion.' || e.code || '.' || c.order FROM events_conclusion c "
    "JOIN events_event e ON e.id = c.event_id WHERE c.id = r.to_conclusion_id), "
    "(SELECT 'source.' || code FROM sources_source WHERE id = r.to_source_id))"
)
AN_END = f"CASE WHEN o.id IN (r.event_id, r.to_event_id) AND o.id IS DISTINCT FROM {DECIDING} THEN o.id END"
# What the other end was before this statement, which may have closed both: then the link ends at its own event.
WAS = "coalesce((SELECT {told} FROM old_rows WHERE id = {id}), (SELECT {told} FROM events_event WHERE id = {id}))"
EVENT_WAS = WAS.format(told="audience = 'public'", id="r.to_event_id")
DECIDED_WAS = WAS.format(told="audience = 'public' AND conclusions_public", id=DECIDING)
OTHER_END = f"CASE o.id WHEN r.event_id THEN coalesce({EVENT_WAS}, {DECIDED_WAS}, true) ELSE {OF_EVENT} END"
EVENTS = [
    Watch("events_event", code="r.code", public=PUBLIC),
    PublicColumns(
        "events_event", PUBLIC,
        f"{without(*KEPT)} || jsonb_build_object('concept', r.concept_audience = 'public',"
        " 'logistics', r.logistics_audience = 'public')",
    ),
    Ends("events_event", PUBLIC, CONCLUDED),
    Ends("events_event", CONCEPT, name="end_concept"),
    Below(
        "events_event", "events_conclusion", "r.event_id", code=CONCLUSION_CODE, public=CONCLUDED,
        reads="r.audience, r.conclusions_public",
    ),
    Below("events_event", "events_agendaitem", DAY_OF_ITEM, code=ITEM_CODE, public=PUBLIC, reads="r.audience"),
    Below("events_event", "events_session", "r.event_id", code=SESSION_CODE, public=PUBLIC, reads="r.audience"),
    Below(
        "events_event", "events_conceptsection", "CASE r.note WHEN 'concept_note' THEN r.event_id END",
        code=SECTION_CODE, public=CONCEPT, reads="r.audience, r.concept_audience",
    ),
    Below(
        "events_event", "events_eventlink", AN_END, code=LINK_CODE, public=PUBLIC, reads="r.audience", key="uid",
        others=OTHER_END,
    ),
    Below(
        "events_event", "events_eventlink", DECIDING, code=LINK_CODE, public=CONCLUDED,
        reads="r.audience, r.conclusions_public", key="uid", others=f"o.id = r.event_id OR {OF_EVENT}",
        name="links_to_its_conclusions",
    ),
    Renews(
        "events_event", "reporting_call",
        "SELECT t.call_id FROM reporting_calltheme t JOIN events_conclusion c ON c.id = t.conclusion_id "
        "WHERE c.event_id = r.id", CONCLUDED,
    ),
    *(
        operation
        for table in ("event_documents", "eventpart", "eventdates")
        for operation in (
            Watch(f"events_{table}", public=OF_EVENT), Touches(f"events_{table}", "events_event", "event_id"),
        )
    ),
    Watch("events_eventlink", code=LINK_CODE, key="uid", public=LINK),
    Ends("events_eventlink", LINK, key="uid"),
    Watch("events_registration", public=OF_EVENT),
    Watch("events_conceptsection", public=OF_NOTE),
    Buries("events_conceptsection", code=SECTION_CODE, public=OF_CONCEPT),
    PublicColumns("events_conceptsection", OF_NOTE, without("updated_at", "version")),
    Ends("events_conceptsection", OF_CONCEPT),
    # Agenda. Who asked for the floor is no public row.
    Watch("events_agendaday", public=OF_EVENT),
    Watch("events_agendaitem", public=OF_DAY.format("r.day_id")),
    Buries("events_agendaitem", code=ITEM_CODE, public=EVENT.format(DAY_OF_ITEM)),
    Ends("events_agendaitem", EVENT.format(DAY_OF_ITEM)),
    Watch("events_agendaspeaker", public=f"NOT r.asked_floor AND {OF_ITEM}"),
    Watch("events_agendaitem_documents", public=OF_ITS_ITEM),
    Touches("events_agendaitem_documents", "events_agendaitem", "agendaitem_id"),
    Watch("events_agendaitem_practices", public=OF_ITS_ITEM),
    Touches("events_agendaitem_practices", "events_agendaitem", "agendaitem_id", OF_PRACTICE),
    Watch("events_itemdocument", public=ITEM_DOCUMENT),
    Ends("events_itemdocument", ITEM_DOCUMENT),
    Touches("events_itemdocument", "events_agendaitem", "item_id", ITEM_DOCUMENT),
    # Sessions.
    Watch("events_session", code=SESSION_CODE, public=OF_EVENT),
    PublicColumns("events_session", OF_EVENT, without("updated_at", "version")),
    Ends("events_session", OF_EVENT),
    *(
        operation
        for table in ("session_objectives", "sessionquestion")
        for operation in (
            Watch(f"events_{table}", public=OF_SESSION), Touches(f"events_{table}", "events_session", "session_id"),
        )
    ),
    # Conclusions, and what became of them.
    Watch("events_conclusion", code=CONCLUSION_CODE, public=CONCLUSIONS.format("r.event_id")),
    Ends("events_conclusion", CONCLUSIONS.format("r.event_id")),
    *(
        Watch(f"events_conclusion_{table}", public=THANKED, touches=("events_conclusion", "conclusion_id"))
        for table in ("thanked_countries", "thanked_bodies")
    ),
    Watch("events_origin", public=OF_COMMITMENT),
    Touches("events_origin", "events_conclusion", "conclusion_id", OF_COMMITMENT),
    Watch("events_fulfilment", public=FULFILS),
    Touches("events_fulfilment", "events_event", "event_id", OF_COMMITMENT),
    Watch("events_decision", public=STEP),
    Touches("events_decision", "events_conclusion", "conclusion_id", STEP),
    Watch("events_paperfor", public=f"{OF_PAPER} AND {OF_EVENT}"),
]  # fmt: skip

IN_FORCE = "r.audience = 'public' AND r.embargo_until <= clock_timestamp()"
NOT_ENDED = "r.ended_at IS NULL AND r.audience = 'public'"
REPORT = "r.status = 'published' AND r.audience = 'public'"
CALL = (
    "r.status <> 'draft' "
    "AND NOT EXISTS (SELECT 1 FROM reporting_cycle c WHERE c.id = r.cycle_id AND c.is_rehearsal) "
    "AND NOT EXISTS (SELECT 1 FROM reporting_templateversion v JOIN reporting_template t ON t.id = v.template_id "
    "WHERE v.id = r.template_version_id AND t.audience = 'request')"
)
OF_CALL = (
    "EXISTS (SELECT 1 FROM reporting_call c JOIN reporting_cycle y ON y.id = c.cycle_id "
    "JOIN reporting_templateversion v ON v.id = c.template_version_id "
    "JOIN reporting_template t ON t.id = v.template_id "
    "WHERE c.id = {} AND c.status <> 'draft' AND NOT y.is_rehearsal AND t.audience <> 'request')"
)
OF_THEME = OF_CALL.format("(SELECT t.call_id FROM reporting_calltheme t WHERE t.id = r.calltheme_id)")
RESULT = (
    "(SELECT c.results_at IS NOT NULL AND c.status = 'closed' AND NOT y.is_rehearsal FROM reporting_call c "
    "JOIN reporting_cycle y ON y.id = c.cycle_id WHERE c.id = r.call_id)"
)
REPORTING = [
    Watch(
        "reporting_cycle",
        public="NOT r.is_rehearsal AND "
        "(r.from_record OR EXISTS (SELECT 1 FROM reporting_call WHERE cycle_id = r.id AND status <> 'draft'))",
    ),
    Watch("reporting_call", public=CALL),
    Watch("reporting_calltheme", public=OF_CALL.format("r.call_id")),
    Touches("reporting_calltheme", "reporting_call", "call_id"),
    Watch("reporting_calltheme_objectives", public=OF_THEME),
    Watch("reporting_calltheme_practices", public=f"{OF_THEME} AND {OF_PRACTICE}"),
    SeenOnly("reporting_calltheme_practices", f"{OF_THEME} AND {OF_PRACTICE}", OF_SEEN_PRACTICE),
    Renews(
        "reporting_calltheme_practices", "reporting_call",
        "SELECT call_id FROM reporting_calltheme WHERE id = r.calltheme_id", OF_PRACTICE,
    ),
    Watch("reporting_question"),
    *(
        operation
        for table in ("publication", "publishedanswer", "publishedfigure")
        for operation in (Watch(f"reporting_{table}", public=IN_FORCE), Ends(f"reporting_{table}", NOT_ENDED))
    ),
    Watch("reporting_report", public=REPORT),
    Ends("reporting_report", REPORT),
    Watch("reporting_surveyresult", code="r.code", public=RESULT),
    Ends("reporting_surveyresult", RESULT),
]  # fmt: skip

ADOPTED = "r.published_at IS NOT NULL"
OF_ADOPTION = "(SELECT published_at IS NOT NULL FROM declarations_adoption WHERE id = r.adoption_id)"
DECLARATIONS = [
    Watch("declarations_adoption", code="r.code", public=ADOPTED),
    Ends("declarations_adoption", ADOPTED),
    Watch("declarations_adoptedparagraph", code="r.code"),
    Ends("declarations_adoptedparagraph", "true"),
    Watch("declarations_attachedstatement", code="r.code", public="r.is_public"),
    Ends("declarations_attachedstatement", "r.is_public"),
    Watch("declarations_undertaking", public=OF_ADOPTION),
    Touches("declarations_undertaking", "declarations_adoption", "adoption_id"),
    Watch("declarations_transmission", public=OF_ADOPTION),
]


class Migration(migrations.Migration):
    initial = True

    # The last of them alone: where not all of them ran, this one says so instead of passing over the room in silence.
    replaces = [("catalogue", "0026_practices_of_agendas")]

    dependencies = [
        ("catalogue", "0001_squashed_0026"),
        ("accounts", "0001_squashed_0008"),
        ("commitments", "0001_squashed_0008"),
        ("declarations", "0001_squashed_0008"),
        ("events", "0001_squashed_0016"),
        ("objectives", "0001_squashed_0003"),
        ("practices", "0001_squashed_0005"),
        ("publications", "0001_squashed_0012"),
        ("reporting", "0001_squashed_0019"),
        ("sources", "0001_squashed_0003"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS, elidable=False),
        *ACCOUNTS,
        *OBJECTIVES,
        *SOURCES,
        *CATALOGUE,
        *PUBLICATIONS,
        *COMMITMENTS,
        *PRACTICES,
        *EVENTS,
        *REPORTING,
        *DECLARATIONS,
    ]
