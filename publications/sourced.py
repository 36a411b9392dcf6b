"""What documents take from the record: sources as notes at the foot of the page, figures that a text names."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from common.dates import say_day
from common.i18n import pick
from publications import blocks as b
from publications.authoring import names_in
from sources.models import Figure, Source


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


def figures_in(texts: Iterable[str]) -> dict[str, Figure]:
    """By code, the figures on record that texts name as `[[code]]`; no query where none does."""
    codes = {code for text in texts for code in names_in(text)}
    rows = Figure.objects.filter(code__in=codes).select_related("source") if codes else []
    return {row.code: row for row in rows}


def values_of(figures: Mapping[str, Figure], language: str) -> dict[str, b.Run]:
    """What stands for each code: the value, with its source at the foot of the page."""
    return {code: b.Run(row.value, note=source_note(row.source, language)) for code, row in figures.items()}


def unknown_in(text: str) -> list[str]:
    """In words, each `[[code]]` of a text that no figure on record has."""
    unknown = names_in(text) - figures_in([text]).keys()
    return [_("No figure on record has the code “%(code)s”.") % {"code": code} for code in sorted(unknown)]
