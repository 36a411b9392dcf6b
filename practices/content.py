"""What one version of a practice holds: the boxes of the form as JSON, and back."""

from datetime import date
from typing import Any

from common.i18n import LANGUAGES
from objectives.models import Objective, Principle
from practices.models import Practice, PracticeVersion
from practices.un_form import NARRATIVES, Filled, fill

MANY = ("objectives", "principles")
DAYS = ("starts", "ends")
LISTS = ("sdgs", "criteria")
PAIRS = ("title", "implementer", "scope", *NARRATIVES)
TEXTS = tuple(f"{name}_{language}" for name in PAIRS for language in ("en", "es"))
BOXES = (*TEXTS, *MANY, *DAYS, "sdgs", "criteria", "address")
"""What a country writes. Marks of what was inferred, and of what is unofficial, belong to the record alone."""


def as_json(cleaned: dict[str, Any]) -> dict[str, Any]:
    """Cleaned data of the form as it is kept: days as YYYY-MM-DD, rows by their keys."""
    kept: dict[str, Any] = {}
    for name in BOXES:
        value = cleaned.get(name)
        if name in MANY:
            kept[name] = sorted(row.pk for row in value or ())
        elif name in DAYS:
            kept[name] = value.isoformat() if value else None
        else:
            kept[name] = value or ([] if name in LISTS else "")
    return kept


def columns_of(version: PracticeVersion) -> dict[str, Any]:
    """The columns of `Practice` that a version fills, without the relations."""
    columns = {name: value for name, value in version.fields.items() if name in BOXES and name not in MANY}
    return columns | {name: date.fromisoformat(columns[name]) for name in DAYS if columns.get(name)}


def as_practice(version: PracticeVersion) -> Practice:
    """The practice as this version words it; never saved."""
    practice = version.practice
    return Practice(code=practice.code, country=practice.country, status=practice.status, **columns_of(version))


def filled_version(version: PracticeVersion, language: str) -> list[Filled]:
    """Every field of the form with this version's words in one language."""
    objectives = Objective.objects.filter(pk__in=version.fields.get("objectives", ()))
    principles = Principle.objects.filter(pk__in=version.fields.get("principles", ()))
    return fill(as_practice(version), language, objectives, principles)


def languages_of(version: PracticeVersion) -> list[str]:
    """The languages in which something is written, English first."""
    return [one for one in LANGUAGES if any(version.fields.get(f"{name}_{one}") for name in PAIRS)]


def apply(version: PracticeVersion) -> None:
    """Bring the words of a version to the row that others read."""
    practice = version.practice
    Practice.objects.filter(pk=practice.pk).update(**columns_of(version))
    for name in MANY:
        getattr(practice, name).set(version.fields.get(name, ()))
    practice.refresh_from_db()
