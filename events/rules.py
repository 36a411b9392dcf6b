"""Who may do what to an event. Reading is `visible_to`; these are the acts."""

from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.results import Allowed, Decision, Denied
from events.enums import Duty, SessionReportStatus
from events.models import Delegation, DutyHolder, Event, Notetaker, Rapporteur, Registration, SessionReport


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


def may_write_findings(seat: Seat, report: SessionReport) -> Decision:
    """Write under the guiding questions: the session's rapporteurs, the event's notetakers and the desk, until the
    report is part of the record. Two queries at most.
    """
    if report.is_accepted:
        return Denied(_("The report is part of the record. The desk can give it back to its rapporteurs."))
    if seat.is_desk or is_rapporteur(seat, report):
        return Allowed()
    if Notetaker.objects.filter(event=report.session.event_id, membership=seat.membership).exists():
        return Allowed()
    return Denied(_("Findings are written by the rapporteurs of the session and the notetakers of the event."))


def may_write_report(seat: Seat, report: SessionReport) -> Decision:
    """Write the report: its rapporteurs and the desk; once it is handed over the desk alone, which sees to the other
    language. One query at most.
    """
    if report.is_accepted:
        return Denied(_("The report is part of the record. The desk can give it back to its rapporteurs."))
    if seat.is_desk:
        return Allowed()
    if report.status == SessionReportStatus.HANDED_OVER:
        return Denied(_("The report was handed over. The desk can give it back."))
    if is_rapporteur(seat, report):
        return Allowed()
    return Denied(_("The report is written by the rapporteurs of the session."))


def may_hand_over(seat: Seat, report: SessionReport) -> Decision:
    """Hand the report over: a rapporteur of the session, or the desk for one who cannot. One query at most."""
    if seat.is_desk or is_rapporteur(seat, report):
        return Allowed()
    return Denied(_("The report is handed over by the rapporteurs of the session."))


def is_rapporteur(seat: Seat, report: SessionReport) -> bool:
    """Was this seat named for the session?"""
    return Rapporteur.objects.filter(session=report.session_id, membership=seat.membership).exists()


def may_have_calendar(seat: Seat) -> Decision:
    """Have a private calendar address: everybody, for the seat in which they sit."""
    if seat.membership:
        return Allowed()
    return Denied(_("A private calendar belongs to a role. None of yours is in force."))


def may_keep_registration(seat: Seat) -> Decision:
    """Set the terms, invite guests, give duties: the Secretariat, and the presidency that directs it."""
    if seat.is_desk:
        return Allowed()
    return Denied(_("Registration is kept by the Presidency and the Secretariat."))


def may_register(seat: Seat, registration: Registration) -> Decision:
    """Register what was notified, record attendance: the Secretariat and the event's registrars. One query."""
    if seat.is_secretariat or has_duty(seat, registration, Duty.REGISTRAR):
        return Allowed()
    return Denied(_("Delegations are registered by the Secretariat and the registrars it names."))


def may_name_delegation(seat: Seat, delegation: Delegation) -> Decision:
    """Say who is in a delegation: the State's focal points, the body's own people; for those who answered by note or
    mail, and for guests, the Secretariat and its registrars.
    """
    if delegation.country and seat.speaks_for(delegation.country):
        if seat.is_focal_point:
            return Allowed()
        return Denied(_("The delegation is notified by the focal points of the country."))
    if is_own(seat, delegation):
        return Allowed()
    return may_register(seat, delegation.registration)


def is_own(seat: Seat, delegation: Delegation) -> bool:
    """Does the seat belong to the delegation itself, which notifies when it is ready?"""
    if delegation.country:
        return seat.speaks_for(delegation.country)
    return seat.body is not None and seat.body.pk == delegation.body_id and seat.role == delegation.kind


def may_answer(seat: Seat, delegation: Delegation) -> Decision:
    """Notify a delegation, or decline: it does so itself, and nobody in its name."""
    if not is_own(seat, delegation):
        return Denied(_("A delegation is notified by the State or body that sends it."))
    return may_name_delegation(seat, delegation)


def may_read_travel(seat: Seat, registration: Registration) -> Decision:
    """See what travellers sent: the Secretariat, its registrars, and who buys the tickets. One query at most."""
    if seat.is_secretariat or has_duty(seat, registration, Duty.REGISTRAR, Duty.TICKETS):
        return Allowed()
    return Denied(_("Travel data is seen by the Secretariat, the registrars and who buys the tickets."))


def may_erase(seat: Seat) -> Decision:
    """Give a person their data, or erase it, at their request."""
    if seat.is_secretariat:
        return Allowed()
    return Denied(_("Personal data is given out and erased by the Secretariat."))


def may_nominate(seat: Seat, registration: Registration) -> Decision:
    """Nominate a rapporteur: stakeholders, civil society and observers, while the event asks for nominations."""
    if not (registration.is_open and registration.nominations):
        return Denied(_("This event asks for no nominations now."))
    if seat.is_secretariat or (seat.body and not seat.is_desk):
        return Allowed()
    return Denied(_("Rapporteurs are nominated by stakeholders, civil society and observers."))


def may_choose_rapporteur(seat: Seat, registration: Registration) -> Decision:
    """Choose among the nominated: the Secretariat and the task force it names. One query at most."""
    if seat.is_secretariat or has_duty(seat, registration, Duty.TASK_FORCE):
        return Allowed()
    return Denied(_("The rapporteur is chosen by the task force and the Secretariat."))


def has_duty(seat: Seat, registration: Registration, *duties: Duty) -> bool:
    """Was this seat given one of these duties for the event?"""
    if seat.membership is None:
        return False
    held = DutyHolder.objects.filter(registration=registration, membership=seat.membership, duty__in=duties)
    return held.exists()
