"""Figures on the record of the demonstration cycle: two series of a placeholder region."""

from portal.loaders.demonstration.stage import Stage
from portal.loaders.files import read
from sources.models import Figure, Source


def write_series(stage: Stage, cycle_code: str) -> None:
    """One row a year up to last year, in the order in which the cycle's report shows them."""
    content = read("demonstration/series")
    source = Source.objects.create(date=stage.clock.day(-100), **content["source"])
    order = 900
    for series in content["series"]:
        first = stage.clock.today.year - len(series["values"])
        for year, value in enumerate(series["values"], start=first):
            order += 1
            row = Figure.objects.create(
                code=f"{series['code']}-{year}",
                order=order,
                value=f"{value:,}".replace(",", "\u00a0"),
                year=str(year),
                source=source,
                cycle_code=cycle_code,
                es_unofficial=False,
                **content["place"],
                **{name: series[name] for name in ("unit_en", "unit_es")},
                **{name: series[name].replace("{year}", str(year)).replace("{value}", _said(value, name[-2:]))
                   for name in ("statement_en", "statement_es")},
            )  # fmt: skip
            row.objectives.set([series["objective"]])


def _said(value: int, language: str) -> str:
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", ".")
