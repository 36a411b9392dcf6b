"""What became of a text that saves by itself, and the answer that static/js/autosave.js expects."""

from dataclasses import dataclass, field

import orjson
from django.http import HttpResponse, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone

from common import shapes


@dataclass
class Outcome:
    """What became of one posted field: saved (with its new version), in conflict, or refused with the reasons."""

    status: int
    version: int = 0
    errors: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    conflict: shapes.Conflict | None = None


def respond(outcome: Outcome) -> HttpResponse:
    """The answer that autosave.js expects."""
    if outcome.status == 200:
        told = {"version": outcome.version, "saved_at": timezone.now(), "state": {}, "remarks": outcome.remarks}
        # A quarter of JsonResponse's time.
        return HttpResponse(orjson.dumps(told, option=orjson.OPT_OMIT_MICROSECONDS), content_type="application/json")
    if outcome.status == 409 and outcome.conflict:
        html = render_to_string("components/conflict.html", {"conflict": outcome.conflict})
        return JsonResponse({"version": outcome.version, "html": html}, status=409)
    if outcome.status == 422:
        return JsonResponse({"errors": outcome.errors}, status=422)
    return JsonResponse({"reason": " ".join(outcome.errors)}, status=outcome.status)


def text_of(posted: QueryDict) -> str | None:
    """The text that a form sends, in the first field whose name begins with "text"; None when it sends none."""
    return next((str(value) for name, value in posted.items() if name.startswith("text")), None)


def version_of(version: str) -> int:
    """The version that was read; nonsense counts as never read, which is a conflict unless nothing was saved yet."""
    return int(version) if version.isdecimal() and len(version) < 10 else -1
