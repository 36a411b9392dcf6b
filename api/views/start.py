"""The start of the interface, its OpenAPI document, and what is not there."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.schema import document
from api.views.base import ApiView, json
from catalogue.registry import RESOURCES


class StartView(ApiView):
    """What there is, and where it is described."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        base = f"{settings.SITE_URL}/api/v1"
        lists = {
            name: {"title": str(resource.title), "about": str(resource.about), "url": f"{base}/{name}"}
            for name, resource in RESOURCES.items()
        }
        return self.validated(
            request._request,
            request.auth,
            lambda: json(
                {
                    "openapi": f"{base}/openapi.json",
                    "documentation": f"{settings.SITE_URL}/en/developers/",
                    "licence": settings.LICENCE or None,
                    "version": self.version.token if self.version else "",
                    "lists": lists,
                }
            ),
        )


class DocumentView(ApiView):
    """The OpenAPI document, in the caller's language."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        return self.validated(request._request, request.auth, lambda: json(document()))


class NothingView(ApiView):
    """An address that is not there; one with a slash too many is told where it is without."""

    @extend_schema(exclude=True)
    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise Http404

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.method in ("GET", "HEAD") and request.path.endswith("/") and _is_there(request.path.rstrip("/")):
            query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
            return HttpResponsePermanentRedirect(f"{request.path.rstrip('/')}{query}")
        return super().dispatch(request, *args, **kwargs)


def _is_there(path: str) -> bool:
    try:
        return resolve(path).url_name != "nothing"
    except Resolver404:
        return False
