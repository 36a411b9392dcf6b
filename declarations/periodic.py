"""What the declaration room does from time to time."""

from django.utils import timezone

from common.clock import Periodic
from common.errors import Refused
from declarations.actions.silence import end_silence
from declarations.enums import SilenceStatus
from declarations.models import Silence


def end_silences() -> int:
    """End the procedures whose deadline has passed and that nobody broke; gives how many."""
    ended = 0
    for silence in Silence.objects.filter(status=SilenceStatus.RUNNING, until__lte=timezone.now()):
        try:
            end_silence(silence=silence, by=None)
        except Refused:  # another clock, or the presidency, was first
            continue
        ended += 1
    return ended


JOBS = (Periodic("silence that ends", 60, end_silences),)
