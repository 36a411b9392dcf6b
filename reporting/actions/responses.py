"""Questionnaires: who is invited or writes under a confirmed address, what they answer, when the results are read.

Nothing of a respondent's answers is seen by anybody before it is submitted, as with a country's working copy.
"""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import StakeholderCategory
from accounts.seats import PUBLIC, Seat
from audit.actions import record
from common.errors import Conflict, Refused
from common.results import require
from common.text import clean_text
from notices.actions import forget_mail
from reporting import notify, rules
from reporting.actions.results import write_results
from reporting.emails import mail_key, send_link
from reporting.enums import CallStatus, RespondentKind, ResponseStatus, TemplateAudience
from reporting.models import Call, Response, ResponseAnswer, SurveyResult
from reporting.policy import Act
from reporting.queries.responses import kind_of
from reporting.workflow import move

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
    _require_open(call)
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
    _note("respondent_invited", response, by=by)
    send_link(response, invited=True)
    return response


@transaction.atomic
def send_again(*, response: Response, by: Seat) -> None:
    """Send a respondent the link once more. Raises Refused within ten minutes of the last, and for a closed call."""
    require(rules.may_keep_respondent(by, response))
    _require_open(response.call)
    response.refresh_from_db(fields=["email", "mailed_at"])
    if not response.email:
        raise Refused(_("This respondent has no address: it answers in its own seat."))
    if not _mail_now(response):
        raise Refused(_("The link was sent a moment ago. Wait ten minutes before you send it again."))
    _note("respondent_written_again", response, by=by)
    send_link(response, invited=True)


@transaction.atomic
def register(
    *, call: Call, kind: str, organization: str, email: str, language: str, category: Any = None, place: str = ""
) -> None:
    """Somebody wants to answer an open questionnaire: a link goes to the address, and nothing counts before it is used.

    Whoever wrote before gets the link of what they wrote; the page says the same in each case. An address gets one
    mail in ten minutes.
    """
    _require_open(call)
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
def response_of(*, call: Call, by: Seat) -> Response:
    """The response of the seat's country or body, written by whoever of it comes first."""
    blank = blank_response(call=call, by=by)
    defaults = {name: getattr(blank, name) for name in ("kind", "status", "language")}
    owner = {"country": blank.country} if blank.country else {"body": blank.body, "kind": blank.kind}
    response, _new = Response.objects.get_or_create(call=call, **owner, defaults=defaults)
    return response


def blank_response(*, call: Call, by: Seat) -> Response:
    """As what this seat would answer; nothing is kept before the first save."""
    require(rules.may_answer(by, call))
    kind = kind_of(by)
    owner = {"country": by.country} if kind == RespondentKind.MEMBER else {"body": by.body}
    return Response(call=call, kind=kind, status=ResponseStatus.WRITING, language=by.person.language, **owner)


@transaction.atomic
def save_response(
    *,
    response: Response,
    answers: dict[Any, dict[str, Any]],
    consent: bool,
    submit: bool,
    saves: int,
    by: Seat | None = None,
) -> Response:
    """Keep what a respondent wrote, and submit it when asked to. `by` None is who holds the link of the mail.

    `answers`: {question: {text, choices, items}}. What was submitted and is changed without being submitted again is
    being written again. Raises Conflict when somebody saved since `saves` was read, Refused when the call is closed or
    nothing is answered.
    """
    call = response.call
    _require_open(call)
    if by is not None:
        require(rules.may_answer(by, call))
        if submit:
            require(rules.may_submit_response(by, response))
    said = {question: value for question, value in _cleaned(answers).items() if any(value.values())}
    if submit and not said:
        raise Refused(_("Answer at least one question before you submit."))
    rows = Response.objects.filter(pk=response.pk, saves=saves)
    if not rows.update(saves=F("saves") + 1, consent=consent):
        response.refresh_from_db()
        raise Conflict(stored=stored_answers(response), version=response.saves, submitted=answers)
    response.refresh_from_db()
    response.answers.all().delete()
    ResponseAnswer.objects.bulk_create(
        ResponseAnswer(response=response, question=question, **value) for question, value in said.items()
    )
    if submit:
        _submit(response, by)
    elif response.status != ResponseStatus.WRITING:
        if response.status == ResponseStatus.SUBMITTED:
            _note("response_taken_back", response, by=by)
        move(response, ResponseStatus.WRITING, by=by or PUBLIC, submitted_at=None, submitted_by=None)
    return response


