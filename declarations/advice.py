"""Quiet advice on a paragraph: neutral terms, and pairs of unequal length. It can be opened and never blocks."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.i18n import LANGUAGES
from common.words import count_words

FEW = 12
UNEQUAL = 1.8
"""A pair is said to be of unequal length from this ratio on, when the longer side has more than FEW words."""


@dataclass(frozen=True)
class Term:
    """Words that the Conference avoids, and what it says instead."""

    avoid: str
    prefer: str


TERMS: dict[str, tuple[Term, ...]] = {
    "en": (
        Term(r"illegal (?:migra\w+|immigra\w+)", "irregular migration, migrants in an irregular situation"),
        Term(r"illegals?\b(?! (?:trade|traffic))", "persons in an irregular situation"),
        Term(r"undocumented aliens?|aliens?\b", "migrants"),
        Term(r"deportees?\b", "returned migrants"),
        Term(r"mankind", "humankind"),
    ),
    "es": (
        Term(r"(?:in)?migra\w+ ilegal(?:es)?", "migración irregular, personas migrantes en situación irregular"),
        Term(r"ilegales\b", "personas en situación irregular"),
        Term(r"indocumentad[oa]s?", "personas migrantes en situación irregular"),
        Term(r"los migrantes", "las personas migrantes"),
        Term(r"deportad[oa]s?", "personas migrantes retornadas"),
    ),
}


def on(text: str, language: str) -> list[str]:
    """What the term base says about a text, in the reader's language."""
    found = []
    for term in TERMS[language]:
        if hit := re.search(rf"\b{term.avoid}", text, re.IGNORECASE):
            found.append(
                _("“%(found)s”: the Conference says “%(prefer)s”.") % {"found": hit.group(), "prefer": term.prefer}
            )
    return found


def on_pair(text_en: str, text_es: str) -> list[str]:
    """Advice where one language says much more than the other."""
    counts = [count_words(text) for text in (text_en, text_es)]
    low, high = min(counts), max(counts)
    if low and high > FEW and high / low >= UNEQUAL:
        return [
            _("The two languages are of unequal length (English %(en)s words, Spanish %(es)s).")
            % dict(zip(LANGUAGES, counts, strict=True))
        ]
    return []
