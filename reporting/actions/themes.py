"""Saying what a call for contributions is about, and which decision asked for it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.seats import Seat
from audit.actions import record
from common.errors import Refused
from common.results import require
from events.models import Conclusion
from objectives.models import Objective
from practices.models import Practice
from reporting import rules
from reporting.models import Call, CallTheme
from reporting.policy import Act


@transaction.atomic
def say_theme(
    *,
    call: Call,
    theme_en: str,
    theme_es: str,
    conclusion: Conclusion | None,
    objectives: Iterable[Objective],
    by: Seat,
) -> CallTheme:
    """The theme of a questionnaire, in both languages, its objectives, and the conclusion it comes from."""
    require(rules.may(by, Act.RUN_CYCLE))
    values = {"theme_en": theme_en, "theme_es": theme_es, "conclusion": conclusion}
    theme, _created = CallTheme.objects.update_or_create(call=call, defaults=values)
    theme.objectives.set(objectives)
    record(
        "call_theme_said", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk, theme=theme_en,
        conclusion=f"{conclusion.event.code} {conclusion.reference}" if conclusion else "",
    )  # fmt: skip
    return theme


@transaction.atomic
def answer_with(*, theme: CallTheme, practice: Practice, by: Seat, answers: bool = True) -> None:
    """Let a practice of the seat's country answer a call, or no longer. Others read of it once they read the practice.

    Raises PermissionDenied for who does not write for the country, Refused for one that is withdrawn or given up.
    """
    require(rules.may_answer_with(by, theme, practice, answers))
    if answers and not Practice.objects.standing().filter(pk=practice.pk).exists():
        raise Refused(_("It was withdrawn or discarded."))
    if answers:
        theme.practices.add(practice)
    else:
        theme.practices.remove(practice)
    record(
        "practice_answers_call" if answers else "practice_answers_call_no_more", by=by,
        chain=f"practice:{practice.pk}", object_type="practice", object_id=practice.pk,
        country_code=by.home.code, code=practice.code, theme=theme.theme_en,
    )  # fmt: skip
