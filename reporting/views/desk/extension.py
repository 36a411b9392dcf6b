"""Later dates: what a country asked for is agreed, or the date stays, with a note."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.i18n import pick
from common.results import require
from common.shapes import Link
from reporting import notify, rules
from reporting.actions import cycles as actions
from reporting.forms.desk import ExtensionForm
from reporting.models import Assignment
from reporting.policy import Act
from reporting.views.desk.base import desk_only

DECLINE = "decline"


@seat_required
@require_http_methods(["GET", "POST"])
def extension_grant(request: SeatRequest, pk: str) -> HttpResponse:
    """Agree a later indicative date with one country, or leave the date as it is (field "act")."""
    desk_only(request, Act.GRANT_EXTENSION)
    assignment = get_object_or_404(Assignment.objects.select_related("call__cycle", "country"), pk=pk)
    require(rules.may(request.seat, Act.GRANT_EXTENSION, assignment))
    declines = request.POST.get("act") == DECLINE
    asked = assignment.extension_asked_until or assignment.extension_until
    form = ExtensionForm(request.POST or None, declines=declines, initial={"until": asked})
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, assignment, form, declines)
        except Refused as refusal:
            form.add_error("remark" if declines else None, str(refusal))
        else:
            return redirect("reporting:tracker", assignment.call_id)
    title = _("Later date: %(country)s") % {"country": pick(assignment.country, "name")}
    back = Link(pick(assignment.call.cycle, "name"), reverse("reporting:tracker", args=[assignment.call_id]))
    crumbs = [Link(_("Desk"), reverse("reporting:desk")), back, Link(title)]
    context = {"form": form, "title": title, "crumbs": crumbs, "back_url": back.url, "assignment": assignment}
    return render(request, "reporting/desk/extension.html", context, status=422 if form.errors else 200)


def _decide(request: SeatRequest, assignment: Assignment, form: ExtensionForm, declines: bool) -> None:
    remark = form.cleaned_data["remark"]
    if declines:
        actions.decline_extension(assignment=assignment, remark=remark, by=request.seat)
        notify.extension_declined(assignment, by=request.seat)
        messages.success(request, _("The date stays. The country was told."))
        return
    actions.grant_extension(assignment=assignment, until=form.cleaned_data["until"], remark=remark, by=request.seat)
    notify.extension_agreed(assignment, by=request.seat)
    messages.success(request, _("The later date was agreed."))
