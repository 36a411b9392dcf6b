"""A new agenda beside the one that is there: which items are the same, what stays with them, what goes with the others.

Nothing is written here: the page shows it before anything is replaced, and the action follows it.
"""

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Language
from common.i18n import other_language, pick, sort_key
from events.enums import ItemKind, SpeakerRole
from events.intake.agenda import ParsedAgenda, ParsedItem, ParsedSpeaker
from events.models import AgendaItem, AgendaSpeaker, Event

ALIKE = 0.8
"""From which likeness of titles on (0 to 1) a reworded item of the same day counts as the same one."""


@dataclass(frozen=True)
class Going:
    """An item that the new text does not hold, and in words what hangs on it."""

    item: AgendaItem
    loses: list[str]


@dataclass
class Succession:
    """The items that go; those that stay are `known` at the items of the text."""

    gone: list[Going] = field(default_factory=list)
    losing: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """Of everything that would be lost: what was shown is what is carried out. '' when nothing would."""
        lost = [(str(going.item.pk), *going.loses) for going in self.gone]
        lost += [(key, *words) for key, words in self.losing]
        return hashlib.sha256(repr(lost).encode()).hexdigest()[:16] if lost else ""


def compare(event: Event, parsed: ParsedAgenda, language: str) -> Succession:
    """Find each stored item in the text, which is in `language`, and note there what it keeps and loses.

    Seven queries, however long the agenda.
    """
    stored = stored_items(event)
    written = [(day.date, item) for day in parsed.days for item in day.items]
    for _on, item in written:
        item.known = None
    _find(stored, written, language)
    found = Succession()
    for _on, item in written:
        if item.known:
            item.kind = _kind_of(item.known, item)
            item.keeps = hanging(item.known)
            item.loses = _lost_of(item.known, item, language)
            if item.loses:
                found.losing.append((str(item.known.pk), item.loses))
    taken = {item.known.pk for _on, item in written if item.known}
    found.gone = [Going(item, hanging(item)) for item in stored if item.pk not in taken]
    return found


def stored_items(event: Event) -> list[AgendaItem]:
    """The items in their order, with everything that hangs on them."""
    items = AgendaItem.objects.filter(day__event=event).select_related("day", "session")
    items = items.annotate(noted=Count("notes", distinct=True), found=Count("findings", distinct=True))
    speakers = Prefetch("speakers", AgendaSpeaker.objects.select_related("country", "body"))
    return list(items.prefetch_related(speakers, "documents", "papers", "practices").order_by("day__date", "order"))


def _find(stored: list[AgendaItem], written: list[tuple[date, ParsedItem]], language: str) -> None:
    """By day and title; as a translation, by its hours; by title on another day; by a title that is much alike."""

    def titled(item: AgendaItem) -> str:
        return _plain(pick(item, "title", language))

    def in_hours(item: AgendaItem) -> Hashable:
        return None if getattr(item, f"title_{language}") else (item.day.date, item.start, item.end)

    _pair(stored, written, lambda i: (i.day.date, titled(i)), lambda on, i: (on, _plain(i.title)))
    _pair(stored, written, in_hours, lambda on, i: (on, i.start, i.end))
    _pair(stored, written, titled, lambda on, i: _plain(i.title))
    _pair_alike(stored, written, titled)


def _left(stored: list[AgendaItem], written: list[tuple[date, ParsedItem]]) -> list[AgendaItem]:
    taken = {item.known.pk for _on, item in written if item.known}
    return [item for item in stored if item.pk not in taken]


def _pair(
    stored: list[AgendaItem],
    written: list[tuple[date, ParsedItem]],
    key: Callable[[AgendaItem], Hashable],
    key_written: Callable[[date, ParsedItem], Hashable],
) -> None:
    """Items of one key in their order: there may be two coffee breaks."""
    waiting: dict[Hashable, list[AgendaItem]] = {}
    for one in _left(stored, written):
        if (name := key(one)) is not None:
            waiting.setdefault(name, []).append(one)
    for on, item in written:
        if item.known is None and (same := waiting.get(key_written(on, item))):
            item.known = same.pop(0)


