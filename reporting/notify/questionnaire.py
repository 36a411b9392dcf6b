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
from reporting.emails import reminder_key
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


def request_reminded(
    call: Call, countries: Iterable[Country], *, occasion: object, by: Seat | None = None
) -> list[Membership]:
    """To the focal points of countries that have not answered a working group, once for an occasion; gives these.

    Who wants no reminders gets none by mail, and who sends them none at all.
    """
    key, template = f"{reminder_key(call)}{occasion}", call.template_version.template
    rows = Membership.objects.active().filter(role=Role.FOCAL_POINT, country__in=countries)
    rows = rows.exclude(user__notices__key=key)
    waiting = list((rows.exclude(user=by.person) if by else rows).select_related("user"))
    for membership in waiting:
        tell_one(
            membership,
            key=key,
            text=lambda: (
                _("The answer of your country to “%(name)s” is still welcome") % {"name": pick(template, "name")}
            ),
            more=lambda: _("The indicative date is %(day)s. It closes nothing.") % {"day": say_day(day_of(call))},
            address=reverse("reporting:survey", args=[call.pk]),
            is_reminder=True,
            by_clock=True,
        )
    return waiting


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
