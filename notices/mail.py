"""Mail of the demonstration: kept in the outbox page instead of leaving the machine."""

import hashlib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from common.i18n import current_language
from notices.enums import MailState
from notices.models import Mail


class OutboxBackend(BaseEmailBackend):
    """Writes each message to the outbox table, unless the ledger holds it already; nothing is sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for address in message.recipients():
                if Mail.objects.filter(to=address, subject=message.subject, body=str(message.body)).exists():
                    continue
                words = f"{address}\n{message.subject}\n{message.body}\n{timezone.now().isoformat()}"
                Mail.objects.create(
                    key=f"outbox:{hashlib.sha256(words.encode()).hexdigest()[:40]}",
                    to=address,
                    language=current_language(),
                    subject=str(message.subject),
                    body=str(message.body),
                    state=MailState.SENT,
                    sent_at=timezone.now(),
                )
        return len(email_messages)
