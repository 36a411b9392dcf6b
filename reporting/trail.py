"""The trail of one assignment: every act on a country's contribution, in one chain."""

from typing import Any

from accounts.seats import Seat
from audit.actions import record
from reporting.models import Assignment


def note(action: str, *, assignment: Assignment, by: Seat, **detail: Any) -> None:
    """Append an act to the assignment's chain, with the country it concerns."""
    record(
        action,
        by=by,
        chain=assignment.chain,
        object_type=detail.pop("object_type", "assignment"),
        object_id=detail.pop("object_id", assignment.pk),
        country_code=assignment.country.code,
        **detail,
    )
