"""Answers to a questionnaire: of a seat, or of who holds the link of a mail.

Nothing of a respondent's answers is seen by anybody before it is submitted, as with a country's working copy.
"""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership
from accounts.seats import PUBLIC, Seat
from common.errors import Conflict, Refused
from common.i18n import pick
from common.results import require
from common.text import clean_text
from notices.actions import take_back
from notices.models import Mail
from reporting import notify, rules
from reporting.emails import reminder_key
from reporting.enums import CallStatus, RespondentKind, ResponseStatus
from reporting.models import Call, Response, ResponseAnswer
from reporting.queries.respondents import kind_of
from reporting.trail import note_response
from reporting.workflow import move


@transaction.atomic
def response_of(*, call: Call, by: Seat) -> Response:
    """The response of the seat's country or body, written by whoever of it comes first."""
    blank = blank_response(call=call, by=by)
    require_open(call)  # of two who come first at once, one waits
    defaults = {name: getattr(blank, name) for name in ("kind", "status", "language", "organization")}
    owner = {"country": blank.country} if blank.country else {"body": blank.body, "kind": blank.kind}
    response, _new = Response.objects.get_or_create(call=call, **owner, defaults=defaults)
    return response


def blank_response(*, call: Call, by: Seat) -> Response:
    """As what this seat would answer; nothing is kept before the first save."""
    require(rules.may_answer(by, call))
    kind, language = kind_of(by, call), by.person.language
    if by.country and kind != RespondentKind.MEMBER:  # only a rehearsal stands for those who have no country
        name = pick(by.country, "name", language)
        return Response(call=call, kind=kind, status=ResponseStatus.WRITING, language=language, organization=name)
    owner = {"country": by.country} if kind == RespondentKind.MEMBER else {"body": by.body}
    return Response(call=call, kind=kind, status=ResponseStatus.WRITING, language=language, **owner)


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
    require_open(call)
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
            note_response("response_taken_back", response, by=by)
        move(response, ResponseStatus.WRITING, by=by or PUBLIC, submitted_at=None, submitted_by=None)
    return response


@transaction.atomic
def clear_response(*, response: Response, saves: int, by: Seat) -> None:
    """Submit a country's answer as its focal points left it. Raises Conflict when they saved since it was read."""
    require(rules.may_submit_response(by, response))
    require_open(response.call)
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


def _submit(response: Response, by: Seat | None) -> None:
    fields = {"submitted_at": timezone.now(), "submitted_by": by.user if by else None}
    if response.status == ResponseStatus.SUBMITTED:
        Response.objects.filter(pk=response.pk).update(**fields)
    else:
        move(response, ResponseStatus.SUBMITTED, by=by or PUBLIC, **fields)
    if response.country_id:
        people = Membership.objects.filter(country=response.country_id, role=Role.FOCAL_POINT).values("user")
        take_back(Mail.objects.filter(key__startswith=reminder_key(response.call), user__in=people))
    note_response("response_submitted", response, by=by)


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


def require_open(call: Call) -> None:
    if Call.objects.select_for_update().get(pk=call.pk).status != CallStatus.OPEN:
        raise Refused(_("The call is closed: answers can be read but no longer changed."))
