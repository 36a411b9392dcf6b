"""From an item of the conclusions to a commitment, and from a commitment to the event that answers it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Body, Country
from accounts.seats import Seat
from commitments.actions.commitments import create_commitment
from commitments.enums import CommitmentKind, Readers
from commitments.models import Commitment
from commitments.rules import may_keep_commitments
from commitments.trail import trail
from common.errors import Refused
from common.results import require
from events.enums import EventAudience
from events.models import Conclusion, Event, Fulfilment, Origin
from publications.actions import take_back_plans

WIDENING = (Readers.DESK, Readers.MEMBERS, Readers.PUBLIC)


@transaction.atomic
def make_commitment(
    *,
    conclusions: Sequence[Conclusion],
    owners: Iterable[Country | Body],
    supporters: Iterable[Country | Body] = (),
    by: Seat,
    **dates: Any,
) -> Commitment:
    """One commitment from an item, or from several that share one activity; its words are those of the first.

    Raises Refused for an item that asks for nothing, and for one from which a commitment was made already.
    """
    require(may_keep_commitments(by))
    first = conclusions[0]
    for line in conclusions:
        if not line.asks_for_action:
            raise Refused(_("%(reference)s asks for no follow-up.") % {"reference": line.reference})
        if line.origins.exists():
            raise Refused(_("There is a commitment from %(reference)s already.") % {"reference": line.reference})
    commitment = create_commitment(
        code=f"{first.event.code}.{first.reference}",
        reference=cite(conclusions),
        kind=CommitmentKind.FOLLOW_UP,
        text_en=first.text_en,
        text_es=first.text_es,
        es_unofficial=first.es_unofficial,
        organ=first.event.organ,
        meeting_code=first.event.code,
        made_on=first.event.ends or first.event.starts,
        readers=readers_of(line.event for line in conclusions),
        owners=owners,
        supporters=supporters,
        by=by,
        **dates,
    )
    Origin.objects.bulk_create(Origin(commitment=commitment, conclusion=line) for line in conclusions)
    return commitment


def cite(conclusions: Sequence[Conclusion]) -> str:
    """Like "RCGM 2021-12-01, 7.f / 7.q": organ, day and numbers, the same in both languages."""
    event = conclusions[0].event
    organ = event.organ.acronym_en if event.organ else ""
    day = event.ends or event.starts
    meeting = f"{organ} {day.isoformat()}" if organ and day else event.code
    return f"{meeting}, {' / '.join(line.reference for line in conclusions)}"[:120]


def readers_of(events: Iterable[Event]) -> Readers:
    """Who reads a commitment: as many as read every document that it stands in."""
    return min((_readers(event) for event in events), key=WIDENING.index)


def _readers(event: Event) -> Readers:
    if event.audience == EventAudience.DESK:
        return Readers.DESK
    public = event.audience == EventAudience.PUBLIC and event.conclusions_public
    return Readers.PUBLIC if public else Readers.MEMBERS


def limit_commitments(event: Event) -> None:
    """Keep the readers of commitments in step with the documents that they come from."""
    rows = Commitment.objects.filter(origins__conclusion__event=event).distinct()
    narrowed = False
    for commitment in rows.prefetch_related("origins__conclusion__event"):
        wanted = readers_of(origin.conclusion.event for origin in commitment.origins.all())
        if commitment.readers != wanted:
            narrowed |= commitment.readers == Readers.PUBLIC
            commitment.readers = wanted
            commitment.save(update_fields=["readers"])
    if narrowed:
        take_back_plans()


def follow_words(lines: Iterable[Conclusion]) -> None:
    """Keep the words of commitments those of the item that each was made from."""
    for line in lines:
        rows = Commitment.objects.filter(code=f"{line.event.code}.{line.reference}", origins__conclusion=line)
        for commitment in rows:
            words = {name: getattr(line, name) for name in ("text_en", "text_es", "es_unofficial")}
            if any(getattr(commitment, name) != value for name, value in words.items()):
                Commitment.objects.filter(pk=commitment.pk).update(**words)


@transaction.atomic
def link_event(*, commitment: Commitment, event: Event, by: Seat, note: str = "") -> Fulfilment:
    """Say that an event carries a commitment out."""
    require(may_keep_commitments(by))
    link, created = Fulfilment.objects.get_or_create(
        commitment=commitment, event=event, defaults={"note_en": note, "note_es": note}
    )
    if created:
        trail("commitment.linked", commitment, by=by, event=event.code)
    return link


@transaction.atomic
def unlink_event(*, link: Fulfilment, by: Seat) -> None:
    require(may_keep_commitments(by))
    trail("commitment.unlinked", link.commitment, by=by, event=link.event.code)
    link.delete()
