"""Saying what a call for contributions is about, and which decision asked for it."""

from django.db import transaction

from accounts.seats import Seat
from audit.actions import record
from common.results import require
from events.models import Conclusion
from reporting import rules
from reporting.models import Call, CallTheme
from reporting.policy import Act


@transaction.atomic
def say_theme(*, call: Call, theme_en: str, theme_es: str, conclusion: Conclusion | None, by: Seat) -> CallTheme:
    """The theme of a questionnaire, in both languages, and the conclusion it comes from."""
    require(rules.may(by, Act.RUN_CYCLE))
    values = {"theme_en": theme_en, "theme_es": theme_es, "conclusion": conclusion}
    theme, _created = CallTheme.objects.update_or_create(call=call, defaults=values)
    record(
        "call_theme_said", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk, theme=theme_en,
        conclusion=f"{conclusion.event.code} {conclusion.reference}" if conclusion else "",
    )  # fmt: skip
    return theme
