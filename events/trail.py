"""The trail of an event: who did what to it."""

from typing import Any

from accounts.seats import Seat
from audit.actions import record
from audit.models import AuditEvent
from events.models import Event


def trail(action: str, event: Event, *, by: Seat | None, **detail: Any) -> None:
    record(action, by=by, chain=f"event:{event.pk}", object_type="Event", object_id=event.pk, **detail)


def acts_on(event: Event, *actions: str, last: int) -> list[AuditEvent]:
    """The last acts of these kinds on an event, the newest first. One query."""
    rows = AuditEvent.objects.filter(chain=f"event:{event.pk}", action__in=actions)
    return list(rows.order_by("-number")[:last])
