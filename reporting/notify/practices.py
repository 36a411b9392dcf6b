"""Who is told that a practice which answers a call was published. Never who did it."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.i18n import pick
from practices.models import PracticeVersion
from practices.notify import practice_published
from reporting.models import CallTheme
from reporting.notify.recipients import secretariat, send


@receiver(practice_published)
def answer_published(version: PracticeVersion, by: Seat, **_signal: Any) -> None:
    """The Secretariat, which asked, once per practice: a further version is no news of the call."""
    practice = version.practice
    if not CallTheme.objects.filter(practices=practice).exists():
        return

    def text() -> str:
        return _("A practice that answers a call was published: “%(title)s”") % {"title": pick(practice, "title")}

    send(secretariat(), f"practice:{practice.pk}:answers", text, "portal:practice", [practice.code], by=by)
