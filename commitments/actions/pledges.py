"""A country's pledges: written by its focal point, cleared by its clearer, published by itself."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Country
from accounts.seats import Seat
from commitments import rules, workflow
from commitments.enums import CommitmentKind, PartyRole, PledgeStatus, Readers
from commitments.models import Commitment, Party
from commitments.notify import clearance_asked
from commitments.trail import trail
from common.dates import today
from common.errors import Conflict, Refused
from common.results import require
from common.text import clean_text

SERVES = ("objectives", "principles")
FIELDS = ("text_en", "text_es", "due", "due_words_en", "due_words_es")


@transaction.atomic
def start_pledge(*, by: Seat, **fields: Any) -> Commitment:
    """A pledge of the seat's own country, which nobody else sees before the country publishes it.

    Two who start at once queue for the numbers.
    """
    require(rules.may_write_pledge(by))
    country = Country.objects.select_for_update().get(pk=by.home.pk)
    number = Commitment.objects.filter(country=country).count() + 1
    pledge = Commitment.objects.create(
        code=f"{country.code}.pledge-{number}",
        reference=f"{country.code}, P-{number}",
        kind=CommitmentKind.PLEDGE,
        country=country,
        pledge_status=PledgeStatus.WRITING,
        readers=Readers.COUNTRY,
        es_unofficial=False,
        **_clean(fields),
    )
    Party.objects.create(commitment=pledge, role=PartyRole.OWNER, country=country)
    _serve(pledge, fields)
    trail("pledge.started", pledge, by=by)
    return pledge


@transaction.atomic
def save_pledge(*, pledge: Commitment, fields: dict[str, Any], version: int, by: Seat) -> None:
    """Change the words of a pledge that is being written. Raises Conflict with what is stored."""
    require(rules.may_write_pledge(by, pledge))
    serves, fields = {name: fields[name] for name in SERVES if name in fields}, _clean(fields)
    rows = Commitment.objects.filter(pk=pledge.pk, version=version, pledge_status=PledgeStatus.WRITING)
    changed = rows.update(version=F("version") + 1, **fields)
    pledge.refresh_from_db()
    if not changed:
        stored = {name: getattr(pledge, name) for name in fields}
        stored |= {name: list(getattr(pledge, name).all()) for name in serves}
        raise Conflict(stored=stored, version=pledge.version, submitted=fields | serves)
    _serve(pledge, serves)
    trail("pledge.saved", pledge, by=by)


@transaction.atomic
def move_pledge(
    *, pledge: Commitment, to: PledgeStatus, by: Seat, readers: str = Readers.PUBLIC, version: int | None = None
) -> None:
    """Ask for clearance, clear, return, publish for members or everybody, withdraw, or take up again.

    What is cleared are the words of a `version`, that of `pledge` where none is named. Raises PermissionDenied, or
    Refused when it has other words by now, none yet, or is not where this act begins.
    """
    require(rules.may_move_pledge(by, pledge))
    if to == PledgeStatus.CLEARED and version is not None and version != pledge.version:
        raise Refused(_("The words changed in the meantime. Read them again before you clear them."))
    if not (pledge.text_en or pledge.text_es):
        raise Refused(_("Write the pledge in one language at least."))
    if to == PledgeStatus.PUBLISHED:
        if readers not in (Readers.MEMBERS, Readers.PUBLIC):
            raise Refused(_("Choose who is to read the pledge."))
        workflow.move_pledge(pledge, to, readers=Readers(readers))
        Commitment.objects.filter(pk=pledge.pk, made_on=None).update(made_on=today())
    else:
        workflow.move_pledge(pledge, to)
    trail(f"pledge.{to}", pledge, by=by, readers=str(pledge.readers))
    if to == PledgeStatus.ASKED:
        clearance_asked(pledge)


def _serve(pledge: Commitment, fields: dict[str, Any]) -> None:
    """The objectives and principles that the pledge serves, where they are said."""
    for name in SERVES:
        if name in fields:
            getattr(pledge, name).set(fields[name])


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    texts = {name: clean_text(fields[name]).text for name in ("text_en", "text_es") if name in fields}
    return {name: value for name, value in fields.items() if name in FIELDS} | texts
