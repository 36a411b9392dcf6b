"""Where words on record were taken from, as notes at the foot of the page."""

from collections.abc import Iterable
from dataclasses import replace

from common.dates import say_day
from common.i18n import pick
from publications import blocks as b
from sources.models import Source


def source_runs(source: Source, language: str) -> b.Runs:
    """Title, symbol, date and address of a source."""
    title = pick(source, "title", language)
    # A symbol or date that the title already says is not said again.
    said = [source.symbol, say_day(source.date) if source.date else ""]
    runs = [b.Run(", ".join([title, *(part for part in said if part and part not in title)]))]
    if source.address:
        runs += [b.Run(". "), b.Run(source.address, href=source.address)]
    return tuple(runs)


def source_note(source: Source, language: str) -> b.Footnote:
    return b.Footnote((*source_runs(source, language), b.Run(".")))


def cite_once(parts: Iterable[b.Block]) -> list[b.Block]:
    """The blocks with each source noted at its first quotation in a chapter only."""
    seen: set[b.Footnote] = set()
    found: list[b.Block] = []
    for part in parts:
        if isinstance(part, b.Heading) and part.level == 1:
            seen.clear()
        if isinstance(part, b.Quotation) and (source := part.source):
            found.append(replace(part, source=None) if source in seen else part)
            seen.add(source)
        else:
            found.append(part)
    return found
