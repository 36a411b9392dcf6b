"""Questionnaires for who is asked and who reads: the list, one questionnaire, its results with their charts."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.http import SeatRequest
from common.errors import Refused
from common.http import caller, never_kept, public_page, within_hour
from common.i18n import current_language, pick
from common.shapes import Link
from publications.blocks import BarChart
from publications.drawing import COLUMN, Drawing, draw
from publications.render.html import bars
from reporting import rules
from reporting.actions.respondents import register
from reporting.enums import ResponseStatus
from reporting.forms.responses import RegisterForm
from reporting.models import Call, readable_audiences
from reporting.queries.respondents import members_that_answered, public_calls, responses_of_seat
from reporting.queries.results import Group, QuestionResult, results
from reporting.queries.templates import parts_of
from reporting.queries.themes import answering, contributed, could_answer, theme_of

LINKS_AN_HOUR = 20
"""How many links one address of the network may ask for."""


@public_page
@require_safe
def survey_list(request: SeatRequest) -> HttpResponse:
    """Questionnaires that are open and those whose results can be read."""
    calls = public_calls(request.seat)
    mine = responses_of_seat(request.seat, calls) if request.seat.is_authenticated else {}
    context = {
        "open": [
            (call, mine.get(call.pk), bool(rules.may_answer(request.seat, call))) for call in calls if call.is_open
        ],
        "read": [call for call in calls if call.has_results],
        "past": [call for call in calls if not call.is_open and not call.has_results],
    }
    return render(request, "reporting/survey/list.html", context)


@public_page
@require_safe
def survey(request: SeatRequest, pk: str) -> HttpResponse:
    """One questionnaire: what is asked, by whom, until when, and how to answer."""
    return _survey(request, _call(request, pk), RegisterForm())


@csrf_exempt  # the page is cached and has no token; nothing is done in anybody's name here
@require_POST
def survey_start(request: SeatRequest, pk: str) -> HttpResponse:
    """Send a link to an address. The answer never says whether the address wrote before."""
    call = _call(request, pk)
    form = RegisterForm(request.POST)
    if not form.is_valid():
        response = _survey(request, call, form, status=422)
        never_kept(response)
        return response
    if not form.is_by_a_program:
        if not within_hour(f"survey:{caller(request)}", LINKS_AN_HOUR):
            form.add_error(None, _("Too many links were asked for from your network. Try again in an hour."))
            return _survey(request, call, form, status=429)
        fields = {name: value for name, value in form.cleaned_data.items() if name != "website"}
        try:
            register(call=call, **fields)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return _survey(request, call, form, status=422)
    response = render(request, "reporting/survey/sent.html", {"call": call, "email": form.cleaned_data["email"]})
    never_kept(response)
    return response


@public_page
@require_safe
def survey_results(request: SeatRequest, pk: str) -> HttpResponse:
    """The results, kind by kind, each chart with its table."""
    call = _call(request, pk)
    if not rules.may_read_results(request.seat, call):
        raise Http404
    found = results(call, readable_audiences(request.seat))
    context = {
        "call": call,
        "results": found,
        "questions": [_shown(call, result) for result in found.questions],
        "name": pick(call.template_version.template, "name"),
        "crumbs": _crumbs(call, Link(_("Results"))),
    }
    return render(request, "reporting/survey/results.html", context)


@public_page
@require_safe
def survey_chart(request: SeatRequest, pk: str, code: str, kind: str) -> HttpResponse:
    """The drawing of one question and one kind of respondent."""
    call = _call(request, pk)
    if not rules.may_read_results(request.seat, call):
        raise Http404
    group, question = results(call, readable_audiences(request.seat)).find(code, kind)
    if group is None or question is None or not group.bars():
        raise Http404
    chart = _chart(call, pick(question, "label"), group)
    context = {"caption": chart.caption, "drawing": _drawing(call, chart), "language": current_language()}
    picture = render_to_string("publications/chart.svg", context)
    return HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")


def _call(request: SeatRequest, pk: str) -> Call:
    return get_object_or_404(Call.objects.announced_to(request.seat), pk=pk)


def _survey(request: SeatRequest, call: Call, form: RegisterForm, status: int = 200) -> HttpResponse:
    seat = request.seat
    mine = responses_of_seat(seat, [call]).get(call.pk) if seat.is_workspace else None
    theme, asked_by = theme_of(call, seat)
    context = {
        "call": call,
        "mine": mine,
        "theme": theme,
        "asked_by": asked_by,
        "contributed": contributed(call, seat),
        "answered_by": members_that_answered(call, seat),
        "answering": answering(theme, seat) if theme else [],
        "could_answer": could_answer(theme, seat) if theme and rules.may_answer(seat, call) else [],
        "waits": mine and mine.status == ResponseStatus.WRITING and rules.may_submit_response(seat, mine),
        "name": pick(call.template_version.template, "name"),
        "parts": parts_of(call.template_version),
        "form": form if call.is_open and call.is_open_to_all and not seat.is_authenticated else None,
        "may_answer": bool(rules.may_answer(seat, call)) if seat.is_authenticated else False,
        "is_asked": seat.is_authenticated and rules.is_asked(seat, call),
        "may_read": bool(rules.may_read_results(seat, call)),
        "crumbs": _crumbs(call),
    }
    return render(request, "reporting/survey/survey.html", context, status=status)


def _shown(call: Call, result: QuestionResult) -> dict[str, Any]:
    charts = []
    for group in result.shown if result.is_counted else []:
        if not group.bars():
            continue
        chart = _chart(call, pick(result.question, "label"), group)
        drawing = _drawing(call, chart)
        address = reverse("reporting:survey-chart", args=[call.pk, result.question.code, group.kind])
        charts.append(
            {"group": group, "caption": chart.caption, "svg": address, "width": drawing.width, "height": drawing.height}
        )
    return {"result": result, "question": result.question, "charts": charts}


def _chart(call: Call, label: str, group: Group) -> BarChart:
    return BarChart(
        caption=f"{label} – {group.label}",
        category=_("Choice"),
        bars=group.bars(),
        unit=_("Named by (%(of)s)") % {"of": group.base},
        source=f"{pick(call.template_version.template, 'name')}, {pick(call.cycle, 'name')}",
    )


def _drawing(call: Call, chart: BarChart) -> Drawing:
    marks = [(row["label"], int(row["length"]), row["display"]) for row in bars(chart, current_language())]
    address = f"{settings.SITE_URL}{reverse('reporting:survey-results', args=[call.pk])}"
    return draw(chart.caption, marks, [f"{chart.unit}. {chart.source}.", address], COLUMN)


def _crumbs(call: Call, *more: Link) -> list[Link]:
    here = Link(
        pick(call.template_version.template, "name"), reverse("reporting:survey", args=[call.pk]) if more else ""
    )
    return [Link(_("Surveys and questionnaires"), reverse("reporting:survey-list")), here, *more]
