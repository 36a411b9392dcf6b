"""Acts beside one answer: start from last cycle's text, or say that nothing changed. Buttons of the editor's own form.

The form saves what was typed first, so that an act never costs a word; pressing twice has one effect.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES
from reporting.actions import answers as actions
from reporting.enums import AnswerKind
from reporting.models import Answer, AnswerText

START, NO_CHANGE = "start", "no_change"

LastCycle = dict[tuple[str, int | None], dict[str, Any]]


def act_of(request: SeatRequest, answers: list[Answer]) -> tuple[str, Answer, str] | None:
    """(act, answer of this page, language) of the button that was pressed; None for the form's other buttons."""
    act, _space, rest = request.POST.get("act", "").partition(" ")
    key, _space, language = rest.partition(" ")
    answer = next((one for one in answers if str(one.pk) == key), None)
    if answer is None or act not in (START, NO_CHANGE) or (act == START and language not in LANGUAGES):
        return None
    return act, answer, language


def perform(request: SeatRequest, act: str, answer: Answer, language: str, before: LastCycle) -> None:
    """Do the act and say what came of it."""
    last = before.get((answer.question.code, answer.objective_id))
    try:
        if last is None:
            raise Refused(_("There is no answer of the last cycle to this question."))
        if act == START:
            _start(request, answer, language, last)
            messages.success(request, _("Last cycle's text was copied."))
        else:
            answer.refresh_from_db(fields=["version", "kind"])
            actions.save_marks(answer=answer, version=answer.version, kind=AnswerKind.NO_CHANGE, by=request.seat)
            messages.success(request, _("Marked: no change since the last cycle."))
    except (Refused, PermissionDenied) as refusal:
        messages.error(request, str(refusal))
    except Conflict:
        messages.error(request, _("Somebody saved this answer in the meantime. Look at it again before you decide."))


def _start(request: SeatRequest, answer: Answer, language: str, last: dict[str, Any]) -> None:
    text = last["texts"].get(language, {}).get("text", "")
    if not text:
        raise Refused(_("There is no answer of the last cycle to this question."))
    if request.seat.is_contributor:
        actions.save_proposal(answer=answer, language=language, text=text, version=0, by=request.seat)
        return
    version = AnswerText.objects.get(answer=answer, language=language).version
    actions.start_from_last_cycle(answer=answer, text=text, language=language, version=version, by=request.seat)
