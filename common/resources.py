"""What is open to the world, said once: the page, the interface and the files read the same fields.

A room says in its `exports.py` what it lets others read as `Resource`s; `catalogue.registry` collects them. A field
that is not named there is nowhere. Rows are read with `values_list`: `plan` says which columns are needed and turns a
row of them into values.

A bilingual field `title` comes out as `title_en` and `title_es`; for one language (`language="es"`) as `title`, in the
other language where there is no text, and `title_language`, which says so.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

from django.db import models
from django.utils.functional import Promise

from common.i18n import LANGUAGES, other_language

Value = Any
Rows = Callable[[Any], models.QuerySet[Any]]
"""Seat -> the rows that it may read, with the annotations that the fields name."""


class Kind(StrEnum):
    """What a field holds. MOMENT is an instant in UTC; LIST a list of codes; OBJECTS a list of {name: value}."""

    UUID = "uuid"
    CODE = "code"
    TEXT = "text"
    BILINGUAL = "bilingual"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    BOOLEAN = "boolean"
    REFERENCE = "reference"
    LIST = "list"
    OBJECTS = "objects"
    URL = "url"


@dataclass(frozen=True)
class Field:
    """One field. `help` is marked for translation and so exists in both languages.

    `path` is the column as the ORM names it (the field's own name where it is ''); of a bilingual field without the
    language. With `make` the value is made from `columns`, in their order; a bilingual one gets the language as well.
    `sql` says the same as an expression of the database (language, '' where it does not matter), for files.
    `choices` are the codes it may hold; `to` names the resource that a reference or a list points to; `parts` are the
    fields of OBJECTS.
    """

    name: str
    kind: Kind
    help: Promise | str
    path: str = ""
    null: bool = False
    choices: type[models.TextChoices] | None = None
    to: str = ""
    columns: tuple[str, ...] = ()
    make: Callable[..., Value] | None = None
    sql: Callable[[str], Any] | None = None
    parts: tuple["Field", ...] = ()

    def outputs(self, language: str | None = None) -> tuple[str, ...]:
        """The names under which the field comes out."""
        if self.kind != Kind.BILINGUAL:
            return (self.name,)
        if language:
            return (self.name, f"{self.name}_language")
        return tuple(f"{self.name}_{code}" for code in LANGUAGES)

    def needs(self) -> tuple[str, ...]:
        """The columns it is made from."""
        if self.make:
            return self.columns
        path = self.path or self.name
        return tuple(f"{path}_{code}" for code in LANGUAGES) if self.kind == Kind.BILINGUAL else (path,)


@dataclass(frozen=True)
class Traces:
    """What remains of rows that can no longer be read: `rows` are those a seat once could read, emptied.

    The columns say when and how it ended ('replaced' or 'withdrawn') and the id of the row in its place. `keeps` names
    the filters that an emptied row still answers to.
    """

    rows: Rows
    keeps: frozenset[str] = frozenset()
    ended_at: str = "ended_at"
    ending: str = "ending"
    replaced_by: str = "replaced_by_id"


@dataclass(frozen=True)
class Resource:
    """One list of things. `key` is the column of the human code, `pk` that of the stable id.

    `order` maps the names a list may be ordered by to columns that are never null; the first is the usual order.
    `changed` is the column that a change feed reads. `filters` is a django-filter FilterSet. `heading` names the fields
    that say in few words what a row is, or says it with a field of its own where the list holds codes alone; `body`
    names those that hold its words: search and feeds show them. `has_page`: each row, or each of a condition, has a
    page of its own although neither key nor id begins its address.
    """

    name: str
    title: Promise | str
    about: Promise | str
    rows: Rows
    fields: tuple[Field, ...]
    key: str = "code"
    pk: str = "id"
    order: dict[str, str] = field(default_factory=lambda: {"code": "code"})
    filters: type[Any] | None = None
    traces: Traces | None = None
    changed: str = "updated_at"
    searchable: bool = False
    heading: tuple[str | Field, ...] = ()
    body: tuple[str, ...] = ()
    has_page: bool | models.Q = False

    def field(self, name: str) -> Field:
        """The field of this name. KeyError when there is none."""
        return self._by_name[name]

    @property
    def headings(self) -> tuple[Field, ...]:
        return tuple(self.field(one) if isinstance(one, str) else one for one in self.heading)

    @property
    def bodies(self) -> tuple[Field, ...]:
        return tuple(self.field(name) for name in self.body)

    @property
    def _by_name(self) -> dict[str, Field]:
        return {one.name: one for one in self.fields}

    def chosen(self, names: Iterable[str]) -> tuple[Field, ...]:
        """The named fields in the resource's own order. KeyError with the first name that is not a field."""
        wanted = set(names)
        for name in wanted:
            self.field(name)
        return tuple(one for one in self.fields if one.name in wanted)


Columns = Sequence[Sequence[Value]]
Maker = Callable[[Columns, int], Sequence[Value]]
"""The values of one name, from the columns that were read and the number of rows."""


@dataclass(frozen=True)
class Plan:
    """How to read rows: `rows.values_list(*columns)`, and `objects(rows)` are what they say, named by `names`.

    Values are made column by column: a call for each column takes a third of the time of a call for each cell.
    """

    columns: tuple[str, ...]
    names: tuple[str, ...]
    makers: tuple[Maker, ...]

    def table(self, rows: Sequence[Sequence[Value]]) -> list[tuple[Value, ...]]:
        """The values of each row."""
        columns = list(zip(*rows, strict=True))
        return list(zip(*[make(columns, len(rows)) for make in self.makers], strict=True)) if rows else []

    def objects(self, rows: Sequence[Sequence[Value]]) -> list[dict[str, Value]]:
        names = self.names
        return [dict(zip(names, values, strict=True)) for values in self.table(rows)]

    def object(self, row: Sequence[Value]) -> dict[str, Value]:
        return self.objects([row])[0]


def plan(fields: Iterable[Field], language: str | None = None, extra: Sequence[str] = ()) -> Plan:
    """The plan for some fields, in both languages or one. `extra` columns are read first and left to the caller."""
    columns: dict[str, int] = {name: place for place, name in enumerate(extra)}
    names: list[str] = []
    makers: list[Maker] = []
    for one in fields:
        places = [columns.setdefault(column, len(columns)) for column in one.needs()]
        names += one.outputs(language)
        makers += _makers(one, places, language)
    return Plan(tuple(columns), tuple(names), tuple(makers))


def _makers(one: Field, places: list[int], language: str | None) -> list[Maker]:
    if one.kind == Kind.BILINGUAL:
        by_language = {code: _in_language(one, places, code) for code in LANGUAGES}
        if language is None:
            return list(by_language.values())
        return _with_language(by_language, language, other_language(language))
    if one.make:
        return [_made(one.make, places)]
    place = places[0]
    if one.null and one.kind in (Kind.TEXT, Kind.CODE, Kind.URL):
        return [_or_nothing(place)]
    return [lambda columns, _count: columns[place]]


def _in_language(one: Field, places: list[int], code: str) -> Maker:
    if one.make:
        return _made(partial(one.make, language=code), places)
    return _or_nothing(places[LANGUAGES.index(code)])


def _made(make: Callable[..., Value], places: list[int]) -> Maker:
    if not places:
        return lambda _columns, count: [make()] * count
    return lambda columns, _count: list(map(make, *[columns[place] for place in places]))


def _or_nothing(place: int) -> Maker:
    return lambda columns, _count: [value or None for value in columns[place]]


def _with_language(by_language: dict[str, Maker], language: str, other: str) -> list[Maker]:
    """The words in a language, else in the other, and which of them it is."""
    makers = by_language[language], by_language[other]

    def pairs(columns: Columns, count: int) -> Iterable[tuple[Value, Value]]:
        return zip(*[make(columns, count) for make in makers], strict=True)

    return [
        lambda columns, count: [first or second for first, second in pairs(columns, count)],
        lambda columns, count: [
            language if first else other if second else None for first, second in pairs(columns, count)
        ],
    ]
