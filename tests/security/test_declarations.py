"""Every act and page of the declaration room x every role x every state of a draft, against one table."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from declarations.actions.drafts import circulate, close_amendments
from declarations.actions.statements import Said, hand_over_statement, write_statement
from declarations.enums import DraftStatus
from declarations.models import Draft, Screen
from declarations.notify import draft_path
from declarations.policy import POLICY
from declarations.rules import may
from declarations.workflow import move
from tests.factories.declarations import adopted, amend, start
from tests.security.reader import Reader

ROLES = (
    "focal_point", "clearer", "contributor", "translator", "other_focal_point", "secretariat", "presidency",
    "observer", "civil_society", "stakeholder", "anonymous",
)  # fmt: skip
DESK = {"secretariat", "presidency"}
MEMBERS = DESK | {"focal_point", "clearer", "contributor", "translator", "other_focal_point"}


def draft_in(world, status):
    draft = start(world)
    if status == DraftStatus.PREPARING:
        return draft
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)
    if status != DraftStatus.CIRCULATED:
        close_amendments(draft=draft, by=world.presidency)
    if status in (DraftStatus.SUPERSEDED, DraftStatus.ADOPTED):
        move(draft, status)
    return draft


@pytest.mark.parametrize("status", DraftStatus)
def test_each_role_may_do_what_the_table_says_in_each_state(world, status):
    draft = draft_in(world, status)
    wrong = [
        f"{act} as {role}"
        for act, row in POLICY.items()
        for role in ROLES
        if bool(may(getattr(world, role), act, draft))
        != (getattr(world, role).role in row.roles and status in row.statuses)
    ]

    assert wrong == []


@pytest.mark.parametrize("status", DraftStatus)
def test_a_draft_exists_for_the_desk_and_once_shared_for_members(world, status):
    draft_in(world, status)
    readers = {role for role in ROLES if Draft.objects.visible_to(getattr(world, role)).exists()}

    assert readers == (DESK if status == DraftStatus.PREPARING else MEMBERS)


def test_nothing_in_a_table_is_for_somebody_outside_the_conference():
    roles = {role for row in POLICY.values() for role in row.roles}

    assert roles == {"focal_point", "clearer", "presidency", "secretariat"}


CANARY = "zq-canary-7319"
OWN = {"focal_point", "clearer", "contributor", "translator"}
IN_HAND = {DraftStatus.PREPARING, DraftStatus.CIRCULATED, DraftStatus.FROZEN}


def expected(name, role, status):
    """What a GET of a page gives a role in a state of the draft."""
    reads = role in DESK or (role in MEMBERS and status != DraftStatus.PREPARING)
    if not reads:
        return {302, 404} if role == "anonymous" else {404}
    if name == "consolidate":
        return {200} if role in DESK else {404}
    if name == "adopt":
        return {404} if role not in DESK else {200} if role == "presidency" and status in IN_HAND else {403}
    if name == "amend":
        writes = {"focal_point", "other_focal_point"} if status == DraftStatus.CIRCULATED else set()
        desk = DESK if status in (DraftStatus.CIRCULATED, DraftStatus.FROZEN) else set()
        return {200} if role in writes | desk else {403}
    if name == "decide":
        return {200} if role in DESK and status == DraftStatus.FROZEN else {403}
    if name == "own":
        return {200} if role in OWN else {404}
    return {200}


@pytest.mark.parametrize("status", [DraftStatus.CIRCULATED, DraftStatus.FROZEN, DraftStatus.SUPERSEDED])
def test_each_role_reads_each_page_as_the_table_says_and_no_draft_of_another_delegation(world, client_of, status):
    """Country A has tabled one amendment and keeps another as its draft, whose words are found nowhere else."""
    draft = start(world)
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)
    tabled = amend(world, draft, "1", en="To develop a mechanism;")
    own = amend(world, draft, "2", en=CANARY, table=False)
    if status != DraftStatus.CIRCULATED:
        close_amendments(draft=draft, by=world.presidency)
    if status == DraftStatus.SUPERSEDED:
        move(draft, status)
    here = draft_path(draft)
    Screen.objects.create(declaration=draft.declaration, paragraph=own.paragraph)
    pages = {
        "draft": ("draft", here), "paragraph": ("paragraph", [*here, draft.paragraphs.first().identity]),
        "amend": ("amend", here), "consolidate": ("consolidate", here), "amendment": ("amendment", [tabled.pk]),
        "decide": ("decide", [tabled.pk]), "adopt": ("adopt", here), "screen": ("screen", here[:2]),
        "screen-now": ("screen-now", here[:2]), "record": ("screen-record", here[:2]), "own": ("amendment", [own.pk]),
    }  # fmt: skip
    wrong = []
    for role in ROLES:
        reader = client_of(getattr(world, role), Reader)
        for page, (name, arguments) in pages.items():
            response = reader.get(reverse(f"declarations:{name}", args=arguments))
            if response.status_code not in expected(page, role, status):
                wrong.append(f"{page} as {role}: {response.status_code}")
            if CANARY.encode() in response.content and role not in OWN:
                wrong.append(f"{page} as {role}: words of Country A")

    assert wrong == []
    assert CANARY.encode() in client_of(world.contributor).get(reverse("declarations:draft", args=here)).content


ADOPTED = {
    "declaration": (MEMBERS, set()), "statement-new": ({"focal_point", "other_focal_point"}, MEMBERS),
    "transmit": ({"presidency"}, MEMBERS), "undertake": (DESK, MEMBERS), "package": (set(), set()),
    "own": (OWN, set()), "shared": (MEMBERS, set()),
}  # fmt: skip
"""Who reads a page around a text that is adopted and not published, and who is told why not."""


def test_each_role_reads_around_an_adopted_text_as_the_table_says_and_no_draft_of_another_delegation(world, client_of):
    adoption = adopted(world)
    own = write_statement(adoption=adoption, said=Said("reservation", [4], CANARY, ""), by=world.focal_point)
    shared = write_statement(adoption=adoption, said=Said("explanation", [], "Shared", ""), by=world.focal_point)
    hand_over_statement(statement=shared, by=world.focal_point)
    here = [adoption.year, adoption.number]
    pages = {name: (name, here) for name in ("declaration", "statement-new", "transmit", "package")}
    pages |= {
        "undertake": ("undertake", [*here, 4]),
        "own": ("statement", [own.pk]),
        "shared": ("statement", [shared.pk]),
    }
    wrong = []
    for role in ROLES:
        reader = client_of(getattr(world, role), Reader)
        for page, (name, arguments) in pages.items():
            response = reader.get(reverse(f"declarations:{name}", args=arguments))
            readers, told = ADOPTED[page]
            wanted = (
                {200} if role in readers else {403} if role in told else {404, 302} if role == "anonymous" else {404}
            )
            if response.status_code not in wanted:
                wrong.append(f"{page} as {role}: {response.status_code}")
            if CANARY.encode() in response.content and role not in OWN:
                wrong.append(f"{page} as {role}: words of Country A")

    assert wrong == []
