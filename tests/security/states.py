"""The states in which the sweep visits every address: what Country A's contribution has been through."""

from collections.abc import Callable

from reporting.actions.clarification import draft_question, reply, send_request
from reporting.actions.clearance import ask_clearance, sign
from reporting.actions.cycles import close_call, state_intention
from reporting.actions.submission import withdraw
from reporting.checks import Severity, run_checks
from reporting.enums import AssignmentStatus, Audience
from tests.factories import fill, publish_all, submit_all
from tests.factories.world import World

CANARY = "zq-canary-7319"
"""Stands in every text of Country A, so that a leak is found by a byte search."""


def invited(world: World) -> None:
    """Nobody has written anything."""


def in_work(world: World) -> None:
    fill(world, world.a, 8, 9, marker=CANARY)


def in_clearance(world: World) -> None:
    in_work(world)
    findings = run_checks(world.a, objectives=[8], includes_whole=False)
    ask_clearance(
        assignment=world.a,
        objectives=[8],
        includes_whole=False,
        what_changed="",
        reasons={f.key: "-" for f in findings if f.severity == Severity.WARNING},
        by=world.focal_point,
    )


def cleared(world: World) -> None:
    in_clearance(world)
    sign(clearance=world.a.rounds.get(), cleared=True, remark="", by=world.clearer)


def submitted(world: World) -> None:
    in_work(world)
    submit_all(world, world.a, 8)


def clarification_asked(world: World) -> None:
    submitted(world)
    revision = world.a.revisions.get()
    answer = revision.snapshot["answers"][0]["id"]
    draft_question(revision=revision, answer_id=answer, text="Since when?", by=world.secretariat)
    send_request(revision=revision, message="", reply_by=None, by=world.secretariat)
    reply(thread=revision.threads.get(), text="Since March.", by=world.focal_point)
    draft_question(revision=revision, answer_id=answer, text=f"Draft {CANARY}", by=world.secretariat)


def published_to_members(world: World) -> None:
    submitted(world)
    publish_all(world, world.a.revisions.get(), Audience.MEMBERS)


def published_to_all(world: World) -> None:
    submitted(world)
    publish_all(world, world.a.revisions.get(), Audience.PUBLIC)


def withdrawn(world: World) -> None:
    published_to_all(world)
    withdraw(revision=world.a.revisions.get(), remark="", by=world.focal_point)


def will_not_report(world: World) -> None:
    state_intention(assignment=world.a, intention=AssignmentStatus.WILL_NOT_REPORT, remark="", by=world.focal_point)


def call_closed(world: World) -> None:
    in_work(world)
    close_call(call=world.call, by=world.secretariat)


STATES: dict[str, Callable[[World], None]] = {
    state.__name__: state
    for state in (
        invited,
        in_work,
        in_clearance,
        cleared,
        submitted,
        clarification_asked,
        published_to_members,
        published_to_all,
        withdrawn,
        will_not_report,
        call_closed,
    )
}
READABLE_BY = {
    # who may find the canary of objective 8 outside Country A, by state
    "submitted": {"desk"},
    "clarification_asked": {"desk"},
    "published_to_members": {"desk", "members"},
    "published_to_all": {"desk", "members", "observers", "public"},
}
