"""Every act of the declaration room x every role x every state of a draft, against the policy table."""

from datetime import timedelta

import pytest
from django.utils import timezone

from declarations.actions.drafts import circulate, close_amendments
from declarations.enums import DraftStatus
from declarations.models import Draft
from declarations.policy import POLICY
from declarations.rules import may
from declarations.workflow import move
from tests.factories.declarations import start

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
