"""Telling people: a line in the inbox, a mail, each once."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Membership, User
from accounts.seats import Seat
from notices.models import Mail, Notice

log = logging.getLogger(__name__)
WAIT = timedelta(minutes=2)
STALE = timedelta(days=3)


def notify(
    *, user: User, key: str, text: Callable[[], str], address: str = "", membership: Membership | None = None
) -> Notice | None:
    """Put a line into a person's inbox in both languages; None when the event `key` was told already.

    With `membership` it is read only by who acts in that capacity.
    `text` is called once per language.
    """
    words = {}
    for language in ("en", "es"):
        with override(language):
            words[f"text_{language}"] = str(text())
    try:
        with transaction.atomic():
            return Notice.objects.create(user=user, membership=membership, key=key, address=address, **words)
    except IntegrityError:
        return None


def send_mail_once(
    *, user: User, key: str, subject: Callable[[], str], body: Callable[[], str], unsubscribe: str = ""
) -> bool:
    """Mail a person in their language after the transaction; False when `key` was mailed already.

    `unsubscribe` is the address by which mail programs stop mail like this one.
    """
    with override(user.language):
        mail = Mail(
            key=key, to=user.email, language=user.language, subject=_one_line(str(subject()))[:250], body=str(body()),
            unsubscribe=unsubscribe,
        )  # fmt: skip
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:
        return False
    transaction.on_commit(lambda: _deliver(mail), robust=True)
    return True


def _one_line(words: str) -> str:
    """A subject is a header: a title or name with a line end in it would make a mail that no mail system takes."""
    return " ".join(words.split())


def _deliver(mail: Mail) -> None:
    """Hand the mail over; a row without `sent_at` was not taken by the mail system.

    Its Message-ID is always the same, so that a mail system knows one that was handed over twice.
    """
    headers = {"Message-ID": f"<{mail.pk}@{urlsplit(settings.SITE_URL).hostname}>"}
    if mail.unsubscribe:
        headers |= {"List-Unsubscribe": f"<{mail.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    EmailMessage(mail.subject, mail.body, to=[mail.to], headers=headers).send()
    Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())


def deliver_waiting(now: datetime | None = None) -> int:
    """Hand over mail that was written but not taken, because the process was killed or the mail system away.

    Gives how many. Mail of the last two minutes is still its writer's; after three days it is no news.
    """
    now = now or timezone.now()
    waiting = Mail.objects.filter(sent_at=None, created_at__lt=now - WAIT, created_at__gt=now - STALE)
    sent = 0
    for pk in list(waiting.order_by("created_at").values_list("pk", flat=True)[:100]):
        with transaction.atomic():
            mail = waiting.select_for_update(skip_locked=True).filter(pk=pk).first()
            if mail:
                sent += _is_taken(mail)
    return sent


def _is_taken(mail: Mail) -> bool:
    """Hand the mail over; one that is refused for itself holds up none of the others."""
    try:
        _deliver(mail)
    except (SMTPRecipientsRefused, SMTPDataError, ValueError):
        log.warning("The mail %s was refused.", mail.pk, exc_info=True)
        return False
    return True


def tell(
    people: Iterable[User | Membership],
    *,
    key: str,
    text: Callable[[], str],
    address: str,
    more: Callable[[], str] = str,
) -> None:
    """A line in the inbox and a mail, once per person and event, each in the person's language.

    A membership stands for its person in that capacity; the line is not shown to them in another one.
    `address` is a page's with its language; it is kept without, because each reader's pages have their own. `more`
    is said in the mail alone.
    """
    for one in people:
        user, membership = (one.user, one) if isinstance(one, Membership) else (one, None)
        notify(user=user, membership=membership, key=key, text=text, address=address[3:])
        link = f"{settings.SITE_URL}/{user.language}{address[3:]}"
        send_mail_once(
            user=user,
            key=f"{key}:{user.pk}",
            subject=text,
            body=lambda link=link: "\n\n".join(filter(None, [f"{text()}.", more(), link])),  # type: ignore[misc]
        )


def mark_read(*, by: Seat, notice: Notice | None = None) -> int:
    """Mark the notices of this seat as read, or one of them; gives how many were unread."""
    rows = Notice.objects.visible_to(by).filter(read_at=None)
    if notice is not None:
        rows = rows.filter(pk=notice.pk)
    return rows.update(read_at=timezone.now())


def pass_on(*, notices: Sequence[Notice], to: Membership) -> int:
    """Give unread notices to a successor, who reads each event once; gives how many passed."""
    told = Notice.objects.filter(user=to.user, key__in=[notice.key for notice in notices]).values_list("key", flat=True)
    passed = [notice.pk for notice in notices if notice.key not in set(told)]
    return Notice.objects.filter(pk__in=passed).update(user=to.user, membership=to)
