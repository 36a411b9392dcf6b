"""A country's pledges: written by its focal point, cleared in the steps of its chain, published by itself."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.clearance import chain_of, check_turn, may_sign, next_step, signed
from accounts.models import Country
from accounts.seats import Seat
from commitments import rules, workflow
from commitments.enums import CommitmentKind, PartyRole, PledgeStatus, Readers
from commitments.models import Commitment, Party
from commitments.notify import moved
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
    *,
    pledge: Commitment,
    to: PledgeStatus,
    by: Seat,
    readers: str = Readers.PUBLIC,
    remark: str = "",
    version: int | None = None,
    step: int | None = None,
) -> None:
    """Ask for clearance, clear a step, return, publish for members or everybody, withdraw, or take up again.

    It is cleared with the last step of the chain; returned, it begins the chain anew. What is cleared are the words of
    a `version` in one `step`, those of `pledge` where none is named. Raises PermissionDenied, or Refused when it has
    other words by now, none yet, the step is done, or it is not where this act begins.
    """
    if to == PledgeStatus.CLEARED and pledge.country and by.speaks_for(pledge.country):
        _check_read(pledge, version, step)
    require(rules.may_move_pledge(by, pledge, to))
    at = next_step(pledge.steps) if pledge.pledge_status == PledgeStatus.ASKED else None
    if not (pledge.text_en or pledge.text_es):
        raise Refused(_("Write the pledge in one language at least."))
    if to == PledgeStatus.PUBLISHED:
        if readers not in (Readers.MEMBERS, Readers.PUBLIC):
            raise Refused(_("Choose who is to read the pledge."))
        workflow.move_pledge(pledge, to, readers=Readers(readers))
        Commitment.objects.filter(pk=pledge.pk, made_on=None).update(made_on=today())
    elif to == PledgeStatus.ASKED:
        workflow.move_pledge(pledge, to, remark="", steps=chain_of(by.home))
    elif to == PledgeStatus.CLEARED:
        _sign(pledge, by)
    elif to == PledgeStatus.WRITING:
        _return(pledge, remark.strip()[:300], by)
    else:
        workflow.move_pledge(pledge, to)
    action = to if pledge.pledge_status == to else "step_cleared"
    trail(f"pledge.{action}", pledge, by=by, readers=str(pledge.readers), **({"step": at} if at else {}))
    moved(pledge, by=by)


def _check_read(pledge: Commitment, version: int | None, step: int | None) -> None:
    """What is cleared is what was read: the words of this version, in the step whose turn it is."""
    if version is not None and version != pledge.version:
        raise Refused(_("The words changed in the meantime. Read them again before you clear them."))
    check_turn(pledge.steps, step)


def _sign(pledge: Commitment, by: Seat) -> None:
    """Sign the step whose turn it is; the last one clears the pledge."""
    if pledge.pledge_status != PledgeStatus.ASKED:
        raise Refused(_("This clearance is no longer open."))
    steps = signed(pledge.steps, by=by)
    if next_step(steps):
        workflow.sign_step(pledge, steps)
    else:
        workflow.move_pledge(pledge, PledgeStatus.CLEARED, steps=steps)


def _return(pledge: Commitment, remark: str, by: Seat) -> None:
    """Give it back to be written: out of clearance with a reason, or taken back because the chain lost its step. A
    version of its own: what was read before is never cleared by an older page.
    """
    turn = may_sign(by, by.home, pledge.steps) if pledge.pledge_status == PledgeStatus.ASKED else None
    if turn and not remark:
        raise Refused(_("Say why it is returned."))
    workflow.move_pledge(pledge, PledgeStatus.WRITING, remark=remark, steps=[], version=F("version") + 1)


def _serve(pledge: Commitment, fields: dict[str, Any]) -> None:
    """The objectives and principles that the pledge serves, where they are said."""
    for name in SERVES:
        if name in fields:
            getattr(pledge, name).set(fields[name])


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    texts = {name: clean_text(fields[name]).text for name in ("text_en", "text_es") if name in fields}
    return {name: value for name, value in fields.items() if name in FIELDS} | texts
