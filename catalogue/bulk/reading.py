"""How a list is read for a file: by the database alone where every field can be said in SQL, else through its plan."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    Expression,
    F,
    Func,
    JSONField,
    QuerySet,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast

from catalogue.bulk.cells import BETWEEN, DANGEROUS
from common.i18n import LANGUAGES
from common.resources import Field, Kind, Resource, plan

Table = Callable[[Sequence[Any]], Iterable[Sequence[Any]]]
PLAIN = {Kind.UUID, Kind.NUMBER, Kind.DATE, Kind.BOOLEAN}
MOMENT = "replace(to_char((%(expressions)s) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), '.000000Z', 'Z')"
JSON_LIST = (
    f"(SELECT string_agg(v, '{BETWEEN}' ORDER BY n) "  # noqa: S608
    "FROM jsonb_array_elements_text(%(expressions)s) WITH ORDINALITY AS t(v, n))"
)

SIGNS = "".join(f"\\x{ord(sign):02x}" for sign in DANGEROUS)
GUARD = (
    # No sign stands behind this letter, and nearly every text begins with it or a later one.
    "CASE WHEN {0} COLLATE \"C\" >= 'A' THEN {0} WHEN {0} = '' THEN NULL "
    f"WHEN strpos(E'{SIGNS}', left({{0}}, 1)) > 0 THEN '''' || {{0}} ELSE {{0}} END"
)


@dataclass(frozen=True)
class Reading:
    """Rows in a stable order, the names of what they hold, and how some of them become values.

    `texts` are the same rows with every value as text, None where only Python can say it; `guarded` says which of them
    still need their guard to be the cells of CSV.
    """

    names: tuple[str, ...]
    rows: QuerySet[Any]
    table: Table
    texts: QuerySet[Any] | None = None
    guarded: tuple[bool, ...] = ()

    def cells(self) -> tuple[str, tuple[Any, ...]]:
        """The query of `texts` with a guard around each value, which is worked out once, and its parameters.

        The inner query is in order, which keeps PostgreSQL from merging it with the outer one. Raises EmptyResultSet.
        """
        assert self.texts is not None  # noqa: S101 - who asks has looked
        query, parameters = self.texts.query.sql_with_params()
        names = [f"c{place}" for place in range(len(self.guarded))]
        cells = [GUARD.format(name) if guard else name for name, guard in zip(names, self.guarded, strict=True)]
        return f"SELECT {', '.join(cells)} FROM ({query}) AS t ({', '.join(names)})", parameters  # noqa: S608


def reading(resource: Resource, rows: QuerySet[Any], language: str | None = None) -> Reading:
    """How to read these rows of a resource, in both languages or in one."""
    rows = rows.order_by(next(iter(resource.order.values())), resource.pk)
    how = plan(resource.fields, language)
    if not all(_in_sql(field, language) for field in resource.fields):
        return Reading(how.names, rows.values_list(*how.columns), how.table)
    told = [(field, expression) for field in resource.fields for expression in _expressions(field)]
    texts = [_text(rows, field, expression) for field, expression in told]
    return Reading(
        how.names,
        rows.values_list(*[_value(field, expression) for field, expression in told]),
        list,
        rows.values_list(*[text for text, _guard in texts]),
        tuple(guard for _text, guard in texts),
    )


def _in_sql(field: Field, language: str | None) -> bool:
    if field.kind == Kind.OBJECTS or (field.kind == Kind.BILINGUAL and language):
        return False
    return field.make is None or field.sql is not None


def _expressions(field: Field) -> list[Expression | F]:
    languages = LANGUAGES if field.kind == Kind.BILINGUAL else ("",)
    if field.sql:
        return [field.sql(language) for language in languages]
    return [F(column) for column in field.needs()]


def _value(field: Field, expression: Expression | F) -> Expression | F:
    """The value as `Plan.table` gives it: an empty text that may be absent is nothing."""
    absent = field.kind == Kind.BILINGUAL or (field.null and field.kind in (Kind.TEXT, Kind.CODE, Kind.URL))
    if not absent or field.sql:
        return expression
    return Func(expression, Value(""), function="NULLIF", output_field=TextField())


def _text(rows: QuerySet[Any], field: Field, expression: Expression | F) -> tuple[Expression | F, bool]:
    """The same as text, and whether a spreadsheet could take it for a formula: catalogue.bulk.cells in SQL."""
    if field.kind == Kind.MOMENT:
        return Func(expression, template=MOMENT, output_field=TextField()), False
    if field.kind in PLAIN:
        return Cast(expression, TextField()), False
    if field.kind == Kind.LIST:
        return _joined(rows, expression), True
    kept = expression.resolve_expression(rows.query)
    if isinstance(kept.output_field, CharField | TextField):
        return expression, True
    return Cast(expression, TextField()), not isinstance(kept.output_field, UUIDField | BooleanField | DateTimeField)


def _joined(rows: QuerySet[Any], expression: Expression | F) -> Expression:
    kind = expression.resolve_expression(rows.query).output_field
    if isinstance(kind, JSONField):
        return Func(expression, template=JSON_LIST, output_field=TextField())
    assert isinstance(kind, ArrayField)  # noqa: S101 - what else a list could be is a mistake of its resource
    return Func(expression, Value(BETWEEN), function="array_to_string", output_field=TextField())
