"""What every page of a country's space needs: the assignment this seat may see, and the frame around the page."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.http import SeatRequest
from common.dates import local
from common.i18n import pick
from common.results import require
from common.shapes import Link
from reporting import rules
from reporting.models import Assignment, Revision
from reporting.policy import Act
from reporting.queries.workspace import CHANGED, PUBLISHED, ObjectiveWork


def assignment_of(request: SeatRequest, pk: object) -> Assignment:
    """The assignment in the space this seat works in: strangers get 404, others of the country 403 with the reason."""
    rows = Assignment.objects.select_related(
        "call__cycle__previous", "call__scheme", "call__template_version__template", "country"
    )
    seat = request.seat
    visible = rows.visible_to(seat) if seat.is_workspace else rows.none()
    assignment = get_object_or_404(visible, pk=pk)
    require(rules.may(seat, Act.READ_WORKING_COPY, assignment))
    return assignment


def frame(request: SeatRequest, assignment: Assignment, *crumbs: Link) -> dict[str, Any]:
    """Context of the strip and the breadcrumbs, with what this seat may do here."""
    seat = request.seat
    at = assignment.indicative_date
    return {
        "assignment": assignment,
        "cycle": assignment.call.cycle,
        "country": assignment.country,
        "indicative_date": at,
        "days_left": (local(at).date() - local(timezone.now()).date()).days,
        "may_edit": rules.may(seat, Act.EDIT_ANSWER, assignment),
        "may_translate": rules.may(seat, Act.EDIT_TRANSLATION, assignment),
        "may_propose": rules.may(seat, Act.PROPOSE_TEXT, assignment),
        "may_submit": rules.may(seat, Act.ASK_CLEARANCE, assignment),
        "may_state": rules.may(seat, Act.STATE_INTENTION, assignment),
        "crumbs": [
            Link(pick(assignment.call.cycle, "name"), reverse("reporting:contribution", args=[assignment.pk])),
            *crumbs,
        ]
        if crumbs
        else [],
    }


def objective_label(number: int | None) -> str:
    return _("Objective %(number)s") % {"number": number} if number else _("The whole report")


def sent_words(work: ObjectiveWork, revision: Revision | None) -> str:
    """How it stands to the current revision, in words; nothing where that does not hold it."""
    if not work.sent or revision is None:
        return ""
    if work.sent == CHANGED:
        return _("Changed since revision %(number)s") % {"number": revision.number}
    if work.sent == PUBLISHED:
        return _("In revision %(number)s, published") % {"number": revision.number}
    return _("In revision %(number)s, not published") % {"number": revision.number}
