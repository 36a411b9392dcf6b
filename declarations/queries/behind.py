"""What stands behind paragraphs: which of it a seat reads, how it is named, and finding more of it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import Seat
from commitments.models import Commitment
from common.i18n import pick
from common.search import matching
from declarations.models import Basis
from events.models import Conclusion, NoteRow, NoteTable
from objectives.models import Objective
from reporting.models import PublishedAnswer

FOUND = 8
"""How many of each kind a search shows."""
WITH = ("objective", "group", "conclusion__event", "answer__country", "note__table__event", "statement", "commitment")


@dataclass(frozen=True)
class Found:
    """Something that a paragraph could rest on: `key` is "<kind>:<id>" for the form."""

    key: str
    words: str
    text: str = ""


def readable_by(seat: Seat, bases: Any) -> Any:
    """Those whose thing the seat reads: notes, answers, conclusions and commitments have readers of their own.

    One query.
    """
    notes = NoteRow.objects.filter(table__in=NoteTable.objects.visible_to(seat))
    return bases.select_related(*WITH).filter(
        Q(note=None) | Q(note__in=notes.values("pk")),
        Q(answer=None) | Q(answer__in=PublishedAnswer.objects.visible_to(seat).values("pk")),
        Q(conclusion=None) | Q(conclusion__in=Conclusion.objects.visible_to(seat).values("pk")),
        Q(commitment=None) | Q(commitment__in=_commitments(seat).values("pk")),
    )


def _commitments(seat: Seat) -> Any:
    """What is shared of them: a pledge that a country keeps to itself stands behind nothing."""
    return Commitment.objects.visible_to(seat).shared()


def named(basis: Basis, language: str) -> str:
    """The thing in a line of words, in a language."""
    with override(language):
        if basis.objective:
            return _("Objective %(n)s: %(short)s") % {
                "n": basis.objective.number, "short": pick(basis.objective, "short", language)
            }  # fmt: skip
        if basis.group:
            return pick(basis.group, "name", language)
        if basis.conclusion:
            return _("Conclusion %(r)s, %(event)s") % {
                "r": basis.conclusion.reference, "event": pick(basis.conclusion.event, "name", language)
            }  # fmt: skip
        if basis.answer:
            return f"{pick(basis.answer.country, 'name', language)}, {basis.answer.code}"
        if basis.commitment:
            return basis.commitment.reference
        if basis.statement:
            return pick(basis.statement, "occasion", language)
        return pick(basis.note.table.event, "name", language) if basis.note else ""


def search(words: str, seat: Seat) -> list[tuple[str, list[Found]]]:
    """What the seat could link, by kind, narrowed by words; nothing without words."""
    words = words.strip()
    if not words:
        return []
    number = int(words) if words.isdecimal() and len(words) < 3 else 0
    objectives = matching(Objective.objects.all(), words) | Objective.objects.filter(number=number)
    read = Conclusion.objects.visible_to(seat).exclude(reference="").select_related("event")
    conclusions = matching(read, words) | read.filter(reference=words)
    said = PublishedAnswer.objects.visible_to(seat).select_related("country")
    answers = matching(said, words) | said.filter(code=words)
    undertaken = _commitments(seat)
    notes = NoteRow.objects.filter(table__in=NoteTable.objects.visible_to(seat), text__icontains=words)
    found = [
        (_("Objectives"), [
            Found(f"objective:{row.pk}", f"{row.number}. {pick(row, 'short')}") for row in objectives[:FOUND]
        ]),
        (_("Conclusions"), [
            Found(f"conclusion:{row.pk}", f"{row.reference}, {pick(row.event, 'name')}", pick(row, "text"))
            for row in conclusions.order_by("-event__starts", "order")[:FOUND]
        ]),
        (_("Published answers"), [
            Found(
                f"answer:{row.pk}", f"{pick(row.country, 'name')}, {row.code}", pick(row, "text") or pick(row, "words")
            )
            for row in answers.order_by("code")[:FOUND]
        ]),
        (_("Commitments"), [
            Found(f"commitment:{row.pk}", row.reference, pick(row, "text"))
            for row in (matching(undertaken, words) | undertaken.filter(reference=words))[:FOUND]
        ]),
        (_("Notes of meetings"), [
            Found(f"note:{row.pk}", pick(row.table.event, "name"), row.text)
            for row in notes.select_related("table__event").order_by("table", "order")[:FOUND]
        ]),
    ]  # fmt: skip
    return [(kind, rows) for kind, rows in found if rows]


def chosen(key: str, seat: Seat) -> tuple[str, Any]:
    """The thing that a key of `Found` names, among those that the seat reads; ("", None) for another one."""
    name, _colon, pk = key.partition(":")
    of: dict[str, Any] = {
        "objective": Objective.objects.all(),
        "conclusion": Conclusion.objects.visible_to(seat),
        "answer": PublishedAnswer.objects.visible_to(seat),
        "commitment": _commitments(seat),
        "note": NoteRow.objects.filter(table__in=NoteTable.objects.visible_to(seat)),
    }
    if name not in of:
        return "", None
    try:
        return name, of[name].filter(pk=pk).first()
    except (ValidationError, ValueError):
        return "", None
