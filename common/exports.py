"""Fields that most resources share, and how addresses and lists come out of the database."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, Func, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils.dates import MONTHS
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common.i18n import other_language
from common.resources import Field, Kind


def identity(key: str = "code", pk: str = "id") -> tuple[Field, Field]:
    """The stable id and the human code."""
    return (
        Field("id", Kind.UUID, _("Stable identifier: it never changes and is never used again."), pk),
        Field("code", Kind.CODE, _("Code that people can read and cite."), key),
    )


def updated(path: str = "updated_at") -> Field:
    """When readers could see the last change."""
    return Field("updated_at", Kind.MOMENT, _("When this was last changed, for those who keep a copy."), path)


def page(address: str, *columns: str) -> Field:
    """The address of the page about a thing: `page("/objectives/{}/", "number")`."""

    told = address.format

    def make(*values: Any, language: str) -> str:
        return f"{settings.SITE_URL}/{language}{told(*values)}"

    return Field(
        "url", Kind.BILINGUAL, _("Address of the page about this."), columns=columns, make=make,
        sql=lambda language: Concat(*_address(address, columns, language), output_field=models.TextField()),
    )  # fmt: skip


def record(resource: str, key: str = "code") -> Field:
    """The address of a thing that has no page of its own: that of its row in the list `resource`."""
    return page(f"/records/{resource}/{{}}/", key)


def cited(words: str, address: str, *columns: str, number: str = "") -> Field:
    """How to cite a thing: `cited("event__name", "/events/{}/", "event__code", number="reference")`.

    `words` is the bilingual column that names it, in the other language where it has no name in this one; `number` a
    column that says which part of it; then the Conference, and the address of the page.
    """
    told = address.format

    def make(name_en: str, name_es: str, *values: Any, language: str) -> str:
        name = (name_es or name_en) if language == "es" else (name_en or name_es)
        part, values = (values[0], values[1:]) if number else ("", values)
        part = f", {part}" if part else ""
        return f"“{name}”{part}. {_conference(language)}. {settings.SITE_URL}/{language}{told(*values)}"

    def sql(language: str) -> Any:
        text = models.TextField()
        name = Coalesce(NullIf(F(f"{words}_{language}"), Value("")), F(f"{words}_{other_language(language)}"))
        part: list[Any] = []
        if number:
            which = NullIf(Cast(number, text), Value(""))
            part = [Func(Value(", "), which, template="(%(expressions)s)", arg_joiner=" || ", output_field=text)]
        return Concat(
            Value("“"), name, Value("”"), *part, Value(f". {_conference(language)}. "),
            *_address(address, columns, language), output_field=text,
        )  # fmt: skip

    return Field(
        "citation", Kind.BILINGUAL, _("How to cite it."), make=make, sql=sql,
        columns=(f"{words}_en", f"{words}_es", *([number] if number else []), *columns),
    )  # fmt: skip


def _address(address: str, columns: tuple[str, ...], language: str) -> list[Any]:
    """The parts of the address of a page, as expressions of the database."""
    first, *others = address.split("{}")
    parts: list[Any] = [Value(f"{settings.SITE_URL}/{language}{first}")]
    for column, text in zip(columns, others, strict=True):
        parts += [Cast(column, models.TextField()), Value(text)]
    return parts


@lru_cache(maxsize=2)
def _conference(language: str) -> str:
    with override(language):
        return translate("Regional Conference on Migration")


def licence() -> Field:
    """The licence, where the presidency has set one."""
    return Field(
        "licence", Kind.CODE, _("Licence, where one has been set; texts belong to their authors."), null=True,
        make=lambda: settings.LICENCE or None,
        sql=lambda language: Value(settings.LICENCE or None, output_field=models.TextField()),
    )  # fmt: skip


def translation(path: str = "es_unofficial") -> Field:
    """The state of the version that is not the original, for texts that the portal's editors translated."""
    return Field(
        "translation", Kind.CODE, _("State of the Spanish version: official, or unofficial (made for this portal)."),
        columns=(path,), make=_official,
        sql=lambda language: Case(When(**{path: True}, then=Value("unofficial")), default=Value("official")),
    )  # fmt: skip


def codes(model: type[models.Model], owner: str, column: str) -> ArraySubquery:
    """The codes of a many-to-many relation as a list: `codes(Practice.objectives.through, "practice", "objective")`."""
    rows = model._default_manager.filter(**{owner: models.OuterRef("pk")})
    return ArraySubquery(rows.order_by(column).values(column))


def as_value(number: Decimal | None) -> int | float | None:
    """A decimal as a number of JSON."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def day_in_words(column: str, language: str) -> Any:
    """`common.dates.say_day` of an instant, as an expression of the database."""
    with override(language):
        names = ",".join(str(MONTHS[month]) for month in range(1, 13))
    zone = Value(settings.SECRETARIAT_TIME_ZONE)
    local = Func(zone, F(column), function="timezone", output_field=models.DateTimeField())

    def told(pattern: str) -> Func:
        return Func(local, Value(pattern), function="to_char", output_field=models.TextField())

    number = Cast(told("FMMM"), models.IntegerField())
    month = Func(Value(names), Value(","), number, function="split_part", output_field=models.TextField())
    between = Value(" de " if language == "es" else " ")
    return Concat(told("FMDD"), between, month, between, told("YYYY"), output_field=models.TextField())


@lru_cache(maxsize=2)
def _official(unofficial: bool) -> str:
    return "unofficial" if unofficial else "official"
