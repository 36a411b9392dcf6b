"""Writing commitments: what is to be done, whose it is, and what became of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Body, Country
from accounts.seats import Seat
from commitments import rules, workflow
from commitments.enums import PartyRole, Progress
from commitments.models import Commitment, Party, StatusNote
from commitments.trail import trail
from common.dates import today
from common.errors import Conflict, Refused
from common.results import require
from common.text import clean_text

Who = Country | Body


@transaction.atomic
def create_commitment(
    *, by: Seat, owners: Iterable[Who] = (), supporters: Iterable[Who] = (), **fields: Any
) -> Commitment:
    """A commitment as a document words it. Raises Refused when its code is taken."""
    require(rules.may_keep_commitments(by))
    if Commitment.objects.filter(code=fields["code"]).exists():
        raise Refused(_("This is a commitment already."))
    commitment = Commitment.objects.create(**fields)
    _name(commitment, PartyRole.OWNER, owners)
    _name(commitment, PartyRole.SUPPORTER, supporters)
    trail("commitment.made", commitment, by=by, reference=commitment.reference)
    return commitment


@transaction.atomic
def save_commitment(
    *,
    commitment: Commitment,
    owners: Iterable[Who],
    supporters: Iterable[Who],
    fields: dict[str, Any],
    version: int,
    by: Seat,
) -> None:
    """Change whose it is, who supports it and its date; the words stay those of the document.

    Raises Conflict with what is stored when `version` is stale.
    """
    require(rules.may_keep_commitments(by))
    _update(commitment, fields, version)
    commitment.parties.all().delete()
    _name(commitment, PartyRole.OWNER, owners)
    _name(commitment, PartyRole.SUPPORTER, supporters)
    trail("commitment.saved", commitment, by=by, fields=sorted(fields))


@transaction.atomic
def add_note(
    *,
    commitment: Commitment,
    on: date,
    status: Progress | str,
    by: Seat,
    text_en: str = "",
    text_es: str = "",
    **more: Any,
) -> StatusNote:
    """Record what became of a commitment on a day. A note of an earlier day than the newest changes no status.

    Raises Refused when something is set aside without a reason, or when the day has not come yet.
    """
    require(rules.may_note(by, commitment))
    text_en, text_es = clean_text(text_en).text, clean_text(text_es).text
    if status == Progress.SET_ASIDE and not (text_en or text_es):
        raise Refused(_("Say why it is set aside."))
    if on > today():
        raise Refused(_("A note speaks of a day that has come."))
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    note = StatusNote.objects.create(
        commitment=commitment, on=on, status=status, text_en=text_en, text_es=text_es, recorded_by=by.user, **more
    )
    workflow.follow_notes(commitment)
    trail("commitment.noted", commitment, by=by, status=str(status), on=on.isoformat())
    return note


def _update(commitment: Commitment, fields: dict[str, Any], version: int) -> None:
    rows = Commitment.objects.filter(pk=commitment.pk, version=version)
    changed = rows.update(version=F("version") + 1, **fields)
    commitment.refresh_from_db()
    if not changed:
        stored = {name: getattr(commitment, name) for name in fields}
        raise Conflict(stored=stored, version=commitment.version, submitted=fields)


def _name(commitment: Commitment, role: PartyRole, parties: Iterable[Who]) -> None:
    for who in parties:
        key: dict[str, Any] = {"country" if isinstance(who, Country) else "body": who}
        Party.objects.get_or_create(commitment=commitment, role=role, **key)
