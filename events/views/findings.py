"""Findings of one session and its report: written by several persons at once, handed over, read side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.enums import Language
from accounts.http import SeatRequest
from common.errors import Conflict
from common.i18n import pick
from common.outcomes import Outcome, version_of
from common.results import require
from common.shapes import Link
from common.text import uuid_or_none
from events import queries, rules
from events.actions import findings as actions
from events.actions import session_reports as reports
from events.actions.findings import Found, found_of
from events.comparison import compared, with_findings
from events.documents.sessions import uncleared
from events.enums import FindingKind
from events.models import Event, Finding, SessionQuestion, SessionReport, SessionReportText
from events.views.base import attempt
from events.views.finding_rows import (
    finding_of,
    posted_finding,
    report_of,
    rows_under,
    save_finding,
    save_report_text,
    texts_of,
)  # fmt: skip
from events.views.note_rows import signature
from events.views.notes import BLANK, LANGUAGE_NAMES, Posted, SummaryBox


@dataclass
class FindingBox:
    """A row as its template needs it: what stands in the boxes, its version, and what became of a save."""

    row: Finding
    found: Found
    version: int
    url: str
    were: str
    outcome: Outcome | None = None


@dataclass
class QuestionBox:
    """A guiding question with its rows; `blank` is what static/js/autosave.js makes further ones of."""

    question: SessionQuestion
    blank: FindingBox
    boxes: list[FindingBox] = field(default_factory=list)


@seat_required
@require_safe
def findings(request: SeatRequest, code: str) -> HttpResponse:
    """What the sessions of an event found, topic by topic, as far as the seat reads it."""
    event = get_object_or_404(Event, code=code)
    visible = SessionReport.objects.visible_to(request.seat).filter(session__event=event)
    rows = list(with_findings(visible))
    if not rows:
        raise Http404
    context = {
        "event": event,
        "reports": rows,
        "topics": compared(rows),
        "uncleared": uncleared(),
        "may_keep": rules.may_keep_events(request.seat),
        "crumbs": _crumbs(request, event, _("Findings")),
    }
    return render(request, "events/findings/compared.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def session_findings(request: SeatRequest, pk: str) -> HttpResponse:
    """Findings under each question, then the report in both languages; each saves alone.

    Without JavaScript the page saves every changed text, then adds or takes out a row, or hands the report over. What
    could not be saved stays in its box: 409 with both texts, 422 with the reason.
    """
    report = report_of(request, pk)
    may_find = rules.may_write_findings(request.seat, report)
    may_report = rules.may_write_report(request.seat, report)
    posted = Posted()
    if request.method == "POST":
        require(may_find if may_find else may_report)
        posted = _save_all(request, report)
        if posted.status == 200:
            return _then(request, report)
    rows = rows_under(report) if may_find else rows_under(report).exclude(text="")
    texts = texts_of(report) if may_report else texts_of(report).exclude(text="")
    session = report.session
    context = {
        "report": report,
        "session": session,
        "event": session.event,
        "questions": _question_boxes(request, report, rows, posted),
        "texts": _text_boxes(request, report, texts, posted),
        "may_find": may_find,
        "may_report": may_report,
        "may_write": bool(may_find or may_report),
        "may_hand_over": rules.may_hand_over(request.seat, report),
        "may_keep": rules.may_keep_events(request.seat),
        "rapporteurs": session.rapporteurs.select_related("membership__user"),
        "uncleared": uncleared(),
        "troubled": posted.status != 200,
        "kinds": FindingKind.choices,
        "languages": Language.choices,
        "items": queries.items_to_choose(session.event) if may_find else [],
        "crumbs": _crumbs(request, session.event, session.name),
    }
    return render(request, "events/findings/session.html", context, status=posted.status)


@seat_required
@require_POST
def report_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Give the report back to its rapporteurs ("back", with the field "why") or take it into the record ("accept")."""
    report = report_of(request, pk)
    require(rules.may_keep_events(request.seat))
    here = report.get_absolute_url()
    if request.POST.get("act") == "accept":
        done = _("The report is part of the record; Member Countries read it.")
        return attempt(request, lambda: reports.accept(report=report, by=request.seat), done, here)
    why = request.POST.get("why", "")
    done = _("The report was given back to its rapporteurs.")
    return attempt(request, lambda: reports.give_back(report=report, why=why, by=request.seat), done, here)


