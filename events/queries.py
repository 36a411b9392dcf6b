"""Reads that several pages and documents of an event share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from accounts.models import Body, Country
from accounts.seats import PUBLIC, Seat
from commitments.models import Commitment
from common.i18n import pick, sort_key
from events.enums import EventAudience, LineRole
from events.methods import Line, run_sheet
from events.models import (
    AgendaDay,
    AgendaItem,
    AgendaSpeaker,
    Conclusion,
    Delegation,
    Event,
    EventLink,
    Fulfilment,
    ItemDocument,
    NoteRow,
    NoteSource,
    NoteTable,
    Origin,
    Session,
)
from events.models.note import NoteTableQuerySet
from practices.models import Practice

OBJECTIVES = 23
SOURCE_KINDS = ("country", "body", "category")
SOURCE_COLUMNS = ("country_id", "body_id", "category_id", "words")


@dataclass
class Node:
    """A line of the conclusions with what stands below it: the tree of sections, letters and Roman items."""

    line: Conclusion
    children: "list[Node]" = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        return self.line.role == LineRole.HEADING


def tree(lines: Iterable[Conclusion]) -> list[Node]:
    """Lines in their order as a tree. A heading belongs to the number it stands under and its letters to the heading;
    a line without a number stands below what is above it.
    """
    roots: list[Node] = []
    open_nodes: list[tuple[int, Node]] = []  # (depth, node): 1 number, 2 heading, 3 letter, 4 Roman
    for line in lines:
        node = Node(line)
        depth = _depth(line, open_nodes)
        while open_nodes and open_nodes[-1][0] >= depth:
            open_nodes.pop()
        (open_nodes[-1][1].children if open_nodes else roots).append(node)
        if line.role in (LineRole.ITEM, LineRole.HEADING):
            open_nodes.append((depth, node))
    return roots


def _depth(line: Conclusion, open_nodes: list[tuple[int, Node]]) -> int:
    if line.role == LineRole.HEADING:
        return 2
    if line.role == LineRole.ITEM:
        return {1: 1, 2: 3, 3: 4}[min(line.level, 3)]
    return open_nodes[-1][0] if line.role == LineRole.LINE and open_nodes else 0


def conclusions_of(event: Event, seat: Seat) -> list[Conclusion]:
    """The document of an event line by line, as far as the seat reads it: all or nothing. Three queries."""
    lines = Conclusion.objects.visible_to(seat).filter(event=event)
    return list(
        lines.select_related("proposer_country", "proposer_body", "event").prefetch_related(
            "thanked_countries", "thanked_bodies"
        )
    )


def thanked(lines: Iterable[Conclusion]) -> list[tuple[Country | Body, list[Conclusion]]]:
    """Who was thanked, in the order of the language, with the items that do; call it with `conclusions_of`."""
    found: dict[Country | Body, list[Conclusion]] = {}
    for line in lines:
        everybody: list[Country | Body] = [*line.thanked_countries.all(), *line.thanked_bodies.all()]
        for who in everybody:
            found.setdefault(who, []).append(line)
    return sorted(found.items(), key=lambda pair: (isinstance(pair[0], Body), sort_key(pick(pair[0], "name"))))


def took_part(event: Event) -> list[str]:
    """Countries, bodies and guests of whose delegations somebody is recorded to have taken part, by name."""
    rows = Delegation.objects.filter(registration__event=event, participants__attended=True).distinct()
    return sorted({row.name for row in rows.select_related("country", "body")}, key=sort_key)


def agenda_of(event: Event, seat: Seat = PUBLIC) -> list[AgendaDay]:
    """Days with items, their session, speakers, documents and good practices. Seven queries, however long the agenda.

    Documents with an audience of their own are those that the seat reads; what is printed holds none but public ones,
    because a file may be opened to more readers later.

    Who asked for the floor is not among the speakers: `floor_of` tells it to those who may read it.
    """
    days = event.days.prefetch_related(
        Prefetch("items", AgendaItem.objects.select_related("session")),
        Prefetch("items__speakers", AgendaSpeaker.objects.on_agenda().select_related("country", "body")),
        "items__documents",
        Prefetch("items__papers", ItemDocument.objects.open_to(seat)),
        Prefetch("items__practices", Practice.objects.visible_to(PUBLIC)),
    )
    return list(days)


def floor_of(event: Event, seat: Seat) -> dict[object, list[AgendaSpeaker]]:
    """Who asked for the floor in each item, by its key, for Member Countries and the desk. One query, or none."""
    found: dict[object, list[AgendaSpeaker]] = {}
    if seat.is_member or seat.is_desk:
        asked = AgendaSpeaker.objects.on_list().filter(item__day__event=event)
        for speaker in asked.select_related("country", "body"):
            found.setdefault(speaker.item_id, []).append(speaker)
    return found


def links_of(event: Event, seat: Seat) -> tuple[list[EventLink], list[EventLink]]:
    """The chain of decisions both ways, as far as the seat reads it: what the event points at, what points at it."""
    links = EventLink.objects.visible_to(seat)
    forth = links.filter(event=event).select_related("to_event", "to_conclusion__event", "to_source")
    back = links.filter(to_event=event).select_related("event")
    return list(forth), list(back)


def what_happened(lines: Iterable[Conclusion], seat: Seat) -> dict[Conclusion, list[EventLink]]:
    """For each item what is recorded as its follow-up; an item without any is not in the answer. One query."""
    links = EventLink.objects.visible_to(seat).filter(to_conclusion__in=list(lines))
    found: dict[Conclusion, list[EventLink]] = {}
    for link in links.select_related("event", "to_conclusion"):
        if link.to_conclusion:
            found.setdefault(link.to_conclusion, []).append(link)
    return found


def commitments_of(lines: Iterable[Conclusion], seat: Seat) -> dict[Conclusion, list[Commitment]]:
    """For each item the commitments made from it, as far as the seat reads them. One query."""
    origins = Origin.objects.filter(conclusion__in=list(lines), commitment__in=Commitment.objects.visible_to(seat))
    found: dict[Conclusion, list[Commitment]] = {}
    for origin in origins.select_related("commitment", "conclusion"):
        found.setdefault(origin.conclusion, []).append(origin.commitment)
    return found


def origins_of(commitment: Commitment, seat: Seat) -> list[Conclusion]:
    """The items that a commitment was made from, as far as the seat reads their document. One query."""
    lines = Conclusion.objects.visible_to(seat).filter(origins__commitment=commitment)
    return list(lines.select_related("event").order_by("event__starts", "order"))


def fulfilments_of(commitment: Commitment, seat: Seat) -> list[Fulfilment]:
    """The events that answer a commitment, as far as the seat reads them. One query."""
    links = Fulfilment.objects.filter(commitment=commitment, event__in=Event.objects.visible_to(seat))
    return list(links.select_related("event"))


def carried_out_at(event: Event, seat: Seat) -> list[Fulfilment]:
    """The commitments that an event carries out, as far as the seat reads them. One query."""
    links = Fulfilment.objects.filter(event=event, commitment__in=Commitment.objects.visible_to(seat))
    return list(links.select_related("commitment").order_by("commitment__made_on", "commitment__code"))


def answers_of(commitments: Iterable[Commitment]) -> dict[object, list[Event]]:
    """The events that carry commitments out, by key, as far as Member Countries read them. One query."""
    links = Fulfilment.objects.filter(commitment__in=list(commitments)).exclude(event__audience=EventAudience.DESK)
    found: dict[object, list[Event]] = {}
    for link in links.select_related("event"):
        found.setdefault(link.commitment_id, []).append(link.event)
    return found


@dataclass(frozen=True)
class Held:
    """A session with the run sheet of its method, as a page shows it."""

    session: Session
    sheet: list[Line]


@dataclass(frozen=True)
class Coverage:
    """Which of the objectives the sessions of an event speak of; counts are of distinct objectives."""

    covered: list[int]
    left_out: list[int]


def sessions_of(event: Event) -> list[Held]:
    """Sessions in order with objectives, questions and run sheet. Three queries."""
    sessions = Session.objects.filter(event=event).prefetch_related("objectives", "questions")
    return [
        Held(
            session,
            sheet_of(session),
        )
        for session in sessions
    ]


def sheet_of(session: Session) -> list[Line]:
    """The run sheet of a session's method with its own limits; none without a method. One query, or none prefetched."""
    if not session.method:
        return []
    questions = [pick(question, "text") for question in session.questions.all()]
    return run_sheet(session.method, questions, session.experts, session.limits)