def _pair_alike(
    stored: list[AgendaItem], written: list[tuple[date, ParsedItem]], titled: Callable[[AgendaItem], str]
) -> None:
    """Reworded titles of one day, the most alike first; "Round table 1" is never "Round table 2"."""
    likeness = [
        (ratio, place, known)
        for place, (on, item) in enumerate(written)
        for known in _left(stored, written)
        if item.known is None and known.day.date == on and (ratio := _likeness(titled(known), _plain(item.title)))
    ]
    taken: set[object] = set()
    for _ratio, place, known in sorted(likeness, key=lambda one: -one[0]):
        item = written[place][1]
        if item.known is None and known.pk not in taken:
            item.known = known
            taken.add(known.pk)


def _likeness(one: str, other: str) -> float:
    """From `ALIKE` to 1, or 0 for titles that are not much alike or name other numbers."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0
    ratio = SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= ALIKE else 0


def _plain(title: str) -> str:
    """Without accents, case and signs."""
    return re.sub(r"\W+", " ", sort_key(title)).strip()


def hanging(item: AgendaItem) -> list[str]:
    """What hangs on an item, in words; the item is one of `stored_items`."""
    asked = [speaker.with_role() for speaker in item.speakers.all() if speaker.asked_floor]
    said = [f"{item.session.name}: {pick(item.session, 'title')}"] if item.session else []
    for label, names in (
        (_("documents of the record"), [pick(row, "title") for row in item.documents.all()]),
        (_("documents"), [pick(row, "title") for row in item.papers.all()]),
        (_("good practices"), [pick(row, "title") for row in item.practices.all()]),
        (_("speakers list"), asked),
    ):
        if names:
            said.append(f"{label}: {'; '.join(names)}")
    noted, found = getattr(item, "noted", 0), getattr(item, "found", 0)
    if noted:
        said.append(ngettext("%(n)d note", "%(n)d notes", noted) % {"n": noted})
    if found:
        said.append(ngettext("%(n)d finding", "%(n)d findings", found) % {"n": found})
    return said


def _kind_of(known: AgendaItem, item: ParsedItem) -> str:
    """A kind that stood there stays, as somebody may have chosen it; a list of countries makes it theirs."""
    is_new = known.kind == ItemKind.OTHER or item.kind == ItemKind.COUNTRY_PRESENTATIONS
    return item.kind if is_new else known.kind


def _lost_of(known: AgendaItem, item: ParsedItem, language: str) -> list[str]:
    """What the text takes from an item that stays: speakers whom it does not name, words of the other language."""
    _heirs, left = heirs(known, item.speakers, language)
    said = [_("no longer named: %(names)s") % {"names": ", ".join(who.with_role() for who in left)}] if left else []
    other = other_language(language)
    for name, label in (("section", _("section")), ("notes", _("notes"))):
        words = getattr(known, f"{name}_{other}")
        if words and is_outdated(known, name, new_words(item, name), language):
            said.append(f"{label} ({Language(other).label}): {words}")
    return said


def new_words(item: ParsedItem, name: str) -> str:
    """The section or the notes of an item of the text, as an item stores them."""
    return item.section[:200] if name == "section" else "\n".join(item.notes)


def is_outdated(known: AgendaItem, name: str, words: str, language: str) -> bool:
    """Does the other language no longer say what this one does? A translation that is only now written does."""
    before = getattr(known, f"{name}_{language}")
    return bool(before) and before != words


def heirs(
    known: AgendaItem, named: Iterable[ParsedSpeaker], language: str
) -> tuple[list[AgendaSpeaker | None], list[AgendaSpeaker]]:
    """For each speaker of the text the stored one that it is, or None; and those whom the text does not name.

    In a translation, where as many are named as before, they stand in the same order.
    """
    left = [speaker for speaker in known.speakers.all() if not speaker.asked_floor]
    named = list(named)
    if not getattr(known, f"title_{language}") and len(left) == len(named):
        return list(left), []
    found: list[AgendaSpeaker | None] = []
    for one in named:
        same = next((speaker for speaker in left if _is_same(speaker, one, language)), None)
        if same:
            left.remove(same)
        found.append(same)
    return found, left


def _is_same(speaker: AgendaSpeaker, one: ParsedSpeaker, language: str) -> bool:
    if sort_key(speaker.said(language)) == sort_key(one.words):
        return True
    meant = one.who.country and one.who.country.pk, one.who.body and one.who.body.pk
    return bool(one.who) and (speaker.country_id, speaker.body_id) == meant


def role_of(before: AgendaSpeaker | None, one: ParsedSpeaker) -> str:
    """The role that the text names, else the one from before."""
    return before.role if before and one.role == SpeakerRole.SPEAKER else one.role
