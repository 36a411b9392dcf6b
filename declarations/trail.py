"""The trail of a declaration: every act on it and its drafts, in one chain."""

from typing import Any

from django.db.models import F

from accounts.seats import Seat
from audit.actions import record
from declarations.models import Declaration, Screen


def note(action: str, *, declaration: Declaration, by: Seat | None, is_shared: bool = True, **detail: Any) -> None:
    """Write an act down, and let whoever looks at the declaration's screen know that something may be otherwise.

    What a delegation does among itself (`is_shared` false) moves nothing that others could watch.
    """
    country = by.country.code if by and by.is_workspace and by.country else ""
    record(
        action, by=by, chain=declaration.chain, object_type="declaration", object_id=declaration.pk,
        country_code=country, **detail,
    )  # fmt: skip
    if is_shared:
        Screen.objects.filter(declaration=declaration).update(version=F("version") + 1)
