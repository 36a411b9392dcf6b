"""Files for programs: whole lists, the night's files, the change feed, the dictionary."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import orjson
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from catalogue import dictionary
from catalogue import nightly as night
from catalogue.asked import NotUnderstood, asked, misnamed, problem
from catalogue.bulk.cells import as_json
from catalogue.bulk.reading import reading
from catalogue.bulk.streams import FORM, FORMATS, unhurried
from catalogue.changes import changes as all_changes
from catalogue.changes import settled
from catalogue.registry import RESOURCES
from common.http import public_page
from common.i18n import LANGUAGES

JSON_LINES = FORMATS["jsonl"].media_type
ROWS_WHILE_WAITING = 50_000
"""A workbook of more rows takes too long to be made while somebody waits."""
LATER = gettext_lazy("Something that these files held was withdrawn. They are being made anew; ask again shortly.")


def _stream(request: SeatRequest, pieces: Iterator[bytes], media_type: str, name: str) -> HttpResponseBase:
    """The pieces as they are made; nothing is read for HEAD."""
    response = StreamingHttpResponse(() if request.method == "HEAD" else pieces, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@public_page
@require_safe
def whole_list(request: SeatRequest, name: str, format: str) -> HttpResponseBase:
    """A list as CSV, JSON Lines or XLSX: what the reader may read, by the filters of the address."""
    resource, form = RESOURCES.get(name), FORMATS.get(format)
    if resource is None or form is None:
        raise Http404
    try:
        rows, language = asked(resource, request.seat, request.GET)
        if format == "xlsx" and rows.order_by()[: ROWS_WHILE_WAITING + 1].count() > ROWS_WHILE_WAITING:
            words = _("Too many rows for a workbook made while you wait: filter them, or take the night's file.")
            raise NotUnderstood({"format": words}, ())
    except NotUnderstood as error:
        return problem(error)
    how = reading(resource, rows, language)
    pieces = form.stream(how, night.about(resource)) if format == "xlsx" else form.stream(how)
    return _stream(request, pieces, form.media_type, f"{name}.{format}")


@public_page
@require_safe
def changes(request: SeatRequest) -> HttpResponseBase:
    """Everything that changed after `since`, the oldest first, one change a line."""
    valid = ("since", "lang")
    problems = misnamed(request.GET, valid)
    since, language = None, request.GET.get("lang") or None
    if text := request.GET.get("since", ""):
        since = _moment(text)
        if since is None:
            problems["since"] = _("A day or a moment, as 2026-03-31 or 2026-03-31T12:00:00Z.")
    if language not in (None, *LANGUAGES):
        problems["lang"] = _("en or es.")
    if problems:
        return problem(NotUnderstood({name[:100]: words for name, words in problems.items()}, valid))
    return _stream(request, _lines(request, since, language), JSON_LINES, "changes.jsonl")


def _lines(request: SeatRequest, since: datetime | None, language: str | None) -> Iterator[bytes]:
    with unhurried():
        found = all_changes(request.seat, since, settled(), language)
        while some := list(islice(found, 100)):
            yield b"".join(orjson.dumps(change, default=as_json, option=FORM) for change in some)


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text.replace(" ", "+")) if "T" in text else None
        day = parse_date(text) if found is None else None
    except ValueError:
        return None
    if day:
        found = datetime(day.year, day.month, day.day)
    if found is None or not 1900 < found.year < 3000:
        return None
    # In UTC: PostgreSQL does not know every offset that Python knows.
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


@require_safe
def nightly(request: SeatRequest, name: str) -> HttpResponseBase:
    """A file of the night. It holds what the public reads, whoever asks."""
    release = night.in_force()
    if release is None:
        return _later()
    file = next((file for file in release.files if file["name"] == name), None)
    if file is None:
        raise Http404
    media_type = _media_type(name)
    etag = f'"{file["sha256"]}"'
    response = get_conditional_response(request, etag) or _opened(file["sha256"], name, media_type)
    response["ETag"], response["Cache-Control"] = etag, "public, no-cache"
    return response


def _opened(sha256: str, name: str, media_type: str) -> HttpResponseBase:
    try:
        file = night.path_of(sha256).open("rb")
    except FileNotFoundError:
        return _later()
    return FileResponse(file, as_attachment=True, filename=name, content_type=media_type)


def _media_type(name: str) -> str:
    end = name.rpartition(".")[2]
    return FORMATS[end].media_type if end in FORMATS else "text/markdown; charset=utf-8"


def _later() -> HttpResponse:
    response = HttpResponse(str(LATER), status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"], response["Cache-Control"] = "120", "no-store"
    return response


@require_safe
def manifest(request: SeatRequest) -> HttpResponseBase:
    """What the night's files are: names, sizes, SHA-256, the version of what is public."""
    release = night.in_force()
    if release is None:
        return _later()
    etag = f'"{release.token}"'
    response = get_conditional_response(request, etag) or HttpResponse(
        night.manifest(release), content_type="application/json"
    )
    response["ETag"], response["Cache-Control"] = etag, "public, no-cache"
    return response


@public_page
@require_safe
def dictionary_csv(request: SeatRequest) -> HttpResponseBase:
    """Every field of every list, as a table."""
    return HttpResponse(dictionary.as_csv(), content_type=FORMATS["csv"].media_type)


@public_page
@require_safe
def dictionary_markdown(request: SeatRequest, language: str) -> HttpResponseBase:
    """The same as a page of one language."""
    if language not in LANGUAGES:
        raise Http404
    return HttpResponse(dictionary.as_markdown(language), content_type="text/markdown; charset=utf-8")
