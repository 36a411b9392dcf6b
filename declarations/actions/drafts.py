"""Starting a declaration and taking a draft through its rounds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Language
from accounts.models import Country
from accounts.seats import Seat, presidency_country
from common.dates import today
from common.errors import Refused
from common.i18n import LANGUAGES
from common.results import require
from declarations import notify, rules, styles
from declarations.enums import DraftStatus, Kind
from declarations.models import Basis, Declaration, Draft, Paragraph
from declarations.policy import Act
from declarations.queries.silence import require_unstilled
from declarations.trail import note
from declarations.workflow import move
from events.models import Event
from reporting.models import Cycle


@dataclass(frozen=True)
class Proposed:
    """A paragraph to begin with: its pair of texts and what it rests on ("objective", row)."""

    kind: Kind
    text_en: str
    text_es: str
    bases: Sequence[tuple[str, object]] = field(default=())


@transaction.atomic
def start_declaration(
    *,
    title_en: str,
    title_es: str,
    style: str,
    by: Seat,
    event: Event | None = None,
    cycle: Cycle | None = None,
    source_language: str = Language.SPANISH,
    paragraphs: Sequence[Proposed] | None = None,
    is_demonstration: bool = False,
) -> Declaration:
    """A declaration with a zero draft in preparation: of `paragraphs`, or of the skeleton of its style.

    The members present are today's until the desk says otherwise; what belongs to the demonstration names its
    placeholders, never a State. Raises Refused without a meeting or a cycle.
    """
    require(rules.may(by, Act.START))
    is_demonstration = is_demonstration or _of_demonstration(cycle)
    if event is None and cycle is None:
        raise Refused(_("Choose the meeting or the cycle that the declaration belongs to."))
    year = _year(event, cycle)
    last = max(Declaration.objects.select_for_update().filter(year=year).values_list("number", flat=True), default=0)
    declaration = Declaration.objects.create(
        event=event, cycle=cycle, year=year, number=last + 1, title_en=title_en, title_es=title_es, style=style,
        source_language=source_language, is_demonstration=is_demonstration, created_by=by.user,
    )  # fmt: skip
    declaration.members.set(Country.objects.members().filter(is_placeholder=is_demonstration))
    draft = Draft.objects.create(declaration=declaration, number=0, created_by=by.user)
    if paragraphs is None:
        paragraphs = [Proposed(*row) for row in styles.template(style).skeleton]
    write_paragraphs(draft, paragraphs, by=by)
    note("declaration.started", declaration=declaration, by=by, symbol=draft.symbol, paragraphs=len(paragraphs))
    return declaration


def _of_demonstration(cycle: Cycle | None) -> bool:
    """Is the cycle of the demonstration, or the presidency a placeholder member's?"""
    holder = presidency_country()
    return bool((cycle and cycle.is_demonstration) or (holder and holder.is_placeholder))


def _year(event: Event | None, cycle: Cycle | None) -> int:
    """The year of the symbol: the meeting's, else the one in which the cycle ends."""
    day = (event.ends or event.starts) if event else None
    return day.year if day else cycle.ends.year if cycle else today().year


def write_paragraphs(draft: Draft, proposed: Sequence[Proposed], *, by: Seat) -> list[Paragraph]:
    """Paragraphs at the end of an empty draft, aligned where both languages are there."""
    source = draft.declaration.source_language
    rows = [
        Paragraph(
            draft=draft, order=order, kind=one.kind, source_language=_source(one, source), text_en=one.text_en,
            text_es=one.text_es, version_en=1, version_es=1, based_on=1, updated_by=by.user,
        )
        for order, one in enumerate(proposed, start=1)
    ]  # fmt: skip
    Paragraph.objects.bulk_create(rows)
    Basis.objects.bulk_create(
        Basis(paragraph=row, **{name: thing})
        for row, one in zip(rows, proposed, strict=True)
        for name, thing in one.bases
    )
    return rows


def _source(one: Proposed, usual: str) -> str:
    """The declaration's language, or the one in which alone there are words."""
    said = [code for code in LANGUAGES if getattr(one, f"text_{code}")]
    return said[0] if len(said) == 1 else usual


@transaction.atomic
def set_members(*, declaration: Declaration, members: Sequence[Country], by: Seat) -> None:
    """Who is present, as the chapeau names them. Until adoption it may change."""
    draft = declaration.drafts.exclude(status=DraftStatus.SUPERSEDED).get()
    require(rules.may(by, Act.NOTE_AGREEMENT, draft))
    require_unstilled(draft)
    declaration.members.set(members)
    note("declaration.members_set", declaration=declaration, by=by, members=sorted(one.code for one in members))


@transaction.atomic
def circulate(*, draft: Draft, until: datetime, by: Seat) -> None:
    """Send the draft to the members; amendments are taken until an instant. Its text no longer changes."""
    require(rules.may(by, Act.CIRCULATE, draft))
    if until <= timezone.now():
        raise Refused(_("The date until which amendments are taken must be in the future."))
    move(draft, DraftStatus.CIRCULATED, amendments_until=until, circulated_at=timezone.now())
    note("draft.circulated", declaration=draft.declaration, by=by, symbol=draft.symbol, until=until.isoformat())
    notify.circulated(draft)


@transaction.atomic
def close_amendments(*, draft: Draft, by: Seat) -> None:
    """No more amendments: the presidency consolidates."""
    require(rules.may(by, Act.CLOSE, draft))
    move(draft, DraftStatus.FROZEN)
    note("draft.closed", declaration=draft.declaration, by=by, symbol=draft.symbol)


@transaction.atomic
def reopen_amendments(*, draft: Draft, until: datetime, by: Seat) -> None:
    """Take amendments again, until another instant."""
    require(rules.may(by, Act.REOPEN, draft))
    if until <= timezone.now():
        raise Refused(_("The date until which amendments are taken must be in the future."))
    move(draft, DraftStatus.CIRCULATED, amendments_until=until)
    note("draft.reopened", declaration=draft.declaration, by=by, symbol=draft.symbol, until=until.isoformat())
