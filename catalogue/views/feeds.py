"""Atom feeds by list, country, objective and cycle."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from accounts.models import Country
from accounts.seats import PUBLIC
from catalogue.asked import NotUnderstood, asked, problem
from catalogue.feeds import about, feed_of
from catalogue.registry import RESOURCES
from catalogue.search import Asked
from common.http import public_page
from common.i18n import pick
from objectives.models import Objective
from reporting.models import Cycle

ATOM = "application/atom+xml; charset=utf-8"


@public_page
@require_safe
def of_list(request: SeatRequest, name: str) -> HttpResponse:
    """What changed in one list, narrowed as the list is."""
    resource = RESOURCES.get(name)
    if resource is None:
        raise Http404
    try:
        rows, _language = asked(resource, PUBLIC, request.GET, also=())
    except NotUnderstood as error:
        return problem(error)
    page = reverse("catalogue:data")
    content = feed_of(str(resource.title), request.get_full_path(), page, [(resource, rows)])
    return HttpResponse(content, content_type=ATOM)


@public_page
@require_safe
def of_country(request: SeatRequest, code: str) -> HttpResponse:
    """What changed of one country."""
    row = get_object_or_404(Country, code=code)
    page = reverse("portal:country", args=[row.code])
    content = feed_of(pick(row, "name"), request.path, page, about(Asked(country=row.code)))
    return HttpResponse(content, content_type=ATOM)


@public_page
@require_safe
def of_objective(request: SeatRequest, number: int) -> HttpResponse:
    """What changed about one objective."""
    row = get_object_or_404(Objective, number=number)
    title = _("Objective %(number)s: %(words)s") % {"number": number, "words": pick(row, "short")}
    page = reverse("portal:objective", args=[number])
    return HttpResponse(feed_of(title, request.path, page, about(Asked(objective=str(number)))), content_type=ATOM)


@public_page
@require_safe
def of_cycle(request: SeatRequest, code: str) -> HttpResponse:
    """What changed of one cycle."""
    row = get_object_or_404(Cycle.objects.announced(), code=code)
    page = reverse("portal:cycle", args=[row.code])
    content = feed_of(pick(row, "name"), request.path, page, about(Asked(cycle=row.code)))
    return HttpResponse(content, content_type=ATOM)
