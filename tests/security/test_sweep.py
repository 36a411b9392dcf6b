"""Every address x every role x every state, against one table of who may enter.

The table says for a GET who reads the page; an address without a row fails. A POST-only address has the act of
`reporting.policy.POLICY` (or who may do it) instead. Outside Country A, and for seats that have no business there, the
address does not exist (404); inside, a role that may not act is told why (403).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import PresidencyTerm, Standing
from catalogue.registry import RESOURCES
from catalogue.versions import PublicVersion
from declarations.models import Draft
from declarations.notify import draft_path
from events.models import (
    AgendaDay,
    AgendaItem,
    ConceptSection,
    Delegation,
    Event,
    NoteTable,
    Participant,
    Registration,
    Session,
    SessionReport,
)  # fmt: skip
from reporting.actions.report import build_edition, start_report
from reporting.models import Question, Section
from sources.models import Claim, Figure, Source
from tests.factories.declarations import start
from tests.factories.seats import browser_of
from tests.factories.work import answer_on
from tests.factories.world import World, read_world
from tests.security.reader import Reader
from tests.security.states import CANARY, STATES
from tests.security.touched import READ, WRITTEN, counter_of

ROLES = (
    "focal_point", "clearer", "contributor", "translator", "other_focal_point", "secretariat", "presidency",
    "observer", "civil_society", "stakeholder", "anonymous",
)  # fmt: skip
OWN = frozenset({"focal_point", "clearer", "contributor", "translator"})
DESK = frozenset({"secretariat", "presidency"})
NAMING = frozenset({"focal_point", "secretariat"})
MEMBERS = OWN | {"other_focal_point"} | DESK
SEATED = frozenset(ROLES) - {"anonymous"}
EVERYBODY = frozenset(ROLES)


@dataclass(frozen=True)
class Row:
    """Who gets 200 (or a redirect that is not the log-in page) on GET; `told`: who gets 403 rather than 404."""

    readers: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    post_only: bool = False
    arguments: str = ""
    when: Callable[[str], bool] = lambda state: True
    status: Callable[[str, str], int] | None = None


def submitted(state: str) -> bool:
    return state in {"submitted", "clarification_asked", "published_to_members", "published_to_all"}


def of_an_answer(role: str, state: str) -> int:
    """The address of an answer of Country A: read by its audience, gone once it is withdrawn."""
    if state == "withdrawn":
        return 410
    read = state == "published_to_all" or (state == "published_to_members" and role in MEMBERS)
    return 200 if read else 404


POST = Row(post_only=True)
TABLE: dict[str, Row] = {
    # everybody
    **dict.fromkeys(
        ["portal:home", "portal:country-list", "portal:practice-list", "portal:goal-list", "portal:event-list",
         "portal:conclusion-list", "portal:event-calendar", "portal:deadline-calendar",
         "portal:directory", "portal:principle-list", "objectives:objective-list",
         "reporting:report-list", "reporting:survey-list", "health-live", "health-ready"],
        Row(EVERYBODY),
    ),
    "developers:start": Row(EVERYBODY),
    "developers:resource": Row(EVERYBODY, arguments="resource"),
    "portal:answer": Row(arguments="answer", status=of_an_answer),
    # the interface for programs: cookies count for nothing there, so everybody is the public
    **dict.fromkeys(["api:start", "api:document", *(f"api:{name}-list" for name in RESOURCES)], Row(EVERYBODY)),
    **dict.fromkeys((f"api:{name}-detail" for name in RESOURCES), Row(arguments="nothing", status=lambda r, s: 404)),
    "api:answers-detail": Row(arguments="answer", status=lambda role, state: of_an_answer("anonymous", state)),
    "api:workspace": Row(status=lambda role, state: 401),
    "api:workspace-answers": Row(arguments="assignment", status=lambda role, state: 401),
    "api:workspace-answer-text": Row(arguments="text", status=lambda role, state: 401),
    "api:nothing": Row(status=lambda role, state: 404),
    **dict.fromkeys(
        ["portal:index-csv", "portal:index-json", "portal:cycle-list", "portal:publication-list", "portal:figure-list",
         "portal:chart-list"],
        Row(EVERYBODY),
    ),
    **dict.fromkeys(
        ["portal:about", "portal:methodology", "portal:accessibility", "portal:privacy", "portal:gallery"],
        Row(EVERYBODY),
    ),
    "portal:cycle": Row(EVERYBODY, arguments="cycle_code"),
    "portal:country-cycle": Row(arguments="country_cycle", status=of_an_answer),
    # one cycle is nothing to compare, one country no number: tests/portal
    "portal:compare": Row(arguments="objective_country"),
    "portal:chart": Row(arguments="chart"),
    "chart-svg": Row(arguments="chart_language"),
    "portal:practice": Row(arguments="nothing"),
    "portal:practice-form": Row(arguments="nothing_format"),
    "portal:principle": Row(EVERYBODY, arguments="principle"),
    "objectives:scheme": Row(EVERYBODY, arguments="scheme"),
    "portal:claims": Row(MEMBERS),
    "portal:body": Row(EVERYBODY, arguments="body_code"),
    "sources:claim": Row(MEMBERS, arguments="claim"),
    **dict.fromkeys(
        ["sources:claim-new", "portal:figure-new"], Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"})
    ),
    "portal:figure-edit": Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}, arguments="figure"),
    **dict.fromkeys(
        ["sources:claim-edit", "sources:claim-end"],
        Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}, arguments="claim"),
    ),
    "portal:objective": Row(EVERYBODY, arguments="objective"),
    "portal:country": Row(EVERYBODY, arguments="country"),
    **dict.fromkeys(["portal:event", "portal:event-ics"], Row(arguments="nothing")),
    "private-calendar": Row(arguments="token"),
    "portal:concept": Row(DESK, arguments="event_concept"),
    "events:section": Row(DESK, arguments="event_section"),
    "portal:session": Row(DESK, arguments="event_session_code"),
    "portal:conclusion": Row(arguments="nothing_numbered"),
    "portal:commitment-list": Row(EVERYBODY),
    # who reads which: tests/commitments
    "portal:commitment": Row(arguments="nothing"),
    **dict.fromkeys(
        ["practices:edit", "practices:repository", "practices:own", "practices:own-edit",
         "commitments:note-new", "commitments:edit", "commitments:pledge",
         "commitments:statement-new", "commitments:plan-item-new", "events:paper-step", "portal:paper"],
        Row(arguments="nothing"),
    ),
    "portal:paper-list": Row(EVERYBODY),
    "portal:quotation": Row(EVERYBODY),
    "commitments:pledges": Row(OWN | {"other_focal_point"}),
    # which versions are whose: tests/practices/test_versions.py
    "practices:own-list": Row(OWN | {"other_focal_point"}),
    "practices:new": Row(frozenset({"focal_point", "other_focal_point"}), told=OWN - {"focal_point"}),
    "practices:own-version": Row(arguments="nothing_counted"),
    "practices:own-act": POST,
    "reporting:survey-practice": POST,
    "commitments:pledge-new": Row(
        frozenset({"focal_point", "other_focal_point"}), told=OWN - {"focal_point"}
    ),
    "commitments:paper-new": Row(DESK),
    # a country reads its own contributions: tests/commitments/test_contributions.py
    "commitments:contributions": Row(MEMBERS),
    "events:handover-list": Row(MEMBERS),
    "events:handover": Row(MEMBERS, arguments="term"),
    # open data: tests/security/test_open_data.py looks into the files with every filter
    **dict.fromkeys(
        ["catalogue:search", "catalogue:data", "catalogue:changes", "catalogue:corrections", "open:changes",
         "open:sitemap"],
        Row(EVERYBODY),
    ),
    **dict.fromkeys(
        ["catalogue:licence", "open:dictionary-csv", "open:sitemap-pages", "open:robots"], Row(EVERYBODY)
    ),
    "open:dictionary-markdown": Row(EVERYBODY, arguments="language"),
    "open:file": Row(EVERYBODY, arguments="file"),
    "open:sitemap-part": Row(EVERYBODY, arguments="sitemap_part"),
    "open:manifest": Row(status=lambda role, state: 503),
    "open:nightly": Row(arguments="nothing", status=lambda role, state: 503),
    "catalogue:record": Row(EVERYBODY, arguments="record"),
    "catalogue:feed-list": Row(EVERYBODY, arguments="resource"),
    "catalogue:feed-country": Row(EVERYBODY, arguments="country"),
    "catalogue:feed-objective": Row(EVERYBODY, arguments="objective"),
    "catalogue:feed-cycle": Row(EVERYBODY, arguments="cycle_code"),
    "catalogue:alert-stop": Row(arguments="token"),
    "catalogue:saved-list": Row(SEATED),
    "catalogue:correction-new": Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}),
    # people with a seat
    **dict.fromkeys(
        ["portal:desk", "portal:calendars", "accounts:seats", "accounts:profile", "accounts:keys", "notices:inbox",
         "notices:preferences"],
        Row(SEATED),
    ),
    "accounts:chain": Row(OWN | {"other_focal_point"}),
    "accounts:people": Row(OWN | {"other_focal_point", "secretariat"}),
    "notices:outbox": Row(),
    "notices:reminders-stop": Row(arguments="token"),
    "notices:undelivered": Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}),
    **dict.fromkeys(
        ["accounts:bodies", "accounts:body-new", "accounts:standings"],
        Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}),
    ),
    "accounts:body-edit": Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}, arguments="body"),
    "accounts:standing-edit": Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}, arguments="standing"),
    "accounts:term-edit": Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}, arguments="term"),
    "accounts:membership-dates": Row(
        frozenset({"focal_point", "secretariat"}), told=OWN - {"focal_point"}, arguments="membership"
    ),
    # the country's own space
    **dict.fromkeys(
        ["reporting:contribution", "reporting:whole-report", "reporting:check", "reporting:clearance",
         "reporting:revisions", "reporting:publication", "reporting:preview", "reporting:threads", "reporting:trail",
         "reporting:delegation", "reporting:files", "reporting:own-reminders",
         "reporting:translations"],
        Row(OWN, arguments="assignment"),
    ),
    # nothing to translate, nothing to download: tests/reporting/test_translations.py
    "reporting:translation-file": Row(arguments="assignment_language"),
    # what is in it: tests/reporting/test_trail.py
    "reporting:trail-file": Row(OWN, arguments="assignment_format"),
    "reporting:hand-over": Row(
        frozenset({"focal_point", "secretariat"}), told=OWN - {"focal_point"}, arguments="membership"
    ),
    "reporting:workspace": Row(OWN | {"other_focal_point"}),
    "reporting:objective": Row(OWN, arguments="assignment_objective"),
    "reporting:revision": Row(OWN, arguments="assignment_revision", when=lambda s: submitted(s) or s == "withdrawn"),
    "reporting:answer-history": Row(OWN, arguments="text"),
    "reporting:attachment": Row(arguments="nothing_uuid"),
    # files that were sent: tests/reporting/offline/test_files.py
    **dict.fromkeys(
        ["reporting:incoming", "reporting:incoming-pieces", "reporting:incoming-original"],
        Row(arguments="assignment_nothing"),
    ),
    # the desk
    "reporting:desk": Row(DESK),
    "reporting:tracker": Row(DESK, arguments="call"),
    "reporting:desk-revision": Row(DESK, arguments="revision", when=submitted),
    "reporting:extension-grant": Row(
        frozenset({"secretariat"}), told=DESK, arguments="assignment",
        when=lambda state: state not in {"will_not_report", "call_closed"},
    ),
    "reporting:template-list": Row(DESK),
    **dict.fromkeys(
        ["reporting:template", "reporting:template-preview", "reporting:template-map", "reporting:template-file"],
        Row(DESK, arguments="template"),
    ),
    **dict.fromkeys(
        ["reporting:template-new", "reporting:template-import"],
        Row(frozenset({"secretariat"}), told=frozenset({"presidency"})),
    ),
    "reporting:survey-theme": Row(told=frozenset({"presidency"}), arguments="nothing_uuid"),
    "reporting:section-new": Row(frozenset({"secretariat"}), told=frozenset({"presidency"}), arguments="template"),
    **dict.fromkeys(
        ["reporting:section", "reporting:question-new"],
        Row(frozenset({"secretariat"}), told=frozenset({"presidency"}), arguments="section"),
    ),
    "reporting:question": Row(frozenset({"secretariat"}), told=frozenset({"presidency"}), arguments="question"),
    # questionnaires: tests/reporting/test_surveys.py has who answers which, and their links
    **dict.fromkeys(["reporting:survey", "reporting:survey-results"], Row(arguments="nothing_uuid")),
    **dict.fromkeys(["reporting:survey-answer", "reporting:survey-compiled"], Row(arguments="nothing_uuid")),
    "reporting:survey-chart": Row(arguments="nothing_chart"),
    "reporting:survey-write": Row(arguments="token"),
    "reporting:survey-desk": Row(arguments="nothing_uuid"),
    "reporting:cycle-new": Row(frozenset({"secretariat"}), told=frozenset({"presidency"})),
    "reporting:reminders": Row(DESK, arguments="call"),
    **dict.fromkeys(
        ["reporting:reminder-new", "reporting:letter-new"],
        Row(frozenset({"secretariat"}), told=frozenset({"presidency"}), arguments="call"),
    ),
    "reporting:letter": Row(arguments="nothing_uuid"),
    **dict.fromkeys(["events:desk", "events:event-new"], Row(DESK)),
    **dict.fromkeys(
        ["events:event", "events:event-facts", "events:conclusions", "events:conclusions-paste", "events:agenda",
         "events:agenda-paste", "events:event-notes", "events:notes-paste"],
        Row(DESK, arguments="event"),
    ),
    **dict.fromkeys(["events:conclusion-line", "events:commitment-new"], Row(arguments="event_nothing")),
    # notetakers, and members once they are shared: tests/events/test_notes_pages.py
    **dict.fromkeys(["events:notes", "events:notes-head"], Row(DESK, arguments="notes")),
    "events:note-list": Row(MEMBERS),
    # rapporteurs, and members once it is part of the record: tests/events/test_findings_pages.py
    **dict.fromkeys(
        ["events:sessions", "events:session-new", "events:findings"],
        Row(DESK, arguments="event"),
    ),
    **dict.fromkeys(["events:concept", "events:section-new"], Row(DESK, arguments="event_concept")),
    "events:session": Row(DESK, arguments="event_session"),
    "events:findings-session": Row(DESK, arguments="session_report"),
    "events:item-new": Row(DESK, arguments="event_day"),
    **dict.fromkeys(["events:item", "events:floor", "events:document-new"], Row(DESK, arguments="event_item")),
    # registration: tests/events/test_registration_pages.py has the duties, the travellers and the files
    "events:registration-list": Row(SEATED),
    **dict.fromkeys(
        ["events:registration", "events:registration-terms", "events:rule-new", "events:funding-new",
         "events:guest-new", "events:duty-new", "events:travellers"],
        Row(DESK, arguments="event"),
    ),
    "events:attendance": Row(frozenset({"secretariat"}), told=DESK, arguments="event"),
    "events:participants": Row(arguments="event"),
    "events:nominations": Row(OWN | DESK, arguments="event"),
    "events:delegation": Row(OWN | DESK, arguments="delegation"),
    "events:person-new": Row(NAMING, told=OWN | DESK, arguments="delegation"),
    **dict.fromkeys(
        ["events:person", "events:person-replace", "events:acceptance"],
        Row(NAMING, told=OWN | DESK, arguments="participant"),
    ),
    "events:travel": Row(told=(OWN | DESK) - NAMING, arguments="participant"),
    "events:letter": Row(arguments="letter"),
    "reporting:call-new": Row(frozenset({"secretariat"}), told=frozenset({"presidency"}), arguments="cycle"),
    # declarations: the text of a draft in preparation, by the desk; test_declarations.py walks through its states
    "declarations:list": Row(EVERYBODY),
    "declarations:plan": Row(EVERYBODY),
    "declarations:new": Row(DESK, told=SEATED - DESK),
    "declarations:declaration": Row(DESK, arguments="declaration"),
    "declarations:draft": Row(DESK, arguments="draft"),
    "declarations:screen": Row(DESK, arguments="declaration"),
    "declarations:screen-now": Row(DESK, arguments="declaration"),
    "declarations:screen-record": Row(DESK, arguments="declaration"),
    "declarations:word": Row(DESK, arguments="draft"),
    "declarations:sent": Row(arguments="draft_sent"),
    "declarations:sent-original": Row(arguments="draft_sent"),
    "declarations:paragraph": Row(DESK, arguments="draft_paragraph"),
    "declarations:amend": Row(told=DESK, arguments="draft"),
    "declarations:consolidate": Row(DESK, arguments="draft"),
    "declarations:adopt": Row(frozenset({"presidency"}), told=DESK, arguments="draft"),
    "declarations:compare": Row(arguments="draft_other"),
    "declarations:evidence": Row(DESK, arguments="draft_paragraph"),
    # around an adopted text: tests/security/test_declarations.py walks through the roles
    **dict.fromkeys(["declarations:statement-new", "declarations:transmit", "declarations:package"],
                    Row(arguments="declaration")),
    "declarations:statement": Row(arguments="nothing_uuid"),
    "declarations:undertake": Row(arguments="declaration_place"),
    # invoked on a draft whose amendments are closed: tests/declarations/test_silence.py
    "declarations:silence": Row(DESK, arguments="draft"),
    "declarations:amendment": Row(arguments="nothing_uuid"),
    "declarations:decide": Row(arguments="nothing_uuid"),
    # the regional report: a draft
    "reporting:report-start": Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}),
    "reporting:report": Row(DESK, arguments="report"),
    "reporting:report-block": Row(DESK, arguments="block"),
    "reporting:report-block-notes": Row(frozenset({"secretariat"}), told=frozenset({"presidency"}), arguments="block"),
    # it exists once it was circulated: tests/reporting/test_draft.py
    "reporting:report-draft": Row(arguments="report"),
    "reporting:report-comments": Row(arguments="report"),
    "publications:edition-detail": Row(DESK, arguments="edition"),
    "publications:transmittal": Row(told=DESK, arguments="edition"),
    "publications:edition-preview": Row(DESK, arguments="edition_language"),
    "publications:file-download": Row(arguments="nothing_uuid"),
    "publications:job-detail": Row(arguments="nothing_uuid"),
    "publications:job-progress": Row(arguments="nothing_uuid"),
    "objectives:scheme-new": Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}),
    "accounts:invitation-accept": Row(arguments="token"),
    # acts
    **dict.fromkeys(
        ["reporting:intention", "reporting:extension", "reporting:form-file", "reporting:clearance-act",
         "reporting:revision-end",
         "reporting:delegation-save", "reporting:answer-text", "reporting:answer-marks",
         "reporting:translation-agree", "reporting:original-declare", "reporting:item-add",
         "reporting:survey-start", "reporting:survey-act", "reporting:survey-to-report", "reporting:respondent-act",
         "reporting:template-act", "reporting:section-act", "reporting:question-act",
         "reporting:item", "reporting:proposal", "reporting:thread-reply", "reporting:call-act",
         "reporting:reminder-end", "reporting:translations-give", "reporting:translation-draft",
         "reporting:translations-machine",
         "reporting:desk-revision-act", "reporting:desk-thread", "reporting:report-build",
         "reporting:report-circulate", "reporting:report-revise", "reporting:report-approve",
         "reporting:report-publish", "reporting:report-refresh", "reporting:report-block-refresh",
         "reporting:report-block-add", "reporting:report-block-move", "reporting:report-block-remove",
         "reporting:report-block-comment", "reporting:report-comment-handle",
         "publications:edition-render", "publications:transmittal-remove", "publications:job-cancel",
         "publications:job-retry", "objectives:scheme-confirm", "accounts:key-revoke",
         "accounts:membership-act", "accounts:invitation-act",
         "accounts:term-enter", "notices:read-all", "notices:read-one", "set_language", "events:part-add",
         "events:part-remove", "events:link-add", "events:link-act", "events:event-print", "events:conclusions-publish",
         "events:day-save", "events:item-move",
         "events:item-remove", "events:slots-fill", "events:notes-open", "events:notetaker-add",
         "events:notetaker-remove", "events:document-remove", "events:concept-act", "events:floor-act",
         "events:session-act", "events:sessions-from", "events:rapporteur-add", "events:rapporteur-remove",
         "events:report-act", "events:finding", "events:report-text", "events:notes-share",
         "events:notes-print", "events:note-row",
         "events:note-summary", "events:commitment-link", "events:commitment-unlink", "events:paper-prepare",
         "events:handover-freeze", "commitments:pledge-act",
         "events:registration-start", "events:registration-open", "events:term-remove",
         "events:body-comes", "events:delegation-act", "events:person-act", "events:nomination-act",
         "events:given-out", "events:erased", "events:travel-seen", "events:file-seen",
         "catalogue:saved-new", "catalogue:saved-act",
         "declarations:draft-act", "declarations:paragraph-act", "declarations:paragraph-text",
         "declarations:amendment-act", "declarations:decision-back", "declarations:position", "declarations:tabling",
         "declarations:paper-make", "declarations:publication", "declarations:silence-act",
         "declarations:statement-act", "declarations:annexed-make", "declarations:screen-act",
         "declarations:plan-freeze"],
        POST,
    ),
}  # fmt: skip
PAGES = [name for name, row in TABLE.items() if not row.post_only]
LIBRARY = ("account_", "mfa_")
"""Log-in pages of the library: tested in tests/portal/test_account_pages.py."""


def addresses() -> list[str]:
    """The name of every address of the portal, with its namespace."""

    def walk(resolver: URLResolver, prefix: str) -> list[str]:
        found = []
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                found += walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
            elif isinstance(entry, URLPattern) and entry.name:
                found.append(f"{prefix}{entry.name}")
        return found

    return sorted(set(walk(get_resolver(), "")))


def test_every_address_has_a_row_in_the_table_and_every_row_an_address():
    names = {name for name in addresses() if not name.startswith(LIBRARY)}

    assert names == set(TABLE)


@dataclass(frozen=True)
class Things:
    """What stands beside Country A's contribution, whatever that has been through."""

    draft: Draft
    item: AgendaItem
    claim: Claim
    figure: Figure
    person: Participant