def coverage(held: Iterable[Held]) -> Coverage:
    """What the sessions cover of the 23 objectives, and what they leave out. No query after `sessions_of`."""
    covered = {objective.number for one in held for objective in one.session.objectives.all()}
    return Coverage(sorted(covered), [number for number in range(1, OBJECTIVES + 1) if number not in covered])


def note_rows(rows: "QuerySet[NoteRow]") -> "QuerySet[NoteRow]":
    """Rows with sources, objectives and principles: four queries, however many they are."""
    sources = NoteSource.objects.select_related("country", "body", "category")
    related = rows.select_related("updated_by", "item__day")
    return related.prefetch_related(Prefetch("sources", sources), "objectives", "principles")


def items_to_choose(event: Event) -> list[AgendaItem]:
    """The items of an agenda in their order, for whoever says in which one something was said. One query."""
    items = AgendaItem.objects.filter(day__event=event).defer("search_en", "search_es")
    return list(items.select_related("day").order_by("day__date", "order"))


def items_noted(table: NoteTable) -> list[AgendaItem]:
    """The items of the agenda that these notes name, in their order. One query."""
    named = AgendaItem.objects.filter(pk__in=NoteRow.objects.filter(table=table).values("item"))
    return list(named.defer("search_en", "search_es").select_related("day").order_by("day__date", "order"))


