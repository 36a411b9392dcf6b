"""A new agenda beside the one that is there: which items are the same, what stays with them, what goes with the others.

Nothing is written here: the page shows it before anything is replaced, and the action follows it.
"""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Language
from common.i18n import other_language, pick
from events.directory import Directory, plain
from events.enums import ItemKind
from events.intake.agenda import ParsedAgenda, ParsedItem
from events.intake.heirs import heirs
from events.intake.likeness import most_alike
from events.models import AgendaItem, AgendaSpeaker, Event


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

    Five queries, however long the agenda.
    """
    stored = stored_items(event)
    written = [(day.date, item) for day in parsed.days for item in day.items]
    for _on, item in written:
        item.known, item.was = None, ""
    _find(stored, written, language, parsed.people)
    found = Succession()
    for _on, item in written:
        if item.known:
            item.kind = _kind_of(item.known, item)
            item.was = _was(item.known, item, language)
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


def _find(stored: list[AgendaItem], written: list[tuple[date, ParsedItem]], language: str, people: Directory) -> None:
    """By day and title; as a translation, by its hours; by title on another day; by a title that is much alike."""

    def titled(item: AgendaItem) -> str:
        return plain(pick(item, "title", language))

    def in_hours(item: AgendaItem) -> Hashable:
        return None if getattr(item, f"title_{language}") else (item.day.date, item.start, item.end)

    _pair(stored, written, lambda i: (i.day.date, titled(i)), lambda on, i: (on, plain(i.title)))
    _pair(stored, written, in_hours, lambda on, i: (on, i.start, i.end))
    _pair(stored, written, titled, lambda on, i: plain(i.title))
    _pair_alike(stored, written, language, people)


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
    stored: list[AgendaItem], written: list[tuple[date, ParsedItem]], language: str, people: Directory
) -> None:
    """Reworded titles of one day, the most alike first."""
    left: dict[date, dict[int, AgendaItem]] = {}
    for place, known in enumerate(_left(stored, written)):
        left.setdefault(known.day.date, {})[place] = known
    new: dict[date, dict[int, ParsedItem]] = {}
    for place, (on, item) in enumerate(written):
        if item.known is None and on in left:
            new.setdefault(on, {})[place] = item
    for on, items in new.items():
        before = {place: pick(known, "title", language) for place, known in left[on].items()}
        titles = {place: item.title for place, item in items.items()}
        for _ratio, old, place in sorted(most_alike(before, titles, people), key=lambda pair: -pair[0]):
            if old in left[on] and items[place].known is None:
                items[place].known = left[on].pop(old)


def _was(known: AgendaItem, item: ParsedItem, language: str) -> str:
    """The title of a known item, where that of the text is another one."""
    title = pick(known, "title", language)
    return "" if plain(title) == plain(item.title) else title


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
    found, left = heirs(known, item.speakers, language)
    said = [_("no longer named: %(names)s") % {"names": ", ".join(who.with_role() for who in left)}] if left else []
    for one, heir in zip(item.speakers, found, strict=True):
        if heir and (lost := heir.loses(one, language)):
            said.append(f"{heir.before.said(language)} ({'; '.join(lost)})")
    other = other_language(language)
    for name, label in (("title", _("title")), ("section", _("section")), ("notes", _("notes"))):
        words = getattr(known, f"{name}_{other}")
        if words and is_outdated(known, name, item, language):
            said.append(f"{label} ({Language(other).label}): {words}")
    return said


def new_words(item: ParsedItem, name: str) -> str:
    """The title, the section or the notes of an item of the text, as an item stores them."""
    return {"title": item.title[:400], "section": item.section[:200], "notes": "\n".join(item.notes)}[name]


def is_outdated(known: AgendaItem, name: str, item: ParsedItem, language: str) -> bool:
    """Does the other language no longer say what the item of the text does? A translation only now written does.

    A title does, too, that differs in signs alone.
    """
    before, words = getattr(known, f"{name}_{language}"), new_words(item, name)
    if name == "title":
        before, words = plain(before), plain(words)
    return bool(before) and before != words
