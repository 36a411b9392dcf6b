"""A country's practice: written by its focal point, cleared in the steps of its chain, published by itself, version by
version.

Every act locks the practice before it touches a version, so that acts on one practice queue.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from accounts.clearance import chain_of, check_turn, next_step, signed
from accounts.models import Country
from accounts.seats import Seat
from common.dates import local, today
from common.errors import Conflict, Refused
from common.results import Denied, require
from practices import rules
from practices.actions.record import NO_REPOSITORY
from practices.content import apply, as_json
from practices.enums import PUBLISHED_ONCE, Stage, Status
from practices.models import Practice, PracticeVersion
from practices.notify import moved
from practices.trail import trail
from practices.workflow import follow, move_version, sign_step
from publications.readers import SHOWN_TO

MOVES = (Stage.ASKED, Stage.WRITING, Stage.CLEARED, Stage.PUBLISHED, Stage.DISCARDED)
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of the random part of a code: none that is taken for another."""


@transaction.atomic
def start_practice(*, fields: dict[str, Any], by: Seat) -> Practice:
    """A practice of the seat's own country, which nobody else sees before it is cleared; `fields` is what the form
    cleaned. Its code tells whose it is and not how many there are. Sent again because the answer did not arrive, it is
    the one that is there.
    """
    require(rules.may_begin(by))
    Country.everywhere.select_for_update(no_key=True).get(pk=by.home.pk)
    first = PracticeVersion.objects.filter(practice__country=by.home, number=1, stage=Stage.WRITING)
    if sent := first.filter(fields=as_json(fields)).select_related("practice").first():
        return sent.practice
    code = f"{by.home.code.lower()}-practice-{get_random_string(6, SIGNS)}"
    practice = Practice.objects.create(code=code, country=by.home)
    version = PracticeVersion.objects.create(practice=practice, number=1, fields=as_json(fields))
    apply(version)
    trail("practice_started", practice, by=by)
    return practice


@transaction.atomic
def new_version(*, practice: Practice, by: Seat) -> PracticeVersion:
    """Begin the next version with the words that others read last, or with the last ones where nobody else did. What
    is shown stays until the new one is published.
    """
    practice = _locked(practice.pk)
    last = practice.versions.first()
    if last is None:
        raise Refused(_("This is an entry of the record."))
    require(rules.may_lead(by, practice.country))
    last.practice = practice
    decision = rules.may_renew(by, last)
    if isinstance(decision, Denied):
        raise Refused(decision.why)
    words = practice.versions.filter(stage__in=PUBLISHED_ONCE).first() or last
    # The count of saves goes on: a page of an earlier version saves and moves nothing of this one.
    version = PracticeVersion.objects.create(
        practice=practice, number=last.number + 1, fields=words.fields, saves=last.saves + 1
    )
    trail("practice_version_started", practice, by=by, number=version.number)
    return version


@transaction.atomic
def save_version(*, version: PracticeVersion, fields: dict[str, Any], what_changed: str, saves: int, by: Seat) -> None:
    """Change the words of a version that is being written. Raises Conflict with what is stored."""
    require(rules.may_write(by, version))
    practice = _locked(version.practice_id)
    kept = as_json(fields)
    rows = PracticeVersion.objects.filter(pk=version.pk, saves=saves, stage=Stage.WRITING)
    changed = rows.update(saves=F("saves") + 1, fields=kept, what_changed=what_changed.strip())
    version.refresh_from_db()
    version.practice = practice
    if not changed:
        raise Conflict(stored=version.fields, version=version.saves, submitted=kept)
    if practice.status == Status.DRAFT:
        apply(version)
    trail("practice_saved", practice, by=by, number=version.number)


