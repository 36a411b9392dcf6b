"""Keeping practices: what the form of the Repository of Practices asks."""

from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.seats import Seat
from audit.actions import record
from common.errors import Conflict
from common.results import require
from practices import rules
from practices.models import Practice

MANY = ("objectives", "principles")


@transaction.atomic
def save_practice(*, practice: Practice, fields: dict[str, Any], saves: int, by: Seat) -> Practice:
    """Store what the form asks; of `fields` objectives and principles are lists. Raises Conflict when stale."""
    require(rules.may_keep(by, practice))
    columns = {name: value for name, value in fields.items() if name not in MANY}
    changed = Practice.objects.filter(pk=practice.pk, saves=saves).update(saves=F("saves") + 1, **columns)
    practice.refresh_from_db()
    if not changed:
        stored = {name: getattr(practice, name) for name in columns}
        stored |= {name: list(getattr(practice, name).all()) for name in fields if name in MANY}
        raise Conflict(stored=stored, version=practice.saves, submitted=fields)
    for name in MANY:
        if name in fields:
            getattr(practice, name).set(fields[name])
    record(
        "practice_saved", by=by, chain=f"practice:{practice.pk}", object_type="practice", object_id=practice.pk,
        country_code=practice.country.code if practice.country else "", code=practice.code,
    )  # fmt: skip
    return practice