def by_item(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Rows of notes item by item of the agenda; first what was said in none of them."""
    return rows.order_by(F("item__day__date").asc(nulls_first=True), "item__order", "order")


def named_in(table: NoteTable) -> list[tuple[str, str]]:
    """Everybody whom the notes name, as ("country:…", name), in the order of the language. One query."""
    sources = NoteSource.objects.filter(row__table=table).select_related("country", "body", "category")
    found = {}
    for source in sources.order_by(*SOURCE_COLUMNS).distinct(*SOURCE_COLUMNS):
        found[_source_key(source)] = source.said()
    return sorted(found.items(), key=lambda pair: sort_key(pair[1]))


def _source_key(source: NoteSource) -> str:
    for name in SOURCE_KINDS:
        if pk := getattr(source, f"{name}_id"):
            return f"{name}:{pk}"
    return f"words:{source.words}"


def rows_from(key: str) -> "QuerySet[NoteSource]":
    """The sources that `named_in` means by a key."""
    name, _colon, value = key.partition(":")
    if name in SOURCE_KINDS:
        return NoteSource.objects.filter(**{name: value})
    return NoteSource.objects.filter(words=value, country=None, body=None, category=None)


def source_named(key: str, tables: NoteTableQuerySet) -> NoteSource | None:
    """One of the sources that a key of `named_in` means, where these notes name it."""
    sources = NoteSource.objects.filter(row__table__in=tables.values("pk"))
    named = sources.select_related("country", "body", "category")
    return next((source for source in named if _source_key(source) == key), None)


def notes_to_print(tables: NoteTableQuerySet, source: str = "") -> list[NoteTable]:
    """Notes with all that a document says of them, in the order of events and sessions; `source`: of one alone."""
    rows = NoteRow.objects.all()
    if source:
        rows = rows.filter(pk__in=rows_from(source).values("row"))
    found = tables.select_related("event", "session").prefetch_related(
        Prefetch("rows", note_rows(rows)), "summaries", "event__notetakers__membership__user"
    )
    return list(found.order_by("event__starts", "event__code", "session__order"))
