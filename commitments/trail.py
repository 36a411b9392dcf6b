"""The trail of a commitment: who did what to it."""

from typing import Any

from accounts.seats import Seat
from audit.actions import record
from commitments.models import Commitment


def trail(action: str, commitment: Commitment, *, by: Seat | None, **detail: Any) -> None:
    record(
        action,
        by=by,
        chain=f"commitment:{commitment.pk}",
        object_type="Commitment",
        object_id=commitment.pk,
        country_code=commitment.country.code if commitment.country else "",
        **detail,
    )
