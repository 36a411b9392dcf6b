"""Documents for approval: where each stands, step by step, with the conclusions that say so."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from accounts.models import Body
from commitments import rules
from commitments.enums import PaperKind, Stage
from commitments.filters import PaperFilters
from commitments.models import Commitment, Paper, PaperStatement
from common.http import public_page
from common.i18n import pick, sort_by_name, sort_key
from common.shapes import Link
from events.models import Conclusion, Decision, Event, PaperFor
from events.views.papers import PrepareForm
from portal.queries.filtering import choice, days_of, filtered, kept

FILTERS = ("q", "kind", "stage", "group", "stage_from", "stage_to")
PER_PAGE = 30


@public_page
@require_safe
def paper_list(request: SeatRequest) -> HttpResponse:
    """Newest step first; narrowed by the filters of the list `approval-documents`."""
    found = filtered(PaperFilters, Paper.objects.visible_to(request.seat), request.GET.dict(), FILTERS)
    rows, asked = found.rows.select_related("group"), found.asked
    groups = sort_by_name(Body.objects.filter(papers__in=Paper.objects.visible_to(request.seat)).distinct())
    days = days_of(asked, "stage_from", "stage_to")
    choices = [
        choice("group", _("Prepared by"), [(body.code, pick(body, "name")) for body in groups], asked),
        choice("kind", _("Kind"), [(str(code), str(words)) for code, words in PaperKind.choices], asked),
        choice("stage", _("Stage"), [(str(code), str(words)) for code, words in Stage.choices], asked),
    ]
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "choices": choices,
        "days": days,
        "filtered": found,
        "kept": kept(request.GET, [*choices, *days], found),
        "may_keep": rules.may_keep_papers(request.seat),
    }
    return render(request, "commitments/paper_list.html", context)


def _said(statements: QuerySet[PaperStatement]) -> list[PaperStatement]:
    """Newest day first; of one day in the order of the page's language."""
    rows = sorted(statements.select_related("country", "source"), key=lambda one: sort_key(pick(one.country, "name")))
    return sorted(rows, key=lambda one: one.on, reverse=True)


@public_page
@require_safe
def paper(request: SeatRequest, code: str) -> HttpResponse:
    """One document: its steps, for members what members said of it, and the meetings that it is prepared for."""
    seat = request.seat
    row = get_object_or_404(Paper.objects.visible_to(seat).select_related("group", "source"), code=code)
    decisions = Decision.objects.filter(step__paper=row, conclusion__in=Conclusion.objects.visible_to(seat))
    found = {one.step_id: one.conclusion for one in decisions.select_related("conclusion__event")}
    meetings = PaperFor.objects.filter(paper=row, event__in=Event.objects.visible_to(seat)).select_related("event")
    may_keep, is_plan = rules.may_keep_papers(seat), row.kind == PaperKind.PLAN
    context = {
        "paper": row,
        "steps": [(step, found.get(step.pk)) for step in row.steps.select_related("organ")],
        "statements": _said(PaperStatement.objects.visible_to(seat).filter(paper=row)),
        "meetings": meetings,
        "items": Commitment.objects.visible_to(seat).filter(plan=row).order_by("code") if is_plan else None,
        "may_take": may_keep and is_plan,
        "may_keep": may_keep,
        "may_state": seat.is_secretariat or (seat.is_focal_point and rules.may_state(seat, seat.home)),
        "prepare_form": PrepareForm() if may_keep else None,
        "crumbs": [Link(_("Documents for approval"), reverse("portal:paper-list")), Link(pick(row, "title"))],
    }
    return render(request, "commitments/paper_detail.html", context)
