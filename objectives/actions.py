"""Schemes: adding one, and confirming where its mapping was inferred."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from audit.actions import record
from common.errors import Refused
from common.results import Allowed, Decision, Denied, require
from objectives.enums import MappingStatus
from objectives.models import Group, Objective, Scheme


def may_keep_schemes(seat: Seat) -> Decision:
    """Schemes are kept by the Secretariat."""
    return Allowed() if seat.is_secretariat else Denied(_("This belongs to the Executive Secretariat."))


@transaction.atomic
def confirm_mapping(*, scheme: Scheme, objectives: dict[str, list[int]], by: Seat) -> Scheme:
    """Confirm which objectives each group (by code) holds, changed or not; history keeps what stood before."""
    require(may_keep_schemes(by))
    before = {g.code: sorted(o.number for o in g.objectives.all()) for g in scheme.groups.all()}
    for group in scheme.groups.all():
        group.objectives.set(_numbers(objectives.get(group.code, before[group.code])))
    scheme.mapping = MappingStatus.CONFIRMED
    scheme.confirmed_at, scheme.confirmed_by = timezone.now(), by.user
    scheme.save()
    record(
        "mapping_confirmed", by=by, chain=f"scheme:{scheme.pk}", object_type="scheme", object_id=scheme.pk,
        before=before, after=objectives,
    )  # fmt: skip
    return scheme


@transaction.atomic
def add_scheme(*, fields: dict[str, str], groups: list[dict[str, Any]], by: Seat) -> Scheme:
    """A new scheme: {code, name_en, name_es, source, note_en, note_es} and groups [{name_en, name_es, objectives}].

    Overlaps and gaps are legal. Raises Refused when the code is taken or no group has a name.
    """
    require(may_keep_schemes(by))
    if Scheme.objects.filter(code=fields["code"]).exists():
        raise Refused(_("A scheme with this code exists already."))
    named = [g for g in groups if g["name_en"].strip() and g["name_es"].strip()]
    if not named:
        raise Refused(_("Name at least one group in both languages."))
    scheme = Scheme.objects.create(
        mapping=MappingStatus.CONFIRMED, confirmed_by=by.user, confirmed_at=timezone.now(), **fields
    )
    for order, group in enumerate(named, start=1):
        row = Group.objects.create(
            scheme=scheme,
            code=str(order),
            order=order,
            name_en=group["name_en"].strip(),
            name_es=group["name_es"].strip(),
        )
        row.objectives.set(_numbers(group["objectives"]))
    record(
        "scheme_added", by=by, chain=f"scheme:{scheme.pk}", object_type="scheme", object_id=scheme.pk, code=scheme.code
    )
    return scheme


def _numbers(numbers: list[int]) -> list[int]:
    known = set(Objective.objects.values_list("number", flat=True))
    if unknown := [n for n in numbers if n not in known]:
        raise Refused(_("There is no objective %(number)s.") % {"number": unknown[0]})
    return sorted(set(numbers))
