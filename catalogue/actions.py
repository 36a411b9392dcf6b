"""Saving and stopping searches; entering a correction."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from audit.actions import queue, record
from catalogue.alerts import next_due
from catalogue.models import Correction, Frequency, SavedSearch
from common.errors import Refused
from common.results import Allowed, Decision, Denied, require

MOST_SEARCHES = 50


@transaction.atomic
def save_search(*, name: str, query: str, frequency: str, by: Seat) -> SavedSearch:
    """Keep a search of the seat. Raises Refused when the person has as many as anybody may have."""
    membership = by.membership
    if membership is None:
        raise Refused(_("Log in to save a search."))
    if SavedSearch.objects.filter(user=by.person).count() >= MOST_SEARCHES:
        raise Refused(_("You have %(count)s saved searches. Delete one first.") % {"count": MOST_SEARCHES})
    return SavedSearch.objects.create(
        user=by.person, membership=membership, name=name, query=query, frequency=frequency, due_at=next_due(frequency)
    )


def change_frequency(*, search: SavedSearch, frequency: str) -> SavedSearch:
    """How often alerts come. Who starts them again is told of what comes from now on."""
    if search.frequency == Frequency.NEVER:
        search.told_until = timezone.now()
    search.frequency, search.due_at = Frequency(frequency), next_due(frequency)
    search.save(update_fields=["frequency", "due_at", "told_until"])
    return search


def may_correct(seat: Seat) -> Decision:
    """Corrections are entered by the Secretariat."""
    return Allowed() if seat.is_secretariat else Denied(_("This belongs to the Executive Secretariat."))


@transaction.atomic
def enter_correction(*, fields: dict[str, Any], by: Seat) -> Correction:
    """A new entry of the log: {day, place_en, place_es, address, text_en, text_es}. It is public at once."""
    require(may_correct(by))
    queue("corrections")
    last = Correction.objects.order_by("-number").values_list("number", flat=True).first()
    row = Correction.objects.create(**fields, number=(last or 0) + 1, entered_by=by.person)
    record(
        "correction_entered", by=by, chain="corrections", object_type="correction", object_id=row.pk,
        number=row.number, place=row.place_en,
    )  # fmt: skip
    return row
