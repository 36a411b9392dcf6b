"""One paragraph: its pair of texts, what it rests on, its history; and the acts of the desk on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import Seat
from common import shapes
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES, reading_order
from common.outcomes import Outcome, respond, version_of
from common.results import require
from common.text import clean_text
from declarations import advice, brackets, rules
from declarations.actions import text as actions
from declarations.enums import Kind
from declarations.forms import PositionForm
from declarations.models import Basis, Paragraph
from declarations.policy import Act
from declarations.queries import behind
from declarations.queries.room import lines_of
from declarations.views.base import attempt, crumbs, draft_of, draft_url, paragraph_of, paragraph_url
from events.models import Conclusion
from objectives.models import Objective

LANGUAGE_NAMES = {"en": "English", "es": "Español"}


@dataclass
class Box:
    """One language of the paragraph as its template needs it."""

    language: str
    text: str
    version: int
    url: str
    agreed: bool
    choices: list[brackets.Choice]
    outcome: Outcome | None = None

    @property
    def name(self) -> str:
        return LANGUAGE_NAMES[self.language]


@seat_required
@require_http_methods(["GET", "POST"])
def paragraph(request: SeatRequest, year: int, number: int, draft: int, identity: str) -> HttpResponse:
    """The paragraph. A POST saves both boxes, each under the version that was read: 409 with both texts, 422 else."""
    row = paragraph_of(draft_of(request, year, number, draft), identity)
    outcomes: dict[str, Outcome] = {}
    if request.method == "POST":
        require(rules.may(request.seat, Act.EDIT_TEXT, row.draft))
        outcomes = _save_boxes(request, row)
        if all(outcome.status == 200 for outcome in outcomes.values()):
            return attempt(request, lambda: None, _("Saved."), paragraph_url(row))
        row = paragraph_of(row.draft, identity)
    line = next(one for one in lines_of(row.draft, request.seat) if one.paragraph.pk == row.pk)
    context = {
        "draft": row.draft,
        "paragraph": row,
        "line": line,
        "number": line.number,
        "boxes": _boxes(request, row, outcomes),
        "kinds": Kind.choices,
        "may_edit": rules.may(request.seat, Act.EDIT_TEXT, row.draft),
        "may_note": rules.may(request.seat, Act.NOTE_AGREEMENT, row.draft),
        "advised": _advised(row) if request.seat.is_desk else [],
        "may_state": request.seat.is_workspace and rules.may_state_position(request.seat, row.draft),
        "position_form": PositionForm(),
        "history": row.positions.select_related("country"),
        "crumbs": crumbs(row.draft, here=line.number.handle),
    }
    status = max((outcome.status for outcome in outcomes.values()), default=200)
    return render(request, "declarations/paragraph.html", context, status=status)


@seat_required
@require_POST
def paragraph_text(
    request: SeatRequest, year: int, number: int, draft: int, identity: str, language: str
) -> HttpResponse:
    """Save one language, for the browser's autosave."""
    if language not in LANGUAGES:
        raise Http404
    row = paragraph_of(draft_of(request, year, number, draft), identity)
    text = request.POST.get(f"text-{language}")
    if text is None:
        return respond(Outcome(422, errors=[_("No text was sent.")]))
    return respond(_save(request.seat, row, language, text, request.POST.get("version", "")))


@seat_required
@require_POST
def paragraph_act(request: SeatRequest, year: int, number: int, draft: int, identity: str) -> HttpResponse:
    """One act of the desk on a paragraph (field "act"); leads back to it, or to the draft when it is gone."""
    row = paragraph_of(draft_of(request, year, number, draft), identity)
    name, _colon, rest = request.POST.get("act", "").partition(":")
    act = ACTS.get(name)
    if act is None:
        raise Http404
    here = f"{draft_url(row.draft)}#p-{row.identity}" if name in ("up", "down") else paragraph_url(row)
    to = draft_url(row.draft) if name == "remove" else here
    then = paragraph_url if name == "add" else None
    return attempt(request, lambda: act(request, row, rest), "", to, then)


def _save_boxes(request: SeatRequest, row: Paragraph) -> dict[str, Outcome]:
    """The source first, so that a translation sent with it is of the new source."""
    found = {}
    for language in (row.source_language, row.other_language):
        text = request.POST.get(f"text-{language}")
        if text is not None:
            found[language] = _save(request.seat, row, language, text, request.POST.get(f"version-{language}", ""))
    return found


def _save(seat: Seat, row: Paragraph, language: str, text: str, version: str) -> Outcome:
    try:
        saved = actions.save_text(paragraph=row, language=language, text=text, version=version_of(version), by=seat)
    except Conflict as clash:
        stored = Paragraph.objects.select_related("updated_by").get(pk=row.pk)
        shown = shapes.Conflict(
            field=f"text-{language}", mine=text, theirs=str(clash.stored), version=clash.version,
            saved_by=stored.updated_by.name if stored.updated_by else "", saved_at=stored.updated_at, language=language,
        )  # fmt: skip
        return Outcome(409, clash.version, conflict=shown)
    except Refused as refusal:
        return Outcome(422, errors=[str(refusal)])
    except PermissionDenied as denied:
        return Outcome(403, errors=[str(denied)])
    return Outcome(200, saved.version(language), remarks=clean_text(text).remarks)