@transaction.atomic
def move(
    *,
    version: PracticeVersion,
    to: Stage,
    by: Seat,
    audience: str = "",
    remark: str = "",
    saves: int | None = None,
    step: int | None = None,
) -> None:
    """Ask for clearance, clear a step, return, publish for an audience, take back before it is published, or discard
    before it is cleared.

    It is cleared with the last step of the chain; returned or taken back, it begins the chain anew. All this is done to
    the words of one save, and what is cleared is one step: those of `version` where none is named. Raises
    PermissionDenied, or Refused when it has other words by now, the step is done, something lacks, or it is not where
    this act begins.
    """
    if version.practice.country and by.speaks_for(version.practice.country):
        _check_read(version, to, saves, step)
    require(rules.may_move(by, version, to))
    practice = version.practice = _locked(version.practice_id)
    if to not in MOVES:
        raise Refused(_("A shown practice is withdrawn as a whole."))
    now, action = timezone.now(), str(to)
    detail: dict[str, Any] = {"step": next_step(version.steps)} if version.stage == Stage.ASKED else {}
    if to == Stage.ASKED:
        _check(version)
        move_version(version, to, asked_at=now, remark="", steps=chain_of(by.home))
    elif to == Stage.WRITING:
        action = _to_writing(version, remark.strip()[:300], by)
    elif to == Stage.CLEARED:
        action = _sign(version, by)
    elif to == Stage.DISCARDED:
        move_version(version, to, ended_at=now, steps=[])
    if to == Stage.PUBLISHED:
        _publish(version, audience)
        detail["audience"] = audience
    else:
        follow(version)
    trail(f"practice_{action}", practice, by=by, number=version.number, **detail)
    moved(version, by=by)


@transaction.atomic
def withdraw(*, practice: Practice, ending_en: str, ending_es: str, by: Seat) -> None:
    """Show a practice no more. A dated trace stays, with what the country says of it; where the UN repository held it
    is said of it no longer.
    """
    locked = _locked(practice.pk)
    require(rules.may_lead(by, locked.country))
    decision = rules.may_withdraw(by, locked)
    version = locked.versions.filter(stage=Stage.PUBLISHED).first()
    if isinstance(decision, Denied):
        raise Refused(decision.why)
    if version is None:
        raise Refused(_("It is not published."))
    version.practice = locked
    move_version(version, Stage.WITHDRAWN, ended_at=timezone.now())
    ending = {"ending_en": ending_en.strip(), "ending_es": ending_es.strip()}
    follow(version, withdrawn_on=today(), **ending, **NO_REPOSITORY)
    practice.refresh_from_db()
    trail("practice_withdrawn", practice, by=by, number=version.number)


def _locked(pk: UUID) -> Practice:
    return Practice.objects.select_for_update(of=("self",)).select_related("country").get(pk=pk)


def _check(version: PracticeVersion) -> None:
    """What has to be there before it is asked for clearance. Lengths stop nobody."""
    fields = version.fields
    if not any(fields.get(f"title_{language}") and fields.get(f"summary_{language}") for language in ("en", "es")):
        raise Refused(_("Write a title and a summary in one language at least."))
    if not version.practice.is_new and not version.what_changed:
        raise Refused(_("Say in a line what changes in this version."))


def _check_read(version: PracticeVersion, to: Stage, saves: int | None, step: int | None) -> None:
    """Done is what was read: to the words of this save and, clearing, in the step whose turn it is."""
    if saves is not None and saves != version.saves:
        raise Refused(_("The words changed in the meantime. Read them again before you go on."))
    if to == Stage.CLEARED:
        check_turn(version.steps, step)


def _to_writing(version: PracticeVersion, remark: str, by: Seat) -> str:
    """Return it, with the reason, or take it back, which needs none; gives which it was.

    A save of its own: what was read before is never cleared or published by an older page.
    """
    may_clear = rules.may_clear(by, version)
    if may_clear and not remark and not by.is_focal_point:
        raise Refused(_("Say why it is returned."))
    returned = bool(may_clear and remark)
    move_version(version, Stage.WRITING, remark=remark if returned else "", cleared_at=None, cleared_by="", steps=[])
    PracticeVersion.objects.filter(pk=version.pk).update(saves=F("saves") + 1)
    version.refresh_from_db(fields=["saves"])
    return "returned" if returned else "taken_back"


def _sign(version: PracticeVersion, by: Seat) -> str:
    """Sign the step whose turn it is; the last one clears the version. Gives which it was."""
    steps = signed(version.steps, by=by)
    if next_step(steps):
        sign_step(version, steps)
        return "step_cleared"
    move_version(version, Stage.CLEARED, steps=steps, cleared_at=timezone.now(), cleared_by=by.label)
    return "cleared"


def _publish(version: PracticeVersion, audience: str) -> None:
    if audience not in SHOWN_TO:
        raise Refused(_("Choose who may read it."))
    now = timezone.now()
    before = version.practice.versions.filter(stage=Stage.PUBLISHED).first()
    if before:
        move_version(before, Stage.REPLACED, ended_at=now)
    move_version(version, Stage.PUBLISHED, published_at=now, audience=audience)
    apply(version)
    again = {"withdrawn_on": None, "ending_en": "", "ending_es": ""}
    follow(version, audience=audience, published_on=local(now).date(), **again)
