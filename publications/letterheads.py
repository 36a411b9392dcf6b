"""The letterhead of the presidency that holds the term on a day, as documents of the Conference open with it."""

from datetime import date

from accounts.models import PresidencyTerm
from common.i18n import pick
from publications.blocks import Letterhead

CONFERENCE = {"en": "Regional Conference on Migration", "es": "Conferencia Regional sobre Migración"}
PRESIDENCY = {"en": "Presidency Pro-Tempore", "es": "Presidencia Pro-Témpore"}


def letterhead_on(day: date, *, demonstration: bool) -> Letterhead | None:
    """None while no term is entered for the day. The demonstration has a presidency of its own. One query."""
    terms = PresidencyTerm.objects.filter(starts__lte=day, ends__gte=day, country__is_placeholder=demonstration)
    term = terms.select_related("country").first()
    return Letterhead(en=_lines(term, "en"), es=_lines(term, "es")) if term else None


def _lines(term: PresidencyTerm, language: str) -> tuple[str, ...]:
    own = [line.strip() for line in pick(term, "letterhead", language).splitlines() if line.strip()]
    return (CONFERENCE[language], f"{PRESIDENCY[language]}: {pick(term.country, 'name', language)}", *own)
