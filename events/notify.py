"""Who is told when something happens to a meeting. No line and no mail names a participant."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.enums import Role
from accounts.models import Membership, User
from common.dates import say_day
from common.i18n import pick
from events.enums import Duty
from events.models import (
    Delegation,
    DutyHolder,
    Nomination,
    Notetaker,
    PaperFor,
    Participant,
    Rapporteur,
    Registration,
    SessionReport,
)
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


def rapporteur_named(rapporteur: Rapporteur) -> None:
    """To the person: the Secretariat asks them to report on a session."""
    session = rapporteur.session
    tell(
        [rapporteur.membership],
        key=f"rapporteur-of:{rapporteur.pk}",
        text=lambda: (
            _("You are named rapporteur of %(session)s: %(event)s")
            % {"session": session.name, "event": pick(session.event, "name")}
        ),
        address=session.report.get_absolute_url(),
    )


def report_handed_over(report: SessionReport) -> None:
    """To the Secretariat: a session's report is there to be looked at."""
    session = report.session
    tell(
        _people(role=Role.SECRETARIAT),
        key=f"session-report:{report.pk}:{report.handed_over_at:%Y%m%d%H%M%S%f}",
        text=lambda: (
            _("The report of %(session)s was handed over: %(event)s")
            % {"session": session.name, "event": pick(session.event, "name")}
        ),
        address=report.get_absolute_url(),
    )


def report_given_back(report: SessionReport) -> None:
    """To the session's rapporteurs, with what the desk says of it."""
    session = report.session
    moment = f"{report.handed_over_at:%Y%m%d%H%M%S%f}" if report.handed_over_at else "0"
    tell(
        [one.membership for one in session.rapporteurs.select_related("membership__user")],
        key=f"session-report:{report.pk}:back:{moment}",
        text=lambda: (
            _("The report of %(session)s was given back: %(event)s")
            % {"session": session.name, "event": pick(session.event, "name")}
        ),
        address=report.get_absolute_url(),
        more=lambda: report.why,
    )


def duty_given(holder: DutyHolder) -> None:
    """To the person: what the Secretariat asks of them for an event."""
    event = holder.registration.event
    address = {
        Duty.REGISTRAR: reverse("events:registration", args=[event.code]),
        Duty.TICKETS: reverse("events:travellers", args=[event.code]),
        Duty.TASK_FORCE: reverse("events:nominations", args=[event.code]),
    }
    tell(
        [holder.membership.user],
        key=f"duty:{holder.pk}",
        text=lambda: f"{Duty(holder.duty).label}: {pick(event, 'name')}",
        address=address[Duty(holder.duty)],
    )


def registration_opened(registration: Registration, countries: Collection[object]) -> None:
    """To the focal points of the countries invited now."""
    event = registration.event
    tell(
        _people(role=Role.FOCAL_POINT, country__in=countries),
        key=f"registration:{registration.pk}",
        text=lambda: _("Registration is open: %(event)s") % {"event": pick(event, "name")},
        address=reverse("events:registration-list"),
        more=lambda: _due(registration),
    )


def answer_awaited(delegation: Delegation) -> None:
    """To the people of a delegation that has not answered, some days before the indicative date; once."""
    registration = delegation.registration
    people = _people_of(delegation)
    tell(
        people,
        key=f"delegation:{delegation.pk}:reminder",
        text=lambda: _("Who will take part in %(event)s?") % {"event": pick(registration.event, "name")},
        address=delegation.get_absolute_url(),
        more=lambda: _due(registration),
    )


def document_awaited(row: PaperFor) -> None:
    """To the Secretariat: a document is to be before members some months ahead of a meeting; once."""
    tell(
        _people(role=Role.SECRETARIAT),
        key=f"paper-for:{row.pk}:reminder",
        text=lambda: (
            _("Before members soon: %(document)s, for %(event)s")
            % {"document": pick(row.paper, "title"), "event": pick(row.event, "name")}
        ),
        address=row.paper.get_absolute_url(),
        more=lambda: (
            _("Indicative date: %(day)s. It closes nothing.") % {"day": say_day(row.circulate_on)}
            if row.circulate_on
            else ""
        ),
    )


