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
    """Put a document at an item, for those whom its audience names; the same sent twice is put there once."""
    require(rules.may_keep_events(by))
    AgendaItem.objects.select_for_update(of=("self",)).only("pk").get(pk=item.pk)
    paper, is_new = ItemDocument.objects.get_or_create(item=item, **fields)
    if is_new:
        trail(
            "event.item_document_added", item.day.event, by=by, item=str(item.pk), title=str(paper),
            audience=paper.audience,
        )  # fmt: skip
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
