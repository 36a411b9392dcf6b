"""The form as a file and back: download, send, look at what it would change, take it in."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.i18n import current_language, pick
from common.results import require
from common.shapes import Link
from objectives.models import Objective
from publications.reading.jail import MAX_BYTES
from reporting import rules
from reporting.actions import incoming as actions
from reporting.enums import FileStatus
from reporting.models import Assignment, Delegation, IncomingFile
from reporting.offline import word, workbook
from reporting.offline.codes import code_of
from reporting.offline.compare import compare
from reporting.offline.differences import LEFT_OUT, TAKEN_IN, TO_DECIDE, Standing
from reporting.offline.form import Form, form_of
from reporting.offline.split import MAX_PIECES, Piece, split
from reporting.offline.words import LANGUAGE_NAMES
from reporting.policy import Act
from reporting.trail import note
from reporting.views.workspace.base import assignment_of, frame

FORMATS = {
    "word": (word.write, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "excel": (workbook.write, "xlsx", workbook.CONTENT_TYPE),
}
BOTH = "both"


@seat_required
@require_http_methods(["GET", "POST"])
def files(request: SeatRequest, pk: str) -> HttpResponse:
    """The form to download, a place to send a file, and all files that were sent. A POST sends one."""
    assignment = assignment_of(request, pk)
    error, status = "", 200
    if request.method == "POST":
        require(rules.may(request.seat, Act.TAKE_FILE_IN, assignment))
        try:
            content, name, pasted = _sent(request)
            row = actions.send_file(assignment=assignment, content=content, name=name, pasted=pasted, by=request.seat)
        except Refused as refusal:
            error, status = str(refusal), 422
        else:
            return redirect("reporting:incoming", assignment.pk, row.pk)
    context = frame(request, assignment, Link(_("Word and Excel"))) | {
        "may_send": rules.may(request.seat, Act.TAKE_FILE_IN, assignment),
        "languages": [*LANGUAGE_NAMES.items(), (BOTH, _("Both languages"))],
        "language": current_language(),
        "ministries": _ministries(assignment),
        "objectives": Objective.objects.all(),
        "rows": assignment.incoming.select_related("uploaded_by"),
        "error": error,
        "pasted": request.POST.get("text", ""),
        "limit": MAX_BYTES // 1024 // 1024,
    }
    return render(request, "reporting/workspace/files.html", context, status=status)


@seat_required
@require_POST
def form_file(request: SeatRequest, pk: str) -> HttpResponse:
    """The form as Word or Excel file: a part of it, in one language or both, with what is written now."""
    assignment = assignment_of(request, pk)
    write, suffix, media_type = FORMATS.get(request.POST.get("format", ""), FORMATS["word"])
    chosen = request.POST.get("language", "")
    languages = list(LANGUAGE_NAMES) if chosen not in LANGUAGE_NAMES else [chosen]
    objectives, whole = _part(request, assignment)
    form = form_of(assignment, by=request.seat, languages=languages, objectives=objectives, whole=whole)
    if not form.parts:
        messages.error(request, _("Choose at least one objective, or the questions on the whole report."))
        return redirect("reporting:files", assignment.pk)
    content = write(form, request.seat)
    numbers = [part.objective.number for part in form.parts if part.objective]
    note("form_made", assignment=assignment, by=request.seat, format=suffix, languages=languages, objectives=numbers)
    named = "" if len(numbers) == Objective.objects.count() else "-" + ("-".join(map(str, numbers[:6])) or "report")
    stem = f"{assignment.country.code}-{assignment.call.cycle.code}{named}-{'-'.join(languages)}"
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{stem}.{suffix}"'
    return response


@seat_required
@require_http_methods(["GET", "POST"])
def incoming(request: SeatRequest, pk: str, file_pk: str) -> HttpResponse:
    """What a file would change; take it in or leave it (field "act"). The sender alone decides."""
    assignment, row = _row(request, pk, file_pk)
    if row.uploaded_by_id != request.seat.person.pk:
        raise Http404
    if not row.is_form and "placed" not in row.said and row.status == FileStatus.READ:
        return redirect("reporting:incoming-pieces", assignment.pk, row.pk)
    if request.method == "POST":
        return _decide(request, assignment, row)
    return _preview(request, assignment, row)


@seat_required
@require_http_methods(["GET", "POST"])
def pieces(request: SeatRequest, pk: str, file_pk: str) -> HttpResponse:
    """A document that was never our form: where each piece of it seems to belong, for the sender to put right."""
    assignment, row = _row(request, pk, file_pk)
    if row.uploaded_by_id != request.seat.person.pk or row.is_form or row.status != FileStatus.READ:
        raise Http404
    require(rules.may(request.seat, Act.TAKE_FILE_IN, assignment))
    form = form_of(assignment, by=request.seat)
    found = split(row.said["lines"], form)
    shown, rest = found[:MAX_PIECES], found[MAX_PIECES:]
    chosen: dict[str, str] = _chosen(request.POST) if request.method == "POST" else row.said.get("chosen", {})
    if chosen or request.method == "POST":
        for piece in shown:
            _place(piece, chosen)
    if request.method == "POST":
        placed = _placed(shown)
        try:
            actions.place_pieces(
                row=row, placed=placed, chosen=chosen, left_out=len(found) - len(placed), by=request.seat
            )  # fmt: skip
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("reporting:incoming", assignment.pk, row.pk)
    context = frame(request, assignment, Link(_("Word and Excel"))) | {
        "row": row,
        "pieces": shown,
        "rest": rest,
        "questions": _questions(form),
        "objectives": [part.objective for part in form.parts if part.objective],
        "whole": any(part.objective is None for part in form.parts),
        "language_names": LANGUAGE_NAMES.items(),
    }
    return render(request, "reporting/workspace/pieces.html", context)


@seat_required
@require_safe
def original(request: SeatRequest, pk: str, file_pk: str) -> FileResponse:
    """The file as it was sent, for the country's own people."""
    _assignment, row = _row(request, pk, file_pk)
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
    response["Content-Security-Policy"] = "sandbox"
    return response


