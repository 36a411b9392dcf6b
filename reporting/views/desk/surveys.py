"""A questionnaire on the desk: whom it reached, who submitted, when its results are read, the compiled document."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.dates import today
from common.errors import Refused
from common.i18n import LANGUAGES, pick
from common.shapes import Link
from notices.enums import DID_NOT_ARRIVE
from notices.queries import works
from publications.enums import Format
from publications.passing import render_passing
from publications.views import CONTENT_TYPES
from reporting import rules
from reporting.actions import respondents as actions
from reporting.actions import results, sections
from reporting.documents.surveys import request_document
from reporting.enums import ResponseStatus
from reporting.forms.responses import InviteForm
from reporting.models import Call, CallTheme, Report, Response
from reporting.policy import Act
from reporting.queries import respondents as queries
from reporting.queries.themes import answering
from reporting.views.desk.base import desk_only


@seat_required
@require_http_methods(["GET", "POST"])
def survey_desk(request: SeatRequest, pk: str) -> HttpResponse:
    """Who was invited and who submitted; a form that invites somebody else."""
    desk_only(request, Act.SEE_TRACKER)
    call = _call(pk)
    may_invite = call.is_open and not call.is_request and rules.may(request.seat, Act.INVITE_RESPONDENT)
    form = InviteForm(request.POST or None, call=call)
    if request.method == "POST":
        desk_only(request, Act.INVITE_RESPONDENT)
        if form.is_valid():
            try:
                response = actions.invite(call=call, by=request.seat, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                _say_invited(request, response)
                return redirect("reporting:survey-desk", call.pk)
    rows = queries.respondents(call)
    mail = queries.undelivered(rows)
    theme = CallTheme.objects.filter(call=call).first()
    context = {
        "call": call,
        "name": pick(call.template_version.template, "name"),
        "form": form if may_invite else None,
        "rows": [(row, row.status == ResponseStatus.SUBMITTED, mail.get(row.pk)) for row in rows],
        "undelivered": sum(one.state in DID_NOT_ARRIVE for one in mail.values()),
        "members": queries.members_asked(call) if call.is_request else [],
        "answering": answering(theme, request.seat) if theme else [],
        "may_run": rules.may(request.seat, Act.RUN_CYCLE),
        "may_keep": rules.may(request.seat, Act.INVITE_RESPONDENT),
        "may_publish": rules.may(request.seat, Act.PUBLISH_RESULTS),
        "reports": sections.reports_for(call) if call.has_results and rules.may(request.seat, Act.WRITE_REPORT) else [],
        "may_read": rules.may_read_results(request.seat, call),
        "crumbs": [Link(_("Desk"), reverse("reporting:desk")), Link(pick(call.template_version.template, "name"))],
    }
    return render(request, "reporting/survey/desk.html", context, status=422 if form.errors else 200)


@seat_required
@require_POST
def survey_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Publish the results or take them back; remind members that have not answered a request (field "act")."""
    desk_only(request, Act.PUBLISH_RESULTS)
    call = _call(pk)
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "publish": (results.publish_results, _("The results can be read now.")),
        "remind": (actions.remind_members, _("The focal points of countries that have not answered are reminded.")),
        "unpublish": (results.unpublish_results, _("The results are no longer read.")),
    }
    if request.POST.get("act") not in acts:
        raise Http404
    act, done = acts[request.POST["act"]]
    return _try(request, call, lambda: act(call=call, by=request.seat), done)


@seat_required
@require_POST
def respondent_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Send a respondent the link again; take them out or quote them no longer, as they asked (field "act")."""
    desk_only(request, Act.INVITE_RESPONDENT)
    row = get_object_or_404(Response.objects.known().filter(country=None).select_related("call"), pk=pk)
    removed = _("The respondent was taken out with all answers.")
    if row.call.has_results:
        removed = _(
            "The respondent was taken out with all answers, and the published results were taken back. "
            "Look at the results before you publish them anew."
        )
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "again": (actions.send_again, _("The link was sent again.")),
        "remove": (actions.remove, removed),
        "unquote": (actions.withdraw_consent, _("The answers are quoted no longer; they are still counted.")),
    }
    if request.POST.get("act") not in acts:
        raise Http404
    act, done = acts[request.POST["act"]]
    return _try(request, row.call, lambda: act(response=row, by=request.seat), done)


@seat_required
@require_safe
def survey_compiled(request: SeatRequest, pk: str) -> HttpResponse:
    """What members answered to a working group as one document (?format=docx&language=en), among members."""
    if not (request.seat.is_member or request.seat.is_desk):
        raise Http404
    call = _call(pk)
    language, format = request.GET.get("language", ""), request.GET.get("format", "")
    if not call.is_request or call.status == "draft" or language not in LANGUAGES or format not in Format.values:
        raise Http404
    try:
        content = render_passing(request_document(call, language, today()), format=format)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:survey", call.pk)
    response = HttpResponse(content, content_type=CONTENT_TYPES[Format(format)])
    name = f"{call.template_version.template.code}-{language}.{format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@seat_required
@require_POST
def survey_to_report(request: SeatRequest, pk: str, report_pk: str) -> HttpResponse:
    """Put a section with the results into a report of the cycle."""
    desk_only(request, Act.WRITE_REPORT)
    call, report = _call(pk), get_object_or_404(Report, pk=report_pk)
    try:
        block = sections.take_survey(report=report, call=call, by=request.seat)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:survey-desk", call.pk)
    messages.success(request, _("The results are a section of the report now."))
    return redirect("reporting:report-block", report.pk, block.pk)


def _call(pk: str) -> Call:
    return get_object_or_404(Call.objects.questionnaires().filter(cycle__is_rehearsal=False), pk=pk)


def _say_invited(request: SeatRequest, response: Response) -> None:
    """That the mail is on its way, or that there is no use in sending one."""
    if works(response.email):
        messages.success(request, _("The invitation was sent."))
    else:
        messages.warning(
            request,
            _(
                "The respondent was written down, and no mail was sent: a mail system said that there is no such "
                "mailbox. Invite them under another address."
            ),
        )


def _try(request: SeatRequest, call: Call, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:survey-desk", call.pk)
