"""Who is to be written to: people of a call by role, and what of a reminder is due for whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from accounts.enums import WORKSPACE_ROLES
from accounts.models import Membership
from common.dates import local
from notices.models import Preference
from reporting.models import Assignment, Call, Dispatch, Reminder

HOUR = 7
"""The hour of the reader's own day at which reminders leave; the message of the day follows."""
GRACE = timedelta(days=2)
"""So late a reminder still helps; after that the ledger says that it was not sent."""


class Due(NamedTuple):
    """A reminder that the clock has reached for one person, about one indicative date."""

    reminder: Reminder
    assignment: Assignment
    membership: Membership
    on: date
    at: datetime


def people_of_call(call: Call, roles: Iterable[str]) -> dict[UUID, list[Membership]]:
    """By country, the people of a call in these roles, each person once; of several roles the first one counts."""
    countries = call.assignments.values("country")
    rows = Membership.objects.active().filter(country__in=countries, role__in=roles).select_related("user")
    order = {str(role): place for place, role in enumerate(WORKSPACE_ROLES)}
    found: dict[UUID, dict[UUID, Membership]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (order[row.role], row.user.name)):
        if row.country_id:
            found[row.country_id].setdefault(row.user_id, row)
    return {country: list(people.values()) for country, people in found.items()}


def preferences(people: Iterable[Membership]) -> dict[UUID, Preference]:
    """By person, the wishes that are kept."""
    return {row.user_id: row for row in Preference.objects.filter(user__in={one.user_id for one in people})}


def day_of(call: Call) -> date:
    """The indicative date of a call as a day in San José."""
    return local(call.due_at).date()


def own_day(assignment: Assignment) -> date:
    """The indicative date of one country as a day in San José."""
    return assignment.extension_until or day_of(assignment.call)


def leaves_at(reminder: Reminder, on: date, preference: Preference) -> datetime:
    """When a reminder of a date leaves for a person."""
    return datetime.combine(on + timedelta(days=reminder.days), time(HOUR), preference.clock)


def due(reminder: Reminder, now: datetime) -> Iterator[Due]:
    """What of a reminder the clock has reached and the ledger does not hold yet.

    About each indicative date: the call's, and the later one that was agreed with a country. A rule says nothing of
    the time before it was made, nor a later date of the time before it was agreed.
    """
    call = reminder.call
    assignments = list(call.assignments.select_related("country"))
    people = people_of_call(call, reminder.roles)
    wishes = preferences(one for members in people.values() for one in members)
    held = set(Dispatch.objects.filter(reminder=reminder).values_list("assignment", "user", "on"))
    start = max(reminder.created_at, call.opened_at or reminder.created_at)
    for assignment in assignments:
        assignment.call = call
        dates = {day_of(call): start}
        if (own := own_day(assignment)) not in dates:
            dates[own] = max(start, assignment.extension_decided_at or start)
        for membership in people.get(assignment.country_id, []):
            wish = wishes.get(membership.user_id) or Preference(user=membership.user)
            for on, since in dates.items():
                at = leaves_at(reminder, on, wish)
                reached = since <= at <= now and membership.starts <= at.date()
                if reached and (assignment.pk, membership.user_id, on) not in held:
                    yield Due(reminder, assignment, membership, on, at)
