"""When the results of a questionnaire are read."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from audit.actions import record
from common.errors import Refused
from common.results import require
from reporting import rules
from reporting.enums import CallStatus
from reporting.models import Call
from reporting.policy import Act


@transaction.atomic
def publish_results(*, call: Call, by: Seat) -> None:
    """Let the results be read. Raises Refused while the call is open: they would change under their readers."""
    require(rules.may(by, Act.PUBLISH_RESULTS))
    if call.cycle.is_rehearsal:
        raise Refused(_("This is a rehearsal: nothing of it is ever published."))
    if call.is_request:
        raise Refused(_("What members answered a working group is compiled for the members, not published."))
    if call.status != CallStatus.CLOSED:
        raise Refused(_("Close the call first: results are read once nothing changes any more."))
    call.results_at = timezone.now()
    Call.objects.filter(pk=call.pk).update(results_at=call.results_at)
    record("results_published", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk)


@transaction.atomic
def unpublish_results(*, call: Call, by: Seat) -> None:
    """Take the results back."""
    require(rules.may(by, Act.PUBLISH_RESULTS))
    Call.objects.filter(pk=call.pk).update(results_at=None)
    call.results_at = None
    record("results_taken_back", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk)
