"""The only writer of a stage or a status: a version's way through its country, and what a practice is by it."""

from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from accounts.clearance import Steps
from common.errors import Refused
from practices.enums import Stage, Status
from practices.models import Practice, PracticeVersion

_S = Stage
STAGES: dict[str, frozenset[str]] = {
    _S.WRITING: frozenset({_S.ASKED, _S.DISCARDED}),
    _S.ASKED: frozenset({_S.CLEARED, _S.WRITING, _S.DISCARDED}),
    _S.CLEARED: frozenset({_S.PUBLISHED, _S.WRITING}),
    _S.PUBLISHED: frozenset({_S.REPLACED, _S.WITHDRAWN}),
}


@transaction.atomic
def move_version(version: PracticeVersion, to: Stage, **fields: Any) -> None:
    """Change the stage of a version, with other columns in the same UPDATE.

    Raises Refused when the table has no such transition or when somebody else moved, signed or saved it first.
    """
    before = version.stage
    if to not in STAGES.get(before, frozenset()):
        raise Refused(
            _("This is not possible while it is marked “%(status)s”.") % {"status": version.get_stage_display()}
        )
    _write(version, stage=to, **fields)


def sign_step(version: PracticeVersion, steps: Steps) -> None:
    """Keep the signature on one step of a version that stays in clearance. Raises Refused as `move_version` does."""
    _write(version, steps=steps)


def _write(version: PracticeVersion, **fields: Any) -> None:
    """Change what nobody changed since it was read."""
    rows = PracticeVersion.objects.filter(pk=version.pk, stage=version.stage, saves=version.saves, steps=version.steps)
    if not rows.update(**fields):
        raise Refused(_("Somebody else acted on this a moment ago. Load the page again to see its state."))
    version.refresh_from_db(fields=list(fields))


def status_when(status: str, to: Stage) -> str:
    """What a practice is once a version of it reaches a stage.

    One that was never shown is submitted while its version is cleared; what is shown keeps its place.
    """
    if to == Stage.CLEARED and status == Status.DRAFT:
        return Status.SUBMITTED
    if to == Stage.WRITING and status == Status.SUBMITTED:
        return Status.DRAFT
    if to == Stage.PUBLISHED and status != Status.IN_REPOSITORY:
        return Status.PUBLISHED
    return Status.WITHDRAWN if to == Stage.WITHDRAWN else status


def follow(version: PracticeVersion, **columns: Any) -> None:
    """Let the practice be what it is once its version stands where it does, with other columns in the same UPDATE."""
    practice = version.practice
    status = status_when(practice.status, Stage(version.stage))
    if columns or status != practice.status:
        stand(Practice.objects.filter(pk=practice.pk), status, **columns)
        practice.refresh_from_db()


def stand(rows: QuerySet[Practice], status: str, **columns: Any) -> int:
    """Write where practices stand, with other columns, as one save more of each; gives how many there were."""
    return rows.update(status=status, saves=F("saves") + 1, **columns)
