"""A browser for sweeps, which ask for thousands of pages and look only at the status and the bytes of each."""

from typing import Any

from django.http import HttpResponse
from django.test import Client


class Reader(Client):
    """Goes through every middleware, but keeps no copy of what each template was given. An error is a 500."""

    def request(self, **request: Any) -> HttpResponse:
        return self.handler(self._base_environ(**request))