def _save_all(request: SeatRequest, report: SessionReport) -> Posted:
    """Save each posted row and text that is not as the page was opened with."""
    posted, sent = Posted(), request.POST
    keys = [name.removeprefix("were-") for name in sent if name.startswith("were-")]
    for row in rows_under(report).filter(pk__in=[key for key in keys if uuid_or_none(key)]):
        found = posted_finding(sent, row.pk)
        if found and signature(*found.key) != sent[f"were-{row.pk}"]:
            posted.outcomes[str(row.pk)] = save_finding(request.seat, row, found, sent.get(f"version-{row.pk}", ""))
    for text in texts_of(report):
        key = f"report-{text.language}"
        written = sent.get(f"text-{key}")
        if written is not None and signature(written.replace("\r\n", "\n").strip()) != sent.get(f"were-{key}"):
            posted.outcomes[key] = save_report_text(request.seat, text, written, sent.get(f"version-{key}", ""))
    return posted


def _then(request: SeatRequest, report: SessionReport) -> HttpResponse:
    """What was asked for beside saving: "add:<question>", "remove:<row>" or "hand-over"."""
    act, _colon, key = request.POST.get("act", "").partition(":")
    here = report.get_absolute_url()
    if act == "hand-over":
        done = _("The report was handed over.")
        return attempt(request, lambda: reports.hand_over(report=report, by=request.seat), done, here)
    if act == "add":
        questions = SessionQuestion.objects.select_related("session__report")
        question = get_object_or_404(questions, session=report.session, pk=key if key.isdecimal() else 0)
        row = actions.add_finding(question=question, by=request.seat)
        return redirect(f"{here}#n-{row.pk}")
    chosen = finding_of(report, key) if act == "remove" else None
    if chosen is None:
        messages.success(request, _("Saved."))
        return redirect(here)
    # The row may just have been saved by this very request: then its own version is the one that was read.
    found, sent = posted_finding(request.POST, chosen.pk), version_of(request.POST.get(f"version-{chosen.pk}", ""))
    version = chosen.version if found and found.key == found_of(chosen).key else sent
    try:
        actions.remove_finding(finding=chosen, version=version, by=request.seat)
        messages.success(request, _("Taken out."))
    except Conflict:
        messages.error(
            request, _("Somebody wrote in this row in the meantime. Look at it again before you take it out.")
        )
    return redirect(here)


def _question_boxes(
    request: SeatRequest, report: SessionReport, rows: Iterable[Finding], posted: Posted
) -> list[QuestionBox]:
    found = {
        question.pk: QuestionBox(question, _blank(report, question)) for question in report.session.questions.all()
    }
    for row in rows:
        outcome = posted.outcomes.get(str(row.pk))
        failed = outcome is not None and outcome.status != 200
        stored = found_of(row)
        box = FindingBox(
            row=row,
            found=(failed and posted_finding(request.POST, row.pk)) or stored,
            version=outcome.version if outcome and outcome.conflict else row.version,
            url=reverse("events:finding", args=[report.pk, row.question_id, row.pk]),
            were=signature(*stored.key),
            outcome=outcome if failed else None,
        )
        found[row.question_id].boxes.append(box)
        found[row.question_id].blank.found = Found("", language=row.language)
    return list(found.values())


def _blank(report: SessionReport, question: SessionQuestion) -> FindingBox:
    found = Found("", language=Language.ENGLISH)
    url = reverse("events:finding", args=[report.pk, question.pk, BLANK])
    return FindingBox(Finding(pk=BLANK), found, actions.UNSENT, url, signature(*found.key))


def _text_boxes(
    request: SeatRequest, report: SessionReport, texts: Iterable[SessionReportText], posted: Posted
) -> list[SummaryBox]:
    boxes = []
    for text in texts:
        key = f"report-{text.language}"
        outcome = posted.outcomes.get(key)
        failed = outcome is not None and outcome.status != 200
        boxes.append(
            SummaryBox(
                language=text.language,
                name=LANGUAGE_NAMES[text.language],
                text=request.POST[f"text-{key}"] if failed else text.text,
                version=outcome.version if outcome and outcome.conflict else text.version,
                url=reverse("events:report-text", args=[report.pk, text.language]),
                were=signature(text.text),
                outcome=outcome if failed else None,
            )
        )
    return boxes


def _crumbs(request: SeatRequest, event: Event, here: str) -> list[Link]:
    trail = [Link(_("Events"), reverse("portal:event-list"))]
    if Event.objects.visible_to(request.seat).filter(pk=event.pk).exists():
        trail.append(Link(pick(event, "name"), reverse("portal:event", args=[event.code])))
    else:
        trail.append(Link(pick(event, "name")))
    if here != _("Findings"):
        trail.append(Link(_("Findings"), reverse("events:findings", args=[event.code])))
    return [*trail, Link(here)]
