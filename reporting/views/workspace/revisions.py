"""What was submitted, what of it others read, and the versions of a text."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import say_who
from common.diff import diff_words
from common.errors import Refused
from common.i18n import LANGUAGES
from common.shapes import Link
from publications.models import Edition
from reporting import notify, rules
from reporting.actions import publication as publishing
from reporting.actions.receipt import symbol_of
from reporting.actions.submission import recall, withdraw
from reporting.enums import PUBLISHED_AUDIENCES, PUBLISHED_CHOICES, Audience, narrower
from reporting.models import AnswerText, Attachment, Publication, Question, Revision
from reporting.policy import Act
from reporting.queries import workspace as queries
from reporting.queries.reading import readable
from reporting.snapshots import answers_of, says_something, snapshot
from reporting.views.workspace.base import assignment_of, frame, objective_label
from reporting.views.workspace.saving import answer_of


@seat_required
@require_safe
def revisions(request: SeatRequest, pk: str) -> HttpResponse:
    """All numbered submissions with their receipts."""
    assignment = assignment_of(request, pk)
    rows = list(assignment.revisions.all())
    receipts = {
        e.document.symbol: e
        for e in Edition.objects.visible_to(request.seat)
        .filter(document__symbol__in=[symbol_of(r) for r in rows])
        .select_related("document")
    }
    published = {row.revision_id: row for row in assignment.publications.filter(ended_at=None)}
    context = frame(request, assignment, Link(_("Revisions"))) | {
        "rows": [
            {
                "revision": r,
                "receipt": receipts.get(symbol_of(r)),
                "by": say_who(r.submitted_by_label),
                "published": published.get(r.pk),
            }
            for r in rows
        ],
        "may_publish": rules.may(request.seat, Act.PUBLISH, assignment),
        "may_recall": rules.may(request.seat, Act.RECALL, assignment),
    }
    return render(request, "reporting/workspace/revisions.html", context)


@seat_required
@require_safe
def revision(request: SeatRequest, pk: str, number: int) -> HttpResponse:
    """A revision as it was submitted."""
    assignment = assignment_of(request, pk)
    row = get_object_or_404(assignment.revisions, number=number)
    label = _("Revision %(number)s") % {"number": number}
    context = frame(request, assignment, Link(label)) | {
        "revision": row,
        "parts": readable(row.snapshot["answers"], assignment),
        "heading": label,
    }
    return render(request, "reporting/workspace/reading.html", context)


@seat_required
@require_POST
def revision_end(request: SeatRequest, pk: str, number: int) -> HttpResponse:
    """Recall or withdraw (field "act") with a note."""
    assignment = assignment_of(request, pk)
    row = get_object_or_404(assignment.revisions.select_related("assignment__country"), number=number)
    remark = request.POST.get("remark", "")
    try:
        if request.POST.get("act") == "withdraw":
            withdraw(revision=row, remark=remark, by=request.seat)
            messages.success(request, _("The contribution was withdrawn. A dated trace stays."))
        else:
            recall(revision=row, remark=remark, by=request.seat)
            messages.success(request, _("The revision was recalled."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:revisions", assignment.pk)


@seat_required
@require_http_methods(["GET", "POST"])
def publication(request: SeatRequest, pk: str) -> HttpResponse:
    """Who may read which revision from when; publish, or stop publishing."""
    assignment = assignment_of(request, pk)
    current = assignment.publications.filter(ended_at=None).select_related("revision").first()
    revision_ = assignment.revisions.filter(is_current=True).first()
    if request.method == "POST":
        try:
            _publish_or_stop(request, assignment, revision_)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("reporting:publication", assignment.pk)
    context = frame(request, assignment, Link(_("Publication"))) | {
        "current": current,
        "revision": revision_,
        "past": assignment.publications.exclude(ended_at=None).select_related("revision"),
        "audiences": PUBLISHED_CHOICES,
        "narrower": _narrower(revision_) if revision_ else [],
        "narrowed_since": bool(current and _narrowed_since(current)),
        "may_publish": rules.may(request.seat, Act.PUBLISH, assignment),
    }
    return render(request, "reporting/workspace/publication.html", context)


def _narrower(revision_: Revision) -> list[dict[str, Any]]:
    """Answers of the revision that fewer people will read than the rest, in words."""
    limits = publishing.audience_limits(revision_)
    asked = Question.objects.filter(section__version__calls=revision_.assignment.call_id)
    labels = {question.code: question for question in asked}
    return [
        {
            "where": objective_label(answer["objective"]),
            "question": labels.get(answer["question"]),
            "audience": Audience(limits[answer["id"]]).label,
        }
        for answer in revision_.snapshot["answers"]
        if answer["id"] in limits
    ]


def _narrowed_since(current: Publication) -> bool:
    """Has the country narrowed an answer after it published? That takes effect when it publishes again."""
    return any(
        narrower(limit, current.narrowed.get(key, current.audience))
        for key, limit in publishing.audience_limits(current.revision).items()
    )


def _publish_or_stop(request: SeatRequest, assignment: Any, revision_: Revision | None) -> None:
    if request.POST.get("act") == "stop":
        publishing.withdraw_publication(
            assignment=assignment,
            note_en=request.POST.get("note_en", ""),
            note_es=request.POST.get("note_es", ""),
            by=request.seat,
        )
        messages.success(request, _("It is no longer published. A dated trace stays."))
        return
    if revision_ is None:
        raise Refused(_("Nothing is submitted that could be published."))
    day = _day(request.POST.get("embargo", ""))
    embargo = datetime.combine(day, time(0), ZoneInfo(settings.SECRETARIAT_TIME_ZONE)) if day else None
    revision_.assignment = assignment
    row = publishing.publish(
        revision=revision_, audience=request.POST.get("audience", ""), embargo_until=embargo, by=request.seat
    )
    notify.published(row, by=request.seat)
    messages.success(request, _("Published as you chose."))


def _day(text: str) -> date | None:
    """The day that was typed, None for an empty box. Raises Refused for a day that the calendar does not have."""
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Refused(_("“%(day)s” is not a date.") % {"day": text[:20]})
    return day


@seat_required
@require_safe
def preview(request: SeatRequest, pk: str) -> HttpResponse:
    """The working copy as a chosen audience would read it."""
    assignment = assignment_of(request, pk)
    audience = request.GET.get("audience", Audience.PUBLIC)
    audience = audience if audience in PUBLISHED_AUDIENCES else Audience.PUBLIC
    rows = answers_of(assignment)
    value = snapshot(assignment, objectives=range(1, 24), includes_whole=True, answers=rows)
    answers = [a for a in value["answers"] if not narrower(a["audience"] or Audience.PUBLIC, audience)]
    hidden = [row for row in rows if says_something(row) and narrower(row.audience or Audience.PUBLIC, audience)]
    context = frame(request, assignment, Link(_("See as others will"))) | {
        "parts": readable(answers, assignment),
        "heading": _("See as others will"),
        "hidden": [(answer, objective_label(answer.objective_id)) for answer in hidden],
        "audience_links": [
            Link(str(label), f"?audience={code}", "true" if code == audience else "")
            for code, label in PUBLISHED_CHOICES
        ],
    }
    return render(request, "reporting/workspace/reading.html", context)


@seat_required
@require_safe
def answer_history(request: SeatRequest, pk: str, language: str) -> HttpResponse:
    """The versions of one text, those of a person within ten minutes told once, each against the one before."""
    answer = answer_of(request, pk)
    if language not in LANGUAGES:
        raise Http404
    assignment = assignment_of(request, answer.assignment_id)
    row = get_object_or_404(AnswerText, answer=answer, language=language)
    history: Any = AnswerText.pgh_event_model  # type: ignore[attr-defined]
    events = history.objects.filter(pgh_obj=row).order_by("pgh_id")
    versions: list[dict[str, Any]] = []
    for event in events.values("text", "version", "updated_by__name", "pgh_created_at"):
        last = versions[-1] if versions else None
        if (
            last
            and last["name"] == event["updated_by__name"]
            and event["pgh_created_at"] - last["since"] < queries.TOGETHER
        ):
            last |= {"text": event["text"], "version": event["version"], "at": event["pgh_created_at"]}
            continue
        versions.append(
            {
                "name": event["updated_by__name"],
                "text": event["text"],
                "version": event["version"],
                "at": event["pgh_created_at"],
                "since": event["pgh_created_at"],
            }
        )
    before = ""
    for version in versions:
        version["runs"] = diff_words(before, version["text"])
        before = version["text"]
    context = frame(request, assignment, Link(_("Versions"))) | {
        "versions": [v for v in reversed(versions) if v["version"]],
        "answer": answer,
        "language": language,
    }
    return render(request, "reporting/workspace/history.html", context)


@seat_required
@require_safe
def attachment(request: SeatRequest, pk: str) -> FileResponse:
    """A file of evidence, for the country's own people and the desk once it was submitted."""
    row = get_object_or_404(Attachment.objects.select_related("assignment"), pk=pk)
    seat = request.seat
    own = seat.is_workspace and seat.home.pk == row.assignment.country_id
    submitted = Revision.objects.visible_to(seat).filter(assignment=row.assignment)
    if not own and not any(str(row.pk) in str(r.snapshot) for r in submitted):
        raise Http404
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type)
    response["Content-Security-Policy"] = "sandbox"
    return response
