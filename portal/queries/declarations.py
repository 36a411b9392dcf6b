"""Declarations on pages of lower rooms: of a meeting, and behind a commitment."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.seats import Seat
from commitments.models import Commitment
from common.i18n import pick
from declarations.models import Adoption, Declaration, Undertaking
from events.models import Event


@dataclass(frozen=True)
class Named:
    """A declaration in a line: its title, symbol and address; `state` for the mark beside it."""

    title: str
    symbol: str
    address: str
    state: str = ""
    anchor: str = ""


def declarations_of(event: Event, seat: Seat) -> list[Named]:
    """Those of a meeting: adopted ones for whom they are, and for members also those that are being drafted.

    One query for the public, two for members.
    """
    found = [_adopted(row) for row in Adoption.objects.visible_to(seat).filter(event_code=event.code)]
    if seat.is_desk or seat.is_member:
        rows = Declaration.objects.visible_to(seat).filter(event=event, adoption=None)
        found += [Named(pick(row, "title"), row.root, _address(row), "circulated") for row in rows]
    return found


def declaration_behind(commitment: Commitment, seat: Seat) -> Named | None:
    """The adopted text that a commitment was made of, at its paragraph. One query."""
    rows = Undertaking.objects.filter(commitment=commitment, adoption__in=Adoption.objects.visible_to(seat))
    row = rows.select_related("adoption").first()
    return _adopted(row.adoption, f"#p-{row.place}") if row else None


def _adopted(row: Adoption, anchor: str = "") -> Named:
    return Named(pick(row, "title"), row.symbol, _address(row), "published" if row.published_at else "adopted", anchor)


def _address(row: Adoption | Declaration) -> str:
    return reverse("declarations:declaration", args=[row.year, row.number])