def make_things(world: World) -> Things:
    item = agenda_item()
    section_of(item.day.event)
    report_of(item.day.event)
    NoteTable.objects.create(event=item.day.event)
    claim = Claim.objects.create(topic_en="Vote", statement_en="Said.", source="A note")
    source = Source.objects.create(code="notes", title_en="Notes")
    figure = Figure.objects.create(code="f", statement_en="S", value="1", source=source)
    return Things(start(world), item, claim, figure, participant(item.day.event, world))


def arguments_of(world: World, things: Things) -> dict[str, list]:
    """Arguments for the addresses, looked up after the state was reached; the report is of what it finds then."""
    report = start_report(cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    edition = build_edition(report=report, by=world.secretariat)
    revision = world.a.revisions.first()
    draft, item, claim, person = things.draft, things.item, things.claim, things.person
    nobody = "00000000-0000-4000-8000-000000000000"
    return {
        "": [],
        "objective": [8],
        "resource": ["answers"],
        "file": ["answers", "csv"],
        "language": ["en"],
        "record": ["objectives", "8"],
        "sitemap_part": ["objectives", 1],
        "principle": ["c"],
        "scheme": [world.scheme.code],
        "country": ["XXA"],
        "country_cycle": ["XXA", "demo"],
        "objective_country": [8, "XXA"],
        "chart": ["texts.demo.imrf_roundtables"],
        "chart_language": ["texts.demo.imrf_roundtables", "en"],
        "cycle_code": ["demo"],
        "nothing": ["no-such-thing"],
        "nothing_format": ["no-such-thing", "docx"],
        "answer": ["XXA-demo-O08-progress"],
        "nothing_uuid": [nobody],
        "nothing_chart": [nobody, "objectives", "member"],
        "nothing_counted": ["no-such-thing", 1],
        "nothing_numbered": ["no-such-thing", "7.h"],
        "event": [item.day.event.code],
        "event_nothing": [item.day.event.code, nobody],
        "event_day": [item.day.event.code, item.day.pk],
        "event_item": [item.day.event.code, item.pk],
        "event_section": [item.day.event.code, "concept_note", section_of(item.day.event).pk],
        "event_concept": [section_of(item.day.event).event.code, "concept_note"],
        "event_session": [item.day.event.code, report_of(item.day.event).session_id],
        "event_session_code": [item.day.event.code, "1"],
        "session_report": [report_of(item.day.event).pk],
        "notes": [NoteTable.objects.get_or_create(event=item.day.event)[0].pk],
        "claim": [claim.pk],
        "figure": [things.figure.code],
        "delegation": [person.delegation_id],
        "participant": [person.pk],
        "letter": [person.pk, "en", "pdf"],
        "token": ["no-such-token"],
        "body_code": [world.observer.membership.hat.body.code],
        "body": [world.observer.membership.hat.body_id],
        "standing": [Standing.objects.first().pk],
        "term": [PresidencyTerm.objects.get().pk],
        "membership": [world.contributor.membership.pk],
        "assignment": [world.a.pk],
        "assignment_nothing": [world.a.pk, nobody],
        "assignment_language": [world.a.pk, "fr"],
        "assignment_format": [world.a.pk, "jsonl"],
        "assignment_objective": [world.a.pk, 8],
        "assignment_revision": [world.a.pk, 1],
        "text": [answer_on(world.a, "progress", 8).pk, "en"],
        "call": [world.call.pk],
        "template": [world.call.template_version_id],
        "section": [Section.objects.first().pk],
        "question": [Question.objects.first().pk],
        "cycle": [world.cycle.pk],
        "revision": [revision.pk if revision else nobody],
        "report": [report.pk],
        "block": [report.pk, report.blocks.first().pk],
        "edition": [edition.pk],
        "declaration": draft_path(draft)[:2],
        "declaration_place": [*draft_path(draft)[:2], 4],
        "draft": draft_path(draft),
        "draft_other": [*draft_path(draft), 7],
        "draft_sent": [*draft_path(draft), nobody],
        "draft_paragraph": [*draft_path(draft), draft.paragraphs.first().identity],
        "edition_language": [edition.pk, "en"],
    }


def agenda_item() -> AgendaItem:
    """An event in preparation with a day and an item."""
    event = Event.objects.create(code="in-preparation", kind="meeting", name_en="In preparation")
    day = AgendaDay.objects.create(event=event, date=date(2026, 1, 1))
    return AgendaItem.objects.create(day=day, order=1, start=time(9), title_en="Item")


def section_of(event: Event) -> ConceptSection:
    """A section of the event's concept note, a draft."""
    written = {"order": 1, "kind": "product", "text_en": "Text"}
    return ConceptSection.objects.get_or_create(event=event, defaults=written)[0]


def report_of(event: Event) -> SessionReport:
    """The report of the event's one session, being written."""
    session, _created = Session.objects.get_or_create(event=event, code="1", defaults={"order": 1, "title_en": "One"})
    return SessionReport.objects.get_or_create(session=session)[0]


def participant(event: Event, world: World) -> Participant:
    """A person of Country A whom it notified, not registered yet."""
    registration = Registration.objects.create(event=event, is_open=True)
    delegation = Delegation.objects.create(registration=registration, kind="member", country=world.countries["A"])
    return Participant.objects.create(
        delegation=delegation, order=1, name="Delegate 1", rank="technical", notified_at=timezone.now()
    )


def expected(row: Row, role: str, state: str) -> set[int]:
    if row.status:
        return {row.status(role, state)}
    if role in row.readers and row.when(state):
        return {200, 302}
    if role in row.told:
        return {403}
    return {302, 404} if role == "anonymous" else {404}


def may_find(role: str, state: str) -> bool:
    """May this role read the words of Country A somewhere, in this state?"""
    if role in OWN:
        return True
    if role in DESK:
        return submitted(state)
    return state == "published_to_all" or (role == "other_focal_point" and state == "published_to_members")


class Sweep:
    """Asks for pages as each role; `wrong` says where the answer was not that of the table, or held the canary."""

    def __init__(self, state: str, arguments: dict[str, list]) -> None:
        self.state, self.arguments = state, arguments
        self.wrong: list[str] = []

    def ask(self, reader: Reader, role: str, name: str) -> None:
        row = TABLE[name]
        response = reader.get(reverse(name, args=self.arguments[row.arguments]))
        allowed = expected(row, role, self.state)
        to_login = response.status_code == 302 and "/login/" in response["Location"]
        if response.status_code not in allowed or (to_login and role != "anonymous"):
            self.wrong.append(f"{name} as {role}: {response.status_code}, not {sorted(allowed)}")
        content = response.getvalue() if response.streaming else response.content
        if CANARY.encode() in content and not may_find(role, self.state):
            self.wrong.append(f"{name} as {role}: words of Country A")


@dataclass(frozen=True)
class First:
    """What the sweep found before Country A did anything, and which tables each page read for each role."""

    wrong: list[str]
    reads: dict[tuple[str, str], frozenset[str]]

    def may_differ(self, role: str, name: str, written: frozenset[str]) -> bool:
        return not self.reads[role, name].isdisjoint(written)


@pytest.fixture(scope="module")
def first(django_db_setup: None, django_db_blocker: Any) -> First:
    """Every page as every role.

    Two things that almost every page asks are left out of account: how many notices are unread, which the frame says
    on each of the pages that are asked for again, and the version of what is public, which goes into validators alone.
    """
    reads = {}
    version = PublicVersion("", timezone.now())
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch, override("en"):
        patch.setattr("portal.context_processors.unread_count", lambda seat: 0)
        for user in ("catalogue.middleware", "api.validators"):
            patch.setattr(f"{user}.public_version", lambda: version)
        world = read_world()
        sweep = Sweep("invited", arguments_of(world, make_things(world)))
        for role in ROLES:
            reader, read = browser_of(getattr(world, role), Reader), counter_of(READ)
            for name in PAGES:
                sweep.ask(reader, role, name)
                reads[role, name] = read()
        transaction.set_rollback(True)
    return First(sweep.wrong, reads)


def test_each_role_reads_what_the_table_says_and_nothing_else(first):
    """Every page is asked for as every role."""
    assert first.wrong == []


@pytest.mark.parametrize("state", [state for state in STATES if state != "invited"])
def test_each_role_reads_in_a_state_what_the_table_says_and_nothing_else(world, client_of, first, state, caplog):
    """Where a role may not find Country A's words, no page holds the canary.

    A page that read none of the tables that are written on the way to a state reads there what it read before: all
    others are asked for again.
    """
    caplog.set_level("ERROR", "django.request")  # a refusal is what is asked for
    things, written = make_things(world), counter_of(WRITTEN)
    STATES[state](world)
    sweep = Sweep(state, arguments_of(world, things))
    changed = written()
    for role in ROLES:
        reader = client_of(getattr(world, role), Reader)
        for name in PAGES:
            if first.may_differ(role, name, changed):
                sweep.ask(reader, role, name)
            elif expected(TABLE[name], role, state) != expected(TABLE[name], role, "invited"):
                sweep.wrong.append(f"{name} as {role}: the table tells a difference that the page cannot know")

    assert sweep.wrong == []


def test_a_page_that_reads_what_a_state_changes_is_known(world, first):
    """The control of the test above: which pages are asked for again, and which are not."""
    written = counter_of(WRITTEN)
    STATES["published_to_all"](world)
    changed = written()

    again = {role: {name for name in PAGES if first.may_differ(role, name, changed)} for role in ROLES}
    public = {"portal:objective", "portal:country-cycle", "portal:answer", "open:file", "api:answers-list"}
    assert public <= again["anonymous"] & again["observer"]
    assert {"reporting:contribution", "reporting:objective"} <= again["focal_point"]
    assert {"reporting:desk", "reporting:desk-revision", "reporting:tracker"} <= again["secretariat"]
    assert not any(
        {"portal:about", "portal:event-list", "events:desk", "practices:new"} & pages for pages in again.values()
    )


@pytest.mark.parametrize("state", STATES)
def test_an_address_for_acts_answers_no_get_and_nobody_outside_reaches_it(world, client_of, state):
    """A stranger's POST finds nothing (404) or the log-in page, whatever the state."""
    STATES[state](world)
    answer = answer_on(world.a, "progress", 8)
    outside = [role for role in ROLES if role not in OWN]
    own = {
        "reporting:intention": [world.a.pk],
        "reporting:extension": [world.a.pk],
        "reporting:delegation-save": [world.a.pk],
        "reporting:form-file": [world.a.pk],
        "reporting:answer-text": [answer.pk, "en"],
        "reporting:answer-marks": [answer.pk],
        "reporting:translation-agree": [answer.pk, "es"],
        "reporting:original-declare": [answer.pk, "es"],
        "reporting:item-add": [answer_on(world.a, "figures", 8).pk],
    }
    wrong = []
    for role in outside:
        client = client_of(getattr(world, role))
        for name, arguments in own.items():
            status = client.post(reverse(name, args=arguments), {"text": "Intruder", "version": 0}).status_code
            if status not in ({401} if role == "anonymous" else {404}):
                wrong.append(f"{name} as {role}: {status}")
    for role in OWN:
        status = (
            client_of(getattr(world, role)).get(reverse("reporting:answer-text", args=[answer.pk, "en"])).status_code
        )
        if status != 405:
            wrong.append(f"GET answer-text as {role}: {status}")

    assert wrong == []


def test_a_published_text_is_found_where_it_should_be(world, client_of):
    """The control of the test above: it can find a canary."""
    STATES["published_to_all"](world)

    for name, arguments in (("portal:objective", [8]), ("portal:country-cycle", ["XXA", "demo"])):
        assert CANARY.encode() in Client().get(reverse(name, args=arguments)).content


def test_a_draft_question_and_a_note_of_the_secretariat_stay_at_its_desk(world, client_of):
    STATES["clarification_asked"](world)
    revision = world.a.revisions.get()

    for role in ("focal_point", "presidency"):
        client = client_of(getattr(world, role))
        name = "reporting:threads" if role == "focal_point" else "reporting:desk-revision"
        target = world.a.pk if role == "focal_point" else revision.pk
        assert f"Draft {CANARY}".encode() not in client.get(reverse(name, args=[target])).content
    assert (
        f"Draft {CANARY}".encode()
        in client_of(world.secretariat).get(reverse("reporting:desk-revision", args=[revision.pk])).content
    )
