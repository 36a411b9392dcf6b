"""Documents for the discussion of an item of the agenda, each with an audience of its own."""

from typing import Any

from django.db import transaction

from accounts.seats import Seat
from common.results import require
from events import rules
from events.models import AgendaItem, ItemDocument
from events.trail import trail


@transaction.atomic
def add_document(*, item: AgendaItem, fields: dict[str, Any], by: Seat) -> ItemDocument:
    """Put a document at an item, for those whom its audience names."""
    require(rules.may_keep_events(by))
    paper = ItemDocument.objects.create(item=item, **fields)
    trail(
        "event.item_document_added", item.day.event, by=by, item=str(item.pk), title=str(paper), audience=paper.audience
    )
    return paper


@transaction.atomic
def remove_document(*, paper: ItemDocument, by: Seat) -> None:
    """Take a document away from its item; the trail keeps its title and address."""
    require(rules.may_keep_events(by))
    trail(
        "event.item_document_removed", paper.item.day.event, by=by, item=str(paper.item_id), title=str(paper),
        address=paper.address,
    )  # fmt: skip
    paper.delete()
