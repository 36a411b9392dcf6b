"""Taking notes: each row and each summary is saved alone. Every write is a conditional UPDATE on the version read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Language
from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.results import require
from common.text import MAX_CHARACTERS, clean_text, uuid_or_none
from events import rules
from events.attribution import Attribution, Named
from events.enums import NoteKind
from events.models import AgendaItem, Event, NoteRow, NoteSource, NoteSummary, NoteTable
from events.trail import trail
from objectives.models import Objective, Principle

UNSENT = 0
"""The version of a row that its page made by itself, so that one can go on typing while the line is cut."""
_SPLIT = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class Point:
    """A row as it was typed: objectives as "3, 7", principles as "a, c", sources one to a line.

    `item` is the key of the item of the agenda in whose discussion it was said, '' where it was said in none.
    """

    text: str
    kind: str = NoteKind.HIGHLIGHT
    language: str = Language.ENGLISH
    attributed: str = ""
    objectives: str = ""
    principles: str = ""
    item: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two the same, whatever line ends and spaces a browser sends."""
        return (
            clean_text(self.text).text, self.kind, self.language, clean_text(self.attributed).text,
            _codes(self.objectives), _codes(self.principles), self.item,
        )  # fmt: skip

    @property
    def marks(self) -> str:
        """What the row says beside its text, on one line."""
        parts = [
            ", ".join(filter(None, self.attributed.splitlines())), str(NoteKind(self.kind).label),
            " ".join(filter(None, [self.objectives, self.principles])), str(Language(self.language).label),
        ]  # fmt: skip
        return " · ".join(filter(None, parts))


def point_of(row: NoteRow) -> Point:
    """A stored row the way the page shows it."""
    return Point(
        text=row.text,
        kind=row.kind,
        language=row.language,
        attributed=row.attributed(),
        objectives=", ".join(map(str, row.objective_numbers)),
        principles=", ".join(row.principle_letters),
        item=str(row.item_id or ""),
    )


@transaction.atomic
def save_point(*, row: NoteRow, point: Point, version: int, by: Seat) -> NoteRow:
    """Store a row. Sending what is stored already changes nothing; one that was never sent comes at the end.

    Raises Conflict (both as `Point`) when `version` is stale, Refused when something in it is unknown, too long, or
    when the row was taken out, PermissionDenied by the rule.
    """
    require(rules.may_take_notes(by, row.table.event))
    if version == UNSENT:
        row, version = _first_sent(row, by)
    if point.key == point_of(row).key:
        return row
    text, sources, objectives, principles = _read(point)
    item = item_chosen(point.item, row.table.event)
    changed = NoteRow.objects.filter(pk=row.pk, version=version).update(
        text=text, kind=point.kind, language=point.language, item=item, version=F("version") + 1,
        updated_by=by.user, updated_at=timezone.now(),
    )  # fmt: skip
    stored = NoteRow.objects.filter(pk=row.pk).select_related("table__event").first()
    if stored is None:
        raise Refused(_("Somebody took this row out. Copy your text into another one."))
    if not changed:
        raise Conflict(stored=point_of(stored), version=stored.version, submitted=point)
    keep_sources(stored, sources)
    stored.objectives.set(objectives)
    stored.principles.set(principles)
    return stored


def keep_sources(row: NoteRow, sources: Iterable[Named]) -> None:
    """Whom the row comes from, in this order, instead of whom it named before."""
    row.sources.all().delete()
    NoteSource.objects.bulk_create(sources_of(row, sources))


def sources_of(row: NoteRow, sources: Iterable[Named]) -> list[NoteSource]:
    """Whom the row comes from, in this order, not stored yet."""
    return [
        NoteSource(
            row=row, order=order, country=named.country, body=named.body, category=named.category,
            words=named.words, group=named.group,
        )
        for order, named in enumerate(sources, start=1)
    ]  # fmt: skip


@transaction.atomic
def save_summary(*, summary: NoteSummary, text: str, version: int, by: Seat) -> NoteSummary:
    """Store the summary in one language, however long. Raises Conflict when `version` is stale."""
    require(rules.may_take_notes(by, summary.table.event))
    clean = cleaned(text)
    if summary.text == clean:
        return summary
    changed = NoteSummary.objects.filter(pk=summary.pk, version=version).update(
        text=clean, version=F("version") + 1, updated_by=by.user, updated_at=timezone.now()
    )
    summary.refresh_from_db()
    if not changed:
        raise Conflict(stored=summary.text, version=summary.version, submitted=clean)
    return summary


