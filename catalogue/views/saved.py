"""Searches that a person saved, and the address that stops their alerts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from catalogue import actions
from catalogue.alerts import search_of
from catalogue.forms import FrequencyForm, SaveSearchForm, SearchForm
from catalogue.models import Frequency, SavedSearch
from common.errors import Refused
from common.shapes import Link


@seat_required
@require_safe
def saved_list(request: SeatRequest) -> HttpResponse:
    """The person's own saved searches."""
    rows = SavedSearch.objects.filter(user=request.seat.person)
    crumbs = [Link(_("Search"), reverse("catalogue:search")), Link(_("Saved searches"))]
    context = {"searches": rows, "frequencies": Frequency.choices, "crumbs": crumbs}
    return render(request, "catalogue/saved_list.html", context)


@seat_required
@require_POST
def save(request: SeatRequest) -> HttpResponse:
    """Keep the search that stands in the address of the form."""
    query = SearchForm(request.GET).query()[:1000]
    form = SaveSearchForm(request.POST, prefix="save")
    if not query or not form.is_valid():
        messages.error(request, _("Name the search, and look for something."))
        return redirect(f"{reverse('catalogue:search')}?{query}")
    try:
        actions.save_search(query=query, by=request.seat, **form.cleaned_data)
        messages.success(request, _("The search is saved."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("catalogue:saved-list")


@seat_required
@require_POST
def act(request: SeatRequest, pk: str) -> HttpResponse:
    """Change how often alerts come, or delete the search."""
    search = get_object_or_404(SavedSearch, pk=pk, user=request.seat.person)
    if request.POST.get("act") == "delete":
        search.delete()
        messages.success(request, _("The search is deleted."))
    elif (form := FrequencyForm(request.POST)).is_valid():
        actions.change_frequency(search=search, frequency=form.cleaned_data["frequency"])
        messages.success(request, _("Saved."))
    return redirect("catalogue:saved-list")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: SeatRequest, token: str) -> HttpResponse:
    """A signed address out of a mail: GET asks, POST stops, without log-in and also by the mail program itself."""
    search = search_of(token)
    if search is None:
        raise Http404
    if request.method == "POST" and search.frequency != Frequency.NEVER:
        actions.change_frequency(search=search, frequency=Frequency.NEVER)
    response = render(
        request, "catalogue/alert_stop.html", {"search": search, "stopped": search.frequency == Frequency.NEVER}
    )
    add_never_cache_headers(response)
    return response
