"""Who may do what to editions and jobs. Reading is `visible_to`; these are the acts."""

from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.results import Allowed, Decision, Denied
from publications.enums import LIVE, Audience, DocumentKind, JobStatus
from publications.models import Edition, RenderJob


def may_request_render(seat: Seat, edition: Edition) -> Decision:
    """The desk for every edition it reads; a country's own people for their country's."""
    if seat.is_desk or (edition.country is not None and seat.speaks_for(edition.country)):
        return Allowed()
    return Denied(_("Files of this edition are made by the Secretariat."))


def may_transmit(seat: Seat, edition: Edition) -> Decision:
    """The desk records that an edition was passed on, of a declaration and its package the Presidency alone, as
    `declarations.policy` says of transmitting it; what goes out of the Conference is public.
    """
    if not seat.is_desk:
        return Denied(_("The Secretariat and the Presidency record what was passed on."))
    if edition.document.kind == DocumentKind.DECLARATION and not seat.is_presidency:
        return Denied(_("The Presidency transmits a declaration."))
    if {edition.audience, edition.document.readers} != {Audience.PUBLIC} or edition.is_draft:
        return Denied(_("Only what is public and no draft can be passed on."))
    return Allowed()


def may_cancel(seat: Seat, job: RenderJob) -> Decision:
    """Whoever may have the file made, while it is being made."""
    if job.status not in LIVE:
        return Denied(_("The job has already ended."))
    return may_request_render(seat, job.edition)


def may_retry(seat: Seat, job: RenderJob) -> Decision:
    """Whoever may have the file made, once the job has stopped or was cancelled."""
    if job.status not in (JobStatus.STOPPED, JobStatus.CANCELLED):
        return Denied(_("Only a stopped or cancelled job can be started again."))
    return may_request_render(seat, job.edition)
