"""The OpenAPI document: shapes and parameters of every resource come from its own definition."""

from functools import lru_cache
from typing import Any

import django_filters as filters
from django.urls import include, path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, PolymorphicProxySerializer, extend_schema
from rest_framework import serializers

from accounts.enums import Language
from api.asking import LARGEST_PAGE, PAGE_SIZE, orderings
from api.problems import CONTENT_TYPE
from common.filters import MAX_LENGTH, MAX_VALUES, AnyChoice, AnyNumber, AnyOf, Day
from common.i18n import LANGUAGES, current_language
from common.resources import Field, Kind, Resource
from common.text import MAX_CHARACTERS
from objectives.filters import OfPrinciple
from reporting.enums import AnswerKind, AssignmentStatus, TranslationState

PLAIN: dict[Kind, type[serializers.Field]] = {
    Kind.UUID: serializers.UUIDField,
    Kind.CODE: serializers.CharField,
    Kind.TEXT: serializers.CharField,
    Kind.DATE: serializers.DateField,
    Kind.MOMENT: serializers.DateTimeField,
    Kind.NUMBER: serializers.FloatField,
    Kind.BOOLEAN: serializers.BooleanField,
    Kind.REFERENCE: serializers.CharField,
    Kind.URL: serializers.CharField,
}
OPEN = ("list_", "read_")
NUMBERED = ("objective", "objectives")
"""References to objectives are their numbers."""


