"""Dates that concern a seat, of all rooms: indicative, as everywhere; none closes or colours anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.seats import Seat
from commitments.models import Commitment, Paper
from common.dates import local
from common.i18n import pick
from declarations.enums import DraftStatus
from declarations.models import Draft
from declarations.notify import draft_path
from events import ical
from events.enums import DelegationStatus
from events.models import Delegation, Event, PaperFor, Registration
from reporting.enums import CallStatus
from reporting.models import Assignment, Call, Report


@dataclass(frozen=True)
class Deadline:
    """One date: what it is for, and where it is answered."""

    uid: str
    on: date
    words: str
    path: str

    def entry(self) -> ical.Entry:
        """The date as a whole day of a calendar."""
        return ical.Entry(
            f"{self.uid}@rcm-portal", self.words, self.on, url=f"{settings.SITE_URL}{self.path}",
            category=_("Indicative date"), tentative=True,
        )  # fmt: skip


def deadlines_of(seat: Seat) -> list[Deadline]:
    """Every date that the seat may read, the next one first. Eight queries at most."""
    found = [
        *_calls(seat), *_questionnaires(seat), *_registrations(seat), *_commitments(seat), *_papers(seat),
        *_drafts(seat), *_reports(seat),
    ]  # fmt: skip
    return sorted((one for one in found if one), key=lambda one: (one.on, one.words))


def _dated(uid: str, on: date | datetime | None, words: str, path: str) -> Deadline | None:
    """The date as San José's day; None where there is none after all."""
    if isinstance(on, datetime):
        on = local(on).date()
    return Deadline(uid, on, words, path) if on else None


def _calls(seat: Seat) -> Iterator[Deadline | None]:
    """A country's own date, with what was agreed with it; for the desk the date of the call."""
    calls = Call.objects.contributions().filter(status=CallStatus.OPEN)
    if seat.is_desk:
        for call in calls.select_related("cycle"):
            path = reverse("reporting:tracker", args=[call.pk])
            yield _dated(f"call-{call.pk}", call.due_at, _contributions(call), path)
        return
    rows = Assignment.objects.visible_to(seat).filter(call__in=calls)
    for row in rows.select_related("call__cycle"):
        on = row.extension_until or row.call.due_at
        path = reverse("reporting:contribution", args=[row.pk])
        yield _dated(f"assignment-{row.pk}", on, _contributions(row.call), path)


def _contributions(call: Call) -> str:
    return _("Contributions: %(cycle)s") % {"cycle": pick(call.cycle, "name")}


def _questionnaires(seat: Seat) -> Iterator[Deadline | None]:
    """Open questionnaires under the name of their template: for whom they ask, and for the desk."""
    rows = Call.objects.questionnaires().filter(status=CallStatus.OPEN) if seat.is_desk else Call.objects.open_to(seat)
    page = "reporting:survey-desk" if seat.is_desk else "reporting:survey"
    for row in rows.filter(cycle__is_rehearsal=False):
        words = pick(row.template_version.template, "name")
        yield _dated(f"call-{row.pk}", row.due_at, words, reverse(page, args=[row.pk]))


def _registrations(seat: Seat) -> Iterator[Deadline | None]:
    """Registration of the events that the seat reads; a delegation that has answered is not reminded."""
    rows = Registration.objects.filter(
        is_open=True, due_on__isnull=False, event__in=Event.objects.visible_to(seat)
    ).select_related("event")
    answered = Delegation.objects.exclude(status=DelegationStatus.INVITED)
    if seat.is_workspace:
        rows = rows.exclude(pk__in=answered.filter(country=seat.country).values("registration"))
    elif seat.body and not seat.is_desk:
        rows = rows.exclude(pk__in=answered.filter(body=seat.body).values("registration"))
    for row in rows:
        words = _("Registration: %(event)s") % {"event": pick(row.event, "name")}
        yield _dated(f"registration-{row.pk}", row.due_on, words, reverse("portal:event", args=[row.event.code]))


def _commitments(seat: Seat) -> Iterator[Deadline | None]:
    for row in Commitment.objects.in_calendars(seat):
        yield _dated(f"commitment-{row.pk}", row.due, said(row), row.get_absolute_url())


def said(commitment: Commitment) -> str:
    """A commitment in one line: its reference and the beginning of its words."""
    return f"{commitment.reference}: {Truncator(pick(commitment, 'text')).chars(100)}"


def _papers(seat: Seat) -> Iterator[Deadline | None]:
    """The day on which members are to have a document, for those who are to have it."""
    if not (seat.is_member or seat.is_desk):
        return
    rows = PaperFor.objects.filter(
        event__in=Event.objects.visible_to(seat), paper__in=Paper.objects.visible_to(seat), event__starts__isnull=False
    ).select_related("paper", "event")
    for row in rows:
        words = _("Before members: %(document)s") % {"document": pick(row.paper, "title")}
        yield _dated(f"paper-{row.pk}", row.circulate_on, words, row.paper.get_absolute_url())


def _drafts(seat: Seat) -> Iterator[Deadline | None]:
    rows = Draft.objects.visible_to(seat).filter(status=DraftStatus.CIRCULATED, amendments_until__isnull=False)
    for row in rows.select_related("declaration"):
        words = _("Amendments: %(draft)s") % {"draft": row.symbol}
        path = reverse("declarations:draft", args=draft_path(row))
        yield _dated(f"draft-{row.pk}", row.amendments_until, words, path)


def _reports(seat: Seat) -> Iterator[Deadline | None]:
    if not (seat.is_member or seat.is_desk):
        return
    rows = Report.objects.visible_to(seat).filter(~Q(comments_until=None), status="circulated")
    for row in rows:
        words = _("Comments: %(report)s") % {"report": pick(row, "title")}
        path = reverse("reporting:report-draft", args=[row.pk])
        yield _dated(f"report-{row.pk}", row.comments_until, words, path)