def _row(request: SeatRequest, pk: str, file_pk: str) -> tuple[Assignment, IncomingFile]:
    assignment = assignment_of(request, pk)
    row = get_object_or_404(IncomingFile.objects.select_related("uploaded_by"), pk=file_pk, assignment=assignment)
    row.assignment = assignment
    return assignment, row


def _sent(request: SeatRequest) -> tuple[bytes, str, bool]:
    """(content, name, pasted?) of the file, or of the text in the box."""
    upload = request.FILES.get("file")
    if upload is not None:
        if (upload.size or 0) > MAX_BYTES:
            raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 1024 // 1024})
        return upload.read(), upload.name or "", False
    text = request.POST.get("text", "")
    if not text.strip():
        raise Refused(_("Paste the text, or choose a file."))
    return text.encode("utf-8", "ignore"), _("Pasted text"), True


def _decide(request: SeatRequest, assignment: Assignment, row: IncomingFile) -> HttpResponse:
    seat = request.seat
    try:
        if request.POST.get("act") == "leave":
            actions.leave_file(row=row, by=seat)
            messages.success(request, _("Nothing was taken in. The file stays on record."))
            return redirect("reporting:files", assignment.pk)
        decisions = {k.removeprefix("decide:"): str(v) for k, v in request.POST.items() if k.startswith("decide:")}
        actions.take_file(row=row, decisions=decisions, digest=request.POST.get("digest", ""), by=seat)
    except Refused as refusal:
        messages.error(request, str(refusal))
        row.refresh_from_db()
        status = 409 if isinstance(refusal, actions.Outdated) else 422
        return _preview(request, assignment, row, status=status)
    count = sum(row.outcome.values())
    words = ngettext("%(count)s change was taken in.", "%(count)s changes were taken in.", count) % {"count": count}
    messages.success(request, words)
    return redirect("reporting:contribution", assignment.pk)


def _preview(request: SeatRequest, assignment: Assignment, row: IncomingFile, *, status: int = 200) -> HttpResponse:
    context = frame(request, assignment, Link(_("Word and Excel"))) | {
        "row": row,
        "open": row.status == FileStatus.READ,
    }
    if row.status == FileStatus.READ:
        comparison = compare(row.said, assignment, by=request.seat)
        decided = {d.key: request.POST.get(f"decide:{d.key}", "") for d in comparison.of(*TO_DECIDE)}
        counts = comparison.counts
        context |= {
            "comparison": comparison,
            "counts": [(str(Standing(name).label), count) for name, count in counts.items() if count],
            "to_decide": [(d, decided[d.key]) for d in comparison.of(*TO_DECIDE)],
            "left_out": comparison.of(*LEFT_OUT),
            "taken_in": comparison.of(*TAKEN_IN),
            "with_comments": [d for d in comparison.rows if d.comments],
            "remarked": [d for d in comparison.of(Standing.UNCHANGED) if d.reasons],
            "unchanged": counts[Standing.UNCHANGED],
            "may_take": rules.may(request.seat, Act.TAKE_FILE_IN, assignment),
            "count": len(comparison.of(*TAKEN_IN)),
            "left_pieces": row.said.get("left_out", 0),
        }
    return render(request, "reporting/workspace/incoming.html", context, status=status)


def _part(request: SeatRequest, assignment: Assignment) -> tuple[list[int] | None, bool]:
    """(objectives, the whole report too?) as chosen: everything, one ministry's, or single ones."""
    part = request.POST.get("part", "all")
    if part == "chosen":
        numbers = [int(value) for value in request.POST.getlist("objective") if value.isdecimal() and len(value) < 3]
        return numbers, "whole" in request.POST
    if part.startswith("of-"):
        return next((numbers for key, _name, numbers in _ministries(assignment) if key == part), []), False
    return None, True


def _ministries(assignment: Assignment) -> list[tuple[str, str, list[int]]]:
    """(key, who, objectives) of each contributor who was given some."""
    found: dict[Any, tuple[str, list[int]]] = {}
    rows = Delegation.objects.filter(assignment=assignment).order_by("user__name", "objective")
    for user, name, number in rows.values_list("user", "user__name", "objective"):
        found.setdefault(user, (name, []))[1].append(number)
    return [(f"of-{user}", name, numbers) for user, (name, numbers) in found.items()]


def _questions(form: Form) -> list[tuple[str, str]]:
    """(code, label) of the questions that take a text, each once."""
    return list({one.question.code: pick(one.question, "label") for one in form.asked() if one.boxes}.items())


def _chosen(posted: Any) -> dict[str, str]:
    """What the page of pieces said, a value to each of its boxes."""
    names = ("objective-", "question-", "language-")
    return {key: str(value)[:100] for key, value in posted.items() if key.startswith(names)}


def _place(piece: Piece, posted: Any) -> None:
    """Put a piece where the person chose."""
    objective = posted.get(f"objective-{piece.number}", "")
    piece.objective = int(objective) if objective.isdecimal() and len(objective) < 3 else None
    piece.question = posted.get(f"question-{piece.number}", piece.question)
    piece.language = posted.get(f"language-{piece.number}", piece.language)


def _placed(found: list[Piece]) -> list[dict[str, str]]:
    return [
        {"code": code_of(piece.objective or None, piece.question, piece.language), "text": piece.text}
        for piece in found
        if piece.objective is not None
    ]
