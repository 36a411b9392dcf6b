"""What the events room does from time to time."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from commitments.enums import Stage
from common.clock import Periodic
from common.dates import today
from events.actions.personal import erase_after, erase_undated
from events.enums import DelegationStatus
from events.models import Delegation, PaperFor, PersonalFile, Registration
from events.notify import answer_awaited, document_awaited

REMIND = timedelta(days=7)
ORPHAN = timedelta(hours=1)


def erase_what_is_past() -> int:
    """Travel data, files and addresses of events that ended as long ago as their terms say; gives how many events.

    Of an event without dates, what was sent as long ago. Each time anew: somebody may enter a person, or their address,
    when the event is long over.
    """
    ended = 0
    for registration in Registration.objects.select_related("event"):
        if registration.erase_on is None:
            ended += bool(erase_undated(registration))
        elif today() >= registration.erase_on:
            ended += bool(erase_after(registration))
    return ended


def remind_of_answers() -> int:
    """Ask once, a week before the indicative date, who has not answered; gives how many delegations."""
    day = today()
    waiting = Delegation.objects.filter(
        status=DelegationStatus.INVITED, registration__is_open=True,
        registration__due_on__gte=day, registration__due_on__lte=day + REMIND, reminded_at=None,
    ).select_related("registration__event")  # fmt: skip
    count = 0
    for delegation in waiting:
        answer_awaited(delegation)
        count += Delegation.objects.filter(pk=delegation.pk, reminded_at=None).update(reminded_at=timezone.now())
    return count


def remind_of_papers() -> int:
    """Tell the Secretariat once, a week before members are to have a document ahead of a meeting; gives how many.

    The day is indicative, and a document that has gone on from its draft is not asked for.
    """
    day, count = today(), 0
    rows = PaperFor.objects.filter(reminded_at=None, event__starts__gte=day, paper__stage=Stage.DRAFT)
    for row in rows.select_related("paper", "event"):
        if row.circulate_on and row.circulate_on - REMIND <= day:
            document_awaited(row)
            count += PaperFor.objects.filter(pk=row.pk, reminded_at=None).update(reminded_at=timezone.now())
    return count


def clear_sealed() -> int:
    """Delete encrypted files whose row, and with it the key, is gone; gives how many."""
    if not default_storage.exists("sealed"):
        return 0
    _folders, names = default_storage.listdir("sealed")
    known = {str(pk) for pk in PersonalFile.objects.values_list("pk", flat=True)}
    young = timezone.now() - ORPHAN
    lost = [f"sealed/{name}" for name in names if name not in known]
    lost = [path for path in lost if default_storage.get_modified_time(path) < young]
    for path in lost:
        default_storage.delete(path)
    return len(lost)


JOBS = (
    Periodic("travel data that is past", 3600, erase_what_is_past),
    Periodic("answers awaited", 3600, remind_of_answers),
    Periodic("documents ahead of a meeting", 3600, remind_of_papers),
    Periodic("sealed files without a row", 3600, clear_sealed),
)
