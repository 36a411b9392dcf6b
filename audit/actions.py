"""Writing the trail."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from audit.models import AuditEvent


def queue(chain: str) -> None:
    """Wait until no other transaction writes to `chain`, and let none before this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 42))", [chain])


@transaction.atomic
def record(
    action: str,
    *,
    by: Any,
    chain: str,
    object_type: str = "",
    object_id: object = "",
    country_code: str = "",
    channel: str = "portal",
    **detail: Any,
) -> AuditEvent:
    """Append one event to `chain` within the caller's transaction.

    `by` is a Seat, a User or None (the system). `detail` must be JSON. Writers of one chain queue behind each
    other until the transaction ends.
    """
    queue(chain)
    last = AuditEvent.objects.filter(chain=chain).order_by("-number").values_list("number", "hash").first()
    user = getattr(by, "user", by)
    event = AuditEvent(
        chain=chain,
        number=last[0] + 1 if last else 1,
        at=timezone.now(),
        actor_id=str(user.pk) if user else "",
        actor_label=getattr(by, "label", "") or (str(user) if user else ""),
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        country_code=country_code,
        channel=channel,
        detail=detail,
        previous_hash=last[1] if last else "",
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    return event


def digest(event: AuditEvent) -> str:
    """The SHA-256 over everything that an event says, the hash of the event before it included."""
    at: datetime = event.at
    content = [
        event.chain,
        event.number,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_id,
        event.actor_label,
        event.action,
        event.object_type,
        event.object_id,
        event.country_code,
        event.channel,
        event.detail,
        event.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
