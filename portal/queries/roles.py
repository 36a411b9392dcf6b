"""In which roles a body stands on record across meetings."""

from dataclasses import dataclass, field

from accounts.models import Body
from accounts.seats import Seat
from common.i18n import pick
from events.enums import PartRole, SpeakerRole
from events.models import AgendaSpeaker, Event, EventPart


@dataclass
class InEvent:
    """One meeting with the roles of a body in it: (role, detail), each once, in the order of the lists of roles."""

    event: Event
    roles: list[tuple[str, str]] = field(default_factory=list)

    def add(self, role: str, detail: str) -> None:
        if (role, detail) not in self.roles:
            self.roles.append((role, detail))


def roles_of(body: Body, seat: Seat) -> list[InEvent]:
    """The meetings that the seat reads in which the body is named, the newest first. Three queries.

    What somebody wished to be, or asked for the floor as, is no role on record.
    """
    events = Event.objects.visible_to(seat)
    found: dict[object, InEvent] = {}

    def at(event: Event) -> InEvent:
        return found.setdefault(event.pk, InEvent(event))

    for event in events.filter(organ=body):
        at(event).add("organ", "")
    parts = EventPart.objects.filter(body=body, event__in=events).select_related("event")
    for part in sorted(parts, key=lambda part: PartRole.values.index(part.role)):
        at(part.event).add(str(part.get_role_display()), pick(part, "detail"))
    slots = AgendaSpeaker.objects.on_agenda().filter(body=body, item__day__event__in=events)
    slots = slots.select_related("item__day__event").order_by("item__day__date", "item__order")
    for slot in sorted(slots, key=lambda slot: SpeakerRole.values.index(slot.role)):
        at(slot.item.day.event).add(str(slot.get_role_display()), pick(slot.item, "title"))
    return sorted(found.values(), key=lambda one: (str(one.event.starts or ""), one.event.code), reverse=True)
