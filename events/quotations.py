"""Is a quotation of a conclusion what the stored original says? Compared word by word, spaces and marks left aside."""

import re
import unicodedata
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity

from accounts.seats import Seat
from common.diff import diff_words
from common.i18n import LANGUAGES
from events.models import Conclusion

LONGEST = 1200
"""Characters that are compared; no item on record is as long."""
NEAR = 0.3
CLOSE = 0.15
"""An item that is so much less like the quotation than the nearest one is not meant."""
MOST = 3
_MARKS = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": " "})


@dataclass(frozen=True)
class Compared:
    """An item beside a quotation. `pieces` make of the original what was quoted; of a part, only the part's."""

    line: Conclusion
    language: str
    exact: bool
    part: bool
    pieces: list[tuple[str, str]]


def check_quotation(quoted: str, seat: Seat) -> list[Compared]:
    """The items nearest to what was quoted, among those that the seat reads: those that match, else at most three.

    Two queries, one for each language.
    """
    words = _plain(quoted)[:LONGEST]
    if not words:
        return []
    found: list[tuple[float, Compared]] = []
    for language in LANGUAGES:
        rows = Conclusion.objects.visible_to(seat).exclude(reference="").exclude(**{f"text_{language}": ""})
        near = rows.annotate(near=TrigramWordSimilarity(words[:400], f"text_{language}")).filter(near__gte=NEAR)
        for line in near.select_related("event").order_by("-near", "-event__starts", "order")[:MOST]:
            found.append((line.near, compare(line, language, quoted)))
    exact = [one for _near, one in found if one.exact]
    best = max((near for near, _one in found), default=0.0)
    likely = [pair for pair in found if pair[0] > best - CLOSE]
    return exact or [one for _near, one in sorted(likely, key=lambda pair: -pair[0])[:MOST]]


def compare(line: Conclusion, language: str, quoted: str) -> Compared:
    """One item in one language beside the quotation."""
    original, said = _plain(getattr(line, f"text_{language}")), _plain(quoted)[:LONGEST]
    # A sentence goes on with "to take note" where the item begins with "To take note", and the other way round.
    recased = said[:1].swapcase() + said[1:]
    if not _is_inside(said, original) and _is_inside(recased, original):
        said = recased
    inside = _is_inside(said, original)
    part = inside and said.strip(" .;") != original.strip(" .;")
    return Compared(line, language, inside, part, _trimmed(diff_words(original, said)))


def _is_inside(said: str, original: str) -> bool:
    """Whether these words stand together in the original, whatever mark ends them."""
    return f" {said.strip(' .;')} " in f" {original} " or said.strip(" .;") == original.strip(" .;")


def _trimmed(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What of the original stands before and after a partial quotation is no difference."""
    while pieces and pieces[0][0] == "delete":
        pieces = pieces[1:]
    while pieces and pieces[-1][0] == "delete":
        pieces = pieces[:-1]
    return pieces


def _plain(text: str) -> str:
    """One line, one kind of each mark, without the marks around a quotation."""
    text = unicodedata.normalize("NFC", text.replace("\x00", "")).translate(_MARKS)
    return re.sub(r"\s+", " ", text).strip().strip('"').strip()
