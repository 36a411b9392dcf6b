"""JSON by orjson, and the one format that is read."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

from api.problems import Problem

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS
MAX_BODY = 512 * 1024


def dumps(value: Any) -> bytes:
    """A value as JSON: moments in UTC with a Z, identifiers as text."""
    return orjson.dumps(value, default=_default, option=OPTIONS)


def _default(value: Any) -> Any:
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value))


class JsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        if data is None:
            return b""
        return data if isinstance(data, bytes) else dumps(data)


class JsonParser(BaseParser):
    """A JSON object of bounded size; orjson refuses deep nesting, NaN and broken UTF-8."""

    media_type = "application/json"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        body = stream.read(MAX_BODY + 1)
        if len(body) > MAX_BODY:
            raise Problem(413, _("A body may have %(limit)s bytes.") % {"limit": MAX_BODY})
        try:
            value = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError from error
        if not isinstance(value, dict):
            raise ParseError
        return value
