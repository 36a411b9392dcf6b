"""Telling people: a line in the inbox, a mail, each once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Membership, User
from accounts.seats import Seat
from common.results import require
from notices import rules
from notices.delivery import CLAIM, deliver_new
from notices.enums import MailState, Way
from notices.models import BouncedAddress, Mail, Notice
from notices.queries import preference_of, way_to, works
from notices.stopping import how_to_stop, stop_address

STATE_OF = {Way.AT_ONCE: MailState.WAITING, Way.DAILY: MailState.GATHERED, Way.UNREACHABLE: MailState.WITHHELD}


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
    *,
    user: User,
    key: str,
    subject: Callable[[], str],
    body: Callable[[], str],
    unsubscribe: str = "",
    is_reminder: bool = False,
    may_wait: bool = False,
    by_clock: bool = False,
) -> Mail | None:
    """Mail a person in their language after the transaction; None when `key` was mailed already.

    `unsubscribe` is the address by which mail programs stop mail like this one. What `may_wait` is kept for the
    message of the day of a person who wants one. `by_clock` leaves the handing over to the clock, for mail to many.
    Reminders to a person who wants none by mail are None too.
    """
    preference = preference_of(user)
    way = way_to(user, preference, is_reminder=is_reminder)
    if way == Way.OFF:
        return None
    if way == Way.DAILY and not may_wait:
        way = Way.AT_ONCE
    now = timezone.now()
    with override(user.language):
        mail = Mail(
            user=user, key=key, to=user.email, language=user.language, subject=_one_line(str(subject()))[:250],
            body=str(body()), unsubscribe=unsubscribe, state=STATE_OF[way], created_at=now,
            due_at=preference.next_digest(now) if way == Way.DAILY else now,
        )  # fmt: skip
    return _post(mail, by_clock)


def mail_address_once(*, address: str, language: str, key: str, subject: str, body: str) -> Mail | None:
    """Mail somebody who has no account, after the transaction; None when `key` was mailed already."""
    now = timezone.now()
    state = MailState.WAITING if works(address) else MailState.WITHHELD
    mail = Mail(
        key=key, to=address, language=language, subject=_one_line(subject)[:250], body=body, state=state,
        created_at=now, due_at=now,
    )  # fmt: skip
    return _post(mail)


def take_back(mails: QuerySet[Mail]) -> list[Any]:
    """Delete of these mails what waits and no process has in hand; gives their ids.

    What a process is handing over is due again `CLAIM` after it took it, so it is left alone; one may take a mail while
    this waits for the row, a moment after `now`.
    """
    now = timezone.now()
    in_hand = Q(due_at__gt=now, due_at__lte=now + CLAIM + timedelta(minutes=1))
    at_rest = Q(state=MailState.GATHERED) | Q(state=MailState.WAITING) & ~in_hand
    taken = [mail.pk for mail in mails.filter(at_rest).select_for_update()]
    Mail.objects.filter(pk__in=taken).delete()
    return taken


def forget_mail(keys: Iterable[str]) -> int:
    """Erase mail whose key begins with one of these, and what is kept of its address; gives how much mail."""
    gone = 0
    for key in keys:
        mails = Mail.objects.filter(key__startswith=key)
        addresses = {address.lower() for address in mails.values_list("to", flat=True)}
        people = User.objects.annotate(lower=Lower("email")).filter(lower__in=addresses).values("lower")
        BouncedAddress.objects.filter(email__in=addresses).exclude(email__in=people).delete()
        gone += mails.delete()[0]
    return gone


def _post(mail: Mail, by_clock: bool = False) -> Mail | None:
    """Write the row, and hand it over once the transaction stands. A key that nobody is handed is not kept."""
    if mail.state == MailState.WITHHELD and mail.is_a_key:
        mail.body = ""
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:
        return None
    if mail.state == MailState.WAITING and not by_clock:
        transaction.on_commit(lambda: deliver_new(mail), robust=True)
    return mail


def _sentence(words: str) -> str:
    """The same words as the subject; the words of a person in them may end with a mark of their own."""
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."


def _one_line(words: str) -> str:
    """A subject is a header: a title or name with a line end in it would make a mail that no mail system takes."""
    return " ".join(words.split())


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
        tell_one(one, key=key, text=text, address=address, more=more)


def tell_one(
    one: User | Membership,
    *,
    key: str,
    text: Callable[[], str],
    address: str,
    more: Callable[[], str] = str,
    is_reminder: bool = False,
    is_letter: bool = False,
    by_clock: bool = False,
) -> Mail | None:
    """Tell one person; gives the mail, None where there is none. A reminder's mail says how to stop reminders.

    A mail says in its first sentence what happened; a letter begins with its own words, `more`, under its subject.
    """
    user, membership = (one.user, one) if isinstance(one, Membership) else (one, None)
    notify(user=user, membership=membership, key=key, text=text, address=address[3:])
    link = f"{settings.SITE_URL}/{user.language}{address[3:]}"
    stop = stop_address(user) if is_reminder else ""

    def body() -> str:
        first = "" if is_letter else _sentence(str(text()))
        return "\n\n".join(filter(None, [first, more(), link, how_to_stop(stop) if stop else ""]))

    return send_mail_once(
        user=user, key=f"{key}:{user.pk}", subject=text, body=body, unsubscribe=stop,
        is_reminder=is_reminder, may_wait=True, by_clock=by_clock,
    )  # fmt: skip


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


def free_address(*, address: BouncedAddress, by: Seat) -> None:
    """Send to an address again: somebody asked the person, or the mailbox was made again."""
    require(rules.may_keep_addresses(by))
    address.delete()
