"""The invitation letter of one participant as a block tree: event, place and dates, who pays what, room to sign."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from common.dates import local, say_day, today
from common.i18n import pick
from events.documents.frame import ORGANIZATION, code_of, days_and_place
from events.entitled import Paid
from events.enums import Presence, WishedRole
from events.models import Delegation, Participant
from publications import blocks as b
from publications.authoring import plain, text_blocks
from publications.letterheads import letterhead_on


def build_letter(
    participant: Participant, paid: Sequence[Paid], language: str, letterhead: b.Letterhead | None = None
) -> b.Document:
    """The letter in one language; `paid` is the matrix as the delegation reads it."""
    delegation = participant.delegation
    registration = delegation.registration
    event = registration.event
    with override(language):
        parts: list[b.Block] = [
            b.KeyValues(
                tuple(
                    b.KeyValue(label, plain(value))
                    for label, value in (
                        (pgettext("letter", "To"), participant.name),
                        (_("Position"), participant.position),
                        (_("Institution"), participant.institution),
                        (_("Delegation"), delegation.named(language)),
                    )
                    if value
                )
            )
        ]
        parts += text_blocks(pick(registration, "letter", language) or _usual(participant, language))
        parts += _matrix(paid, language)
        signed = pick(registration, "signed_by", language)
        if signed:
            parts.append(b.Signatures(_("On behalf of the Conference"), (b.Signature(signed),)))
        parts.append(
            b.Signatures(
                _("I accept the invitation"), (b.Signature(delegation.named(language), name=participant.name),)
            )
        )
        return b.Document(
            title=_("Letter of invitation"),
            language=code_of(language),
            date=(local(delegation.registered_at).date() if delegation.registered_at else today()).isoformat(),
            subtitle=f"{pick(event, 'name', language)}. {days_and_place(event, language)}",
            organization=ORGANIZATION[language],
            letterhead=letterhead,
            blocks=tuple(parts),
        )


def letterhead_of(delegation: Delegation, day: datetime) -> b.Letterhead | None:
    """The presidency's on that day; of the demonstration where its placeholder members are invited."""
    invited = delegation.registration.delegations.filter(country__is_placeholder=True)
    return letterhead_on(local(day).date(), demonstration=invited.exists())


def _usual(participant: Participant, language: str) -> str:
    """What the letter says where the event has no text of its own."""
    event = participant.delegation.registration.event
    said = {"event": pick(event, "name", language), "when": days_and_place(event, language)}
    lines = [
        _("The Executive Secretariat of the Regional Conference on Migration has the honour to invite you to the "
          "%(event)s (%(when)s).") % said
    ]  # fmt: skip
    if participant.role != WishedRole.PARTICIPANT:
        role = WishedRole(participant.role).label.lower()
        lines.append(_("The delegation has proposed you as %(role)s.") % {"role": role})
    if participant.presence == Presence.ONLINE:
        lines.append(_("You take part online. The address is sent before the event."))
    if due := participant.delegation.registration.due_on:
        lines.append(_("Kindly sign the acceptance below and return it by %(day)s.") % {"day": say_day(due)})
    return "\n\n".join(lines)


def _matrix(paid: Sequence[Paid], language: str) -> list[b.Block]:
    if not paid:
        return []
    rows = []
    for one in paid:
        item = pick(one.line, "item", language)
        note = pick(one.line, "note", language) if one.concerns else ""
        rows.append((plain(item), plain(payer_said(one, language)), plain(note)))
    columns = (b.Column(_("What"), 4), b.Column(_("Paid by"), 3), b.Column(_("Remark"), 3))
    return [b.Table(_("Who pays what"), columns, tuple(rows), numbered=False)]


def payer_said(paid: Paid, language: str | None = None) -> str:
    """Who pays this for the delegation; call it inside `override(language)`."""
    if paid.line.payer and paid.covered is not False:
        return pick(paid.line.payer, "name", language)
    return _("The delegation itself")
