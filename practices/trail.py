"""The trail of a practice: who did what to it."""

from typing import Any

from accounts.seats import Seat
from audit.actions import record
from practices.models import Practice


def trail(action: str, practice: Practice, *, by: Seat, **detail: Any) -> None:
    record(
        action, by=by, chain=f"practice:{practice.pk}", object_type="practice", object_id=practice.pk,
        country_code=practice.country.code if practice.country else "", code=practice.code, **detail,
    )  # fmt: skip
