"""Who may do what to an event. Reading is `visible_to`; these are the acts."""

from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.results import Allowed, Decision, Denied
from events.models import Event, Notetaker


def may_keep_events(seat: Seat) -> Decision:
    """Enter and edit events, agendas and conclusions: the Secretariat, and the presidency that directs it."""
    return Allowed() if seat.is_desk else Denied(_("Meetings are kept by the Presidency and the Secretariat."))


def may_publish_conclusions(seat: Seat) -> Decision:
    """Publish the document of conclusions, or take it back, always as a whole."""
    return Allowed() if seat.is_presidency else Denied(_("Conclusions are published by the Presidency."))


def may_take_notes(seat: Seat, event: Event) -> Decision:
    """Write into the notes of an event: the desk, and the persons it named for it, in the seat it named. One query."""
    if seat.is_desk or Notetaker.objects.filter(event=event, membership=seat.membership).exists():
        return Allowed()
    return Denied(_("Notes are taken by the Secretariat and the persons it names for the event."))
