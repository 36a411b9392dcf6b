"""Questionnaires: who is invited or writes under a confirmed address, what they answer, when the results are read.

Nothing of a respondent's answers is seen by anybody before it is submitted, as with a country's working copy.
"""

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
from reporting import rules
from reporting.emails import send_link
from reporting.enums import CallStatus, RespondentKind, ResponseStatus, TemplateAudience
from reporting.models import Call, Response, ResponseAnswer
from reporting.policy import Act
from reporting.queries.responses import kind_of
from reporting.workflow import move

INVITABLE = {
    TemplateAudience.SURVEY: tuple(RespondentKind),
    TemplateAudience.STAKEHOLDERS: (
        RespondentKind.CIVIL_SOCIETY, RespondentKind.OBSERVER, RespondentKind.RNCOM, RespondentKind.STAKEHOLDER,
    ),
    TemplateAudience.RNCOM: (RespondentKind.RNCOM,),
}  # fmt: skip
"""Whom a questionnaire may be sent to by mail; a request of a working group goes to the members' own seats alone."""
OPEN_KINDS = (RespondentKind.CIVIL_SOCIETY, RespondentKind.STAKEHOLDER)
"""What somebody can say of themselves: members, observers and RNCOM are invited or sit in their seat."""


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
    transaction.on_commit(lambda: send_link(response, invited=True))
    return response


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
    if response is None:
        # Of two that ask at once for one address, both find the one row.
        fields = {
            "kind": kind,
            "organization": organization,
            "language": language,
            "category": category,
            "place": place,
        }
        response, _new = Response.objects.get_or_create(
            call=call, email=email.lower(), defaults=fields | {"status": ResponseStatus.UNCONFIRMED}
        )
    now = timezone.now()
    if response.mailed_at and (now - response.mailed_at).total_seconds() < 600:
        return
    Response.objects.filter(pk=response.pk).update(mailed_at=now)
    transaction.on_commit(lambda: send_link(response))


@transaction.atomic
def response_of(*, call: Call, by: Seat) -> Response:
    """The response of the seat's country or body, written by whoever of it comes first."""
    blank = blank_response(call=call, by=by)
    defaults = {name: getattr(blank, name) for name in ("kind", "status", "language")}
    owner = {"country": blank.country} if blank.country else {"body": blank.body}
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
    cleared: bool = False,
    submit: bool,
    saves: int,
    by: Seat | None = None,
) -> Response:
    """Keep what a respondent wrote, and submit it when asked to. `by` None is who holds the link of the mail.

    `answers`: {question: {text, choices, items}}. Raises Conflict when somebody saved since `saves` was read, Refused
    when the call is closed, when a country's answer is not cleared, or when nothing is answered.
    """
    call = response.call
    _require_open(call)
    if by is not None:
        require(rules.may_answer(by, call))
    said = {question: value for question, value in _cleaned(answers).items() if any(value.values())}
    if submit and not said:
        raise Refused(_("Answer at least one question before you submit."))
    if submit and response.kind == RespondentKind.MEMBER and response.country_id and not cleared:
        raise Refused(_("Say that the answer is cleared in your country before you submit."))
    rows = Response.objects.filter(pk=response.pk, saves=saves)
    if not rows.update(saves=F("saves") + 1, consent=consent, cleared=cleared):
        response.refresh_from_db()
        raise Conflict(stored=stored_answers(response), version=response.saves, submitted=answers)
    response.refresh_from_db()
    response.answers.all().delete()
    ResponseAnswer.objects.bulk_create(
        ResponseAnswer(response=response, question=question, **value) for question, value in said.items()
    )
    if submit:
        _submit(response, by)
    elif response.status in (ResponseStatus.UNCONFIRMED, ResponseStatus.INVITED):
        move(response, ResponseStatus.WRITING, by=by or PUBLIC)
    return response


def stored_answers(response: Response) -> dict[Any, dict[str, Any]]:
    """{question: {text, choices, items}} as they are kept."""
    rows = response.answers.select_related("question")
    return {row.question: {"text": row.text, "choices": row.choices, "items": row.items} for row in rows}


@transaction.atomic
def remove(*, response: Response, by: Seat) -> None:
    """Take a respondent out with all that was written, as they may ask; a published result counts them no longer."""
    require(rules.may(by, Act.INVITE_RESPONDENT))
    _note("respondent_removed", response, by=by)
    response.delete()
    _touch(response.call)


@transaction.atomic
def withdraw_consent(*, response: Response, by: Seat) -> None:
    """Quote a respondent no longer, as they asked; they are still counted."""
    require(rules.may(by, Act.INVITE_RESPONDENT))
    Response.objects.filter(pk=response.pk).update(consent=False)
    _note("consent_withdrawn", response, by=by)
    _touch(response.call)


@transaction.atomic
def publish_results(*, call: Call, by: Seat) -> None:
    """Let the results be read. Raises Refused while the call is open: they would change under their readers."""
    require(rules.may(by, Act.PUBLISH_RESULTS))
    if call.status != CallStatus.CLOSED:
        raise Refused(_("Close the call first: results are read once nothing changes any more."))
    call.results_at = timezone.now()
    Call.objects.filter(pk=call.pk).update(results_at=call.results_at)
    record("results_published", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk)


@transaction.atomic
def unpublish_results(*, call: Call, by: Seat) -> None:
    """Take the results back."""
    require(rules.may(by, Act.PUBLISH_RESULTS))
    Call.objects.filter(pk=call.pk).update(results_at=None)
    call.results_at = None
    record("results_taken_back", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk)


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
