"""Addresses of version 1: two for each resource of the registry, the start, the document, the working copy."""

from typing import Any

from django.urls import URLPattern, path, re_path
from drf_spectacular.utils import extend_schema_view

from api.schema import describe_list, describe_one
from api.views.resources import DetailView, ListView
from api.views.start import DocumentView, NothingView, StartView
from api.views.workspace import AnswerTextView, AssignmentsView, WorkingCopyView
from catalogue.registry import RESOURCES
from common.resources import Resource

app_name = "api"


def addresses(resource: Resource) -> list[URLPattern]:
    """The list of a resource and the address of one of its things."""
    many: Any = extend_schema_view(get=describe_list(resource))(type("List", (ListView,), {"resource": resource}))
    one: Any = extend_schema_view(get=describe_one(resource))(type("Detail", (DetailView,), {"resource": resource}))
    return [
        path(resource.name, many.as_view(), name=f"{resource.name}-list"),
        path(f"{resource.name}/<path:key>", one.as_view(), name=f"{resource.name}-detail"),
    ]


urlpatterns: list[URLPattern] = [
    path("", StartView.as_view(), name="start"),
    path("openapi.json", DocumentView.as_view(), name="document"),
    *(address for resource in RESOURCES.values() for address in addresses(resource)),
    path("workspace", AssignmentsView.as_view(), name="workspace"),
    path("workspace/<uuid:assignment>", WorkingCopyView.as_view(), name="workspace-answers"),
    path(
        "workspace/answers/<uuid:answer>/texts/<str:language>", AnswerTextView.as_view(), name="workspace-answer-text"
    ),
    re_path(r"^[\s\S]+$", NothingView.as_view(), name="nothing"),
]
