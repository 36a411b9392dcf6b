"""What a call for contributions is about, and from whom something came in."""

from accounts.seats import Seat
from common.i18n import sort_key
from events.models import Conclusion
from reporting.models import Call, CallTheme


def theme_of(call: Call, seat: Seat) -> tuple[CallTheme | None, Conclusion | None]:
    """What the call is about, and the conclusion that asked for it, as far as the seat reads that. Two queries."""
    theme = CallTheme.objects.filter(call=call).first()
    asked = theme.conclusion_id if theme else None
    lines = Conclusion.objects.visible_to(seat).filter(pk=asked).select_related("event") if asked else None
    return theme, lines.first() if lines is not None else None


def contributed(call: Call, seat: Seat) -> list[str]:
    """Who has submitted and may be named, in the order of the alphabet: for the desk, and for Member Countries once
    the results are published, which is what was agreed to.
    """
    if not (seat.is_desk or (seat.is_member and call.has_results)):
        return []
    rows = call.responses.submitted().filter(consent=True).select_related("country", "body", "category")
    return sorted((row.name for row in rows), key=sort_key)
