"""Where words on record were taken from: noted at the foot of the page, once in a chapter."""

from collections.abc import Iterable
from dataclasses import replace

from publications import blocks as b


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
