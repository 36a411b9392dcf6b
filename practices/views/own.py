"""A country's own practices: written, cleared and published inside the country."""

from typing import Any

from django.contrib import messages
from django.db.models import F, Max
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clearance import has_chain, shown_steps
from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import say_who
from common.errors import Conflict, Refused
from common.http import onward
from common.i18n import pick
from common.outcomes import version_of
from common.results import Decision, Denied, require
from common.shapes import Link
from practices import rules
from practices.actions.versions import move, new_version, save_version, start_practice, withdraw
from practices.content import filled_version, languages_of
from practices.enums import Stage
from practices.forms import PublishForm, VersionForm, WithdrawForm
from practices.models import Practice, PracticeVersion
from practices.trail import told
from practices.views.record import differences, form_context
from practices.workflow import STAGES

ACTS = (Stage.ASKED, Stage.CLEARED, Stage.PUBLISHED, Stage.WRITING, Stage.DISCARDED)
"""Where a version can be taken from its page, the most usual first."""

WAITS = {
    Stage.WRITING: gettext_lazy("The focal points of your country write it."),
    Stage.CLEARED: gettext_lazy("It is cleared. The focal points of your country publish it."),
}
"""What a version that is not in clearance waits for, told to who cannot take it further now."""


@seat_required
@require_safe
def own_list(request: SeatRequest) -> HttpResponse:
    """All practices of the own country, with where each stands."""
    _inside(request)
    rows = Practice.objects.own(request.seat).annotate(latest=Max("versions__pk")).prefetch_related("versions")
    context = {
        "practices": [
            (row, next((one for one in row.versions.all() if one.is_open), None))
            for row in rows.order_by(F("latest").desc(nulls_last=True), "code")
        ],
        "may_begin": rules.may_begin(request.seat),
        "crumbs": [_register(), Link(_("Of your country"))],
    }
    return render(request, "practices/own_list.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def own_new(request: SeatRequest) -> HttpResponse:
    """The empty form; what is saved is a draft of the country."""
    _inside(request)
    require(rules.may_begin(request.seat))
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = start_practice(fields=form.cleaned_data, by=request.seat)
        messages.success(request, _("Saved. Only your country sees it so far."))
        return onward(request, reverse("practices:own", args=[made.code]))
    title = _("New practice")
    context = form_context(form, 0, []) | {
        "title": title, "back": reverse("practices:own-list"), "crumbs": [_register(), _mine(), Link(title)],
    }  # fmt: skip
    return render(request, "practices/edit.html", context, status=422 if form.errors else 200)


@seat_required
@require_safe
def own(request: SeatRequest, code: str) -> HttpResponse:
    """One practice of the own country: where it stands, what comes next, its words and its versions."""
    practice = _own(request, code)
    return _page(request, practice, _latest(practice))


@seat_required
@require_safe
def own_version(request: SeatRequest, code: str, number: int) -> HttpResponse:
    """The words of one version, as they were written, cleared or published."""
    practice = _own(request, code)
    return _page(request, practice, get_object_or_404(practice.versions.select_related("practice"), number=number))


@seat_required
@require_http_methods(["GET", "POST"])
def own_edit(request: SeatRequest, code: str) -> HttpResponse:
    """Write the version that is being written. A stale save gets 409 with what is stored."""
    practice = _own(request, code)
    version = _latest(practice)
    require(rules.may_write(request.seat, version))
    saves = version.saves
    form = VersionForm(request.POST or None, version=version)
    conflict: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            save_version(
                version=version, fields=form.cleaned_data, what_changed=form.cleaned_data.get("what_changed", ""),
                saves=version_of(request.POST.get("saves", "")), by=request.seat,
            )  # fmt: skip
        except Conflict as clash:
            conflict, saves = differences(form, clash), clash.version
        else:
            messages.success(request, _("Saved."))
            return onward(request, reverse("practices:own", args=[practice.code]))
    title = pick(practice, "title")
    context = form_context(form, saves, conflict) | {
        "title": title, "back": reverse("practices:own", args=[practice.code]),
        "crumbs": [_register(), _mine(), Link(title, reverse("practices:own", args=[practice.code])), Link(_("Edit"))],
    }  # fmt: skip
    return render(request, "practices/edit.html", context, status=409 if conflict else 422 if form.errors else 200)


@seat_required
@require_POST
def own_act(request: SeatRequest, code: str) -> HttpResponse:
    """Move the version on (field "to"), begin the next one ("new"), or withdraw what is shown ("withdrawn").

    What is not possible, or was asked for on an older page, gets 422 with the reason and the page as it is now.
    """
    practice = _own(request, code)
    sent = request.POST
    to = sent.get("to", "")
    version = _latest(practice)
    try:
        if to == "new":
            new_version(practice=practice, by=request.seat)
            messages.success(request, _("A new version was begun. What is shown stays until it is published."))
            return redirect("practices:own-edit", practice.code)
        if to == Stage.WITHDRAWN:
            withdraw(
                practice=practice, ending_en=sent.get("ending_en", "")[:300], ending_es=sent.get("ending_es", "")[:300],
                by=request.seat,
            )  # fmt: skip
            messages.success(request, _("It is shown no more. A dated trace stays."))
        elif to in ACTS:
            move(
                version=version, to=Stage(to), audience=sent.get("audience", ""), remark=sent.get("remark", ""),
                saves=version_of(sent.get("saves", "")), step=version_of(sent.get("step", "")), by=request.seat,
            )  # fmt: skip
            messages.success(request, _("Now: %(status)s.") % {"status": version.get_stage_display()})
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
        practice = _own(request, code)
        return _page(request, practice, _latest(practice), status=422)
    return redirect("practices:own", practice.code)


def _page(request: SeatRequest, practice: Practice, version: PracticeVersion, status: int = 200) -> HttpResponse:
    seat = request.seat
    latest = _latest(practice)
    is_latest = version.pk == latest.pk
    may_clear = rules.may_clear(seat, version)
    open_ways = STAGES.get(version.stage, frozenset()) if is_latest else frozenset()
    ways = [to for to in ACTS if to in open_ways and rules.may_move(seat, version, to, may_clear)]
    shown = practice.versions.filter(stage=Stage.PUBLISHED).first()
    title = pick(practice, "title")
    context = {
        "practice": practice, "version": version, "is_latest": is_latest, "shown": shown,
        "versions": [(one, say_who(one.cleared_by)) for one in practice.versions.all()],
        "ways": ways, "may_clear": may_clear, "lacks_chain": Stage.ASKED in ways and not has_chain(seat.home),
        "may_write": is_latest and rules.may_write(seat, version),
        "waits": _waits(latest, ways, may_clear), "steps": shown_steps(seat.home, version.steps),
        "may_renew": rules.may_renew(seat, latest), "may_withdraw": rules.may_withdraw(seat, practice),
        "may_say_repository": rules.may_say_repository(seat, practice),
        "publish_form": PublishForm(initial={} if practice.is_new else {"audience": practice.audience}),
        "withdraw_form": WithdrawForm(), "trail": told(practice),
        "said": [
            (language, [one for one in filled_version(version, language) if one.value])
            for language in languages_of(version)
        ],
        "crumbs": [_register(), _mine(), Link(title)],
    }  # fmt: skip
    return render(request, "practices/own.html", context, status=status)


def _waits(version: PracticeVersion, ways: list[Stage], may_clear: Decision) -> str:
    """What the version waits for, for a seat that can at most take it back or discard it; else empty."""
    if not set(ways) <= {Stage.WRITING, Stage.DISCARDED}:
        return ""
    if version.stage == Stage.ASKED and isinstance(may_clear, Denied):
        return may_clear.why
    return str(WAITS.get(Stage(version.stage), ""))


def _inside(request: SeatRequest) -> None:
    """These pages exist inside a country alone."""
    if not request.seat.is_workspace or request.seat.is_rehearsal:
        raise Http404


def _own(request: SeatRequest, code: str) -> Practice:
    rows = Practice.objects.own(request.seat).select_related("country")
    return get_object_or_404(rows.filter(versions__isnull=False).distinct(), code=code)


def _latest(practice: Practice) -> PracticeVersion:
    return practice.versions.select_related("practice__country").latest("number")


def _register() -> Link:
    return Link(_("Good practices"), reverse("portal:practice-list"))


def _mine() -> Link:
    return Link(_("Of your country"), reverse("practices:own-list"))
