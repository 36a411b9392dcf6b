"""What a call for contributions is about, and from whom something came in."""

from accounts.seats import Seat
from common.i18n import sort_key
from events.models import Conclusion
from practices.models import Practice, PracticeQuerySet
from reporting.enums import CallStatus, TemplateAudience
from reporting.models import Call, CallTheme
from reporting.models.theme import CallThemeQuerySet


def theme_of(call: Call, seat: Seat) -> tuple[CallTheme | None, Conclusion | None]:
    """What the call is about, and the conclusion that asked for it, as far as the seat reads that. Two queries."""
    theme = CallTheme.objects.filter(call=call).first()
    asked = theme.conclusion_id if theme else None
    lines = Conclusion.objects.visible_to(seat).filter(pk=asked).select_related("event") if asked else None
    return theme, lines.first() if lines is not None else None


def open_calls(seat: Seat) -> CallThemeQuerySet:
    """Open calls for contributions with a theme, the next indicative date first, with their objectives. Two queries."""
    rows: CallThemeQuerySet = CallTheme.objects.visible_to(seat).filter(
        call__status=CallStatus.OPEN, call__template_version__template__audience=TemplateAudience.SURVEY
    )
    return rows.select_related("call").prefetch_related("objectives").order_by("call__due_at", "pk")


def calls_of(practice: Practice, seat: Seat) -> CallThemeQuerySet:
    """The calls that a practice answers, as far as the seat knows of them."""
    rows: CallThemeQuerySet = CallTheme.objects.visible_to(seat).filter(practices=practice).select_related("call")
    return rows


def answering(theme: CallTheme, seat: Seat) -> PracticeQuerySet:
    """The practices that answer a call, as far as the seat reads them."""
    return Practice.objects.visible_to(seat).filter(themes=theme).select_related("country")


def could_answer(theme: CallTheme, seat: Seat) -> PracticeQuerySet:
    """Practices of the seat's country that could answer a call: not withdrawn or given up, not there yet."""
    rows = Practice.objects.own(seat).standing()
    return rows.exclude(themes=theme).order_by("title_en", "title_es", "code")


def contributed(call: Call, seat: Seat) -> list[str]:
    """Who has submitted and may be named, in the order of the alphabet: for the desk, and for Member Countries once
    the results are published, which is what was agreed to.
    """
    if not (seat.is_desk or (seat.is_member and call.has_results)):
        return []
    rows = call.responses.submitted().filter(consent=True).select_related("country", "body", "category")
    return sorted((row.name for row in rows), key=sort_key)
