"""Who is asked by a questionnaire, as what a seat answers it, and who has answered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.enums import OUTSIDE_ROLES, BodyKind, Role
from accounts.models import Country
from accounts.seats import Seat
from common.i18n import pick, sort_by_name
from notices.enums import DID_NOT_ARRIVE
from notices.models import RESPONSE_LINK, Mail
from reporting.enums import RespondentKind, ResponseStatus, TemplateAudience
from reporting.models import Call, Response

REHEARSED_AS: dict[str, RespondentKind] = {
    TemplateAudience.STAKEHOLDERS: RespondentKind.STAKEHOLDER,
    TemplateAudience.RNCOM: RespondentKind.RNCOM,
}
"""What is asked of no country is tried in the place of these."""


def public_calls(seat: Seat) -> list[Call]:
    """Questionnaires that were opened, as far as the seat may know of them, newest first."""
    return list(Call.objects.announced_to(seat).order_by("-due_at"))


def asked_members(call: Call) -> QuerySet[Country]:
    """The members of today that a questionnaire asks; of a demonstration its placeholders."""
    return Country.objects.members().filter(is_placeholder=call.cycle.is_demonstration)


def members_asked(call: Call) -> list[tuple[Country, Response | None]]:
    """The members that a working group asks, each with its answer once it was submitted; nothing is said before."""
    members = asked_members(call)
    answered = {row.country_id: row for row in call.responses.submitted().exclude(country=None)}
    return [(country, answered.get(country.pk)) for country in sort_by_name(members)]


def members_that_answered(call: Call, seat: Seat) -> list[str]:
    """Who has answered a working group, for members and the desk; of who has not, nothing is said."""
    if not call.is_request or not (seat.is_member or seat.is_desk):
        return []
    rows = call.responses.submitted().exclude(country=None).select_related("country")
    return [pick(country, "name") for country in sort_by_name([row.country for row in rows if row.country])]


def respondents(call: Call) -> list[Response]:
    """Who was invited by mail and who submitted, by kind and name; who is still writing reads as invited.

    A country or body that writes in its own seat was invited by nobody: it is told once it has submitted.
    """
    order = list(RespondentKind)
    in_a_seat = Q(country__isnull=False) | Q(body__isnull=False)
    rows = call.responses.known().exclude(in_a_seat, ~Q(status=ResponseStatus.SUBMITTED))
    rows = rows.select_related("country", "body", "category")
    return sorted(rows, key=lambda row: (order.index(RespondentKind(row.kind)), row.name.casefold()))


def undelivered(rows: Sequence[Response]) -> dict[UUID, Mail]:
    """By respondent, the last mail to them where it did not arrive, or is not taken so far. One query."""
    mails = Mail.objects.filter(key__startswith=RESPONSE_LINK, to__in=[row.email for row in rows if row.email])
    last = {UUID(mail.key.split(":")[1]): mail for mail in mails.defer("body").order_by("created_at")}
    return {pk: mail for pk, mail in last.items() if mail.state in DID_NOT_ARRIVE or mail.is_tried_again}


def kind_of(seat: Seat, call: Call) -> RespondentKind:
    """As what a seat answers: RNCOM is a kind of its own. Who tries a form stands for those whom it asks."""
    if seat.is_rehearsal and (tried := REHEARSED_AS.get(call.template_version.template.audience)):
        return tried
    return RespondentKind.MEMBER if seat.is_focal_point else hat_of(seat)


def hat_of(seat: Seat) -> RespondentKind:
    """As what the seat of a body answers."""
    if seat.body and seat.body.kind == BodyKind.CIVIL_SOCIETY_NETWORK:
        return RespondentKind.RNCOM
    kinds = {
        Role.OBSERVER: RespondentKind.OBSERVER,
        Role.CIVIL_SOCIETY: RespondentKind.CIVIL_SOCIETY,
        Role.STAKEHOLDER: RespondentKind.STAKEHOLDER,
    }
    return kinds[Role(seat.role)]


def responses_of_seat(seat: Seat, calls: Sequence[Call]) -> dict[Any, Response]:
    """By call, the response of the seat's country, or of its body in this hat. Nobody else reads one in the making."""
    owner: dict[str, Any]
    if seat.is_rehearsal:
        owner = {"call__cycle__is_rehearsal": True}
    elif seat.is_workspace:
        owner = {"country": seat.country}
    elif seat.role in OUTSIDE_ROLES:
        owner = {"body": seat.body, "kind": hat_of(seat)}
    else:
        return {}
    rows = Response.objects.filter(call__in=calls, **owner).select_related("country", "body")
    return {row.call_id: row for row in rows}
