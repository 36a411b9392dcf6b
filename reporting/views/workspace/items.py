"""Adding, changing, ordering and removing the repeated items of an answer."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.results import require
from reporting import rules
from reporting.actions import answers as actions
from reporting.actions.evidence import keep_file
from reporting.enums import ITEM_TYPES, QuestionType
from reporting.items import FIELDS
from reporting.models import Answer, AnswerItem
from reporting.views.workspace.base import assignment_of
from reporting.views.workspace.editor import show
from reporting.views.workspace.fields import Draft
from reporting.views.workspace.saving import answer_of


@seat_required
@require_POST
def item_add(request: SeatRequest, pk: str) -> HttpResponse:
    """A new item; evidence may come with a file."""
    answer = answer_of(request, pk)
    if answer.question.type not in ITEM_TYPES:
        raise Http404

    def add() -> None:
        data = _data(request, answer)
        if answer.question.type == QuestionType.EVIDENCE and "file" in request.FILES:
            require(rules.may_edit_answer(request.seat, answer))
            upload = cast(UploadedFile, request.FILES["file"])
            attachment = keep_file(assignment=answer.assignment, upload=upload, by=request.seat)
            data |= {"attachment": str(attachment.pk), "title": data["title"] or attachment.name}
        actions.save_item(answer=answer, data=data, by=request.seat)

    return _back(request, answer, add, _("Added."), typed=_data(request, answer))


@seat_required
@require_POST
def item_change(request: SeatRequest, pk: str) -> HttpResponse:
    """Change, move or remove an item."""
    item, answer = _item(request, pk)
    version = request.POST.get("version", "")
    number = int(version) if version.isdecimal() and len(version) < 10 else -1
    act = request.POST.get("act")
    if act == "remove":
        return _back(
            request, answer, lambda: actions.remove_item(item=item, version=number, by=request.seat), _("Removed.")
        )
    if act in ("up", "down"):
        return _back(request, answer, lambda: actions.move_item(item=item, up=act == "up", by=request.seat), "")
    data = item.data | {name: value for name, value in _data(request, answer).items() if name in request.POST}
    return _back(
        request,
        answer,
        lambda: actions.save_item(answer=answer, item=item, data=data, version=number, by=request.seat),
        _("Saved."),
        typed=data,
        item=item,
    )


def _data(request: SeatRequest, answer: Answer) -> dict[str, Any]:
    names = set(FIELDS[answer.question.type]) - {"attachment"}
    return {name: request.POST.get(name, "") for name in names}


def _item(request: SeatRequest, pk: object) -> tuple[AnswerItem, Answer]:
    if not request.seat.is_workspace:
        raise Http404
    rows = AnswerItem.objects.select_related(
        "answer__question__section", "answer__assignment__call", "answer__assignment__country"
    )
    item = get_object_or_404(rows.filter(answer__assignment__country=request.seat.country), pk=pk)
    return item, item.answer


def _back(
    request: SeatRequest,
    answer: Answer,
    act: Callable[[], Any],
    done: str,
    *,
    typed: dict[str, Any] | None = None,
    item: AnswerItem | None = None,
) -> HttpResponse:
    """Do the act; where it is refused, the page comes back with what was `typed` still in its form."""
    errors: tuple[str, ...] = ()
    status = 422
    try:
        act()
    except Refused as refusal:
        errors = (str(refusal),)
    except Conflict:
        errors = (_("Somebody changed this entry in the meantime. Yours was not saved; compare and try again."),)
        status = 409
    except PermissionDenied as denied:
        if not typed:
            raise
        errors, status = (str(denied),), 403
    else:
        if done:
            messages.success(request, done)
    if errors and typed is not None:
        draft = Draft(answer.pk, typed, errors, item.pk if item else None)
        assignment = assignment_of(request, answer.assignment_id)
        return show(request, assignment, answer.objective, draft=draft, status=status)
    for error in errors:
        messages.error(request, error)
    name, arguments = "reporting:whole-report", [str(answer.assignment_id)]
    if answer.objective_id:
        name, arguments = "reporting:objective", [str(answer.assignment_id), str(answer.objective_id)]
    return redirect(f"{reverse(name, args=arguments)}#a-{answer.pk}")
