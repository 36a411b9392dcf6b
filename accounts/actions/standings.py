"""Keeping standings: who is a member of the Conference or an observer, from when to when. Each act leaves a line."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import rules
from accounts.enums import StandingKind
from accounts.models import Body, Country, Standing
from accounts.seats import Seat
from audit.actions import record
from common.errors import Refused
from common.results import require


@transaction.atomic
def enter_standing(
    *,
    kind: str,
    starts: date,
    ends: date | None,
    source: str,
    by: Seat,
    country: Country | None = None,
    body: Body | None = None,
) -> Standing:
    """Record that a country is a member or an observer, or a body an observer. Refused when it meets another one."""
    require(rules.may_keep_directory(by))
    if (country is None) == (body is None) or (body and kind == StandingKind.MEMBER):
        raise Refused(_("Choose a country, or a body as observer."))
    standing = Standing(country=country, body=body, kind=kind, starts=starts, ends=ends, source=source)
    _refuse(standing)
    standing.save()
    _note("standing_entered", standing, by=by)
    return standing


@transaction.atomic
def date_standing(*, standing: Standing, starts: date, ends: date | None, source: str, by: Seat) -> Standing:
    """Correct the days of a standing, or end it. Seats that rest on it follow from the day after its last day."""
    require(rules.may_keep_directory(by))
    standing = Standing.objects.select_for_update(of=("self",)).select_related("country", "body").get(pk=standing.pk)
    standing.starts, standing.ends, standing.source = starts, ends, source
    _refuse(standing)
    standing.save(update_fields=["starts", "ends", "source"])
    _note("standing_dated", standing, by=by)
    return standing


def _refuse(standing: Standing) -> None:
    starts, ends = standing.starts, standing.ends
    if ends and ends < starts:
        raise Refused(_("The last day cannot be before the first day."))
    rows = Standing.objects.filter(country=standing.country, body=standing.body, kind=standing.kind)
    rows = rows.exclude(pk=standing.pk).filter(Q(ends=None) | Q(ends__gte=starts))
    if (rows.filter(starts__lte=ends) if ends else rows).exists():
        raise Refused(_("These dates meet another standing of the same kind."))


def _note(action: str, standing: Standing, *, by: Seat) -> None:
    country = standing.country
    record(
        action,
        by=by,
        chain=f"country:{country.pk}" if country else f"body:{standing.body_id}",
        object_type="standing",
        object_id=standing.pk,
        country_code=country.code if country else "",
        kind=standing.kind,
        starts=standing.starts.isoformat(),
        ends=standing.ends.isoformat() if standing.ends else "",
    )
