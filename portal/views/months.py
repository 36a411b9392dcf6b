"""A month of the calendar: its meetings, and the activities that have their date in it."""

import calendar
from datetime import date
from typing import Any

from django.utils.dateformat import format as format_date

from accounts.http import SeatRequest
from accounts.seats import Seat
from commitments.models import Commitment
from commitments.models.commitment import CommitmentQuerySet
from common.search import matching
from common.shapes import Link
from events.models import Event

FIRST_YEAR, LAST_YEAR = 1996, 2100


def month_of(written: str) -> date | None:
    """The first of the month of "2022-03"; None when it is none or out of all bounds."""
    try:
        found = date.fromisoformat(f"{written}-01")
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def month_page(request: SeatRequest, events: Any, month: date, activities: list[Commitment]) -> dict[str, Any]:
    """Weeks of seven days, each day with its events and the activities that have their date on it; days of other
    months are None.
    """
    rows = list(events.in_days(month, last_of(month)).order_by("starts", "code"))
    weeks = [
        [
            (day, _on(rows, day), [one for one in activities if one.due == day]) if day.month == month.month else None
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    ]
    before = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    after = date(month.year + (month.month == 12), month.month % 12 + 1, 1)

    def link(to: date) -> Link | None:
        query = request.GET.copy()
        query["month"] = f"{to:%Y-%m}"
        return Link(_named(to), f"?{query.urlencode()}") if FIRST_YEAR <= to.year <= LAST_YEAR else None

    return {
        "month": _named(month),
        "weeks": weeks,
        "weekdays": [format_date(date(2024, 1, day), "D") for day in range(1, 8)],
        "weekday_names": [format_date(date(2024, 1, day), "l") for day in range(1, 8)],
        "acts": activities,
        "count": len(rows) + len(activities),
        "month_before": link(before),
        "month_after": link(after),
    }


def last_of(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def activities_of(seat: Seat, asked: dict[str, str]) -> CommitmentQuerySet:
    """What is to be done on a day, in the list's own words and groups; none under filters that only meetings know."""
    rows = Commitment.objects.in_calendars(seat)
    if not set(asked) <= {"organ", "q"}:
        return rows.none()
    if organs := asked.get("organ"):
        rows = rows.filter(parties__body__code__in=organs.split(",")).distinct()
    if words := asked.get("q"):
        rows = rows.filter(pk__in=matching(Commitment.objects.order_by(), words).values("pk"))
    return rows.order_by("due", "code")


def activities_in(month: date, seat: Seat, asked: dict[str, str]) -> list[Commitment]:
    """Those of one month. One query."""
    return list(activities_of(seat, asked).filter(due__range=(month, last_of(month))))


def _on(rows: list[Event], day: date) -> list[Event]:
    return [row for row in rows if row.starts and row.starts <= day <= (row.ends or row.starts)]


def _named(month: date) -> str:
    return format_date(month, "F Y")