@transaction.atomic
def add_row(*, table: NoteTable, by: Seat, kind: str = NoteKind.HIGHLIGHT, key: UUID | None = None) -> NoteRow:
    """An empty row at the end, in the language of the last one, under the `key` that its page gave it, if it did."""
    require(rules.may_take_notes(by, table.event))
    NoteTable.objects.select_for_update().get(pk=table.pk)
    last = table.rows.order_by("-order").first()
    return NoteRow.objects.create(
        pk=key or uuid4(), table=table, order=last.order + 1 if last else 1, kind=kind, author=by.user,
        language=last.language if last else Language.ENGLISH,
    )  # fmt: skip


@transaction.atomic
def move_row(*, row: NoteRow, up: bool, by: Seat) -> None:
    """Exchange a row with its neighbour. Its text keeps its version: nobody who is typing is disturbed."""
    require(rules.may_take_notes(by, row.table.event))
    NoteTable.objects.select_for_update().get(pk=row.table_id)
    row.refresh_from_db(fields=["order"])
    rows = row.table.rows
    if up:
        other = rows.filter(order__lt=row.order).order_by("-order").first()
    else:
        other = rows.filter(order__gt=row.order).order_by("order").first()
    if other:
        NoteRow.objects.filter(pk=row.pk).update(order=other.order)
        NoteRow.objects.filter(pk=other.pk).update(order=row.order)


@transaction.atomic
def remove_row(*, row: NoteRow, version: int, by: Seat) -> None:
    """Take a row out; the trail keeps its words. Raises Conflict when somebody wrote in it in the meantime."""
    require(rules.may_take_notes(by, row.table.event))
    stored = NoteRow.objects.select_for_update().order_by().filter(pk=row.pk).first()
    if stored is None:
        return
    if stored.version != version:
        raise Conflict(stored=point_of(stored), version=stored.version, submitted=None)
    trail("event.note_removed", row.table.event, by=by, notes=str(row.table_id), text=stored.text)
    stored.delete()


def _first_sent(row: NoteRow, by: Seat) -> tuple[NoteRow, int]:
    """The row and its version, once it has a place; one that is sent again is there already, and that decides."""
    NoteTable.objects.select_for_update().get(pk=row.table_id)
    stored = row.table.rows.select_related("table__event").filter(pk=row.pk).first()
    if stored:
        return stored, UNSENT
    added = add_row(table=row.table, by=by, key=row.pk)
    return added, added.version


def _read(point: Point) -> tuple[str, list[Named], list[Objective], list[Principle]]:
    """Text, sources and references of a row. Raises Refused with all that is not known."""
    faults = []
    if point.kind not in NoteKind.values or point.language not in Language.values:
        faults.append(_("This choice is not in the list."))
    numbers = _codes(point.objectives)
    objectives = list(Objective.objects.filter(number__in=[int(n) for n in numbers if n.isdecimal() and len(n) < 3]))
    if len(objectives) != len(numbers):
        faults.append(_("Objectives are numbers from 1 to 23, like “3, 7”."))
    letters = _codes(point.principles)
    principles = list(Principle.objects.filter(letter__in=letters))
    if len(principles) != len(letters):
        faults.append(_("Principles are letters from a to j, like “a, c”."))
    if faults:
        raise Refused(" ".join(faults))
    return cleaned(point.text), Attribution().read(clean_text(point.attributed).text), objectives, principles


def item_chosen(key: str, event: Event) -> AgendaItem | None:
    """The item of the event's agenda that a key names, None for ''. Raises Refused when there is no such item."""
    if not key:
        return None
    item = AgendaItem.objects.filter(day__event=event, pk=key).first() if uuid_or_none(key) else None
    if item is None:
        raise Refused(_("This item of the agenda is not there any more. Choose another one, or none."))
    return item


def _codes(written: str) -> tuple[str, ...]:
    """The numbers or letters in what was typed, each once, in order."""
    codes = {part.strip("().").lower().lstrip("0") for part in _SPLIT.split(written)} - {""}
    return tuple(sorted(codes, key=lambda code: (len(code), code)))


def cleaned(raw: str) -> str:
    """The text of one note as it is stored. Raises Refused when it is too long."""
    text = clean_text(raw).text
    if len(text) > MAX_CHARACTERS:
        raise Refused(
            _("This text has %(count)s characters; one note holds %(limit)s. It is still in the box.")
            % {"count": len(text), "limit": MAX_CHARACTERS}
        )
    return text
