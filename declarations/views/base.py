"""What the pages of the room share: finding a draft for a seat, the way back, saying what became of an act."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import SeatRequest
from common.errors import Refused
from common.shapes import Link
from declarations.models import Declaration, Draft, Paragraph
from declarations.notify import draft_path


def declaration_of(request: SeatRequest, year: int, number: int) -> Declaration:
    rows = Declaration.objects.visible_to(request.seat).select_related("event", "cycle")
    return get_object_or_404(rows, year=year, number=number)


def draft_of(request: SeatRequest, year: int, number: int, draft: int) -> Draft:
    """The draft for a seat that reads it; 404 for everybody else."""
    rows = Draft.objects.visible_to(request.seat).select_related("declaration__event", "declaration__cycle")
    return get_object_or_404(rows, declaration__year=year, declaration__number=number, number=draft)


def paragraph_of(draft: Draft, identity: str) -> Paragraph:
    row = draft.paragraphs.select_related("updated_by").filter(identity=identity).first()
    if row is None:
        raise Http404
    row.draft = draft
    return row


def draft_url(draft: Draft) -> str:
    return reverse("declarations:draft", args=draft_path(draft))


def paragraph_url(paragraph: Paragraph, name: str = "paragraph", *more: str) -> str:
    return reverse(f"declarations:{name}", args=[*draft_path(paragraph.draft), paragraph.identity, *more])


def crumbs(draft: Draft | None = None, here: str = "") -> list[Link]:
    trail = [Link(_("Declarations"), reverse("declarations:list"))]
    if draft:
        trail.append(Link(f"{draft.symbol}, {draft.name}", draft_url(draft) if here else ""))
    return [*trail, Link(here)] if here else trail


def attempt(
    request: SeatRequest, act: Callable[[], Any], done: str, to: str, then: Callable[[Any], str] | None = None
) -> HttpResponse:
    """Do it, say what became of it, and go on to a page; `then` names another one from what came out of it."""
    try:
        made = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(to)
    if done:
        messages.success(request, done)
    return redirect(then(made) if then else to)
