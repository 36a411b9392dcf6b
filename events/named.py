"""The items of conclusions that words name by their number: "What happened to 7.h?" names 7.h."""

import re
from datetime import date

from django.db.models import Q

from accounts.seats import Seat
from events.models import Conclusion

_REFERENCE = re.compile(
    r"(?<![\w.])(\d{1,2})(?:\.([a-z]{1,2})|\s?\(([a-z]{1,2})\)|([a-z])\)?)(?:(?:\.|\s?\()([ivx]+)\)?)?(?!\w)",
    re.IGNORECASE,
)
"""As the portal writes it (7.h, 7.h.ii), and as people do: 7(h), 7 (h), 7h, 7h)."""
_ALONE = re.compile(r"\d{1,2}(\.\w{1,5})*")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
MOST_NAMED = 6


def references_in(words: str) -> list[str]:
    """The numbers that words name, each once; words that are a number alone ("7.") name it too."""
    alone = words.strip().rstrip(".").lower()
    found = [".".join(filter(None, parts)).lower() for parts in _REFERENCE.findall(words)]
    return list(dict.fromkeys([alone, *found] if _ALONE.fullmatch(alone) else found))


def named_in(words: str, seat: Seat) -> list[Conclusion]:
    """The items that a search names by number, those of the newest meeting first; a day in it chooses the meeting.

    No query for words that name none.
    """
    wanted = references_in(words)
    if not wanted:
        return []
    rows = Conclusion.objects.visible_to(seat).filter(reference__in=wanted)
    for written in _DAY.findall(words):
        try:
            day = date.fromisoformat(written)
        except ValueError:
            continue
        rows = rows.filter(event__starts__lte=day).filter(Q(event__ends__gte=day) | Q(event__starts=day))
    return list(rows.select_related("event").order_by("-event__starts", "order")[:MOST_NAMED])
