"""The data dictionary: every list and field in words, from the same definitions that the files are made from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogue.bulk.streams import line
from catalogue.registry import RESOURCES
from common.i18n import LANGUAGES
from common.resources import Field, Resource

COLUMNS = ("list", "field", "column", "kind", "may_be_empty", "values", "refers_to", "help_en", "help_es")


def as_csv() -> bytes:
    """One line for each column of each list."""
    return b"".join([line(COLUMNS), *(line(row) for row in _rows())])


def _rows() -> Iterator[tuple[str, ...]]:
    for resource in RESOURCES.values():
        for field in resource.fields:
            helps = [_in(language, field) for language in LANGUAGES]
            for column in field.outputs():
                yield (
                    resource.name, field.name, column, field.kind.value, "true" if field.null else "false",
                    ";".join(_values(field)), field.to, *helps,
                )  # fmt: skip


def _in(language: str, field: Field) -> str:
    with override(language):
        return str(field.help)


def _values(field: Field) -> list[str]:
    return [value for value in field.choices.values if value] if field.choices else []


def as_markdown(language: str) -> bytes:
    """A page of one language."""
    with override(language):
        parts = [f"# {_('Data dictionary')}", *(_section(resource) for resource in RESOURCES.values())]
    return ("\n\n".join(parts) + "\n").encode()


def _section(resource: Resource) -> str:
    lines = [f"| {_('Column')} | {_('Kind')} | {_('Values')} | {_('Meaning')} |", "|---|---|---|---|"]
    for field in resource.fields:
        names = ", ".join(f"`{name}`" for name in field.outputs())
        values = ", ".join(f"`{value}`" for value in _values(field)) or (f"→ `{field.to}`" if field.to else "")
        lines.append(f"| {names} | {field.kind.value} | {values} | {field.help} |")
    return f"## {resource.title} (`{resource.name}`)\n\n{resource.about}\n\n" + "\n".join(lines)
