"""What stands in a cell of CSV and XLSX.

A text that a spreadsheet could take for a formula gets an apostrophe in front: one that begins with = + - @, a tab or
an end of line. So that this can be undone without doubt, a text that begins with an apostrophe gets one more: whoever
reads a cell takes away one apostrophe from its beginning, where there is one. Numbers are never touched.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import orjson

from common.exports import as_value

DANGEROUS = "=+-@\t\r\n'"
BETWEEN = ";"
"""Between the codes of a list."""


def guarded(text: str) -> str:
    """The text as no spreadsheet reads it as a formula."""
    return f"'{text}" if text[:1] in DANGEROUS and text else text


def bare(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell.removeprefix("'")


def as_json(value: Any) -> Any:
    """What orjson does not know: decimals are numbers, everything else is said as text."""
    return as_value(value) if isinstance(value, Decimal) else str(value)


def cell(value: Any) -> str | int | float | bool | None:
    """A value of a resource as one cell: numbers, truth values and nothing stay what they are, the rest is text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return as_value(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return orjson.dumps(value, default=as_json).decode()
        return guarded(BETWEEN.join(map(str, value))) or None
    return guarded(str(value))


def written(value: Any) -> str:
    """`cell` as the text of a CSV file."""
    told = cell(value)
    if told is None:
        return ""
    return str(told).lower() if isinstance(told, bool) else str(told)
