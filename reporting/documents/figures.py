"""Figures on the record: those of one series are drawn, the others stand by themselves."""

import re

from django.utils.translation import gettext as _

from common.i18n import pick
from publications import blocks as b
from sources.models import Figure

MINIMUM_IN_A_SERIES = 3
NUMBER = re.compile(r"\d+(\.\d+)?\Z")
SPACES = re.compile(r"[\s\u00a0\u202f]")


def on_record(figures: list[Figure], language: str) -> list[b.Block]:
    """The figures as charts by year, one for each series, and as key figures."""
    single: list[Figure] = []
    charts: list[b.Block] = []
    for rows in _by_series(figures):
        if is_series(rows):
            charts.append(chart(rows, language))
        else:
            single += rows
    shown = (b.KeyFigure(f.value, pick(f, "statement", language), pick(f.source, "title", language)) for f in single)
    return [*charts, *([b.KeyFigures(tuple(shown))] if single else [])]


def is_series(rows: list[Figure]) -> bool:
    """Plain numbers of the same thing in different years, enough of them to draw."""
    years = {row.year for row in rows}
    return (
        len(rows) >= MINIMUM_IN_A_SERIES
        and len(years) == len(rows)
        and all(row.year.isdigit() and NUMBER.match(_bare(row)) for row in rows)
    )


def chart(rows: list[Figure], language: str) -> b.BarChart:
    """One bar a year. What the figures count heads their column; where it was counted stands in the caption."""
    first = rows[0]
    unit, place = pick(first, "unit", language), pick(first, "place", language)
    heading = unit[:1].upper() + unit[1:]
    source = first.source
    return b.BarChart(
        _("%(what)s, by year: %(place)s") % {"what": heading, "place": place},
        _("Year"),
        tuple(b.Bar(row.year, float(_bare(row)), row.value) for row in sorted(rows, key=lambda row: row.year)),
        heading,
        source=pick(source, "title", language),
        date=source.date.isoformat() if source.date else "",
    )


def _by_series(figures: list[Figure]) -> list[list[Figure]]:
    """Figures of one unit, place and source together, in the order of their first."""
    found: dict[tuple[object, ...], list[Figure]] = {}
    for row in figures:
        found.setdefault((row.unit_en, row.place_en, row.source_id), []).append(row)
    return list(found.values())


def _bare(row: Figure) -> str:
    return SPACES.sub("", row.value)
