"""Calendars to subscribe to: the private one of a seat by its token, and the dates that are everybody's."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.enums import BodyKind
from accounts.http import SeatRequest
from accounts.models import Body
from accounts.seats import PUBLIC
from common.dates import today
from common.http import never_kept, public_page
from common.i18n import pick, sort_by_name
from common.shapes import Link
from events import ical
from events.actions import feeds as actions
from events.models import CalendarKey, Event
from portal.queries.deadlines import deadlines_of

BACK = timedelta(days=366)
"""How long a private calendar shows meetings that are over."""


@seat_required
@require_http_methods(["GET", "POST"])
def calendars(request: SeatRequest) -> HttpResponse:
    """What can be subscribed to; a private address is told in the answer that makes it and nowhere else."""
    token = ""
    if request.method == "POST":
        if request.POST.get("act") == "revoke":
            actions.revoke_calendar(by=request.seat)
            messages.success(request, _("The private address opens nothing any more."))
            return redirect("portal:calendars")
        token = actions.make_calendar(by=request.seat)
    organs = sort_by_name(Body.objects.filter(kind=BodyKind.ORGAN))
    feed = reverse("portal:event-calendar")
    context = {
        "address": f"{settings.SITE_URL}{reverse('private-calendar', args=[token])}" if token else "",
        "key": CalendarKey.objects.filter(membership=request.seat.membership, revoked_at=None).first(),
        "groups": [(pick(body, "name"), f"{settings.SITE_URL}{feed}?organ={body.code}") for body in organs],
        "all": f"{settings.SITE_URL}{feed}",
        "deadlines_feed": f"{settings.SITE_URL}{reverse('portal:deadline-calendar')}",
        "deadlines": [one for one in deadlines_of(request.seat) if one.on >= today()][:20],
        "crumbs": [Link(_("Events"), reverse("portal:event-list")), Link(_("Calendars"))],
    }
    response = render(request, "events/calendars.html", context)
    never_kept(response)
    return response


@require_safe
def private_calendar(request: SeatRequest, token: str) -> HttpResponse:
    """The meetings and dates of the seat that the address was made in, in its person's language; 404 once revoked.

    Whoever asks is not looked at: a calendar program has no session.
    """
    seat = actions.seat_behind(token)
    if seat is None:
        raise Http404
    with override(seat.person.language):
        events = Event.objects.visible_to(seat).filter(starts__gte=today() - BACK)
        entries = [
            entry
            for row in events.prefetch_related("days", "sessions")
            for entry in ical.entries_of(row, list(row.days.all()), _absolute("portal:event", row.code))
        ]
        entries += [one.entry() for one in deadlines_of(seat)]
        response = _file(_("RCM: %(seat)s") % {"seat": seat.place_name()}, entries, "rcm")
    never_kept(response)
    return response


@public_page
@require_safe
def deadline_calendar(request: SeatRequest) -> HttpResponse:
    """The dates that are everybody's: registration of public events, commitments that were published."""
    return _file(_("RCM: indicative dates"), [one.entry() for one in deadlines_of(PUBLIC)], "dates")


def _absolute(name: str, *arguments: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


def _file(name: str, entries: list[ical.Entry], file: str) -> HttpResponse:
    response = HttpResponse(ical.write(name, entries), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    return response
