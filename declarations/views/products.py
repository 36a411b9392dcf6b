"""What comes of an adopted text: commitments of its paragraphs, the package and its transmission."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import Country
from commitments.forms import DueForm
from common.errors import Refused
from common.i18n import LANGUAGES, reading_order
from common.results import require
from declarations import packing, rules
from declarations.actions import products as actions
from declarations.documents.package import summary_of
from declarations.forms import SendingForm
from declarations.models import Transmission
from declarations.policy import Act
from declarations.queries.adopted import texts_of
from declarations.queries.package import parts_of
from declarations.views.statements import adoption_of, adoption_url, crumbs_of
from publications.models import Edition

FORUM = {"en": "International Migration Review Forum", "es": "Foro de Examen de la Migración Internacional"}


@seat_required
@require_http_methods(["GET", "POST"])
def undertake(request: SeatRequest, year: int, number: int, place: int) -> HttpResponse:
    """Make a commitment of a paragraph; the members present are suggested as its owners."""
    adoption = adoption_of(request, year, number)
    require(rules.may(request.seat, Act.UNDERTAKE, adoption.draft))
    line = texts_of(adoption).get(place)
    if line is None:
        raise Http404
    present = list(Country.objects.filter(code__in=adoption.present))
    form = DueForm(request.POST) if request.method == "POST" else DueForm(initial={"owners": present})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = actions.undertake(
                adoption=adoption, place=place, owners=values["owners"], supporters=values["supporters"],
                by=request.seat, **form.dates(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The commitment is made. Record here what becomes of it."))
            return redirect(made)
    title = _("Commitment from %(reference)s") % {"reference": f"{adoption.symbol}, {line.handle}"}
    context = {
        "adoption": adoption, "form": form, "title": title,
        "texts": [(code, line.texts[code]) for code in reading_order()],
        "back": f"{adoption_url(adoption)}#p-{place}", "crumbs": crumbs_of(adoption, title),
    }  # fmt: skip
    return render(request, "declarations/undertake.html", context, status=422 if form.errors else 200)


@seat_required
@require_http_methods(["GET", "POST"])
def transmit(request: SeatRequest, year: int, number: int) -> HttpResponse:
    """Transmit the declaration: the package is frozen with addressee and summary, which stand there to begin with."""
    adoption = adoption_of(request, year, number)
    require(rules.may(request.seat, Act.TRANSMIT, adoption.draft))
    parts = parts_of(adoption)
    first = {f"addressee_{code}": FORUM[code] for code in LANGUAGES}
    first |= {f"summary_{code}": summary_of(parts, code) for code in LANGUAGES}
    form = SendingForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.transmit(adoption=adoption, sending=form.sending(), by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The declaration is transmitted. The files of the package are being made."))
            return redirect(adoption_url(adoption))
    context = {
        "adoption": adoption, "form": form, "parts": parts, "crumbs": crumbs_of(adoption, _("Transmission")),
    }  # fmt: skip
    return render(request, "declarations/transmit.html", context, status=422 if form.errors else 200)


@require_safe
def package(request: SeatRequest, year: int, number: int) -> HttpResponse:
    """The package as one ZIP file with its manifest: 404 until its files are made."""
    rows = Transmission.objects.select_related("adoption__edition", "edition")
    found = get_object_or_404(rows, adoption__year=year, adoption__number=number)
    if not Edition.objects.visible_to(request.seat).filter(pk=found.edition_id).exists():
        raise Http404
    content = packing.pack(found)
    if content is None:
        raise Http404(_("The files are being made."))
    name = f"{found.adoption.symbol.replace('/', '-')}-package.zip"
    return HttpResponse(
        content, content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip
