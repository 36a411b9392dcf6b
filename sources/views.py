"""Pages of one claim: its wordings for who reads claims; entering, correcting and ending it for the Secretariat."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.rules import may_keep_directory
from common.errors import Conflict, Refused
from common.i18n import pick
from common.results import require
from common.shapes import Link
from common.text import uuid_or_none
from sources import actions
from sources.forms import ClaimForm, CorrectionForm, EndForm
from sources.models import Claim

WORDING = ("topic_en", "topic_es", "statement_en", "statement_es", "date", "source")


@seat_required
@require_safe
def claim(request: SeatRequest, pk: str) -> HttpResponse:
    """One claim, those that disagree with it, and every wording it had."""
    row = _claim(request, pk)
    others = Claim.objects.visible_to(request.seat).exclude(group="").filter(group=row.group).exclude(pk=row.pk)
    history: Any = Claim.pgh_event_model  # type: ignore[attr-defined]
    events = history.objects.filter(pgh_obj=row).select_related("changed_by").order_by("pgh_id")
    versions = {event.version: event for event in events}
    context = {
        "claim": row,
        "others": others,
        "versions": sorted(versions.values(), key=lambda event: -event.version),
        "may_keep": may_keep_directory(request.seat),
        "crumbs": _crumbs(Link(pick(row, "topic"))),
    }
    return render(request, "sources/claim.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def claim_new(request: SeatRequest) -> HttpResponse:
    """Enter a claim; with `?beside=` one that disagrees with a claim on record."""
    require(may_keep_directory(request.seat))
    named = uuid_or_none(request.GET.get("beside", ""))
    beside = Claim.objects.filter(pk=named).select_related("country").first() if named else None
    initial = {"country": beside.country, "topic_en": beside.topic_en, "topic_es": beside.topic_es} if beside else {}
    form = ClaimForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = actions.enter_claim(
                country=data["country"], fields={name: data[name] for name in WORDING}, beside=beside, by=request.seat
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    return _form(request, form, _("New claim"), beside=beside)


@seat_required
@require_http_methods(["GET", "POST"])
def claim_edit(request: SeatRequest, pk: str) -> HttpResponse:
    """Correct a claim."""
    require(may_keep_directory(request.seat))
    row = _claim(request, pk)
    initial = {name: getattr(row, name) for name in (*WORDING, "version")}
    form = CorrectionForm(request.POST or None, initial=initial)
    return _change(request, row, form, _("Correct the claim"))


@seat_required
@require_http_methods(["GET", "POST"])
def claim_end(request: SeatRequest, pk: str) -> HttpResponse:
    """End a claim on a day, or let it stand again."""
    require(may_keep_directory(request.seat))
    row = _claim(request, pk)
    form = EndForm(request.POST or None, initial={"ends": row.ends, "version": row.version})
    return _change(request, row, form, _("End the claim"))


def _change(request: SeatRequest, row: Claim, form: CorrectionForm | EndForm, title: str) -> HttpResponse:
    conflict: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        named = {"version": data.pop("version"), "remark": data.pop("remark"), "by": request.seat}
        try:
            if isinstance(form, EndForm):
                actions.end_claim(claim=row, ends=data["ends"], **named)
            else:
                actions.correct_claim(claim=row, fields=data, **named)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Conflict as clash:
            stored: dict[str, Any] = clash.stored  # type: ignore[assignment]
            differ = [name for name in stored if name in data and stored[name] != data[name]]
            conflict = [(str(form.fields[name].label), stored[name]) for name in differ]
            posted = request.POST.copy()
            posted["version"] = str(clash.version)
            form.data = posted
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    return _form(request, form, title, claim=row, conflict=conflict)


def _claim(request: SeatRequest, pk: str) -> Claim:
    rows = Claim.objects.visible_to(request.seat).select_related("country", "changed_by")
    return get_object_or_404(rows, pk=pk)


def _form(request: SeatRequest, form: forms.Form, title: str, **more: Any) -> HttpResponse:
    row = more.get("claim")
    crumbs = [Link(pick(row, "topic"), row.get_absolute_url())] if row else []
    context = {"form": form, "title": title, "crumbs": _crumbs(*crumbs, Link(title))} | more
    context["back"] = row.get_absolute_url() if row else reverse("portal:claims")
    status = 409 if more.get("conflict") else 422 if form.errors else 200
    return render(request, "sources/claim_form.html", context, status=status)


def _crumbs(*last: Link) -> list[Link]:
    return [
        Link(_("Directory"), reverse("portal:directory")),
        Link(_("Claims on record"), reverse("portal:claims")),
        *last,
    ]
