"""What becomes of a draft when decisions are made on its amendments. Pure: rows in, the text of the next draft out.

Decisions are applied as a set. Whatever the order in which they were made, the result is the same text, or the places
are named where two of them touch the same words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from common.i18n import LANGUAGES
from common.merge import hunks, merge
from declarations.enums import Kind, Operation, Outcome
from declarations.models import Amendment, Decision, Paragraph

IN_TEXT = (Outcome.TAKEN, Outcome.MODIFIED)


@dataclass(frozen=True)
class Clash:
    """Amendments that cannot stand together: by label, and the language where their words meet ('' for all of it)."""

    labels: tuple[str, ...]
    language: str = ""


@dataclass
class Result:
    """A paragraph of the next draft: an old one (`paragraph`) or a new one (`amendment`), and what went into it."""

    paragraph: Paragraph | None
    kind: str
    texts: dict[str, str]
    taken: list[Amendment] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    removed: bool = False

    @property
    def identity(self) -> UUID | None:
        return self.paragraph.identity if self.paragraph else None

    def changed(self, language: str) -> bool:
        return self.paragraph is None or self.paragraph.text(language) != self.texts[language]


def clashes_among(amendments: Iterable[Amendment]) -> list[Clash]:
    """The amendments of one paragraph that touch the same words, two by two, whatever becomes of them."""
    rows = sorted((row for row in amendments if row.to_id is None), key=sort_key)
    found = []
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            language = _meet(one, other)
            if language is not None:
                found.append(Clash((one.label, other.label), language))
    return found


def _meet(one: Amendment, other: Amendment) -> str | None:
    """The language in which both change the same words, '' where the paragraph as a whole is asked for twice."""
    operations = {one.operation, other.operation}
    if Operation.INSERT in operations:
        return None
    if Operation.DELETE in operations:
        return None if operations == {Operation.DELETE} else ""
    if operations == {Operation.MOVE}:
        return "" if one.after_id != other.after_id else None
    if Operation.MOVE in operations:
        return None
    for language in LANGUAGES:
        if one.text(language) and other.text(language) and one.base(language) == other.base(language):
            theirs = hunks(other.base(language), other.text(language))
            if any(a.touches(b) for a in hunks(one.base(language), one.text(language)) for b in theirs):
                return language
    return None


def sort_key(amendment: Amendment) -> tuple[str, int, str]:
    """One order for everybody, which no clock decides."""
    return (amendment.country.code if amendment.country else "", amendment.number or 0, str(amendment.pk))


def consolidate(
    paragraphs: Sequence[Paragraph], amendments: Iterable[Amendment], decisions: Iterable[Decision]
) -> list[Result]:
    """The next draft as the decisions make it, in order, paragraphs that go out included (`removed`)."""
    decided = {decision.amendment_id: decision for decision in decisions if decision.outcome in IN_TEXT}
    taken = sorted((row for row in amendments if row.pk in decided), key=sort_key)
    on: dict[UUID, list[Amendment]] = {}
    for row in taken:
        if row.paragraph_id and row.operation != Operation.INSERT:
            on.setdefault(row.paragraph_id, []).append(row)
    results = [_result(paragraph, on.get(paragraph.pk, []), decided) for paragraph in paragraphs]
    return _in_order(results, taken, decided)


def _result(paragraph: Paragraph, taken: list[Amendment], decided: dict[UUID, Decision]) -> Result:
    result = Result(paragraph, paragraph.kind, {code: paragraph.text(code) for code in LANGUAGES}, taken)
    by = {operation: [row for row in taken if row.operation == operation] for operation in Operation}
    replaced, deleted, moved = by[Operation.REPLACE], by[Operation.DELETE], by[Operation.MOVE]
    if deleted:
        result.removed = True
        if others := [*replaced, *moved]:
            result.clashes.append(Clash(tuple(row.label for row in [*deleted, *others])))
    if len({row.after_id for row in moved}) > 1:
        result.clashes.append(Clash(tuple(row.label for row in moved)))
    for language in LANGUAGES:
        versions = _versions(replaced, decided, language)
        merged = merge(paragraph.text(language), versions.values())
        if merged.is_clean:
            result.texts[language] = merged.text
        else:
            result.clashes.append(Clash(_who_meet(paragraph.text(language), versions), language))
    return result


def _versions(replaced: list[Amendment], decided: dict[UUID, Decision], language: str) -> dict[str, str]:
    """By label, the paragraph as each taken amendment makes it read.

    One that amends another stands for both, in the languages that it speaks.
    """
    said = {row.pk: text for row in replaced if (text := decided_text(row, decided[row.pk], language))}
    amended = {row.to_id for row in replaced if row.to_id and row.pk in said}
    return {row.label: said[row.pk] for row in replaced if row.pk in said and row.pk not in amended}


def decided_text(amendment: Amendment, decision: Decision, language: str) -> str:
    """The words that go into the text; '' where the amendment says nothing in this language."""
    return decision.text(language) if decision.outcome == Outcome.MODIFIED else amendment.text(language)


def _who_meet(base: str, versions: dict[str, str]) -> tuple[str, ...]:
    changes = {label: hunks(base, text) for label, text in versions.items()}
    return tuple(
        label
        for label, mine in changes.items()
        if any(a.touches(b) for other, theirs in changes.items() if other != label for a in mine for b in theirs)
    )


def _in_order(results: list[Result], taken: list[Amendment], decided: dict[UUID, Decision]) -> list[Result]:
    """Moved paragraphs at their new place, then new ones behind those that they stand after."""
    ordered = list(results)
    moves = [row for row in taken if row.operation == Operation.MOVE]
    for row in _sequence(moves, ordered):
        _move(ordered, row, {other.paragraph_id for other in moves if other != row})
    new: dict[UUID, list[Amendment]] = {}
    for row in taken:
        if row.operation == Operation.INSERT:
            new.setdefault(row.to_id or row.pk, []).append(row)
    # Backwards, so that several behind the same paragraph stand in the order of their labels.
    for rows in reversed(new.values()):
        ordered.insert(_behind(ordered, rows[0], rows[0].kind), _new(rows, decided))
    return ordered


def _new(rows: list[Amendment], decided: dict[UUID, Decision]) -> Result:
    """A new paragraph, of the amendment that proposes it and those that amend its words."""
    result = Result(None, rows[0].kind, {}, rows)
    for language in LANGUAGES:
        base = rows[-1].base(language)
        versions = _versions(rows, decided, language)
        merged = merge(base, versions.values()) if len(versions) > 1 else None
        result.texts[language] = merged.text if merged else next(iter(versions.values()), base)
        if merged and not merged.is_clean:
            result.clashes.append(Clash(_who_meet(base, versions), language))
    return result


def _sequence(moves: list[Amendment], results: list[Result]) -> list[Amendment]:
    """Moves in the order of making them: after the one of the paragraph that they stand behind, the last label first.

    Where two would each stand behind the other, nobody moves and the clash is named.
    """
    by = {row.paragraph_id: row for row in reversed(moves)}
    depths: dict[UUID, int] = {}
    for row in by.values():
        chain, now = [row], by.get(row.after_id)
        while now and now not in chain:
            chain.append(now)
            now = by.get(now.after_id)
        if now is row:
            labels = tuple(sorted(one.label for one in chain))
            mine = next(one for one in results if one.paragraph and one.paragraph.pk == row.paragraph_id)
            mine.clashes.append(Clash(labels))
        elif now is None:
            depths[row.pk] = len(chain)
    found = [row for row in reversed(moves) if row.pk in depths]
    return sorted(found, key=lambda row: depths[row.pk])


def _move(ordered: list[Result], row: Amendment, moved: set[UUID | None]) -> None:
    """Put a paragraph behind another one, with the sub-paragraphs that belong to it and are not moved themselves."""
    at = next(place for place, one in enumerate(ordered) if one.paragraph and one.paragraph.pk == row.paragraph_id)
    block = [ordered[at]]
    if block[0].kind != Kind.SUB:
        for one in ordered[at + 1 :]:
            if one.kind != Kind.SUB:
                break
            if one.paragraph and one.paragraph.pk not in moved:
                block.append(one)
    if any(one.paragraph and one.paragraph.pk == row.after_id for one in block):
        return
    for one in block:
        ordered.remove(one)
    place = _behind(ordered, row, block[0].kind)
    ordered[place:place] = block


def _behind(ordered: list[Result], row: Amendment, kind: str) -> int:
    """Where it goes: no paragraph comes between another one and its sub-paragraphs but a sub-paragraph."""
    for place, result in enumerate(ordered, start=1):
        if result.paragraph and result.paragraph.pk == row.after_id:
            while kind != Kind.SUB and place < len(ordered) and ordered[place].kind == Kind.SUB:
                place += 1
            return place
    return 0


def changes_order(paragraphs: Sequence[Paragraph], move: Amendment) -> bool:
    """Does a move move anything?"""
    decision = Decision(amendment=move, outcome=Outcome.TAKEN)
    after = [one.paragraph.pk for one in consolidate(paragraphs, [move], [decision]) if one.paragraph]
    return after != [row.pk for row in paragraphs]
