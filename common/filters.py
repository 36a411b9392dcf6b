"""Filters that page and interface share. Every value of a query string is checked here, and its number is bounded."""

from collections.abc import Iterable
from typing import Any

import django_filters as filters
from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.search import matching

MAX_VALUES = 50
MAX_LENGTH = 100


class ListField(forms.CharField):
    """Comma-separated values, each cleaned by `one`."""

    def __init__(self, one: forms.Field, **kwargs: Any) -> None:
        self.one = one
        super().__init__(max_length=MAX_VALUES * MAX_LENGTH, **kwargs)

    def clean(self, value: Any) -> list[Any]:
        parts = [part.strip() for part in super().clean(value).split(",") if part.strip()]
        if len(parts) > MAX_VALUES:
            raise forms.ValidationError(_("At most %(limit)s values.") % {"limit": MAX_VALUES})
        return [self.one.clean(part) for part in parts]


class CodeField(forms.CharField):
    """One of some codes; whoever gives another is told which there are."""

    def __init__(self, codes: Iterable[str], **kwargs: Any) -> None:
        self.codes = tuple(codes)
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        if value not in self.codes:
            raise forms.ValidationError(_("One of: %(names)s."), params={"names": ", ".join(self.codes)})


class AnyOf(filters.Filter):
    """Rows whose column holds any of the comma-separated values. `many`: the column lies behind a list relation."""

    def __init__(self, field_name: str, *, many: bool = False, **kwargs: Any) -> None:
        self.many = many
        super().__init__(field_name, **kwargs)

    @property
    def field(self) -> forms.Field:
        if not hasattr(self, "_field"):
            self._field = ListField(self.one(), required=False, label=self.label, help_text=self.extra["help_text"])
        return self._field

    def one(self) -> forms.Field:
        """The field that cleans one value."""
        return forms.CharField(max_length=MAX_LENGTH)

    def filter(self, qs: models.QuerySet[Any], value: list[Any]) -> models.QuerySet[Any]:
        if not value:
            return qs
        condition = {f"{self.field_name}__in": value}
        if self.many:
            return qs.filter(pk__in=qs.model._default_manager.filter(**condition).values("pk"))
        return qs.filter(**condition)


class AnyNumber(AnyOf):
    """Rows whose column holds any of the comma-separated whole numbers, from `least` to `most`."""

    least, most = 0, 32767

    def one(self) -> forms.Field:
        return forms.IntegerField(min_value=self.least, max_value=self.most)


class AnyChoice(AnyOf):
    """Rows whose column holds any of the comma-separated codes of `choices`."""

    def __init__(self, field_name: str, choices: type[models.TextChoices], **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(field_name, **kwargs)

    def one(self) -> forms.Field:
        return CodeField(self.choices.values)


class Words(filters.CharFilter):
    """Full-text search in both languages, accents folded: websearch syntax."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Words"), max_length=200, help_text=_("Words to look for in both languages; accents do not count.")
        )

    def filter(self, qs: models.QuerySet[Any], value: str) -> models.QuerySet[Any]:
        return matching(qs, value) if value else qs


class Day(filters.DateFilter):
    """A day as YYYY-MM-DD; `moment`: the column holds instants, whose day in UTC is compared."""

    comparison = ""

    def __init__(self, field_name: str, *, moment: bool = False, **kwargs: Any) -> None:
        lookup = f"date__{self.comparison}" if moment else self.comparison
        super().__init__(field_name, lookup_expr=lookup, input_formats=["%Y-%m-%d"], **kwargs)


class FromDay(Day):
    """Rows of this day or a later one."""

    comparison = "gte"


class ToDay(Day):
    """Rows of this day or an earlier one."""

    comparison = "lte"
