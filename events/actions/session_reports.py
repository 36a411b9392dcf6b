"""The rapporteurs' report of a session: opened, written, handed over, given back or taken into the record."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES, current_language
from common.results import require
from events import rules
from events.actions.findings import locked
from events.actions.note_rows import cleaned
from events.actions.printing import take_back_report
from events.enums import SessionReportStatus
from events.models import Finding, Rapporteur, Session, SessionReport, SessionReportText
from events.notify import rapporteur_named, report_given_back, report_handed_over
from events.trail import trail
from events.workflow import move

EMPTY_ROWS = 3
"""Rows under each question that are there to write in from the start, so that one can type while the line is cut."""


@transaction.atomic
def open_report(*, session: Session, by: Seat) -> SessionReport:
    """The findings and the report of a session, empty, to be written; those that are there already."""
    require(rules.may_keep_events(by))
    Session.objects.select_for_update().get(pk=session.pk)
    report, created = SessionReport.objects.get_or_create(session=session)
    if created:
        language = current_language()
        SessionReportText.objects.bulk_create(SessionReportText(report=report, language=code) for code in LANGUAGES)
        Finding.objects.bulk_create(
            Finding(question=question, order=order, language=language)
            for question in session.questions.all()
            for order in range(1, EMPTY_ROWS + 1)
        )
        trail("event.report_opened", session.event, by=by, session=session.code)
    return report


@transaction.atomic
def name_rapporteur(*, session: Session, membership: Membership, by: Seat) -> Rapporteur:
    """Name a person, in one seat, who reports on the session; findings and report are opened with the first one."""
    require(rules.may_keep_events(by))
    open_report(session=session, by=by)
    named, created = Rapporteur.objects.get_or_create(session=session, membership=membership)
    if created:
        trail("event.rapporteur_named", session.event, by=by, session=session.code, membership=str(membership.pk))
        rapporteur_named(named)
    return named


@transaction.atomic
def drop_rapporteur(*, rapporteur: Rapporteur, by: Seat) -> None:
    """The person reports no more on the session; what was written stays."""
    require(rules.may_keep_events(by))
    session = rapporteur.session
    trail(
        "event.rapporteur_dropped", session.event, by=by, session=session.code,
        membership=str(rapporteur.membership_id),
    )  # fmt: skip
    rapporteur.delete()


@transaction.atomic
def save_text(*, text: SessionReportText, written: str, version: int, by: Seat) -> SessionReportText:
    """Store the report in one language. Raises Conflict when `version` is stale."""
    require(rules.may_write_report(by, locked(text.report)))
    clean = cleaned(written)
    if text.text == clean:
        return text
    changed = SessionReportText.objects.filter(pk=text.pk, version=version).update(
        text=clean, version=F("version") + 1, updated_by=by.user, updated_at=timezone.now()
    )
    text.refresh_from_db(fields=["text", "version", "updated_by", "updated_at"])
    if not changed:
        raise Conflict(stored=text.text, version=text.version, submitted=clean)
    return text


@transaction.atomic
def hand_over(*, report: SessionReport, by: Seat) -> None:
    """The rapporteur hands the report over to the desk. Raises Refused while it says nothing in either language."""
    report = locked(report)
    require(rules.may_hand_over(by, report))
    if not report.texts.exclude(text="").exists():
        raise Refused(_("Write the report in one language at least before you hand it over."))
    move(report, SessionReportStatus.HANDED_OVER, handed_over_at=timezone.now(), why="")
    trail("event.report_handed_over", report.session.event, by=by, session=report.session.code)
    report_handed_over(report)


@transaction.atomic
def give_back(*, report: SessionReport, why: str, by: Seat) -> None:
    """The desk gives the report back to its rapporteurs and says why; what was printed of it is the desk's again."""
    require(rules.may_keep_events(by))
    report = locked(report)
    words = " ".join(why.split())[:500]
    if not words:
        raise Refused(_("Say to the rapporteurs what is to be looked at again."))
    move(report, SessionReportStatus.DRAFT, why=words, accepted_at=None)
    take_back_report(report)
    trail("event.report_given_back", report.session.event, by=by, session=report.session.code, why=words)
    report_given_back(report)


@transaction.atomic
def accept(*, report: SessionReport, by: Seat) -> None:
    """The report becomes part of the record: it and the findings stand as they are, and members read them."""
    require(rules.may_keep_events(by))
    report = locked(report)
    move(report, SessionReportStatus.ACCEPTED, accepted_at=timezone.now())
    trail("event.report_accepted", report.session.event, by=by, session=report.session.code)