def _due(registration: Registration) -> str:
    if not registration.due_on:
        return ""
    return _("Indicative date: %(day)s. It closes nothing.") % {"day": say_day(registration.due_on)}


def delegation_notified(delegation: Delegation) -> None:
    """To the Secretariat and the event's registrars."""
    said = gettext_noop("%(delegation)s notified its delegation: %(event)s")
    _tell_registrars(delegation, f"notified:{delegation.answered_at:%Y%m%d%H%M%S}", said)


def delegation_declined(delegation: Delegation) -> None:
    """To the Secretariat and the event's registrars."""
    said = gettext_noop("%(delegation)s will not take part: %(event)s")
    _tell_registrars(delegation, f"declined:{delegation.answered_at:%Y%m%d%H%M%S}", said)


def person_taken_out(participant: Participant) -> None:
    """To the Secretariat and the event's registrars, of somebody whom they knew of."""
    said = gettext_noop("%(delegation)s took a person out of its delegation: %(event)s")
    _tell_registrars(participant.delegation, f"less:{participant.pk}", said)


def _tell_registrars(delegation: Delegation, what: str, said: str) -> None:
    registration = delegation.registration
    holders = DutyHolder.objects.filter(registration=registration, duty=Duty.REGISTRAR).values("membership__user")
    people = [*_people(role=Role.SECRETARIAT), *User.objects.filter(pk__in=holders, is_active=True)]
    tell(
        dict.fromkeys(people),
        key=f"delegation:{delegation.pk}:{what}",
        text=lambda: _(said) % {"delegation": delegation.name, "event": pick(registration.event, "name")},
        address=delegation.get_absolute_url(),
    )


def delegation_registered(delegation: Delegation) -> None:
    """To the country's focal points, or the body's people: the letters can be had."""
    event = delegation.registration.event
    last = delegation.participants.order_by("-registered_at").exclude(registered_at=None).first()
    moment = f"{last.registered_at:%Y%m%d%H%M%S}" if last else "0"
    tickets = delegation.participants.exclude(ticket=None).exists()
    tell(
        _people_of(delegation),
        key=f"delegation:{delegation.pk}:registered:{moment}",
        text=lambda: _("Your delegation is registered: %(event)s") % {"event": pick(event, "name")},
        address=delegation.get_absolute_url(),
        more=lambda: (
            _("The invitation letters are on its page, and the form for the data of each ticket that is bought.")
            if tickets
            else _("The invitation letters are on its page.")
        ),
    )


def rapporteur_chosen(nomination: Nomination) -> None:
    """To everybody who nominated somebody for the same session and category."""
    registration = nomination.registration
    same = Nomination.objects.filter(
        registration=registration, session=nomination.session, category=nomination.category
    )
    tell(
        User.objects.filter(memberships__nominations__in=same, is_active=True).distinct(),
        key=f"rapporteur:{nomination.pk}:{nomination.decided_at:%Y%m%d%H%M%S}",
        text=lambda: (
            _("A rapporteur was chosen (%(category)s): %(event)s")
            % {"category": pick(nomination.category, "name"), "event": pick(registration.event, "name")}
        ),
        address=reverse("events:nominations", args=[registration.event.code]),
    )


def _people_of(delegation: Delegation) -> list[User]:
    if delegation.country_id:
        return _people(role=Role.FOCAL_POINT, country=delegation.country_id)
    return _people(role=delegation.kind, hat__body=delegation.body_id) if delegation.body_id else []


def _people(**where: Any) -> list[User]:
    """Persons with such a membership in force, each once."""
    users = Membership.objects.active().filter(**where).values("user")
    return list(User.objects.filter(pk__in=users, is_active=True).order_by("name", "pk"))
