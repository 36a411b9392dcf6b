"""Rows of a draft as its documents take them."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import Seat
from common.dates import say_day, today
from common.i18n import LANGUAGES
from declarations import setting
from declarations.documents.frame import Item, Paper
from declarations.documents.texts import Line, Offer
from declarations.enums import AmendmentStatus, Kind
from declarations.models import Draft
from declarations.offline.codes import code_of
from declarations.queries.proposals import Proposal, proposals_of
from declarations.queries.room import numbers_of, paragraphs_of
from declarations.styles import template
from publications.letterheads import letterhead_on


def items_of(draft: Draft, *, coded: bool = False) -> list[Item]:
    """The paragraphs of a draft with their numbers and the members in their place.

    `coded` where a Word file of them may come back with changes.
    """
    rows = paragraphs_of(draft)
    numbers = numbers_of(draft, rows)
    members = {code: draft.declaration.members_in(code) for code in LANGUAGES}
    return [
        Item(
            str(row.identity), row.kind, numbers[row.identity],
            {code: setting.filled(row.text(code), members[code]) for code in LANGUAGES},
            {code: code_of(draft, row, code) for code in LANGUAGES} if coded else {},
        )
        for row in rows
    ]  # fmt: skip


def paper_of(draft: Draft, *, on: date | None = None, **marks: tuple[str, ...]) -> Paper:
    """The frame of a draft's documents. `marks` by language stand instead of the draft's name and state.

    The letterhead is that of the presidency on the day (`on`, else the day of the draft).
    """
    declaration = draft.declaration
    said: dict[str, tuple[str, ...]] = dict(marks)
    day = (draft.circulated_at or draft.created_at).date() if not marks else today()
    for code in LANGUAGES:
        if code not in said:
            with override(code):
                state = (
                    _("Circulated on %(day)s") % {"day": say_day(draft.circulated_at)} if draft.circulated_at else ""
                )
                said[code] = tuple(filter(None, [draft.name, state]))
    return Paper(
        titles={"en": declaration.title_en, "es": declaration.title_es}, symbol=draft.symbol, date=day.isoformat(),
        style=template(declaration.style), is_draft=not marks, marks=said,
        is_demonstration=declaration.is_demonstration,
        letterhead=letterhead_on(on or day, demonstration=declaration.is_demonstration),
    )  # fmt: skip


def lines_of(draft: Draft, seat: Seat) -> list[Line]:
    """Each paragraph with the amendments that were tabled to it; those before the first stand with the first."""
    items = items_of(draft)
    by_identity: dict[str, list[Offer]] = {item.key: [] for item in items}
    for one in proposals_of(draft, seat):
        row = one.amendment
        if row.status == AmendmentStatus.DRAFT:
            continue
        paragraph = row.after if row.operation == "insert" else row.paragraph
        key = str(paragraph.identity) if paragraph else items[0].key if items else ""
        if key in by_identity:
            by_identity[key].append(_offer(one))
    return [(item, by_identity[item.key]) for item in items]


def _offer(one: Proposal) -> Offer:
    """In the language that is active: the caller builds a document in it."""
    row = one.amendment
    what = row.get_operation_display()
    if row.operation == "insert":
        what = f"{what}: {Kind(row.kind).label}"
    joined = _("Co-sponsors: %(names)s") % {"names": ", ".join(one.joined)} if one.joined else ""
    return Offer(row.label, row.who, str(what), dict(one.sides), row.reason, joined, str(one.outcome))
