"""The official list of participants as a block tree: delegations in an order, persons in that of protocol."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_day, today
from common.i18n import pick
from events.documents.frame import ORGANIZATION, code_of, dated, days_and_place
from events.enums import PartyKind, Presence, Rank
from events.models import Delegation, Event, Participant
from publications import blocks as b
from publications.authoring import plain


def build_participants(event: Event, delegations: Sequence[Delegation], language: str) -> b.Document:
    """Registered persons by kind and delegation; call with delegations in their order (`roster.listed`)."""
    with override(language):
        parts: list[b.Block] = []
        for kind in PartyKind:
            found = [delegation for delegation in delegations if delegation.kind == kind]
            if found:
                parts.append(b.Heading(str(headings()[kind]), 2))
            for delegation in found:
                parts.append(_table(delegation, language))
        parts.append(b.Paragraph(plain(_("As registered on %(day)s.") % {"day": say_day(today())}, style="emphasis")))
        return b.Document(
            title=_("List of participants"),
            language=code_of(language),
            date=dated(event),
            subtitle=f"{pick(event, 'name', language)}. {days_and_place(event, language)}",
            organization=ORGANIZATION[language],
            blocks=tuple(parts),
        )


def headings() -> dict[str, str]:
    return {
        PartyKind.MEMBER: _("Member Countries"),
        PartyKind.OBSERVER: _("Observers"),
        PartyKind.CIVIL_SOCIETY: _("Civil society"),
        PartyKind.STAKEHOLDER: _("Stakeholders"),
        PartyKind.GUEST: _("Guests"),
    }


def _table(delegation: Delegation, language: str) -> b.Table:
    rows = tuple(_row(person) for person in people_of(delegation))
    columns = (b.Column(_("Name"), 4), b.Column(_("Position and institution"), 5))
    return b.Table(delegation.named(language), columns, rows, numbered=False)


def people_of(delegation: Delegation) -> Iterable[Participant]:
    """The head first, then in the order of protocol; only who is registered."""
    people = [person for person in delegation.participants.all() if person.registered_at]
    return sorted(people, key=lambda person: (not person.is_head, person.order))


def _row(person: Participant) -> tuple[b.Runs, ...]:
    name = [b.Run(person.said, "strong" if person.is_head else "plain")]
    if person.is_head:
        name.append(b.Run(f"\n{_('Head of delegation')}"))
    said = [person.position, person.institution]
    if person.erased_at:
        said = [str(Rank(person.rank).label)]
    if person.presence == Presence.ONLINE:
        said.append(str(Presence.ONLINE.label))
    return tuple(name), plain("\n".join(filter(None, said)))
