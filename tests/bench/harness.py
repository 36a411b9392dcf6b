"""Interleaved rounds of a limit and the product, and the table they end in."""

import os
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass
class Row:
    """One figure: what the product took or did, beside its limit. `goal` is a ratio, `bigger` which side is good."""

    name: str
    unit: str
    limit: Sequence[float]
    product: Sequence[float]
    goal: float | None
    bigger_is_better: bool = False
    note: str = ""

    @property
    def ratios(self) -> list[float]:
        return [p / limit for limit, p in zip(self.limit, self.product, strict=True)]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def met(self) -> str:
        if self.goal is None:
            return ""
        good = self.ratio >= self.goal if self.bigger_is_better else self.ratio <= self.goal
        return "yes" if good else "no"

    def line(self) -> str:
        sign = "≥" if self.bigger_is_better else "≤"
        goal = f"{sign} {self.goal:.3g}" if self.goal is not None else ""
        spread = f"{self.ratio:.2f} ({min(self.ratios):.2f}–{max(self.ratios):.2f})"
        limit, product = statistics.median(self.limit), statistics.median(self.product)
        cells = [self.name, f"{limit:.4g} {self.unit}", f"{product:.4g} {self.unit}", spread, goal, self.met, self.note]
        return f"| {' | '.join([*cells, measured()])} |"


HEAD = (
    "| what | limit | portal | ratio: median (min–max) | goal | met | | measured |\n|---|---|---|---|---|---|---|---|"
)


def merged(table: str, rows: list[str]) -> str:
    """The table with the new rows: each takes the place of the row of its name, a new one stands at the end."""
    lines = {_name(line): line for line in table.strip().splitlines()[HEAD.count("\n") + 1 :]}
    lines |= {_name(row): row for row in rows}
    return "\n".join([HEAD, *lines.values()]) + "\n"


def _name(row: str) -> str:
    return row.split(" | ")[0]


def interleave(limit: Callable[[], Any], product: Callable[[], Any], rounds: int = 9) -> tuple[list, list]:
    """A B A B …, after one warm-up of each, so that a drift of the machine falls on both."""
    limit(), product()
    pairs = [(limit(), product()) for _ in range(rounds)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def measured() -> str:
    """When, and how busy the machine was."""
    return f"{datetime.now(UTC):%Y-%m-%d}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
