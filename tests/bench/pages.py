"""The tracker and the workspace's home at 11 and at 193 members: time against the same rows fetched bare."""

import time
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.seats import SESSION_KEY, Seat
from reporting.actions.cycles import prepare_assignment
from reporting.models import Assignment
from tests.bench.data import members
from tests.bench.harness import Row, interleave
from tests.factories.world import build_world, read_world

SIZES = (11, 193)


def measure() -> list[Row]:
    """Two pages at two sizes. The limit is the page's own SQL, sent once more through a bare cursor."""
    if not Assignment.objects.exists():
        build_world()
    world = read_world()
    rows = []
    for size in SIZES:
        _grow(world.call, size)
        for name, seat, address in (
            ("tracker", world.secretariat, reverse("reporting:tracker", args=[world.call.pk])),
            ("workspace", world.focal_point, reverse("reporting:contribution", args=[world.a.pk])),
        ):
            client = _client(seat)
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            count = len(captured)
            statements = [query["sql"] for query in captured.captured_queries if query["sql"].startswith("SELECT")]
            limit, product = interleave(_bare(statements), _timed(lambda c=client, a=address: c.get(a)))  # type: ignore[misc]
            goal = 3 if (name, size) == ("tracker", SIZES[-1]) else None
            rows.append(Row(f"{name} page, {size} members", "ms", limit, product, goal=goal, note=f"{count} queries"))
    return rows


def _grow(call: object, size: int) -> None:
    present = set(Assignment.objects.filter(call=call).values_list("country_id", flat=True))
    absent = [country for country in members(size) if country.pk not in present]
    for country in absent[: size - len(present)]:
        prepare_assignment(call, country)  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum does within a minute after such a load


def _client(seat: Seat) -> Client:
    client = Client()
    client.force_login(seat.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SESSION_KEY] = str(seat.membership.pk) if seat.membership else ""
    session.save()
    return client


def _bare(statements: list[str]) -> Callable[[], float]:
    def run() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()

    return _timed(run)


def _timed(act: Callable[[], object], times: int = 5) -> Callable[[], float]:
    """Milliseconds of one call, as the mean of a few."""

    def run() -> float:
        started = time.perf_counter()
        for _ in range(times):
            act()
        return (time.perf_counter() - started) / times * 1000

    return run
