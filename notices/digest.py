"""The message of the day: what a person wanted to have together, in one mail."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.models import User
from notices.delivery import deliver_new
from notices.enums import MailState
from notices.models import Mail
from notices.queries import works

RULE = "-" * 24


def send_digests(now: datetime | None = None) -> int:
    """Write every message of the day that is due; gives how many. Several clocks write each once."""
    now = now or timezone.now()
    due = Mail.objects.filter(state=MailState.GATHERED, due_at__lte=now).exclude(user=None)
    people = User.objects.filter(pk__in=due.values("user"))
    return sum(_write(user, now) for user in people)


@transaction.atomic
def _write(user: User, now: datetime) -> bool:
    """In one transaction: the message's row, and which mails it tells of. It leaves afterwards."""
    gathered = Mail.objects.select_for_update(skip_locked=True).filter(user=user, state=MailState.GATHERED)
    rows = list(gathered.order_by("created_at", "pk"))
    if not any(row.due_at <= now for row in rows):
        return False
    with override(user.language):
        digest = Mail.objects.create(
            user=user, key=f"digest:{rows[0].pk}", to=user.email, language=user.language, subject=_subject(len(rows)),
            body=_body(rows), state=MailState.WAITING if works(user.email) else MailState.WITHHELD,
        )  # fmt: skip
    Mail.objects.filter(pk__in=[row.pk for row in rows]).update(state=MailState.TOLD, digest=digest)
    transaction.on_commit(lambda: deliver_new(digest), robust=True)
    return True


def _subject(count: int) -> str:
    return ngettext(
        "Your message of the day: %(count)s notice", "Your message of the day: %(count)s notices", count
    ) % {"count": count}


def _body(rows: list[Mail]) -> str:
    return f"\n\n{RULE}\n\n".join([_("This is what happened since the last message."), *map(_entry, rows)])


def _entry(row: Mail) -> str:
    """One mail among others. A notice opens with its subject; a letter does not, and gets it as a heading."""
    return row.body if row.body.startswith(row.subject) else f"{row.subject}\n\n{row.body}"
