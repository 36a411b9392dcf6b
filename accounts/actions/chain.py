"""Setting a country's chain of clearance."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from accounts import rules
from accounts.clearance import MAX_STEPS, can_be_named, chain_mark
from accounts.models import ClearanceStep, Country
from accounts.seats import Seat
from audit.actions import record
from common.errors import Refused
from common.results import require

chain_was_set = Signal()
"""Another chain of `country` stands, set by `by`. Receivers tell those whose turn it is now, and give how many things
wait for a step that it no longer holds.
"""


@transaction.atomic
def set_chain(*, country: Country, steps: list[dict[str, Any]], by: Seat, read: str | None = None) -> int:
    """Set the country's chain: one to three steps {name_en, name_es, clearers: [User]}, in order. Gives how many things
    wait for a step that it no longer holds.

    What is under way keeps the steps it was asked with; the rooms that keep it hear `chain_was_set`. `read` is the mark
    of the chain that the person read. Refused when another stands by now, or when somebody named does not sign for the
    country: a step that lost its only name would be anyone's.
    """
    require(rules.may_set_chain(by, country))
    Country.everywhere.select_for_update(no_key=True).get(pk=country.pk)
    if read is not None and read != chain_mark(country):
        raise Refused(_("Somebody set the chain in the meantime. Read how it stands, and set it again if need be."))
    if not 1 <= len(steps) <= MAX_STEPS:
        raise Refused(_("A chain has one to three steps."))
    signers = set(can_be_named(country).values_list("user", flat=True))
    country.clearance_steps.all().delete()
    chain = []
    for order, step in enumerate(steps, start=1):
        names = {name: step[name].strip() for name in ("name_en", "name_es")}
        if not all(names.values()):
            raise Refused(_("Each step needs a name in both languages."))
        clearers = step.get("clearers", ())
        if strangers := [user.name for user in clearers if user.pk not in signers]:
            raise Refused(
                _("Does not sign for your country, or no longer: %(names)s.") % {"names": ", ".join(strangers)}
            )
        row = ClearanceStep.objects.create(country=country, order=order, **names)
        row.clearers.set(clearers)
        chain.append(row)
    record(
        "chain_set", by=by, chain=f"country:{country.pk}", object_type="country", object_id=country.pk,
        country_code=country.code,
        steps=[[row.name_en, row.name_es, [user.name for user in row.clearers.all()]] for row in chain],
    )  # fmt: skip
    return sum(int(lost or 0) for _receiver, lost in chain_was_set.send(Country, country=country, by=by))
