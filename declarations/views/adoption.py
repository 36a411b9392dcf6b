"""Adoption: the page of an adopted text, adopting, publishing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import Country
from accounts.seats import Seat
from common.errors import Refused
from common.i18n import LANGUAGES, pick, reading_order, sort_by_name
from common.results import require
from common.shapes import Link
from declarations import rules
from declarations.actions import adoption as actions
from declarations.actions.products import UNDERTAKEN
from declarations.forms import AdoptionForm
from declarations.models import Adoption
from declarations.policy import Act
from declarations.queries.adopted import adopted_lines
from declarations.queries.attached import statements_beside, undertakings_of
from declarations.views.base import attempt, crumbs, draft_of
from publications.models import EditionFile, Transmittal

NAMES = {"en": "English", "es": "Español"}


def adopted_page(request: SeatRequest, adoption: Adoption) -> HttpResponse:
    """The adopted text in both languages, its record and its files. For the public it reads nothing of the drafting."""
    seat = request.seat
    inside = seat.is_desk or seat.is_member
    sides = request.GET.get("sides", "")
    sides = sides if sides in LANGUAGES else "both"
    lines = adopted_lines(adoption, published=not inside)
    beside = statements_beside(adoption, seat, {line.place: line.handle for line in lines})
    undertaken = undertakings_of(adoption, seat)
    shown = [one for one in beside if one.shows_words and not one.statement.is_draft]
    context = {
        "adoption": adoption,
        "lines": [
            (line, [one for one in shown if line.place in one.statement.places], undertaken.get(line.place))
            for line in lines
        ],
        "beside": beside,
        "undertaken": [(line, undertaken[line.place]) for line in lines if line.place in undertaken],
        "present": sort_by_name(Country.objects.filter(code__in=adoption.present)),
        "sides": sides,
        "shown": reading_order() if sides == "both" else [sides],
        "languages": [
            Link(words, f"?sides={value}", "true" if value == sides else "")
            for value, words in (("both", _("EN and ES")), ("en", "EN"), ("es", "ES"))
        ],
        "authentic": [NAMES[code] for code in LANGUAGES if code in adoption.authentic],
        "files": _files(seat, edition=adoption.edition_id),
        "annexed": _files(seat, edition__document=adoption.annexed_id) if adoption.annexed_id else [],
        "transmission": adoption.transmission if adoption.transmitted_on else None,
        "package": _files(seat, edition__document__symbol=f"{adoption.symbol}/PKG") if adoption.transmitted_on else [],
        "transmittals": _passed_on(seat, adoption),
        "silences": adoption.draft.silences.select_related("outcome") if inside else [],
        "inside": inside,
        "undertakable": [kind.value for kind in UNDERTAKEN],
        "may_publish": seat.is_presidency,
        "may_write": seat.is_focal_point,
        "may_undertake": seat.is_desk,
        "may_transmit": seat.is_presidency and not adoption.transmitted_on,
        "crumbs": [Link(_("Declarations"), reverse("declarations:list")), Link(adoption.symbol)],
    }
    return render(request, "declarations/adopted.html", context)


def _passed_on(seat: Seat, adoption: Adoption) -> Any:
    """Where else the text, or the package that was made of it, was passed on to: beside the transmission itself."""
    rows = Transmittal.objects.visible_to(seat)
    if not adoption.transmitted_on:
        return rows.filter(edition=adoption.edition_id)
    sent = adoption.transmission
    itself = {"edition": sent.edition_id, "addressee_en": sent.addressee_en, "on": adoption.transmitted_on}
    return rows.filter(edition__in=[adoption.edition_id, sent.edition_id]).exclude(**itself, symbol="", address="")


def _files(seat: Seat, **of: Any) -> Any:
    """The files that the seat reads, without the text they were made from."""
    rows = EditionFile.objects.visible_to(seat).filter(**of).select_related("edition__document")
    return rows.defer("edition__blocks", "edition__manifest")


@seat_required
@require_http_methods(["GET", "POST"])
def adopt(request: SeatRequest, year: int, number: int, draft: int) -> HttpResponse:
    """Adopt the draft in hand: what is still open is said first."""
    row = draft_of(request, year, number, draft)
    if not request.seat.is_desk:
        raise Http404
    require(rules.may(request.seat, Act.ADOPT, row))
    form = AdoptionForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.adopt(draft=row, occasion=form.occasion(), by=request.seat)
            messages.success(request, _("The declaration is adopted. It is read within the Conference."))
            return redirect("declarations:declaration", year, number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    title = _("Adopt %(title)s") % {"title": pick(row.declaration, "title")}
    context = {
        "draft": row,
        "form": form,
        "title": title,
        "open": [*actions.hindrances(row), *actions.undecided(row)],
        "crumbs": crumbs(row, here=_("Adoption")),
    }
    return render(request, "declarations/adopt.html", context, status=422 if form.errors else 200)


@seat_required
@require_POST
def publication(request: SeatRequest, year: int, number: int) -> HttpResponse:
    """Publish the adopted text, or take the publication back (field "public": "1" or "0")."""
    rows = Adoption.objects.visible_to(request.seat).select_related("draft__declaration", "declaration", "edition")
    adoption = get_object_or_404(rows, year=year, number=number)
    to = reverse("declarations:declaration", args=[year, number])
    if request.POST.get("public") == "1":
        return attempt(
            request, lambda: actions.publish_adoption(adoption=adoption, by=request.seat),
            _("The declaration is published."), to,
        )  # fmt: skip
    return attempt(
        request, lambda: actions.withdraw_publication(adoption=adoption, by=request.seat),
        _("The declaration is no longer public."), to,
    )  # fmt: skip
