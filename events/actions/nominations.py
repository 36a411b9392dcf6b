"""Rapporteurs: nominated, chosen one by session and category, and everybody told."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from events import rules
from events.enums import NominationStatus
from events.models import Nomination, Registration
from events.notify import rapporteur_chosen
from events.trail import trail
from events.workflow import move


@transaction.atomic
def nominate(*, registration: Registration, by: Seat, **fields: Any) -> Nomination:
    """Propose a person. Raises Refused once somebody was chosen for the same session and category."""
    require(rules.may_nominate(by, registration))
    membership = by.membership
    assert membership is not None  # noqa: S101 - the rule lets no other seat through
    same = {"registration": registration, "session": fields.get("session"), "category": fields["category"]}
    if Nomination.objects.filter(**same, status=NominationStatus.CHOSEN).exists():
        raise Refused(_("A rapporteur was chosen here already."))
    nomination = Nomination.objects.create(registration=registration, nominated_by=membership, **fields)
    trail("nomination.made", registration.event, by=by, nomination=str(nomination.pk))
    return nomination


@transaction.atomic
def choose(*, nomination: Nomination, consulted: str, by: Seat) -> None:
    """Choose one; the others of the same session and category were not. Who nominated is told.

    Raises Refused without a word on who was consulted, and when another one is chosen.
    """
    require(rules.may_choose_rapporteur(by, nomination.registration))
    if not consulted.strip():
        raise Refused(_("Say who was consulted before the choice."))
    now = timezone.now()
    try:
        with transaction.atomic():
            move(nomination, NominationStatus.CHOSEN, consulted=consulted.strip(), decided_at=now)
    except IntegrityError as error:
        raise Refused(_("A rapporteur was chosen here already.")) from error
    others = Nomination.objects.filter(
        registration=nomination.registration, session=nomination.session, category=nomination.category,
        status=NominationStatus.NOMINATED,
    )  # fmt: skip
    for other in others:
        move(other, NominationStatus.NOT_CHOSEN, decided_at=now)
    trail("nomination.chosen", nomination.registration.event, by=by, nomination=str(nomination.pk))
    rapporteur_chosen(nomination)


@transaction.atomic
def take_choice_back(*, nomination: Nomination, by: Seat) -> None:
    """The choice is open again, for all of the same session and category."""
    require(rules.may_choose_rapporteur(by, nomination.registration))
    move(nomination, NominationStatus.NOMINATED, consulted="", decided_at=None)
    others = Nomination.objects.filter(
        registration=nomination.registration, session=nomination.session, category=nomination.category,
        status=NominationStatus.NOT_CHOSEN,
    )  # fmt: skip
    for other in others:
        move(other, NominationStatus.NOMINATED, decided_at=None)
    trail("nomination.reopened", nomination.registration.event, by=by, nomination=str(nomination.pk))
