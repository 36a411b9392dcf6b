"""Who is told when something happens to a meeting."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.i18n import pick
from events.models import Notetaker
from notices.actions import tell


def notetaker_named(notetaker: Notetaker) -> None:
    """To the person: the Secretariat asks them to take notes."""
    event = notetaker.event
    tell(
        [notetaker.membership],
        key=f"notetaker:{notetaker.pk}",
        text=lambda: _("You are named to take notes of %(event)s") % {"event": pick(event, "name")},
        address=f"{reverse('events:note-list')}?event={event.code}",
    )
