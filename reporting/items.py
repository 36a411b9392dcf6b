"""Shapes of the repeated items of an answer, checked on the way in.

| question type | data |
|---|---|
| priorities | objective (number or null), topic_en, topic_es, text_en, text_es |
| practices | practice (UUID of a practice) or title_en, title_es |
| figures | label_en, label_es, value, unit, year, source, address |
| evidence | title, language, year, address or attachment (UUID) |
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.utils import formats
from django.utils.translation import gettext as _

from common.text import clean_text
from reporting.enums import QuestionType

FIELDS: dict[str, tuple[str, ...]] = {
    QuestionType.PRIORITIES: ("objective", "topic_en", "topic_es", "text_en", "text_es"),
    QuestionType.PRACTICES: ("practice", "title_en", "title_es"),
    QuestionType.FIGURES: ("label_en", "label_es", "value", "unit", "year", "source", "address"),
    QuestionType.EVIDENCE: ("title", "language", "year", "address", "attachment"),
}
MAX_ITEM_CHARACTERS = 4_000
_IN_DOUBT = re.compile(r"(?<![\d.,])([1-9]\d{0,2})[.,](\d{3})(?![.,]?\d)")
"""One sign before three digits: it parts thousands in one language and decimals in the other."""


def clean_item(question_type: str, raw: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The item as it will be stored and the list of what is wrong with it, in the reader's language."""
    errors: list[str] = []
    data: dict[str, Any] = {}
    for name in FIELDS[question_type]:
        value = raw.get(name)
        text = clean_text(str(value)).text if value not in (None, "") else ""
        if len(text) > MAX_ITEM_CHARACTERS:
            errors.append(_("A field is longer than %(limit)s characters.") % {"limit": MAX_ITEM_CHARACTERS})
            text = text[:MAX_ITEM_CHARACTERS]
        data[name] = text
    if data.get("address"):
        parts = urlsplit(data["address"]) if _is_splittable(data["address"]) else None
        if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
            errors.append(_("The address must start with http:// or https://."))
    errors += _CHECKS[question_type](data)
    return data, errors


def item_text(question_type: str, data: dict[str, Any], language: str) -> str:
    """The words of an item in one language, as a line to read, count, compare and search."""
    other = "es" if language == "en" else "en"

    def text(name: str) -> str:
        return data.get(f"{name}_{language}") or data.get(f"{name}_{other}") or ""

    if question_type == QuestionType.PRIORITIES:
        return ". ".join(filter(None, [text("topic"), text("text")]))
    if question_type == QuestionType.FIGURES:
        value = " ".join(filter(None, [data.get("value"), data.get("unit")]))
        said = ": ".join(filter(None, [text("label"), value]))
        dated = f"{said} ({data['year']})" if data.get("year") else said
        return ", ".join(filter(None, [dated, data.get("source")]))
    if question_type == QuestionType.PRACTICES:
        return text("title")
    return data.get("title", "")


def readings(value: str) -> tuple[str, str] | None:
    """The two numbers that a value such as "8.510" may mean, with thousands or with a fraction; None without doubt.

    The fraction is written with two digits or four: with three it would be in doubt again.
    """
    found = _IN_DOUBT.search(value)
    if found is None:
        return None
    whole, rest = found.groups()
    fraction = rest.rstrip("0") if rest.endswith("0") else f"{rest}0"
    return f"{whole}{rest}", formats.number_format(f"{whole}.{fraction}".rstrip("."))


def doubt(value: str) -> str:
    """What is in doubt about a value and how to write it without, in the reader's language; '' where nothing is."""
    read = readings(value)
    if read is None:
        return ""
    return _("“%(value)s” can be read in two ways. Write %(thousands)s or %(fraction)s.") % {
        "value": value,
        "thousands": read[0],
        "fraction": read[1],
    }


def _is_splittable(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _priority(data: dict[str, Any]) -> list[str]:
    if data["objective"]:
        if not data["objective"].isdecimal() or not 1 <= int(data["objective"]) <= 23:
            return [_("The objective must be a number from 1 to 23.")]
        data["objective"] = int(data["objective"])
        return []
    data["objective"] = None
    return [] if data["topic_en"] or data["topic_es"] else [_("Choose an objective or name a topic.")]


def _practice(data: dict[str, Any]) -> list[str]:
    if data["practice"] or data["title_en"] or data["title_es"]:
        return []
    return [_("Choose a practice or give a title.")]


def _figure(data: dict[str, Any]) -> list[str]:
    missing = [label for name, label in (("value", _("value")), ("source", _("source"))) if not data[name]]
    if not (data["label_en"] or data["label_es"]):
        missing.insert(0, _("what it measures"))
    return [_("A figure needs: %(missing)s.") % {"missing": ", ".join(missing)}] if missing else []


def _evidence(data: dict[str, Any]) -> list[str]:
    if data["attachment"] or data["address"]:
        return [] if data["title"] else [_("Give the document a title.")]
    return [_("Add a file or an address.")]


_CHECKS: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    QuestionType.PRIORITIES: _priority,
    QuestionType.PRACTICES: _practice,
    QuestionType.FIGURES: _figure,
    QuestionType.EVIDENCE: _evidence,
}
