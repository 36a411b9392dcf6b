"""The words of a text: how many, which language, the words alone.

They are counted by one rule, the same in Python and in the browser (static/js).

A word is a run of letters and digits; an apostrophe, hyphen, full stop or comma between two of them joins
them ("well-being", "1,000", "d'accord" count as one). Punctuation, bullets and dashes count as nothing.
"""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’\-.,][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL = {
    "en": "the and of to in for with by from was were is are has have this that which their on",
    "es": "el la los las de del y en para con por que se su sus una un fue han este esta al",
}
_SIGNS = {language: frozenset(words.split()) for language, words in _SMALL.items()}


def count_words(text: str) -> int:
    """Number of words in `text`, after Unicode normalization (NFC)."""
    return sum(1 for _ in WORD.finditer(unicodedata.normalize("NFC", text)))


def plain(text: str) -> str:
    """The words alone: editors set spaces and line ends as they like."""
    return " ".join(text.split())


def language_of(text: str, otherwise: str) -> str:
    """English or Spanish, by the small words; `otherwise` where they do not tell."""
    found = _LETTERS.findall(text.casefold())
    counts = {language: sum(word in signs for word in found) for language, signs in _SIGNS.items()}
    if counts["en"] == counts["es"]:
        return otherwise
    return max(counts, key=lambda language: counts[language])
