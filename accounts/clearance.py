"""Clearance inside a country: its chain of one to three steps, and who signs which.

A report, a practice and a pledge go through the same chain. What is under way keeps the steps as they were when
clearance was asked for: [{order, name_en, name_es}], and `by` (a label of the trail) and `at` (ISO 8601) once signed.
Who signs a step is read from the chain as it stands today.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
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

Steps = list[dict[str, Any]]


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


def may_sign_step(seat: Seat, country: Country, order: int) -> bool:
    """Named clearers of the step; where none is named, any clearer of the country. One query."""
    if not seat.speaks_for(country) or seat.role not in SIGNERS:
        return False
    named = _named(country, order)
    return seat.person.pk in named if named else seat.is_clearer


def signers_of(country: Country, order: int | None) -> list[Membership]:
    """Who signs a step (None: where there is no chain), by name. Two queries."""
    named = _named(country, order)
    people = can_be_named(country).select_related("user").order_by("user__name")
    return [row for row in people if (row.user_id in named if named else row.role == Role.CLEARER)]


def can_be_named(country: Country) -> MembershipQuerySet:
    """Memberships in which somebody can be named for a step."""
    return Membership.objects.active().filter(country=country, role__in=SIGNERS)


def waiting_for(seat: Seat, country: Country, under_way: Iterable[Steps]) -> int:
    """How many of these wait for a signature of the seat. One query."""
    if not seat.speaks_for(country) or seat.role not in SIGNERS:
        return 0
    named: dict[int, set[Any]] = {}
    for order, user in _of_country(country).values_list("clearancestep__order", "user"):
        named.setdefault(order, set()).add(user)
    turns = [step["order"] for steps in under_way if (step := next_step(steps))]
    return sum(seat.person.pk in named[order] if order in named else seat.is_clearer for order in turns)


def next_step(steps: Steps) -> dict[str, Any] | None:
    """The first step without signature; None once all have signed."""
    return next((step for step in steps if not step.get("at")), None)


def may_sign(seat: Seat, country: Country, steps: Steps) -> Decision:
    """Clear or return what is in clearance: only those whose turn it is."""
    step = next_step(steps)
    if step and may_sign_step(seat, country, step["order"]):
        return Allowed()
    return Denied(_("The step “%(step)s” belongs to other clearers.") % {"step": _name(step) if step else "–"})


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
    """A step for its readers: signed (`at`, `who`), at its turn (`turn`: names of who may sign), or to come."""

    order: int
    name: str
    at: datetime | None = None
    who: str = ""
    is_next: bool = False
    turn: str = ""


def shown_steps(country: Country, steps: Steps) -> list[ShownStep]:
    """The steps as a page of the country shows them. Two queries while one is open, none otherwise."""
    step = next_step(steps)
    people = dict.fromkeys(row.user.name for row in signers_of(country, step["order"])) if step else {}
    return [
        ShownStep(one["order"], _name(one), datetime.fromisoformat(one["at"]), say_who(one["by"])) if one.get("at")
        else ShownStep(one["order"], _name(one), is_next=one is step, turn=", ".join(people) if one is step else "")
        for one in steps
    ]  # fmt: skip


def _named(country: Country, order: int | None) -> set[Any]:
    return set(_of_country(country).filter(clearancestep__order=order).values_list("user", flat=True))


def _of_country(country: Country) -> QuerySet[Any]:
    return ClearanceStep.clearers.through.objects.filter(clearancestep__country=country)


def say_step(step: dict[str, Any]) -> str:
    """A step by its place and its name in the reader's language."""
    return f"{step['order']}. {_name(step)}"


def _name(step: dict[str, Any]) -> str:
    return str(step[f"name_{current_language()}"])
