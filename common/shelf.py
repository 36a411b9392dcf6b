"""Lists that machines ask for again and again: each is composed once per process and planned once per connection.

Composing a list with its filters takes longer than the database takes to find it. What a caller may combine has no
end, so that only the lists that were asked for last are kept.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import JSONField, QuerySet
from django.utils import timezone
from psycopg2.extensions import new_type, register_type

from common.composed import MARKS, Composed
from common.dates import today

Rows = list[tuple[Any, ...]]
Compose = Callable[..., QuerySet[Any, Any]]
# Identifiers stay text and JSON is read by orjson: both leave the interface as they came.
_PLAIN = (
    new_type((2950,), "IDENTIFIER", lambda value, _cursor: value),
    new_type((114, 3802), "JSON", lambda value, _cursor: None if value is None else orjson.loads(value)),
)


class PlainList(Composed):
    """A list whose query may read the clock (`timezone.now()`), as the querysets of the rooms do.

    What it read becomes a parameter: the instant between the two readings of the clock around the composing.
    """

    is_plain = True
    """No column needs a converter of Django's, so that the driver's rows are what the ORM would give."""

    def __init__(self, name: str, compose: Compose, /, **types: type) -> None:
        super().__init__(name, compose, **types)
        self.query = compose

    def rows(self, **values: Any) -> Rows:
        if not self.is_plain:
            return list(self.query(**values))
        database = connections["default"]
        with database.cursor() as cursor:
            for plain in _PLAIN:
                register_type(plain, cursor.cursor)
            self._execute(database, cursor, values | {"now": timezone.now()})
            return cursor.fetchall()

    def plan(self) -> None:
        """Compose it now. Raises EmptyResultSet."""
        marks = {"now": MARKS[datetime](1)}
        marks |= {name: MARKS[kind](n) for n, (name, kind) in enumerate(self.types.items(), start=2)}
        before = timezone.now()
        rows = self.query(**{name: marks[name] for name in self.types})
        after = timezone.now()
        compiler = rows.query.get_compiler(using="default")
        sql, read = compiler.as_sql()
        converted = compiler.get_converters([expression for expression, *_ in compiler.select]).values()
        self.is_plain = all(isinstance(expression.output_field, JSONField) for _, expression in converted)
        parameters = [marks["now"] if isinstance(one, datetime) and before <= one <= after else one for one in read]
        self.uses = [name for name, mark in marks.items() if mark in parameters]
        with connections["default"].cursor() as cursor:
            self.statement = self._numbered(sql, parameters, [marks[name] for name in self.uses], cursor.cursor)


class Shelf:
    """The `size` lists that were asked for last, each under a key that says all of its shape."""

    def __init__(self, name: str, size: int = 64) -> None:
        self.names = [f"{name}_{number}" for number in range(size)]
        self.kept: dict[Hashable, PlainList] = {}
        self.lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        return _dated(key) in self.kept

    def rows(self, key: Hashable, compose: Compose, /, **values: Any) -> Rows:
        """The rows of the list under this key; `compose(**values)` is its query."""
        key = _dated(key)
        with self.lock:
            found = self.kept.get(key)
            if found:
                self.kept[key] = self.kept.pop(key)  # the last one asked for stands at the end
        try:
            return (found or self._put(key, compose, values)).rows(**values)
        except EmptyResultSet:
            return []

    def _put(self, key: Hashable, compose: Compose, values: dict[str, Any]) -> PlainList:
        made = PlainList("", compose, **{name: type(value) for name, value in values.items()})
        made.plan()
        with self.lock:
            if key in self.kept:  # another thread was faster
                return self.kept[key]
            if not self.names:
                self.names.append(self.kept.pop(next(iter(self.kept))).name)
            made.name = self.names.pop()
            self.kept[key] = made
        return made


def _dated(key: Hashable) -> Hashable:
    """Terms and memberships are dated: a list is composed anew each day."""
    return today(), key
