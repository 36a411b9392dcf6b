"""Respondents of a questionnaire: who is invited or asks for a link, and is quoted no longer or taken out."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import StakeholderCategory
from accounts.seats import Seat
from audit.actions import record
from common.dates import today
from common.errors import Refused
from common.results import require
from notices.actions import forget_mail
from notices.queries import works
from reporting import notify, rules
from reporting.actions.responses import require_open
from reporting.actions.results import take_back_after_removal
from reporting.emails import mail_key, send_link
from reporting.enums import RespondentKind, ResponseStatus, TemplateAudience
from reporting.models import Call, Response
from reporting.policy import Act
from reporting.queries.respondents import members_asked
from reporting.trail import note_response

INVITABLE = {
    TemplateAudience.SURVEY: (
        RespondentKind.CIVIL_SOCIETY, RespondentKind.OBSERVER, RespondentKind.RNCOM, RespondentKind.STAKEHOLDER,
    ),
    TemplateAudience.STAKEHOLDERS: (
        RespondentKind.CIVIL_SOCIETY, RespondentKind.OBSERVER, RespondentKind.RNCOM, RespondentKind.STAKEHOLDER,
    ),
    TemplateAudience.RNCOM: (RespondentKind.RNCOM,),
}  # fmt: skip
"""Whom a questionnaire may be sent to by mail; a Member Country answers in its own seats alone."""
OPEN_KINDS = (RespondentKind.CIVIL_SOCIETY, RespondentKind.STAKEHOLDER)
"""What somebody can say of themselves: members, observers and RNCOM are invited or sit in their seat."""
PAUSE = timedelta(minutes=10)
"""How long an address gets no second link."""


@transaction.atomic
def invite(
    *,
    call: Call,
    kind: str,
    organization: str,
    email: str,
    language: str,
    by: Seat,
    category: StakeholderCategory | None = None,
    place: str = "",
) -> Response:
    """Invite a respondent by mail. Raises Refused for a kind that is not asked, and for an address invited before."""
    require(rules.may(by, Act.INVITE_RESPONDENT))
    require_open(call)
    if kind not in INVITABLE.get(TemplateAudience(call.template_version.template.audience), ()):
        raise Refused(_("This is asked of others."))
    try:
        with transaction.atomic():
            response = Response.objects.create(
                call=call, kind=kind, organization=organization, email=email, language=language, category=category,
                place=place, mailed_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(_("Somebody was invited under this address already.")) from None
    note_response("respondent_invited", response, by=by)
    send_link(response, invited=True)
    return response


@transaction.atomic
def send_again(*, response: Response, by: Seat) -> None:
    """Send a respondent the link once more. Raises Refused within ten minutes of the last, and for a closed call."""
    require(rules.may_keep_respondent(by, response))
    require_open(response.call)
    response.refresh_from_db(fields=["email", "mailed_at"])
    if not response.email:
        raise Refused(_("This respondent has no address: it answers in its own seat."))
    if not works(response.email):
        raise Refused(
            _(
                "Nothing is sent to this address: a mail system said that there is no such mailbox. Take the "
                "respondent out and invite them under another address, or let the address be used again."
            )
        )
    if not _mail_now(response):
        raise Refused(_("The link was sent a moment ago. Wait ten minutes before you send it again."))
    note_response("respondent_written_again", response, by=by)
    send_link(response, invited=True)


@transaction.atomic
def register(
    *, call: Call, kind: str, organization: str, email: str, language: str, category: Any = None, place: str = ""
) -> None:
    """Somebody wants to answer an open questionnaire: a link goes to the address, and nothing counts before it is used.

    Whoever wrote before gets the link of what they wrote; the page says the same in each case. An address gets one
    mail in ten minutes.
    """
    require_open(call)
    if not call.is_open_to_all:
        raise Refused(_("Respondents are invited to this questionnaire."))
    if kind not in OPEN_KINDS:
        raise Refused(_("Choose what you are."))
    response = Response.objects.select_for_update().filter(call=call, email__iexact=email).first()
    fields = {"kind": kind, "organization": organization, "language": language, "category": category, "place": place}
    if response is None:
        # Of two that ask at once for one address, both find the one row.
        response, _new = Response.objects.get_or_create(
            call=call, email=email.lower(), defaults=fields | {"status": ResponseStatus.UNCONFIRMED}
        )
    elif response.status == ResponseStatus.UNCONFIRMED:
        # Nobody has shown yet that the address is theirs: who asks now says who they are.
        Response.objects.filter(pk=response.pk).update(**fields)
    if _mail_now(response):
        send_link(response)


@transaction.atomic
def remove(*, response: Response, by: Seat) -> None:
    """Take a respondent out with all that was written, as they may ask; results that were published are taken back."""
    require(rules.may_keep_respondent(by, response))
    note_response("respondent_removed", response, by=by)
    forget_mail([mail_key(response)])
    response.delete()
    _touch(response.call)
    take_back_after_removal(call=response.call, by=by)


@transaction.atomic
def withdraw_consent(*, response: Response, by: Seat) -> None:
    """Quote a respondent no longer, as they asked; they are still counted."""
    require(rules.may_keep_respondent(by, response))
    _unquote(response, by)


@transaction.atomic
def remind_members(*, call: Call, by: Seat) -> None:
    """Remind the focal points of members that have not answered a working group, once a day.

    Raises Refused once all have answered or been reminded, and for a rehearsal, which asks nobody.
    """
    require(rules.may(by, Act.INVITE_RESPONDENT))
    require_open(call)
    if call.cycle.is_rehearsal:
        raise Refused(_("This is a rehearsal: nobody is asked."))
    waiting = [country for country, response in members_asked(call) if response is None]
    if not call.is_request or not waiting:
        raise Refused(_("Every country that is asked has answered."))
    told = notify.request_reminded(call, waiting, occasion=today(), by=by)
    if not told:
        raise Refused(_("They were reminded today already."))
    record(
        "members_reminded", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk,
        countries=sorted({one.country.code for one in told if one.country}),
    )  # fmt: skip


@transaction.atomic
def withdraw_own_consent(*, response: Response, by: Seat | None) -> None:
    """A respondent is quoted no longer, also after the call; `by` None is who holds the link of the mail."""
    if by is not None and not rules.is_asked(by, response.call):
        require(rules.may_submit_response(by, response))
    _unquote(response, by)


def _mail_now(response: Response) -> bool:
    """Note that a link leaves now, unless one left in the last ten minutes."""
    now = timezone.now()
    if response.mailed_at and now - response.mailed_at < PAUSE:
        return False
    response.mailed_at = now
    return bool(Response.objects.filter(pk=response.pk).update(mailed_at=now))


def _unquote(response: Response, by: Seat | None) -> None:
    """A page that was opened before would say yes again: it is stale from now on."""
    Response.objects.filter(pk=response.pk).update(consent=False, saves=F("saves") + 1)
    note_response("consent_withdrawn", response, by=by)
    _touch(response.call)


def _touch(call: Call) -> None:
    """What readers hold of published results is no longer good."""
    Call.objects.filter(pk=call.pk).update(updated_at=timezone.now())
