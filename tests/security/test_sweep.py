"""Every address x every role x every state, against one table of who may enter.

The table says for a GET who reads the page; an address without a row fails. A POST-only address has the act of
`reporting.policy.POLICY` (or who may do it) instead. Outside Country A, and for seats that have no business there, the
address does not exist (404); inside, a role that may not act is told why (403).
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from catalogue.registry import RESOURCES
from publications.models import Edition
from reporting.actions.report import build_edition, start_report
from reporting.models import Report
from tests.factories.work import answer_on
from tests.factories.world import World
from tests.security.states import CANARY, STATES

ROLES = (
    "focal_point", "clearer", "contributor", "translator", "other_focal_point", "secretariat", "presidency",
    "observer", "civil_society", "stakeholder", "anonymous",
)  # fmt: skip
OWN = frozenset({"focal_point", "clearer", "contributor", "translator"})
DESK = frozenset({"secretariat", "presidency"})
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
        ["portal:home", "portal:country-list", "portal:practice-list", "portal:event-list", "portal:about",
         "portal:gallery", "objectives:objective-list", "reporting:report-list", "health-live", "health-ready"],
        Row(EVERYBODY),
    ),
    "developers:start": Row(EVERYBODY),
    "developers:resource": Row(EVERYBODY, arguments="resource"),
    "portal:objective": Row(EVERYBODY, arguments="objective"),
    "portal:country": Row(EVERYBODY, arguments="country"),
    "portal:event": Row(arguments="nothing"),
    "portal:answer": Row(arguments="answer", status=of_an_answer),
    # the interface for programs: cookies count for nothing there, so everybody is the public
    **dict.fromkeys(["api:start", "api:document", *(f"api:{name}-list" for name in RESOURCES)], Row(EVERYBODY)),
    **dict.fromkeys((f"api:{name}-detail" for name in RESOURCES), Row(arguments="nothing", status=lambda r, s: 404)),
    "api:answers-detail": Row(arguments="answer", status=lambda role, state: of_an_answer("anonymous", state)),
    "api:workspace": Row(status=lambda role, state: 401),
    "api:workspace-answers": Row(arguments="assignment", status=lambda role, state: 401),
    "api:workspace-answer-text": Row(arguments="text", status=lambda role, state: 401),
    "api:nothing": Row(status=lambda role, state: 404),
    # people with a seat
    **dict.fromkeys(
        ["portal:desk", "accounts:seats", "accounts:profile", "accounts:keys", "notices:inbox"], Row(SEATED)
    ),
    "accounts:people": Row(OWN | {"other_focal_point", "secretariat"}),
    "notices:outbox": Row(),
    # the country's own space
    **dict.fromkeys(
        ["reporting:contribution", "reporting:whole-report", "reporting:check", "reporting:clearance",
         "reporting:revisions", "reporting:publication", "reporting:preview", "reporting:threads", "reporting:trail",
         "reporting:delegation"],
        Row(OWN, arguments="assignment"),
    ),
    "reporting:workspace": Row(OWN | {"other_focal_point"}),
    "reporting:objective": Row(OWN, arguments="assignment_objective"),
    "reporting:revision": Row(OWN, arguments="assignment_revision", when=lambda s: submitted(s) or s == "withdrawn"),
    "reporting:answer-history": Row(OWN, arguments="text"),
    "reporting:attachment": Row(arguments="nothing_uuid"),
    # the desk
    "reporting:desk": Row(DESK),
    "reporting:tracker": Row(DESK, arguments="call"),
    "reporting:desk-revision": Row(DESK, arguments="revision", when=submitted),
    "reporting:cycle-new": Row(frozenset({"secretariat"}), told=frozenset({"presidency"})),
    "reporting:call-new": Row(frozenset({"secretariat"}), told=frozenset({"presidency"}), arguments="cycle"),
    # the regional report: a draft
    "reporting:report-start": Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}),
    "reporting:report": Row(DESK, arguments="report"),
    "reporting:report-block": Row(DESK, arguments="block"),
    "publications:edition-detail": Row(DESK, arguments="edition"),
    "publications:edition-preview": Row(DESK, arguments="edition_language"),
    "publications:file-download": Row(arguments="nothing_uuid"),
    "publications:job-detail": Row(arguments="nothing_uuid"),
    "publications:job-progress": Row(arguments="nothing_uuid"),
    "objectives:scheme-new": Row(frozenset({"secretariat"}), told=SEATED - {"secretariat"}),
    "accounts:invitation-accept": Row(arguments="token"),
    # acts
    **dict.fromkeys(
        ["reporting:intention", "reporting:extension", "reporting:clearance-act", "reporting:revision-end",
         "reporting:delegation-save", "reporting:chain-save", "reporting:answer-text", "reporting:answer-marks",
         "reporting:translation-agree", "reporting:start-from", "reporting:no-change", "reporting:item-add",
         "reporting:item", "reporting:proposal", "reporting:thread-reply", "reporting:call-act",
         "reporting:extension-grant", "reporting:desk-revision-act", "reporting:desk-thread", "reporting:report-build",
         "reporting:report-circulate", "reporting:report-revise", "reporting:report-approve",
         "reporting:report-publish", "reporting:report-refresh", "reporting:report-block-refresh",
         "reporting:report-block-add", "reporting:report-block-remove", "reporting:report-block-comment",
         "reporting:report-comment-handle", "publications:edition-render", "publications:job-cancel",
         "publications:job-retry", "objectives:scheme-confirm", "accounts:key-revoke",
         "accounts:membership-act", "accounts:invitation-act",
         "accounts:term-enter", "notices:read-all", "set_language"],
        POST,
    ),
}  # fmt: skip
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


@pytest.fixture
def things(world: World) -> Callable[[], dict[str, list]]:
    """Arguments for the addresses, looked up after the state was reached."""

    def make() -> dict[str, list]:
        report = Report.objects.first() or start_report(
            cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat
        )
        edition = Edition.objects.filter(document=report.document).first() or build_edition(
            report=report, by=world.secretariat
        )
        revision = world.a.revisions.first()
        nobody = "00000000-0000-4000-8000-000000000000"
        return {
            "": [],
            "objective": [8],
            "resource": ["answers"],
            "country": ["XXA"],
            "nothing": ["no-such-thing"],
            "answer": ["XXA-demo-O08-progress"],
            "nothing_uuid": [nobody],
            "token": ["no-such-token"],
            "assignment": [world.a.pk],
            "assignment_objective": [world.a.pk, 8],
            "assignment_revision": [world.a.pk, 1],
            "text": [answer_on(world.a, "progress", 8).pk, "en"],
            "call": [world.call.pk],
            "cycle": [world.cycle.pk],
            "revision": [revision.pk if revision else nobody],
            "report": [report.pk],
            "block": [report.pk, report.blocks.first().pk],
            "edition": [edition.pk],
            "edition_language": [edition.pk, "en"],
        }

    return make


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


@pytest.mark.parametrize("state", STATES)
def test_each_role_reads_what_the_table_says_and_nothing_else(world, client_of, things, state):
    """Every page is asked for as every role. Where a role may not find Country A's words, no page holds the canary."""
    STATES[state](world)
    arguments = things()
    wrong = []
    for role in ROLES:
        client = client_of(getattr(world, role))
        for name, row in TABLE.items():
            if row.post_only:
                continue
            response = client.get(reverse(name, args=arguments[row.arguments]))
            allowed = expected(row, role, state)
            to_login = response.status_code == 302 and "/login/" in response["Location"]
            if response.status_code not in allowed or (to_login and role != "anonymous"):
                wrong.append(f"{name} as {role}: {response.status_code}, not {sorted(allowed)}")
            if CANARY.encode() in response.content and not may_find(role, state):
                wrong.append(f"{name} as {role}: words of Country A")

    assert wrong == []


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
        "reporting:chain-save": [world.a.pk],
        "reporting:answer-text": [answer.pk, "en"],
        "reporting:answer-marks": [answer.pk],
        "reporting:translation-agree": [answer.pk, "es"],
        "reporting:start-from": [answer.pk, "en"],
        "reporting:no-change": [answer.pk],
        "reporting:item-add": [answer_on(world.a, "figures", 8).pk],
    }
    wrong = []
    for role in outside:
        client = client_of(getattr(world, role))
        for name, arguments in own.items():
            status = client.post(reverse(name, args=arguments), {"text": "Intruder", "version": 0}).status_code
            if status not in ({302} if role == "anonymous" else {404}):
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

    for name, arguments in (("portal:objective", [8]), ("portal:country", ["XXA"])):
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
