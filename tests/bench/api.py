"""The interface's list of answers against a bare application with the same SQL behind the same server."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection
from typing import NamedTuple

from api.asking import Asked, cursor_of
from catalogue.registry import RESOURCES
from reporting.models import PublishedAnswer
from tests.bench.bare_list import asked_after
from tests.bench.data import REGION, WORLD, grow
from tests.bench.harness import Row, interleave
from tests.bench.servers import SECONDS, Server, asked_again, database_address, gunicorn

CLIENTS = 8
OBJECTIVES = 23
LIST = "/api/v1/answers?limit=100"
FILTER = "country=Z03&objective=8"
Measured = tuple[float, float]
"""Requests per second, and processor time of server and database for one in ms."""


def measure() -> list[Row]:
    """First page in two sizes; in the larger one also filtered, far in, and an answer that the caller holds."""
    with _servers() as (bare, portal):
        grow(REGION)
        rows = _first_page(bare, portal, REGION)
        total = grow(WORLD)
        rows += _first_page(bare, portal, WORLD)
        rows.append(
            _cost(
                "filtered list: processor time",
                *_side_by_side(bare, f"/?{FILTER}", portal, f"{LIST}&{FILTER}"),
                goal=1.25,
            )
        )
        place, cursor = _place(total - total // 10)
        far = f"{LIST}&cursor={cursor}"
        rows.append(
            _cost(
                "a page nine tenths down the list: processor time",
                *_side_by_side(bare, f"/?{place}", portal, far),
                goal=1.25,
            )
        )
        first, deep = interleave(partial(_round, portal, LIST), partial(_round, portal, far))
        rows.append(_cost("the same page against page 1 of the portal", first, deep, goal=1.1))
        held = partial(_round, portal, LIST, _answer(portal, LIST, {}).etag)
        full, known = interleave(partial(_round, bare, "/"), held)
        rows.append(_speed("304, against the whole page", full, known, goal=6))
        rows.append(_cost("304, against the whole page: processor time", full, known, goal=1 / 6))
    return rows


@contextmanager
def _servers() -> Iterator[tuple[tuple[Server, str], tuple[Server, str]]]:
    """The bare application and the portal, each with the name by which the database knows it."""
    environment = {
        "DATABASE_URL": database_address("portal"), "RCM_ENV": "test", "LOG_LEVEL": "ERROR",
        "API_LIMIT_ANONYMOUS": "1000000000", "DATABASE_CONN_MAX_AGE": "3600",
    }  # fmt: skip
    with (
        gunicorn("tests.bench.bare_list:application", BENCH_DATABASE_URL=database_address("bare")) as bare,
        gunicorn("rcm_portal.wsgi:application", **environment) as portal,
    ):
        yield (bare, "bare"), (portal, "portal")


Side = tuple[Server, str]


def _first_page(bare: Side, portal: Side, size: tuple[int, int]) -> list[Row]:
    limit, product = _side_by_side(bare, "/", portal, LIST)
    # By what was grown, not by what other benches left besides: the table holds one row for each size.
    name = f"100 of {size[0] * size[1] * OBJECTIVES} answers from the interface"
    return [
        _speed(name, limit, product, goal=0.85),
        _cost(f"{name}: processor time of server and database", limit, product, goal=1.25),
    ]


def _side_by_side(bare: Side, bare_path: str, portal: Side, path: str) -> tuple[list[Measured], list[Measured]]:
    """Both answers in turn, after a look that they hold the same records."""
    shown = [json.loads(_answer(*asked, {}).body)["results"] for asked in ((bare, bare_path), (portal, path))]
    if shown[0] != shown[1]:
        raise RuntimeError(f"the bare application and the portal differ at {path}")
    return interleave(partial(_round, bare, bare_path), partial(_round, portal, path))


def _speed(name: str, limit: list[Measured], product: list[Measured], goal: float) -> Row:
    speeds = [[speed for speed, _cost in rounds] for rounds in (limit, product)]
    return Row(name, "/s", *speeds, goal=goal, bigger_is_better=True)


def _cost(name: str, limit: list[Measured], product: list[Measured], goal: float) -> Row:
    costs = [[cost for _speed, cost in rounds] for rounds in (limit, product)]
    return Row(name, "ms", *costs, goal=goal)


def _round(side: Side, path: str, held: str = "") -> Measured:
    """`held` is the validator of the answer that the caller holds already."""
    server, name = side
    headers = {"If-None-Match": held} if held else {}
    if (status := _answer(side, path, headers).status) != (304 if held else 200):
        raise RuntimeError(f"{path} answers {status}")
    before = server.processor_ms(name)
    speed = asked_again(server.port, CLIENTS, path, headers)
    return speed, (server.processor_ms(name) - before) / (speed * SECONDS)


class _Answer(NamedTuple):
    status: int
    etag: str
    body: bytes


def _answer(side: Side, path: str, headers: Mapping[str, str]) -> _Answer:
    with closing(HTTPConnection("127.0.0.1", side[0].port)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return _Answer(response.status, response.headers["ETag"] or "", response.read())


def _place(offset: int) -> tuple[str, str]:
    """The place in the list behind so many answers: for the bare application, and as the portal's cursor."""
    rows = PublishedAnswer.objects.order_by("published_at", "id").values_list("published_at", "id")
    moment, key = rows[offset]
    asked = Asked(RESOURCES["answers"], (), order="published_at")
    return asked_after(moment, str(key)), cursor_of(asked, moment, str(key))
