"""The lists and single things of the registry, one pair of views for each resource."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from accounts.models import ApiKey
from accounts.seats import PUBLIC
from api import changes, reading
from api.asking import read_list, read_one
from api.problems import Problem
from api.throttling import within
from api.validators import language_of, plainly_asked
from api.views.base import ApiView, json
from common.resources import Resource, plan


class ResourceView(ApiView):
    """A view of one resource."""

    resource: Resource

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        translation.activate(language_of(request))
        return self._at_once(request, **kwargs) or super().dispatch(request, *args, **kwargs)

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        return self.validated(request._request, request.auth, lambda: self.answer(request._request, **kwargs))

    def answer(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The answer made anew, for `self.seat`."""
        raise NotImplementedError

    def finish(self, request: HttpRequest, response: Any, key: ApiKey | None) -> None:
        super().finish(request, response, key)
        for ending in changes.ENDINGS:
            if ending.resource == self.resource.name:
                for name, value in ending.headers().items():
                    response.headers[name] = value

    def _at_once(self, request: HttpRequest, **kwargs: Any) -> HttpResponse | None:
        """The answer to who reads without a key and takes JSON, made without the framework. None: it is to say more.

        The framework looks at every request as if it might be of any kind, which costs more than an unchanged answer.
        """
        if not plainly_asked(request) or not within(request):
            return None
        self.seat = PUBLIC
        try:
            response = self.validated(request, None, lambda: self.answer(request, **kwargs))
        except (APIException, Http404):
            return None
        self.finish(request, response, None)
        return response


class ListView(ResourceView):
    """A page of the things that the caller may read, or of what changed since a moment."""

    def answer(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked = read_list(self.resource, request.GET, self.seat)
        page = reading.page(asked)
        answer: dict[str, Any] = {"results": page.results, "next": None}
        headers: dict[str, str] = {}
        if page.cursor:
            query = {name: value for name, value in request.GET.items() if name not in ("cursor", "count")}
            address = f"{settings.SITE_URL}{request.path}?{urlencode(query | {'cursor': page.cursor})}"
            answer["next"] = address
            headers["Link"] = f'<{address}>; rel="next"'
        if asked.count:
            answer["count"], answer["count_is_capped"] = reading.count(asked)
        return json(answer, headers)


class DetailView(ResourceView):
    """One thing by its id or its code; 410 with the trace when it is no longer published."""

    def answer(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked = read_one(self.resource, request.GET)
        key = kwargs["key"]
        found = reading.one(self.resource, self.resource.rows(self.seat), key, plan(asked.fields, asked.language))
        if found is not None:
            return json(found)
        gone = reading.trace(self.resource, self.seat, key)
        if gone is None:
            raise Http404
        raise Problem(410, _("It was published and is no longer."), trace=gone)
