"""The only writer of a status: a pledge's way through its country, a document's through the organs, and what the newest
note of a commitment says.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.clearance import Steps
from commitments.enums import PledgeStatus, Progress, Readers, Stage
from commitments.models import Commitment, Paper
from common.errors import Refused

_P = PledgeStatus
PLEDGES: dict[str, frozenset[str]] = {
    _P.WRITING: frozenset({_P.ASKED}),
    _P.ASKED: frozenset({_P.CLEARED, _P.WRITING}),
    _P.CLEARED: frozenset({_P.PUBLISHED, _P.WRITING}),
    _P.PUBLISHED: frozenset({_P.WITHDRAWN}),
    _P.WITHDRAWN: frozenset({_P.WRITING}),
}

_S = Stage
PAPERS: dict[str, frozenset[str]] = {
    _S.DRAFT: frozenset({_S.RECOMMENDED, _S.APPROVED, _S.ACCEPTED}),
    _S.RECOMMENDED: frozenset({_S.APPROVED, _S.ACCEPTED, _S.DRAFT}),
    # A new version of what was approved begins as a draft.
    _S.APPROVED: frozenset({_S.DRAFT}),
    _S.ACCEPTED: frozenset({_S.APPROVED}),
}


@transaction.atomic
def move_pledge(pledge: Commitment, to: PledgeStatus, *, readers: Readers = Readers.COUNTRY, **fields: Any) -> None:
    """Change where a pledge stands, and who reads it with it, with other columns in the same UPDATE.

    Raises Refused when the table has no such transition or when somebody else moved, signed or saved it first.
    """
    before = pledge.pledge_status
    if to not in PLEDGES.get(before, frozenset()):
        raise Refused(
            _("This is not possible while it is marked “%(status)s”.") % {"status": pledge.get_pledge_status_display()}
        )
    _write(pledge, pledge_status=to, readers=readers, **fields)


def sign_step(pledge: Commitment, steps: Steps) -> None:
    """Keep the signature on one step of a pledge that stays in clearance. Raises Refused as `move_pledge` does."""
    _write(pledge, steps=steps)


def _write(pledge: Commitment, **fields: Any) -> None:
    """Change what nobody changed since it was read."""
    rows = Commitment.objects.filter(
        pk=pledge.pk, pledge_status=pledge.pledge_status, version=pledge.version, steps=pledge.steps
    )
    if not rows.update(**fields):
        raise Refused(_("Somebody else acted on this a moment ago. Load the page again to see its state."))
    pledge.refresh_from_db(fields=list(fields))


def follow_notes(commitment: Commitment) -> None:
    """Bring the commitment's status to that of its newest note, by the day that the notes speak of.

    A member's own statement is no such note: whoever reads the commitment reads its status.
    """
    last = commitment.notes.filter(country=None).order_by("-on", "-id").first()
    status, on = (last.status, last.on) if last else (Progress.OPEN, None)
    if (commitment.status, commitment.status_on) != (status, on):
        commitment.status, commitment.status_on = status, on
        commitment.save(update_fields=["status", "status_on"])


@transaction.atomic
def move_paper(paper: Paper, to: Stage | str, on: object) -> None:
    """Take a document to its next stage. Raises Refused when the table has no such step."""
    before = paper.stage
    if to not in PAPERS[before]:
        words = {"before": Stage(before).label, "after": Stage(to).label}
        raise Refused(_("A document that is marked “%(before)s” does not become “%(after)s”.") % words)
    if not Paper.objects.filter(pk=paper.pk, stage=before).update(stage=to, stage_on=on):
        raise Refused(_("Somebody else acted on this a moment ago. Load the page again to see its state."))
    paper.refresh_from_db()
