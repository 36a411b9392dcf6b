"""One answer's save through the whole portal against a bare versioned UPDATE, both behind the same server."""

import json
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.seats import SESSION_KEY
from reporting.models import AnswerText
from tests.bench.data import settle
from tests.bench.harness import Row, interleave
from tests.bench.servers import SECONDS, Request, Server, database_address, gunicorn, requests_per_second
from tests.factories.world import World, build_world, read_world

CLIENTS = 50
TEXT = "The institutions of the migration sector agreed on one procedure to receive search requests. " * 8


def measure() -> list[Row]:
    """Requests per second and p95 with fifty clients, each on a text of its own."""
    if not AnswerText.objects.exists():
        build_world()
    settle()
    world = read_world()
    rows = list(AnswerText.objects.filter(answer__assignment=world.a, language="en").order_by("pk")[:CLIENTS])
    versions = dict.fromkeys(range(CLIENTS), 0)
    with (
        gunicorn("tests.bench.bare:application", BENCH_DATABASE_URL=database_address("bare")) as bare,
        gunicorn(
            "rcm_portal.wsgi:application", DATABASE_URL=database_address("portal"), RCM_ENV="test", LOG_LEVEL="ERROR"
        ) as portal,
    ):
        limit = partial(_round, bare, "bare", _requests(versions, lambda n: f"/{rows[n].pk}/", ""), versions)
        saves = _requests(versions, lambda n: _save_address(rows[n]), _headers(world))
        limits, products = interleave(limit, partial(_round, portal, "portal", saves, versions))
    (limit_speed, limit_wait, limit_cost), (speed, wait, cost) = zip(*limits, strict=True), zip(*products, strict=True)
    return [
        Row("one answer's save, 50 clients", "/s", limit_speed, speed, goal=0.5, bigger_is_better=True),
        Row("the same: slowest of twenty", "ms", limit_wait, wait, goal=2),
        Row("one save: processor time of server and database", "ms", limit_cost, cost, goal=None),
    ]


def _round(server: Server, name: str, request: Request, versions: dict[int, int]) -> tuple[float, float, float]:
    """Requests per second, p95 in ms, and processor time in ms for a request."""

    def seen(number: int, body: bytes) -> None:
        versions[number] = json.loads(body)["version"]

    before = server.processor_ms(name)
    speed, wait = requests_per_second(server.port, CLIENTS, request, seen)
    return speed, wait, (server.processor_ms(name) - before) / (speed * SECONDS)


def _requests(versions: dict[int, int], address, headers: str):
    """Each client sends the version it was given last and a text that differs from the one before."""

    def request(number: int) -> bytes:
        form = urlencode({"text": f"{TEXT}{versions[number]}", "version": versions[number]})
        return (
            f"POST {address(number)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n{headers}"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n{form}"
        ).encode()

    return request


def _save_address(row: AnswerText) -> str:
    return reverse("reporting:answer-text", args=[row.answer_id, row.language])


def _headers(world: World) -> str:
    client = Client()
    client.force_login(world.focal_point.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[SESSION_KEY] = str(world.focal_point.membership.pk)
    session.save()
    token = "a" * 32
    cookies = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: token}
    return f"Cookie: {'; '.join(f'{k}={v}' for k, v in cookies.items())}\r\nX-CSRFToken: {token}\r\n"
