"""What happens around a questionnaire that Member Countries answer in their own seats."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Country, Membership
from accounts.seats import Seat
from common.dates import say_day
from common.i18n import pick
from notices.actions import tell_one
from reporting import rules
from reporting.models import Call, Response
from reporting.notify.recipients import send
from reporting.queries.reminders import day_of


def questionnaire_opened(call: Call, countries: Iterable[Country], *, by: Seat) -> None:
    """To the focal points of the countries that are asked: it can be answered."""
    rows = Membership.objects.active().filter(role=Role.FOCAL_POINT, country__in=countries)
    template = call.template_version.template
    send(
        rows.select_related("user"),
        f"questionnaire:{call.pk}",
        lambda: _("Your country is asked to answer “%(name)s”") % {"name": pick(template, "name")},
        "reporting:survey",
        [call.pk],
        by=by,
    )


def answer_awaited(call: Call, countries: Iterable[Country]) -> int:
    """To focal points of these countries, once for each indicative date: it can still be answered. Gives how many."""
    day, template = day_of(call), call.template_version.template
    key = f"questionnaire:{call.pk}:awaited:{day}"
    rows = Membership.objects.active().filter(role=Role.FOCAL_POINT, country__in=countries)
    waiting = list(rows.exclude(user__notices__key=key).select_related("user"))
    for membership in waiting:
        tell_one(
            membership,
            key=key,
            text=lambda: (
                _("Your country can answer “%(name)s”. The indicative date is %(date)s.")
                % {"name": pick(template, "name"), "date": say_day(day)}
            ),
            address=reverse("reporting:survey", args=[call.pk]),
            is_reminder=True,
        )
    return len(waiting)


def response_waits(response: Response, *, by: Seat) -> None:
    """To who has the last word in the country's clearance: the answer can be submitted."""
    template = response.call.template_version.template
    send(
        rules.last_word_of(response.country) if response.country else [],
        f"response:{response.pk}:{response.saves}",
        lambda: _("The answer of your country to “%(name)s” waits for clearance") % {"name": pick(template, "name")},
        "reporting:survey-answer",
        [response.call_id],
        by=by,
    )
