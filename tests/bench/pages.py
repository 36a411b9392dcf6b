"""The tracker and the workspace's home at 11 and at 193 members, all of which have submitted all objectives; the
workspace's own report says something on each.

The workspace stands beside its own queries, fetched bare; the tracker beside its queries and its grid, joined as text.
"""

import time
from collections.abc import Callable
from html import escape
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.seats import SESSION_KEY, Seat
from reporting.actions.cycles import prepare_assignment
from reporting.enums import AssignmentStatus
from reporting.models import Assignment, Call, Revision
from reporting.snapshots import snapshot
from tests.bench.data import members
from tests.bench.harness import Row, interleave
from tests.factories import fill
from tests.factories.world import build_world, read_world

SIZES = (11, 193)
OBJECTIVES = list(range(1, 24))


def measure() -> list[Row]:
    """Two pages at two sizes. The limit sends the page's own SQL through a bare cursor and joins the grid's cells."""
    if not Assignment.objects.exists():
        build_world()
        world = read_world()
        fill(world, world.a, *OBJECTIVES)
    world = read_world()
    rows = []
    for size in SIZES:
        _grow(world.call, size, world.focal_point.person)
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
            write = _grid if name == "tracker" else None
            limit, product = interleave(_bare(statements, write), _timed(lambda c=client, a=address: c.get(a)))  # type: ignore[misc]
            goal = 3 if (name, size) == ("tracker", SIZES[-1]) else None
            rows.append(Row(f"{name} page, {size} members", "ms", limit, product, goal=goal, note=f"{count} queries"))
    return rows


def _grow(call: Call, size: int, person: User) -> None:
    present = set(Assignment.objects.filter(call=call).values_list("country_id", flat=True))
    absent = [country for country in members(size) if country.pk not in present]
    for country in absent[: size - len(present)]:
        prepare_assignment(call, country)
    _submit_all(call, person)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum does within a minute after such a load


def _submit_all(call: Call, person: User) -> None:
    """A current revision with all objectives for each member that has none, written as rows."""
    Revision.objects.bulk_create(
        Revision(
            assignment=assignment, number=1, objectives=OBJECTIVES, hash="0" * 64, submitted_by=person,
            submitted_by_label=person.name,
            snapshot=snapshot(assignment, objectives=OBJECTIVES, includes_whole=True),
        )
        for assignment in Assignment.objects.filter(call=call, revisions=None)
    )  # fmt: skip
    Assignment.objects.filter(call=call).update(status=AssignmentStatus.SUBMITTED)


def _client(seat: Seat) -> Client:
    client = Client()
    client.force_login(seat.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SESSION_KEY] = str(seat.membership.pk) if seat.membership else ""
    session.save()
    return client


def _bare(statements: list[str], write: Callable[[list[tuple[Any, ...]]], str] | None) -> Callable[[], float]:
    """Send the statements and fetch their rows; write each result as the page would, if it is given a way to."""

    def run() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                rows = cursor.fetchall()
                if write:
                    write(rows)

    return _timed(run)


def _grid(rows: list[tuple[Any, ...]]) -> str:
    """The tracker's grid, if these are its rows: what any program has to do that answers with this page."""
    if not rows or not any(isinstance(value, list) for value in rows[0]):
        return ""
    where = next(place for place, value in enumerate(rows[0]) if isinstance(value, list))
    return "".join(
        f'<tr><th scope="row"><a href="/en/desk/revisions/{row[0]}/">{escape(row[2])}</a></th>'
        + "".join(
            f'<td><a class="c c--read" href="/en/desk/revisions/{row[0]}/?objective={number}">{number}</a></td>'
            for number in row[where]
        )
        + f'<td class="tr__t">{row[5]}</td><td class="tr__t">{row[3]}</td></tr>\n'
        for row in rows
    )


def _timed(act: Callable[[], object], times: int = 5) -> Callable[[], float]:
    """Milliseconds of one call, as the mean of a few."""

    def run() -> float:
        started = time.perf_counter()
        for _ in range(times):
            act()
        return (time.perf_counter() - started) / times * 1000

    return run
