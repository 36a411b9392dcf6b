"""Handing mail over to the mail system: each row by one process at a time, again later when it is not taken.

A row is claimed before it is handed over: its `due_at` moves, so that nobody else takes it meanwhile. What a killed
process had claimed is due again when the claim has passed. Between the last word of the mail system and the note that
it took the mail lies one moment that no ledger can close; a mail handed over twice across it has the same Message-ID,
by which mail systems know it.
"""

import logging
import re
from datetime import datetime, timedelta
from enum import Enum, auto
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from common.automatic import AUTOMATIC
from notices.enums import MailState
from notices.models import KEYS, BouncedAddress, Mail

log = logging.getLogger(__name__)
CLAIM = timedelta(minutes=5)
"""Longer than handing one over can take, see EMAIL_TIMEOUT."""
STALE = timedelta(days=3)
PAUSES = [timedelta(minutes=minutes) for minutes in (5, 15, 60, 240)]
ROUND = 100
ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
NO_MAILBOX = {550, 551, 553}


class Answer(Enum):
    """What the mail system said. AWAY: it said nothing of use, so that it is no use to ask it about others now."""

    TAKEN = auto()
    LATER = auto()
    NEVER = auto()
    AWAY = auto()


def deliver(mail: Mail, now: datetime | None = None) -> Answer | None:
    """Hand a mail over, if it is due and nobody else has it in hand; None when it is not."""
    now = now or timezone.now()
    due = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING, due_at__lte=now)
    if not due.update(due_at=now + CLAIM, attempts=F("attempts") + 1):
        return None
    mail.refresh_from_db()
    answer, code, words = _hand_over(mail)
    if answer == Answer.TAKEN:
        _close(mail, MailState.SENT, sent_at=timezone.now(), problem="")
    elif answer == Answer.NEVER:
        log.warning("The mail %s was refused: %s", mail.pk, words)
        _close(mail, MailState.REFUSED, problem=words)
        if names_no_mailbox(words, code):
            keep_address(mail.to, words)
    else:
        pause = PAUSES[min(mail.attempts, len(PAUSES)) - 1]
        Mail.objects.filter(pk=mail.pk).update(due_at=now + pause, problem=words)
    return answer


def deliver_new(mail: Mail) -> Answer | None:
    """Hand over a mail that this process has just written: it is due, whatever the clock says by now."""
    return deliver(mail, max(timezone.now(), mail.due_at))


def deliver_waiting(now: datetime | None = None) -> int:
    """Hand over mail that is due; gives how many were taken. After three days it is no news and is given up."""
    now = now or timezone.now()
    waiting = Mail.objects.filter(state=MailState.WAITING)
    stale = waiting.filter(created_at__lte=now - STALE)
    for start in KEYS:
        stale.filter(key__startswith=start).update(state=MailState.GIVEN_UP, body="")
    stale.update(state=MailState.GIVEN_UP)
    taken = 0
    for mail in list(waiting.filter(due_at__lte=now).order_by("created_at")[:ROUND]):
        answer = deliver(mail, now)
        taken += answer == Answer.TAKEN
        if answer == Answer.AWAY:
            break
    return taken


def message_of(mail: Mail) -> EmailMessage:
    """The message as it leaves. Its Message-ID is always the same."""
    headers = {"Message-ID": f"<{mail.pk}@{host()}>", "Content-Language": mail.language, **AUTOMATIC}
    if mail.unsubscribe:
        headers |= {"List-Unsubscribe": f"<{mail.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    if not settings.BOUNCE_ADDRESS:
        return EmailMessage(mail.subject, mail.body, to=[mail.to], headers=headers)
    # Django takes the sender of the envelope from `from_email`, and what readers see from the header.
    headers["From"] = settings.DEFAULT_FROM_EMAIL
    return EmailMessage(mail.subject, mail.body, settings.BOUNCE_ADDRESS, [mail.to], headers=headers)


def host() -> str:
    """The right side of our Message-IDs."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def names_no_mailbox(words: str, code: int = 0) -> bool:
    """Does this refusal say that there is no such mailbox? A full one, or a mail taken for spam, is another matter."""
    if found := ENHANCED.search(words):
        return found[1] == "5" and (found[2] == "1" or (found[2], found[3]) == ("2", "1"))
    return code in NO_MAILBOX


def keep_address(email: str, reason: str) -> None:
    """Note that an address does not work; the first reason stays."""
    BouncedAddress.objects.get_or_create(email=email.lower(), defaults={"reason": reason[:300]})


def _hand_over(mail: Mail) -> tuple[Answer, int, str]:
    """Send it; what the mail system answered, its code (only where it speaks of the recipient) and its words."""
    try:
        message_of(mail).send()
    except SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()), (550, b""))
        return _answer(code), code, _said(code, words)
    except SMTPDataError as refusal:
        return _answer(refusal.smtp_code), 0, _said(refusal.smtp_code, refusal.smtp_error)
    except SMTPSenderRefused as refusal:
        return Answer.AWAY, 0, _said(refusal.smtp_code, refusal.smtp_error)
    except ValueError as error:
        return Answer.NEVER, 0, str(error)[:300]
    except (SMTPException, OSError) as error:
        log.warning("The mail system did not answer: %s", error)
        said = _said(error.smtp_code, error.smtp_error) if isinstance(error, SMTPResponseException) else str(error)
        return Answer.AWAY, 0, said[:300]
    return Answer.TAKEN, 0, ""


def _answer(code: int) -> Answer:
    return Answer.LATER if 400 <= code < 500 else Answer.NEVER


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:300]


def _close(mail: Mail, state: str, **fields: object) -> None:
    if mail.is_a_key and not settings.DEMONSTRATION:
        fields["body"] = ""
    Mail.objects.filter(pk=mail.pk, state=MailState.WAITING).update(state=state, **fields)
