"""The screen of a declaration: the room follows what the presidency shows, every two seconds."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.i18n import pick
from common.shapes import Link
from common.text import uuid_or_none
from declarations import rules
from declarations.actions import screen as actions
from declarations.models import Draft, Screen, ScreenMove
from declarations.policy import Act
from declarations.queries.room import numbers_of, paragraphs_of
from declarations.queries.screen import record_of, shown_to, version_for
from declarations.views.base import attempt, crumbs, declaration_of, draft_of, paragraph_of

PER_PAGE = 100
SIDES = ("both", "en", "es")


@seat_required
@require_safe
def screen(request: SeatRequest, year: int, number: int) -> HttpResponse:
    """The page for the projector and for everybody in the room. `sides` chooses languages; `follow=0` keeps still."""
    row = declaration_of(request, year, number)
    draft = Draft.objects.visible_to(request.seat).filter(declaration=row).order_by("-number").first()
    if draft is None:
        raise Http404
    draft.declaration = row
    may_move = rules.may_move_screen(request.seat, row, draft)
    may_hand = bool(rules.may(request.seat, Act.HAND_SCREEN))
    context = _now(request, year, number) | {
        "declaration": row,
        "draft": draft,
        "title": pick(row, "title"),
        "follow": request.GET.get("follow") != "0",
        "may_move": may_move,
        "may_clear": rules.may_move_screen(request.seat, row),
        "may_hand": may_hand,
        "in_hands": may_hand and Screen.objects.filter(declaration=row, in_hands=True).exists(),
        "places": _places(draft) if may_move else [],
        "languages": _languages(request),
        "crumbs": crumbs(draft, here=_("Screen")),
    }
    return render(request, "declarations/screen.html", context)


@seat_required
@require_safe
def screen_now(request: SeatRequest, year: int, number: int) -> HttpResponse:
    """What is shown now, as a part of the page. Asked again while nothing changed it answers 304 after one query."""
    version = version_for(request.seat, year, number)
    tag = f'"{version or 0}-{get_language()}"'
    if version is not None and tag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        declaration_of(request, year, number)
        response = render(request, "declarations/screen_now.html", _now(request, year, number))
    response["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    return response


@seat_required
@require_POST
def screen_act(request: SeatRequest, year: int, number: int, draft: int) -> HttpResponse:
    """Move (field "act": next, previous, clear), or show the paragraph that is chosen (field "to").

    Hand the screen to the Secretariat and take it back (hand, take).
    """
    row = draft_of(request, year, number, draft)
    still = "&follow=0" if request.POST.get("follow") == "0" else ""
    back = f"{reverse('declarations:screen', args=[year, number])}?sides={_sides(request.POST)}{still}"
    if act := ACTS.get(request.POST.get("act", "")):
        return attempt(request, lambda: act(request, row), "", back)
    if uuid_or_none(identity := request.POST.get("to", "")) is None:
        raise Http404
    paragraph = paragraph_of(row, identity)
    return attempt(request, lambda: actions.put_on_screen(paragraph=paragraph, by=request.seat), "", back)


ACTS: dict[str, Callable[[SeatRequest, Draft], Any]] = {
    "next": lambda request, row: actions.step_on_screen(draft=row, steps=1, by=request.seat),
    "previous": lambda request, row: actions.step_on_screen(draft=row, steps=-1, by=request.seat),
    "clear": lambda request, row: actions.clear_screen(draft=row, by=request.seat),
    "hand": lambda request, row: actions.hand_screen(declaration=row.declaration, on=True, by=request.seat),
    "take": lambda request, row: actions.hand_screen(declaration=row.declaration, on=False, by=request.seat),
}


@seat_required
@require_safe
def screen_record(request: SeatRequest, year: int, number: int) -> HttpResponse:
    """The record of the session: what was under discussion, from when on, and who moved there; newest first."""
    row = declaration_of(request, year, number)
    moves = ScreenMove.objects.visible_to(request.seat).filter(declaration=row).select_related("paragraph__draft")
    page = Paginator(moves, PER_PAGE).get_page(request.GET.get("page"))
    here = Link(_("Record of the session"))
    trail = [*crumbs(), Link(pick(row, "title"), reverse("declarations:declaration", args=[year, number]))]
    screen_url = reverse("declarations:screen", args=[year, number])
    context = {
        "declaration": row, "page": page, "moves": record_of(row, list(page)),
        "crumbs": [*trail, Link(_("Screen"), screen_url), here],
    }  # fmt: skip
    return render(request, "declarations/screen_record.html", context)


def _now(request: SeatRequest, year: int, number: int) -> dict[str, Any]:
    sides = _sides(request.GET)
    return {
        "now": shown_to(request.seat, year, number),
        "sides": sides,
        "shown": ["en", "es"] if sides == "both" else [sides],
        "poll": f"{reverse('declarations:screen-now', args=[year, number])}?sides={sides}",
    }


def _sides(values: Any) -> str:
    asked = values.get("sides", "")
    return asked if asked in SIDES else SIDES[0]


def _languages(request: SeatRequest) -> list[Link]:
    words = {"both": _("EN and ES"), "en": "EN", "es": "ES"}
    chosen = _sides(request.GET)
    return [Link(label, f"?sides={value}", "true" if value == chosen else "") for value, label in words.items()]


def _places(draft: Draft) -> list[tuple[str, str]]:
    """(identity, handle) of every paragraph, for the presidency to choose from."""
    rows = paragraphs_of(draft)
    numbers = numbers_of(draft, rows)
    return [(str(row.identity), f"{numbers[row.identity].handle}: {row}") for row in rows]
