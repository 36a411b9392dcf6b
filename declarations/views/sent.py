"""Word files of a draft: taking it along, sending it back, and the preview of what would be proposed."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from declarations import rules
from declarations.actions import sent as actions
from declarations.enums import SentStatus
from declarations.models import Amendment, Draft, SentFile
from declarations.notify import draft_path
from declarations.offline.compare import compare
from declarations.offline.differences import ASKED, TAKEN, Standing
from declarations.views.base import crumbs, draft_of
from publications.reading.jail import MAX_BYTES


@seat_required
@require_http_methods(["GET", "POST"])
def files(request: SeatRequest, year: int, number: int, draft: int) -> HttpResponse:
    """Take the draft along as Word, or send it back: a POST with a file leads to its preview."""
    row = draft_of(request, year, number, draft)
    error = ""
    if request.method == "POST":
        try:
            return redirect(sent_url(actions.send_file(draft=row, by=request.seat, **_upload(request))))
        except Refused as refusal:
            error = str(refusal)
    context = {
        "draft": row,
        "declaration": row.declaration,
        "may_send": rules.may_amend(request.seat, row),
        "may_print": rules.may_print(request.seat, row),
        "rows": SentFile.objects.visible_to(request.seat).filter(draft=row).select_related("sent_by"),
        "limit": MAX_BYTES // 1024 // 1024,
        "error": error,
        "crumbs": crumbs(row, here=_("Amendments in Word")),
    }
    return render(request, "declarations/word.html", context, status=422 if error else 200)


@seat_required
@require_http_methods(["GET", "POST"])
def preview(request: SeatRequest, year: int, number: int, draft: int, pk: str) -> HttpResponse:
    """What the file would propose, what was not understood, what conflicts. A POST takes it in or leaves it."""
    row = _sent(request, draft_of(request, year, number, draft), pk)
    if request.method != "POST":
        return _show(request, row)
    try:
        if request.POST.get("act") == "leave":
            actions.leave_file(row=row, by=request.seat)
            messages.success(request, _("Nothing was taken in. The file stays on record."))
            return redirect("declarations:word", *draft_path(row.draft))
        chosen = set(request.POST.getlist("take"))
        made = actions.take_file(row=row, chosen=chosen, digest=request.POST.get("digest", ""), by=request.seat)
    except Refused as refusal:
        messages.error(request, str(refusal))
        row.refresh_from_db(fields=["status"])
        return _show(request, row, status=409 if isinstance(refusal, actions.Outdated) else 422)
    count = len(made)
    words = ngettext(
        "%(count)s amendment was drafted. Only your delegation reads it until it is tabled.",
        "%(count)s amendments were drafted. Only your delegation reads them until they are tabled.", count,
    )  # fmt: skip
    messages.success(request, words % {"count": count})
    return redirect(sent_url(row))


@seat_required
@require_safe
def original(request: SeatRequest, year: int, number: int, draft: int, pk: str) -> FileResponse:
    """The file as it was sent, for the delegation that sent it."""
    row = _sent(request, draft_of(request, year, number, draft), pk)
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
    response["Content-Security-Policy"] = "sandbox"
    return response


def sent_url(row: SentFile) -> str:
    return reverse("declarations:sent", args=[*draft_path(row.draft), row.pk])


def _sent(request: SeatRequest, draft: Draft, pk: str) -> SentFile:
    rows = SentFile.objects.visible_to(request.seat).select_related("sent_by", "country")
    row = get_object_or_404(rows, pk=pk, draft=draft)
    row.draft = draft
    return row


def _upload(request: SeatRequest) -> dict[str, Any]:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused(_("Choose a file."))
    if (upload.size or 0) > MAX_BYTES:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 1024 // 1024})
    return {"content": upload.read(), "name": upload.name or ""}


def _show(request: SeatRequest, row: SentFile, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "row": row,
        "draft": row.draft,
        "declaration": row.draft.declaration,
        "crumbs": crumbs(row.draft, here=row.name),
        "may_take": rules.may_amend(request.seat, row.draft),
        "may_leave": rules.may_send_for(request.seat, row),
    }
    if row.status == SentStatus.READ:
        comparison = compare(row.said, row.draft, request.seat)
        chosen = set(request.POST.getlist("take")) if request.method == "POST" else None
        groups = [
            (one.value, str(one.label), [(r, r.is_chosen if chosen is None else r.key in chosen) for r in rows])
            for one in Standing
            if (rows := comparison.of(one))
        ]
        context |= {
            "comparison": comparison,
            "taken": [group for group in groups if group[0] in TAKEN],
            "asked": [group for group in groups if group[0] in ASKED],
            "aside": [group for group in groups if group[0] not in (*TAKEN, *ASKED)],
            "count": len(comparison.of(*TAKEN)),
            "conflicts": len(comparison.of(*ASKED)),
        }
    else:
        made = Amendment.objects.visible_to(request.seat).filter(pk__in=row.outcome)
        context["made"] = made.select_related("country", "paragraph").order_by("created_at")
    return render(request, "declarations/sent.html", context, status=status)
