"""Block trees as JSON and back, strictly: what is not understood is an error, never dropped."""

import dataclasses
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from publications import blocks

FORMAT = 1


class InvalidBlocks(ValueError):
    """The JSON is not a block tree; the message says where."""


def to_json(document: blocks.Document) -> dict[str, Any]:
    """`document` as plain dicts, lists and scalars; fields at their default are left out."""
    return {"format": FORMAT, **_write(document, tagged=False)}


def from_json(data: Any) -> blocks.Document:
    """The document that `to_json` wrote. Raises InvalidBlocks on anything unknown, missing or of a wrong type."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InvalidBlocks(f"not a document of format {FORMAT}")
    body = {name: value for name, value in data.items() if name != "format"}
    return _read_dataclass(blocks.Document, body, "document")


def _write(value: Any, *, tagged: bool) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        written = {"type": type(value).__name__} if tagged else {}
        for name, (annotation, field) in _fields(type(value)).items():
            content = getattr(value, name)
            if content != field.default:
                written[name] = _write(content, tagged=_is_choice_of_blocks(annotation))
        return written
    if isinstance(value, tuple):
        return [_write(item, tagged=tagged) for item in value]
    return value


def _read(annotation: Any, value: Any, where: str) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        if not isinstance(value, list):
            raise InvalidBlocks(f"{where}: a list is needed")
        return tuple(_read(arguments[0], item, f"{where}[{index}]") for index, item in enumerate(value))
    if origin in (Union, UnionType):
        if value is None and type(None) in arguments:
            return None
        if not _is_choice_of_blocks(annotation):
            return _read(arguments[0], value, where)
        return _read_tagged(arguments, value, where)
    if origin is Literal:
        if value not in arguments or type(value) not in {type(argument) for argument in arguments}:
            raise InvalidBlocks(f"{where}: {value!r} is not one of {arguments}")
        return value
    if dataclasses.is_dataclass(annotation):
        return _read_dataclass(annotation, value, where)
    if annotation is float and type(value) is int:
        return value
    if type(value) is not annotation:
        raise InvalidBlocks(f"{where}: {annotation.__name__} is needed, not {type(value).__name__}")
    return value


def _read_tagged(kinds: tuple[Any, ...], value: Any, where: str) -> Any:
    kind = value.get("type") if isinstance(value, dict) else None
    for candidate in kinds:
        if candidate.__name__ == kind:
            body = {name: content for name, content in value.items() if name != "type"}
            return _read_dataclass(candidate, body, f"{where}:{kind}")
    raise InvalidBlocks(f"{where}: unknown block {kind!r}")


def _read_dataclass(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise InvalidBlocks(f"{where}: an object is needed")
    fields = _fields(kind)
    if unknown := value.keys() - fields.keys():
        raise InvalidBlocks(f"{where}: unknown {', '.join(sorted(map(str, unknown)))}")
    content = {
        name: _read(annotation, value[name], f"{where}.{name}")
        for name, (annotation, _field) in fields.items()
        if name in value
    }
    try:
        return kind(**content)
    except (TypeError, ValueError) as error:
        raise InvalidBlocks(f"{where}: {error}") from error


@cache
def _fields(kind: type) -> dict[str, tuple[Any, dataclasses.Field[Any]]]:
    hints = get_type_hints(kind, vars(blocks))
    return {field.name: (hints[field.name], field) for field in dataclasses.fields(kind)}


def _is_choice_of_blocks(annotation: Any) -> bool:
    """A union of several block classes, or a tuple of it: its members name their type in JSON."""
    if get_origin(annotation) is tuple:
        return _is_choice_of_blocks(get_args(annotation)[0])
    members = [member for member in get_args(annotation) if member is not type(None)]
    return len(members) > 1 and all(dataclasses.is_dataclass(member) for member in members)
