"""The lists and single things of the registry, one pair of views for each resource."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from api import reading
from api.asking import read_list, read_one
from api.problems import Problem
from api.views.base import ApiView
from common.resources import Resource, plan


class ResourceView(ApiView):
    """A view of one resource."""

    resource: Resource

    def get(self, request: Request, **kwargs: Any) -> Response:
        return self.validated(request, lambda: self.answer(request, **kwargs))

    def answer(self, request: Request, **kwargs: Any) -> Response:
        """The answer made anew."""
        raise NotImplementedError


class ListView(ResourceView):
    """A page of the things that the caller may read, or of what changed since a moment."""

    def answer(self, request: Request, **kwargs: Any) -> Response:
        asked = read_list(self.resource, request.GET, self.resource.rows(self.seat))
        page = reading.page(asked, self.seat)
        answer: dict[str, Any] = {"results": page.results, "next": None}
        headers: dict[str, str] = {}
        if page.cursor:
            query = {name: value for name, value in request.GET.items() if name not in ("cursor", "count")}
            address = f"{settings.SITE_URL}{request.path}?{urlencode(query | {'cursor': page.cursor})}"
            answer["next"] = address
            headers["Link"] = f'<{address}>; rel="next"'
        if asked.count:
            answer["count"], answer["count_is_capped"] = reading.count(asked)
        return Response(answer, headers=headers)


class DetailView(ResourceView):
    """One thing by its id or its code; 410 with the trace when it is no longer published."""

    def answer(self, request: Request, **kwargs: Any) -> Response:
        asked = read_one(self.resource, request.GET)
        key = kwargs["key"]
        found = reading.one(self.resource, self.resource.rows(self.seat), key, plan(asked.fields, asked.language))
        if found is not None:
            return Response(found)
        gone = reading.trace(self.resource, self.seat, key)
        if gone is None:
            raise Http404
        raise Problem(410, _("It was published and is no longer."), trace=gone)
