"""Recording annual contributions."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Country
from accounts.seats import Seat
from audit.actions import record
from commitments import rules
from commitments.enums import Fund, Receipt
from commitments.models import Contribution
from common.errors import Refused
from common.results import require


@transaction.atomic
def record_contribution(
    *,
    country: Country,
    fund: Fund | str,
    year: int,
    receipt: Receipt | str,
    by: Seat,
    received_on: date | None = None,
    note: str = "",
) -> Contribution:
    """Record what was received of a member for a year. Raises Refused for a day without anything received."""
    require(rules.may_record_contributions(by))
    if receipt == Receipt.NOT_YET and received_on:
        raise Refused(_("A day is recorded for what was received."))
    row, _created = Contribution.objects.update_or_create(
        country=country, fund=fund, year=year,
        defaults={"receipt": receipt, "received_on": received_on, "note": note, "recorded_at": timezone.now()},
    )  # fmt: skip
    record(
        "contribution.recorded", by=by, chain=f"contribution:{row.pk}", object_type="Contribution", object_id=row.pk,
        country_code=country.code, fund=str(fund), year=year, receipt=str(receipt),
    )  # fmt: skip
    return row