@transaction.atomic
def clear_response(*, response: Response, saves: int, by: Seat) -> None:
    """Submit a country's answer as its focal points left it. Raises Conflict when they saved since it was read."""
    require(rules.may_submit_response(by, response))
    _require_open(response.call)
    response.refresh_from_db(fields=["saves", "status"])
    if response.saves != saves:
        kept = stored_answers(response)
        raise Conflict(stored=kept, version=response.saves, submitted=kept)
    if not response.answers.exists():
        raise Refused(_("Answer at least one question before you submit."))
    _submit(response, by)


def ask_clearance(*, response: Response, by: Seat) -> None:
    """Tell those who may submit the country's answer that it waits for them."""
    require(rules.may_answer(by, response.call))
    notify.response_waits(response, by=by)


def stored_answers(response: Response) -> dict[Any, dict[str, Any]]:
    """{question: {text, choices, items}} as they are kept."""
    rows = response.answers.select_related("question")
    return {row.question: {"text": row.text, "choices": row.choices, "items": row.items} for row in rows}


@transaction.atomic
def remove(*, response: Response, by: Seat) -> None:
    """Take a respondent out with all that was written, as they may ask; a published result counts them no longer."""
    require(rules.may_keep_respondent(by, response))
    _note("respondent_removed", response, by=by)
    forget_mail([mail_key(response)])
    response.delete()
    _touch(response.call)


@transaction.atomic
def withdraw_consent(*, response: Response, by: Seat) -> None:
    """Quote a respondent no longer, as they asked; they are still counted."""
    require(rules.may_keep_respondent(by, response))
    _unquote(response, by)


@transaction.atomic
def withdraw_own_consent(*, response: Response, by: Seat | None) -> None:
    """A respondent is quoted no longer, also after the call; `by` None is who holds the link of the mail."""
    if by is not None and not rules.is_asked(by, response.call):
        require(rules.may_submit_response(by, response))
    _unquote(response, by)


@transaction.atomic
def publish_results(*, call: Call, by: Seat) -> None:
    """Let the results be read. Raises Refused while the call is open: they would change under their readers."""
    require(rules.may(by, Act.PUBLISH_RESULTS))
    if call.is_request:
        raise Refused(_("What members answered a working group is compiled for the members, not published."))
    if call.status != CallStatus.CLOSED:
        raise Refused(_("Close the call first: results are read once nothing changes any more."))
    call.results_at = timezone.now()
    Call.objects.filter(pk=call.pk).update(results_at=call.results_at)
    write_results(call)
    record("results_published", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk)


@transaction.atomic
def unpublish_results(*, call: Call, by: Seat) -> None:
    """Take the results back."""
    require(rules.may(by, Act.PUBLISH_RESULTS))
    SurveyResult.objects.filter(call=call).delete()
    Call.objects.filter(pk=call.pk).update(results_at=None)
    call.results_at = None
    record("results_taken_back", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk)


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
    _note("consent_withdrawn", response, by=by)
    _touch(response.call)


def _submit(response: Response, by: Seat | None) -> None:
    fields = {"submitted_at": timezone.now(), "submitted_by": by.user if by else None}
    if response.status == ResponseStatus.SUBMITTED:
        Response.objects.filter(pk=response.pk).update(**fields)
    else:
        move(response, ResponseStatus.SUBMITTED, by=by or PUBLIC, **fields)
    _note("response_submitted", response, by=by)


def _cleaned(answers: dict[Any, dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    return {
        question: {
            "text": clean_text(value.get("text", "")).text.strip(),
            "choices": value.get("choices", []),
            "items": [
                {"objective": item["objective"], "text": clean_text(item["text"]).text.strip()}
                for item in value.get("items", [])
            ],
        }
        for question, value in answers.items()
    }


def _require_open(call: Call) -> None:
    if Call.objects.select_for_update().get(pk=call.pk).status != CallStatus.OPEN:
        raise Refused(_("The call is closed: answers can be read but no longer changed."))


def _touch(call: Call) -> None:
    """What readers hold of published results is no longer good."""
    Call.objects.filter(pk=call.pk).update(updated_at=timezone.now())


def _note(action: str, response: Response, *, by: Seat | None) -> None:
    """The trail names the row, never the address."""
    record(
        action, by=by, chain=f"call:{response.call_id}", object_type="response", object_id=response.pk,
        kind=response.kind,
    )  # fmt: skip
