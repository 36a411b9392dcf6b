"""Statements of the hottest addresses: composed by the ORM once per process, planned by PostgreSQL once per connection.

What a page asks once may be composed anew each time. What every request asks, and what autosave asks every few
seconds, need not: composing takes longer than the database takes to answer, and planning a join of six tables as well.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import connections
from django.db.models import Field, Model, QuerySet
from django.db.models.sql import UpdateQuery

M = TypeVar("M", bound=Model)

# A value of each type that no caller sends; it marks in the composed statement where a parameter goes.
MARKS: dict[type, Callable[[int], Any]] = {
    str: lambda n: f"\x1a{n}",
    int: lambda n: 2_100_000_000 + n,
    UUID: lambda n: UUID(int=n),
    date: lambda n: date(1, 1, n),
    datetime: lambda n: datetime(1, 1, n, tzinfo=UTC),
}
# The statements that each connection has prepared, by name; they end with it.
_prepared: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()


class Composed:
    """`Composed("name", compose, user=UUID, on=date)`, then `rows(user=…, on=…)` or `change(…)`.

    `compose` is called once, with a mark for each parameter, and returns the queryset (of `values_list`) or the
    `update_of(…)`. All parameters must arrive in the statement; everything else in it is a constant.
    """

    def __init__(self, name: str, compose: Callable[..., "QuerySet[Any, Any] | UpdateQuery"], /, **types: type) -> None:
        self.name = name
        self.compose = compose
        self.types = types
        self.uses = list(types)
        self.statement = ""

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query, as the driver reads them: no field of theirs may need a converter of Django's."""
        database = connections["default"]
        with database.wrap_database_errors, _plain_cursor(database) as cursor:
            self._execute(database, cursor, values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def change(self, **values: Any) -> int:
        """The number of rows that an UPDATE changed.

        The history gets no context with it (pghistory would write a row of its own for each statement): an UPDATE that
        is composed says itself, in its columns, who writes and when.
        """
        database = connections["default"]
        wrappers, database.execute_wrappers = database.execute_wrappers, []
        try:
            with database.wrap_database_errors, _plain_cursor(database) as cursor:
                self._execute(database, cursor, values)
                return cursor.rowcount
        finally:
            database.execute_wrappers = wrappers

    def _execute(self, database: Any, cursor: Any, values: dict[str, Any]) -> None:
        self._prepare(database.connection)
        marks = f"({', '.join(['%s'] * len(self.uses))})" if self.uses else ""
        cursor.execute(f"EXECUTE {self.name} {marks}", [values[name] for name in self.uses])

    def _prepare(self, raw: Any) -> None:
        prepared = _prepared.setdefault(raw, {})
        if not self.statement or prepared.get(self.name) != self.statement:
            # Not a statement of the request: the driver sends it, and nobody counts it.
            with raw.cursor() as cursor:
                self.statement = self.statement or self._composed(cursor)
                if prepared.pop(self.name, None):  # the name was another's
                    cursor.execute(f"DEALLOCATE {self.name}")
                cursor.execute(f"PREPARE {self.name} AS {self.statement}")
            prepared[self.name] = self.statement

    def _composed(self, cursor: Any) -> str:
        marks = {name: MARKS[kind](n) for n, (name, kind) in enumerate(self.types.items(), start=1)}
        composed = self.compose(**marks)
        query = composed.query if isinstance(composed, QuerySet) else composed
        sql, parameters = query.get_compiler(using="default").as_sql()
        if absent := [name for name, mark in marks.items() if mark not in parameters]:
            raise TypeError(f"{self.name} does not use {', '.join(absent)}")
        return self._numbered(sql, parameters, list(marks.values()), cursor)

    def _numbered(self, sql: str, parameters: Sequence[Any], marks: list[Any], cursor: Any) -> str:
        """The statement with $1, $2 … where the marks stood, and all else as constants."""
        numbers = {mark: n for n, mark in enumerate(marks, start=1)}
        return str(
            sql
            % tuple(
                f"${numbers[value]}"
                if type(value) in MARKS and value in numbers
                else cursor.mogrify("%s", [value]).decode()
                for value in parameters
            )
        )


def _plain_cursor(database: Any) -> Any:
    """The driver's own cursor; where statements are logged or counted, Django's, which takes longer."""
    if database.queries_logged:
        return database.cursor()
    database.ensure_connection()
    return database.connection.cursor()


def update_of(rows: "QuerySet[Any, Any]", **fields: Any) -> UpdateQuery:
    """What `rows.update(**fields)` would send."""
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(fields)
    update: UpdateQuery = query
    return update


def columns(model: type[Model], prefix: str = "") -> list[str]:
    """The columns of a model for `values_list`, in the order in which `instance` takes them."""
    return [f"{prefix}{field.attname}" for field in _fields(model)]


def instance(model: type[M], values: tuple[Any, ...]) -> M | None:
    """The row of a model from the values of its `columns`; None when an outer join found nothing."""
    names = [field.attname for field in _fields(model)]
    return model.from_db("default", names, values) if values[_key(model)] is not None else None


@cache
def _fields(model: type[Model]) -> list["Field[Any, Any]"]:
    return list(model._meta.concrete_fields)


@cache
def _key(model: type[Model]) -> int:
    return _fields(model).index(model._meta.pk)