def _boxes(request: SeatRequest, row: Paragraph, outcomes: dict[str, Outcome]) -> list[Box]:
    boxes = []
    for language in reading_order():
        outcome = outcomes.get(language)
        kept = outcome is not None and outcome.status != 200
        text = request.POST.get(f"text-{language}", "") if kept else row.text(language)
        boxes.append(
            Box(
                language, text, row.version(language), paragraph_url(row, "paragraph-text", language),
                row.agreed(language), brackets.choices(row.text(language)), outcome,
            )
        )  # fmt: skip
    return boxes


def _advised(row: Paragraph) -> list[str]:
    """Advice for the desk, once each."""
    found = [words for language in LANGUAGES for words in advice.on(row.text(language), language)]
    return [*found, *advice.on_pair(row.text_en, row.text_es)]


def _settle(request: SeatRequest, row: Paragraph, rest: str) -> None:
    """`rest` is "<language>:<place>:<option>", option "none" to leave all of them out."""
    language, place, option = _parts(rest, 3)
    if language not in LANGUAGES or not place.isdecimal() or not (option.isdecimal() or option == "none"):
        raise Http404
    actions.settle_choice(
        paragraph=row, language=language, place=int(place), option=int(option) if option != "none" else None,
        version=version_of(request.POST.get("version", "")), by=request.seat,
    )  # fmt: skip


def _agree(request: SeatRequest, row: Paragraph, rest: str) -> None:
    """`rest` is "<language>:yes" or "<language>:no"."""
    language, word = _parts(rest, 2)
    if language not in LANGUAGES:
        raise Http404
    version = version_of(request.POST.get("version", ""))
    actions.note_agreement(paragraph=row, language=language, agreed=word == "yes", version=version, by=request.seat)


def _kind(request: SeatRequest, row: Paragraph, _rest: str) -> None:
    kind = request.POST.get("kind", "")
    if kind not in Kind.values:
        raise Refused(_("This choice is not in the list."))
    actions.set_kind(paragraph=row, kind=kind, by=request.seat)


def _add(request: SeatRequest, row: Paragraph, _rest: str) -> Paragraph:
    kind = request.POST.get("kind", "")
    if kind not in Kind.values:
        raise Refused(_("This choice is not in the list."))
    return actions.add_paragraph(draft=row.draft, after=row, kind=kind, by=request.seat)


def _link(request: SeatRequest, row: Paragraph, _rest: str) -> None:
    """What was found by searching ("answer:<id>"); or an objective by its number, or a conclusion by the code of its
    meeting and its number ("rcgm-2021-12-01 6.a").
    """
    if chosen := request.POST.get("chosen"):
        kind, found = behind.chosen(chosen, request.seat)
        if found is None:
            raise Http404
        actions.add_basis(paragraph=row, name=kind, thing=found, by=request.seat)
        return
    written = request.POST.get("thing", "").split()
    if len(written) == 1 and written[0].isdecimal() and len(written[0]) < 3:
        thing: Any = Objective.objects.filter(number=int(written[0])).first()
        name = "objective"
    elif len(written) == 2:
        rows = Conclusion.objects.visible_to(request.seat)
        thing, name = rows.filter(event__code=written[0], reference=written[1]).first(), "conclusion"
    else:
        thing, name = None, ""
    if thing is None:
        raise Refused(_("Write the number of an objective, or the code of a meeting and the number of a conclusion."))
    actions.add_basis(paragraph=row, name=name, thing=thing, by=request.seat)


def _unlink(request: SeatRequest, row: Paragraph, rest: str) -> None:
    basis = Basis.objects.filter(paragraph=row, pk=int(rest)).first() if rest.isdecimal() and len(rest) < 15 else None
    if basis is None:
        raise Http404
    basis.paragraph = row
    actions.remove_basis(basis=basis, by=request.seat)


def _parts(rest: str, count: int) -> list[str]:
    parts = rest.split(":")
    if len(parts) != count:
        raise Http404
    return parts


ACTS: dict[str, Callable[[SeatRequest, Paragraph, str], Any]] = {
    "settle": _settle,
    "agree": _agree,
    "kind": _kind,
    "add": _add,
    "link": _link,
    "unlink": _unlink,
    "confirm": lambda request, row, _rest: actions.confirm_pair(paragraph=row, by=request.seat),
    "up": lambda request, row, _rest: actions.move_paragraph(paragraph=row, up=True, by=request.seat),
    "down": lambda request, row, _rest: actions.move_paragraph(paragraph=row, up=False, by=request.seat),
    "remove": lambda request, row, _rest: actions.remove_paragraph(paragraph=row, by=request.seat),
}
