"""Keeping claims: entered, corrected with every wording kept, ended on a day. Each act leaves a line."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Country
from accounts.rules import may_keep_directory
from accounts.seats import Seat
from audit.actions import record
from common.errors import Conflict, Refused
from common.results import require
from sources.models import Claim

CHAIN = "claims"


@transaction.atomic
def enter_claim(*, country: Country | None, fields: dict[str, Any], beside: Claim | None = None, by: Seat) -> Claim:
    """Enter what a source says; `beside` is a claim on record that it disagrees with: both stand, side by side.

    `fields` are topic, statement (both languages), date and source. Sending the same twice enters it once. Raises
    Refused when `beside` is about another country.
    """
    require(may_keep_directory(by))
    if beside and beside.country_id != (country.pk if country else None):
        raise Refused(_("Claims that disagree are about the same country or fact."))
    if twin := Claim.objects.in_force().filter(country=country, **fields).first():
        return twin
    group = ""
    if beside:
        group = beside.group or f"claim-{beside.pk.hex[:12]}"
        Claim.objects.filter(pk=beside.pk, group="").update(group=group)
    claim = Claim.objects.create(
        country=country, **fields, group=group, changed_at=timezone.now(), changed_by=by.person
    )
    _note("claim_entered", claim, by=by)
    return claim


@transaction.atomic
def correct_claim(*, claim: Claim, version: int, fields: dict[str, Any], remark: str, by: Seat) -> Claim:
    """Correct a claim; the earlier wording stays in its history. Raises Conflict when `version` is stale."""
    require(may_keep_directory(by))
    if all(getattr(claim, name) == value for name, value in fields.items()):
        return claim
    _change(claim, version, remark=remark, by=by, **fields)
    _note("claim_corrected", claim, by=by, remark=remark)
    return claim


@transaction.atomic
def end_claim(*, claim: Claim, version: int, ends: date | None, remark: str, by: Seat) -> Claim:
    """Say which day is the last on which a claim stands; None lets it stand again. Raises Conflict, or Refused."""
    require(may_keep_directory(by))
    if ends and claim.date and ends < claim.date:
        raise Refused(_("The last day cannot be before the day of the claim."))
    if claim.ends == ends:
        return claim
    _change(claim, version, remark=remark, by=by, ends=ends)
    _note("claim_ended" if ends else "claim_stands_again", claim, by=by, remark=remark)
    return claim


def _change(claim: Claim, version: int, *, by: Seat, **fields: Any) -> None:
    changed = Claim.objects.filter(pk=claim.pk, version=version).update(
        version=F("version") + 1, changed_at=timezone.now(), changed_by=by.person, **fields
    )
    claim.refresh_from_db()
    if not changed:
        stored = {name: getattr(claim, name) for name in fields}
        raise Conflict(stored=stored, version=claim.version, submitted=fields)


def _note(action: str, claim: Claim, *, by: Seat, **detail: Any) -> None:
    country = claim.country
    record(
        action,
        by=by,
        chain=CHAIN,
        object_type="claim",
        object_id=claim.pk,
        country_code=country.code if country else "",
        topic=claim.topic_en,
        **detail,
    )