class ProblemSerializer(serializers.Serializer):
    """An error (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField(help_text=_("What kind of error it is, in your language."))
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text=_("What is wrong and what to do, in your language."))
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), required=False,
        help_text=_("What is wrong with each parameter."),
    )  # fmt: skip
    parameters = serializers.ListField(child=serializers.CharField(), required=False)
    fields = serializers.ListField(child=serializers.CharField(), required=False)
    ordering = serializers.ListField(child=serializers.CharField(), required=False)


class TraceSerializer(serializers.Serializer):
    """What remains of something that is no longer published."""

    id = serializers.CharField()
    code = serializers.CharField(allow_null=True)
    gone = serializers.ChoiceField(choices=[(True, True)])
    ended_at = serializers.DateTimeField()
    ending = serializers.ChoiceField(choices=["replaced", "withdrawn", "deleted"])
    replaced_by = serializers.UUIDField(allow_null=True, help_text=_("The one in its place, where you may read it."))


class GoneSerializer(ProblemSerializer):
    """A 410 with the trace."""

    trace = TraceSerializer()


class AssignmentSerializer(serializers.Serializer):
    """What a country is asked for in one call."""

    id = serializers.UUIDField()
    country = serializers.CharField()
    cycle = serializers.CharField()
    status = serializers.ChoiceField(choices=AssignmentStatus.choices)
    call_is_open = serializers.BooleanField()
    indicative_date = serializers.DateTimeField()


class WorkingTextSerializer(serializers.Serializer):
    """The words of an answer in one language, with the version to send back."""

    language = serializers.ChoiceField(choices=Language.choices)
    text = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()
    state = serializers.ChoiceField(choices=TranslationState.choices)


class WorkingAnswerSerializer(serializers.Serializer):
    """One answer of the working copy."""

    id = serializers.UUIDField()
    question = serializers.CharField()
    objective = serializers.IntegerField(allow_null=True)
    kind = serializers.ChoiceField(choices=AnswerKind.choices, allow_null=True)
    source_language = serializers.ChoiceField(choices=Language.choices, allow_null=True)
    texts = WorkingTextSerializer(many=True)
    updated_at = serializers.DateTimeField()


class WorkingCopySerializer(serializers.Serializer):
    """The working copy of one assignment."""

    assignment = AssignmentSerializer()
    answers = WorkingAnswerSerializer(many=True)


class TextSerializer(serializers.Serializer):
    """The words to save: plain text, with dash lists."""

    text = serializers.CharField(allow_blank=True, max_length=MAX_CHARACTERS)


class SavedSerializer(serializers.Serializer):
    """The words as they are stored now, with their new version."""

    answer = serializers.UUIDField()
    language = serializers.ChoiceField(choices=Language.choices)
    text = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()
    updated_at = serializers.DateTimeField()


class ConflictSerializer(ProblemSerializer):
    """A 409: what is stored, its version, and what was sent."""

    stored = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()
    submitted = serializers.CharField(allow_blank=True)


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = "api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": str(_("A key of the portal: rcm_…"))}


def document() -> dict[str, Any]:
    """The whole document in the active language."""
    return _document(current_language())


@lru_cache(maxsize=2)
def _document(language: str) -> dict[str, Any]:
    generator = SchemaGenerator(patterns=[path("api/v1/", include("api.urls"))])
    made: dict[str, Any] = generator.get_schema(request=None, public=True)
    return made


def close(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """A hook: our objects hold what is named and nothing else; problems may say more; reading needs no key."""
    for operations in result["paths"].values():
        for operation in operations.values():
            needed: list[dict[str, list[str]]] = [{"key": []}]
            operation["security"] = [{}, *needed] if operation["operationId"].startswith(OPEN) else needed
    for name, schema in result["components"]["schemas"].items():
        if schema.get("type") == "object" and name not in ("Problem", "Gone", "Conflict"):
            schema["additionalProperties"] = False
    return result


def errors(*codes: int) -> dict[Any, Any]:
    """Responses that are problems; 410 carries a trace."""
    always = (400, 401, 404, 406, 429)
    return {(code, CONTENT_TYPE): GoneSerializer if code == 410 else ProblemSerializer for code in (*always, *codes)}


NOT_MODIFIED = {304: OpenApiResponse(description=_("You hold this answer already."))}


def describe_list(resource: Resource) -> Any:
    """The decorator that says what a list takes and gives."""
    thing = serializer_of(resource)
    results = PolymorphicProxySerializer(
        component_name=f"{_pascal(resource.name)}OrTrace", serializers=[thing, TraceSerializer],
        resource_type_field_name=None, many=True,
    )  # fmt: skip
    page = type(
        f"{_pascal(resource.name)}PageSerializer",
        (serializers.Serializer,),
        {
            "results": results,
            "next": serializers.CharField(allow_null=True, help_text=_("Address of the next page.")),
            "count": serializers.IntegerField(required=False),
            "count_is_capped": serializers.BooleanField(required=False),
        },
    )
    return extend_schema(
        operation_id=f"list_{resource.name.replace('-', '_')}",
        summary=resource.title,
        description=resource.about,
        tags=[resource.name],
        parameters=[*_filters(resource), *_for_many(resource)],
        responses={200: page, **NOT_MODIFIED, **errors()},
    )


def describe_one(resource: Resource) -> Any:
    """The decorator that says what the address of one thing takes and gives."""
    return extend_schema(
        operation_id=f"read_{resource.name.replace('-', '_')}",
        summary=resource.title,
        description=resource.about,
        tags=[resource.name],
        parameters=[
            OpenApiParameter("key", str, OpenApiParameter.PATH, description=_("Its id or its code.")),
            *_for_one(resource),
        ],
        responses={200: serializer_of(resource), **NOT_MODIFIED, **errors(410)},
    )


SHAPES: dict[str, type[serializers.Serializer]] = {}


def serializer_of(resource: Resource) -> type[serializers.Serializer]:
    """The shape of one thing: any field may be left out by `fields`, or come in one language by `lang`."""
    if resource.name not in SHAPES:
        SHAPES[resource.name] = _shape(resource)
    return SHAPES[resource.name]


def _shape(resource: Resource) -> type[serializers.Serializer]:
    members: dict[str, serializers.Field] = {}
    for one in resource.fields:
        members |= _members(one)
    return type(f"{_pascal(resource.name)}Serializer", (serializers.Serializer,), members)


def _members(one: Field) -> dict[str, serializers.Field]:
    if one.kind == Kind.BILINGUAL:
        texts = {name: _text(one) for name in (*one.outputs(), one.name)}
        language = serializers.ChoiceField(choices=Language.choices, allow_null=True, required=False)
        return texts | {f"{one.name}_language": language}
    return {one.name: _member(one)}


def _text(one: Field) -> serializers.Field:
    return serializers.CharField(help_text=one.help, allow_null=True, required=False)


def _member(one: Field) -> serializers.Field:
    more: dict[str, Any] = {"help_text": one.help, "required": False}
    if one.kind == Kind.LIST:
        child = serializers.IntegerField() if one.name in NUMBERED else serializers.CharField()
        return serializers.ListField(child=child, **more)
    if one.kind == Kind.OBJECTS:
        parts = {part.name: _member(part) for part in one.parts}
        shape = type(f"{capfirst(one.name)}PartSerializer", (serializers.Serializer,), parts)
        return shape(many=True, **more)
    if one.null:
        more["allow_null"] = True
    if one.choices:
        return serializers.ChoiceField(choices=one.choices.choices, **more)
    if one.name in NUMBERED:
        return serializers.IntegerField(**more)
    return PLAIN[one.kind](**more)


def _for_one(resource: Resource) -> list[OpenApiParameter]:
    names = [one.name for one in resource.fields]
    return [
        OpenApiParameter(
            "lang", str, enum=list(LANGUAGES), description=_("Texts in one language, in the other where it has none.")
        ),
        OpenApiParameter(
            "fields", {"type": "array", "items": {"type": "string", "enum": names}, "minItems": 1}, explode=False,
            description=_("The fields you need, with commas between."),
        ),
    ]  # fmt: skip


def _for_many(resource: Resource) -> list[OpenApiParameter]:
    return [
        *_for_one(resource),
        OpenApiParameter(
            "ordering", str, enum=orderings(resource), description=_("The order; a minus turns it round.")
        ),
        OpenApiParameter(
            "limit", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE},
            description=_("Things on a page."),
        ),
        OpenApiParameter("cursor", str, description=_("Part of the address of the next page.")),
        OpenApiParameter("count", {"type": "boolean"}, description=_("Count them too, up to 10,000.")),
        OpenApiParameter(
            "updated_since", OpenApiTypes.DATETIME,
            description=_("What changed at this moment or later, with traces of what ended."),
        ),
    ]  # fmt: skip


def _filters(resource: Resource) -> list[OpenApiParameter]:
    declared = resource.filters.base_filters if resource.filters else {}
    return [
        OpenApiParameter(
            name, _schema_of(one), description=one.extra["help_text"], explode=False if isinstance(one, AnyOf) else None
        )
        for name, one in declared.items()
    ]


def _schema_of(one: filters.Filter) -> Any:
    if isinstance(one, AnyNumber):
        item: dict[str, Any] = {"type": "integer", "minimum": one.least, "maximum": one.most}
    elif isinstance(one, OfPrinciple):
        item = {"type": "string", "enum": list(one.letters)}
    elif isinstance(one, AnyChoice):
        item = {"type": "string", "enum": one.choices.values}
    else:
        item = {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH}
    if isinstance(one, AnyOf):
        return {"type": "array", "items": item, "maxItems": MAX_VALUES}
    if isinstance(one, Day):
        return OpenApiTypes.DATE
    if isinstance(one, filters.ChoiceFilter):
        return {"type": "string", "enum": [code for code, _label in one.extra["choices"].choices]}
    return {"type": "string", "maxLength": one.extra["max_length"]}


def _pascal(name: str) -> str:
    return "".join(part.title() for part in name.split("-"))
