"""The trail of a declaration: every act on it and its drafts, in one chain."""

from typing import Any

from accounts.seats import Seat
from audit.actions import record
from declarations.models import Declaration


def note(action: str, *, declaration: Declaration, by: Seat | None, **detail: Any) -> None:
    country = by.country.code if by and by.is_workspace and by.country else ""
    record(
        action, by=by, chain=declaration.chain, object_type="declaration", object_id=declaration.pk,
        country_code=country, **detail,
    )  # fmt: skip
