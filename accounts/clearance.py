"""Clearance inside a country: its chain of one to three steps, and who signs which.

A report, a practice and a pledge go through the same chain. What is under way keeps the steps as they were when
clearance was asked for: [{order, name_en, name_es}], and `by` (a label of the trail) and `at` (ISO 8601) once signed.
Who signs a step is read from the chain as it stands today, where it holds a step of that place and those names. A step
that it no longer holds is nobody's: a focal point takes back what waits for it, and asks again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import ClearanceStep, Country, Membership, MembershipQuerySet
from accounts.seats import Seat, say_who
from common.errors import Refused
from common.i18n import current_language
from common.results import Allowed, Decision, Denied

SIGNERS = (Role.FOCAL_POINT, Role.CLEARER)
"""Roles in which somebody can be named for a step."""

MAX_STEPS = 3

Step = dict[str, Any]
Steps = list[Step]


class Lost(Denied):
    """Nobody signs a step that the chain no longer holds."""


def chain_of(country: Country) -> Steps:
    """The country's steps in order, none of them signed. Raises Refused where the country has set no chain."""
    steps = country.clearance_steps.order_by("order")
    if not steps:
        raise Refused(_("Set the clearance chain of your country first."))
    return [{"order": one.order, "name_en": one.name_en, "name_es": one.name_es} for one in steps]


def has_chain(country: Country) -> bool:
    return bool(country.clearance_steps.exists())


def chain_mark(country: Country) -> str:
    """A short text that differs once the chain does. Two queries."""
    rows = country.clearance_steps.order_by("order").prefetch_related("clearers")
    held = [[one.name_en, one.name_es, sorted(str(user.pk) for user in one.clearers.all())] for one in rows]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()[:16]


def may_sign_step(seat: Seat, country: Country, step: Step) -> Decision:
    """Named clearers of the step; where none is named, any clearer of the country. One query at most."""
    others = Denied(_("The step “%(step)s” belongs to other clearers.") % {"step": _name(step)})
    if not seat.speaks_for(country) or seat.role not in SIGNERS:
        return others
    named = _held(country).get(_key(step))
    if named is None:
        return Lost(say_lost(step))
    return Allowed() if _is_of(named, seat.person.pk, seat.is_clearer) else others


def signers_of(country: Country, step: Step) -> list[Membership]:
    """Who signs a step, by name; nobody where the chain no longer holds it. Two queries."""
    return _signers(country, _held(country).get(_key(step)))


def lost_steps(country: Country, steps: Iterable[Step | None]) -> int:
    """How many of these steps the chain no longer holds. One query."""
    held = _held(country)
    return sum(_key(step) not in held for step in steps if step)


def is_lost(country: Country, step: Step) -> bool:
    """Does the chain no longer hold this step? One query."""
    return _key(step) not in _held(country)


def say_lost(step: Step) -> str:
    """What became of a step that the chain no longer holds, and what helps."""
    return _(
        "The chain of your country no longer holds the step “%(step)s”. "
        "A focal point takes this back and asks for clearance again."
    ) % {"step": _name(step)}


def last_signers(country: Country) -> list[Membership]:
    """Who signs the last step of the chain as it stands; without a chain every clearer. Two queries."""
    return _signers(country, next(reversed(_held(country).values()), set()))


def can_be_named(country: Country) -> MembershipQuerySet:
    """Memberships in which somebody can be named for a step."""
    return Membership.objects.active().filter(country=country, role__in=SIGNERS)


def waiting_for(seat: Seat, country: Country, under_way: Iterable[Steps]) -> int:
    """How many of these wait for a signature of the seat. One query."""
    if not seat.speaks_for(country) or seat.role not in SIGNERS:
        return 0
    held = _held(country)
    turns = [held.get(_key(step)) for steps in under_way if (step := next_step(steps))]
    return sum(_is_of(named, seat.person.pk, seat.is_clearer) for named in turns)


def next_step(steps: Steps) -> Step | None:
    """The first step without signature; None once all have signed."""
    return next((step for step in steps if not step.get("at")), None)


def may_sign(seat: Seat, country: Country, steps: Steps) -> Decision:
    """Clear or return what is in clearance: only those whose turn it is."""
    step = next_step(steps)
    if step is None:
        return Denied(_("This clearance is no longer open."))
    return may_sign_step(seat, country, step)


def check_turn(steps: Steps, order: int | None) -> None:
    """Raises Refused when the step that was read is not the one whose turn it is: a click that is repeated, or made on
    an older page, signs nothing else. None stands for the present one.
    """
    step = next_step(steps)
    if order is not None and (step is None or order != step["order"]):
        raise Refused(_("Somebody acted on this in the meantime. Read where the clearance stands now."))


def signed(steps: Steps, *, by: Seat) -> Steps:
    """The steps with the signature of `by` on the one whose turn it is."""
    step = next_step(steps)
    now = timezone.now().isoformat()
    return [one | {"by": by.label, "at": now} if one is step else one for one in steps]


@dataclass(frozen=True)
class ShownStep:
    """A step for its readers: signed (`at`, `who`), at its turn (`turn`: names of who may sign; `is_lost`: the chain no
    longer holds it), or to come.
    """

    order: int
    name: str
    at: datetime | None = None
    who: str = ""
    is_next: bool = False
    is_lost: bool = False
    turn: str = ""


def shown_steps(country: Country, steps: Steps) -> list[ShownStep]:
    """The steps as a page of the country shows them. Two queries while one is open, none otherwise."""
    step = next_step(steps)
    named = _held(country).get(_key(step)) if step else None
    turn = ", ".join(dict.fromkeys(row.user.name for row in _signers(country, named)))
    return [
        ShownStep(one["order"], _name(one), datetime.fromisoformat(one["at"]), say_who(one["by"])) if one.get("at")
        else ShownStep(one["order"], _name(one), is_next=True, is_lost=named is None, turn=turn) if one is step
        else ShownStep(one["order"], _name(one))
        for one in steps
    ]  # fmt: skip


def _held(country: Country) -> dict[tuple[Any, ...], set[Any]]:
    """Who is named for each step of the chain as it stands, in order. One query."""
    rows = ClearanceStep.objects.filter(country=country).order_by("order")
    held: dict[tuple[Any, ...], set[Any]] = {}
    for *step, user in rows.values_list("order", "name_en", "name_es", "clearers"):
        held.setdefault(tuple(step), set()).update([user] if user else [])
    return held


def _key(step: Step) -> tuple[Any, ...]:
    """What makes a step the same one: its place and its names."""
    return step["order"], step["name_en"], step["name_es"]


def _is_of(named: set[Any] | None, person: Any, is_clearer: bool) -> bool:
    """Does a step belong to this person? `named` for it; None where the chain does not hold it."""
    return named is not None and (person in named if named else is_clearer)


def _signers(country: Country, named: set[Any] | None) -> list[Membership]:
    if named is None:
        return []
    people = can_be_named(country).select_related("user").order_by("user__name")
    return [row for row in people if _is_of(named, row.user_id, row.role == Role.CLEARER)]


def say_step(step: Step) -> str:
    """A step by its place and its name in the reader's language."""
    return f"{step['order']}. {_name(step)}"


def _name(step: Step) -> str:
    return str(step[f"name_{current_language()}"])
