"""A country's practice: written by its focal point, cleared in the steps of its chain, published by itself, version by
version.
"""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clearance import chain_of, check_turn, next_step, signed
from accounts.models import Country
from accounts.seats import Seat
from common.dates import local, today
from common.errors import Conflict, Refused
from common.results import require
from practices import rules
from practices.content import apply, as_json
from practices.enums import OPEN, Stage, Status
from practices.models import Practice, PracticeVersion
from practices.notify import moved
from practices.trail import trail
from practices.workflow import move_version, sign_step, status_when
from publications.readers import SHOWN_TO


@transaction.atomic
def start_practice(*, fields: dict[str, Any], by: Seat) -> Practice:
    """A practice of the seat's own country, which nobody else sees before it is cleared; `fields` is what the form
    cleaned. Two who start at once queue for the numbers.
    """
    require(rules.may_write(by))
    country = Country.objects.select_for_update().get(pk=by.home.pk)
    number = PracticeVersion.objects.filter(practice__country=country, number=1).count() + 1
    practice = Practice.objects.create(code=f"{country.code.lower()}-practice-{number}", country=country)
    version = PracticeVersion.objects.create(practice=practice, number=1, fields=as_json(fields))
    apply(version)
    trail("practice_started", practice, by=by)
    return practice


@transaction.atomic
def new_version(*, practice: Practice, by: Seat) -> PracticeVersion:
    """Begin the next version with the words of the last one. What is shown stays until the new one is published."""
    practice = Practice.objects.select_for_update(of=("self",)).select_related("country").get(pk=practice.pk)
    last = practice.versions.first()
    if last is None:
        raise Refused(_("This is an entry of the record."))
    require(rules.may_move(by, last))
    if last.stage in OPEN:
        raise Refused(_("A version is on its way already."))
    version = PracticeVersion.objects.create(practice=practice, number=last.number + 1, fields=last.fields)
    trail("practice_version_started", practice, by=by, number=version.number)
    return version


@transaction.atomic
def save_version(*, version: PracticeVersion, fields: dict[str, Any], what_changed: str, saves: int, by: Seat) -> None:
    """Change the words of a version that is being written. Raises Conflict with what is stored."""
    require(rules.may_write(by, version))
    kept = as_json(fields)
    rows = PracticeVersion.objects.filter(pk=version.pk, saves=saves, stage=Stage.WRITING)
    changed = rows.update(saves=F("saves") + 1, fields=kept, what_changed=what_changed.strip())
    version.refresh_from_db()
    if not changed:
        raise Conflict(stored=version.fields, version=version.saves, submitted=kept)
    if version.practice.status == Status.DRAFT:
        apply(version)
    trail("practice_saved", version.practice, by=by, number=version.number)


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
    """Ask for clearance, clear a step, return, publish for an audience, or take back before it is published.

    It is cleared with the last step of the chain; returned, it begins the chain anew. What is cleared are the words of
    one save and one step, those of `version` where none is named. Raises PermissionDenied, or Refused when it has other
    words by now, the step is done, something lacks, or it is not where this act begins.
    """
    if to == Stage.CLEARED and version.practice.country and by.speaks_for(version.practice.country):
        _check_read(version, saves, step)
    require(rules.may_move(by, version))
    practice = Practice.objects.select_for_update(of=("self",)).select_related("country").get(pk=version.practice_id)
    version.practice = practice
    if to == Stage.WRITING and version.stage == Stage.ASKED and not remark.strip():
        raise Refused(_("Say why it is returned."))
    if to not in (Stage.ASKED, Stage.WRITING, Stage.CLEARED, Stage.PUBLISHED):
        raise Refused(_("A shown practice is withdrawn as a whole."))
    now, at = timezone.now(), next_step(version.steps) if version.stage == Stage.ASKED else None
    if to == Stage.ASKED:
        _check(version)
        move_version(version, to, asked_at=now, remark="", steps=chain_of(by.home))
    elif to == Stage.WRITING:
        # A save of its own: what was read before it was taken back is never cleared by an older page.
        move_version(version, to, remark=remark.strip()[:300], cleared_at=None, cleared_by="", steps=[])
        PracticeVersion.objects.filter(pk=version.pk).update(saves=F("saves") + 1)
        version.refresh_from_db(fields=["saves"])
    elif to == Stage.CLEARED:
        _sign(version, by)
    else:
        _publish(version, audience)
    _follow(version)
    action = to if version.stage == to else "step_cleared"
    told = {"audience": audience} if audience else {}
    trail(f"practice_{action}", practice, by=by, number=version.number, **told, **({"step": at} if at else {}))
    moved(version, by=by)


@transaction.atomic
def withdraw(*, practice: Practice, ending_en: str, ending_es: str, by: Seat) -> None:
    """Show a practice no more. A dated trace stays, with what the country says of it."""
    version = practice.versions.filter(stage=Stage.PUBLISHED).select_related("practice__country").first()
    if version is None:
        raise Refused(_("It is not published."))
    require(rules.may_move(by, version))
    move_version(version, Stage.WITHDRAWN, ended_at=timezone.now())
    Practice.objects.filter(pk=practice.pk).update(
        status=Status.WITHDRAWN, withdrawn_on=today(), ending_en=ending_en.strip(), ending_es=ending_es.strip()
    )
    practice.refresh_from_db()
    trail("practice_withdrawn", practice, by=by, number=version.number)


def _check(version: PracticeVersion) -> None:
    """What has to be there before it is asked for clearance. Lengths stop nobody."""
    fields = version.fields
    if not any(fields.get(f"title_{language}") and fields.get(f"summary_{language}") for language in ("en", "es")):
        raise Refused(_("Write a title and a summary in one language at least."))
    if version.number > 1 and not version.what_changed:
        raise Refused(_("Say in a line what changes in this version."))


def _check_read(version: PracticeVersion, saves: int | None, step: int | None) -> None:
    """What is cleared is what was read: the words of this save, in the step whose turn it is."""
    if saves is not None and saves != version.saves:
        raise Refused(_("The words changed in the meantime. Read them again before you clear them."))
    check_turn(version.steps, step)


def _sign(version: PracticeVersion, by: Seat) -> None:
    """Sign the step whose turn it is; the last one clears the version."""
    if version.stage != Stage.ASKED:
        raise Refused(_("This clearance is no longer open."))
    steps = signed(version.steps, by=by)
    if next_step(steps):
        sign_step(version, steps)
    else:
        move_version(version, Stage.CLEARED, steps=steps, cleared_at=timezone.now(), cleared_by=by.label)


def _publish(version: PracticeVersion, audience: str) -> None:
    if audience not in SHOWN_TO:
        raise Refused(_("Choose who may read it."))
    now = timezone.now()
    practice = version.practice
    practice.versions.filter(stage=Stage.PUBLISHED).update(stage=Stage.REPLACED, ended_at=now)
    move_version(version, Stage.PUBLISHED, published_at=now)
    apply(
        version, status=status_when(practice.status, Stage.PUBLISHED), audience=audience,
        published_on=local(now).date(), withdrawn_on=None, ending_en="", ending_es="",
    )  # fmt: skip


def _follow(version: PracticeVersion) -> None:
    """What the practice is once its version stands where it does."""
    practice = version.practice
    status = status_when(practice.status, Stage(version.stage))
    if status != practice.status:
        Practice.objects.filter(pk=practice.pk, status=practice.status).update(status=status)
        practice.status = status
