"""Writing the sessions of an event: what each is about, its questions, by which method, for how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from events import rules
from events.actions.events import save_row
from events.models import Event, Session, SessionQuestion, SessionReport
from events.trail import trail
from objectives.models import Objective, Scheme


@dataclass(frozen=True)
class Asked:
    """A guiding question as the form sends it; without text it is taken out. `pk` is None for a new one."""

    pk: int | None
    topic: str
    text_en: str
    text_es: str


@transaction.atomic
def add_session(
    *, event: Event, fields: dict[str, Any], objectives: Sequence[Objective], questions: Sequence[Asked], by: Seat
) -> Session:
    """A session at the end. Raises Refused when the event has one with this code."""
    require(rules.may_keep_events(by))
    Event.objects.select_for_update().get(pk=event.pk)
    if event.sessions.filter(code=fields["code"]).exists():
        raise Refused(_("There is a session with this code already."))
    session = Session.objects.create(event=event, order=_last(event) + 1, **fields)
    session.objectives.set(objectives)
    _keep_questions(session, questions)
    trail("event.session_added", event, by=by, session=session.code)
    return session


@transaction.atomic
def save_session(
    *,
    session: Session,
    fields: dict[str, Any],
    objectives: Sequence[Objective],
    questions: Sequence[Asked],
    version: int,
    by: Seat,
) -> Session:
    """Change a session with its objectives and questions. Raises Conflict when `version` is stale, and Refused when
    its code is another session's or a question that has findings would go.
    """
    require(rules.may_keep_events(by))
    if Session.objects.filter(event=session.event, code=fields["code"]).exclude(pk=session.pk).exists():
        raise Refused(_("There is a session with this code already."))
    if fields["method"] != session.method:
        fields = fields | {"limits": []}
    save_row(session, fields, version)
    session.objectives.set(objectives)
    _keep_questions(session, questions)
    trail("event.session_saved", session.event, by=by, session=session.code, fields=sorted(fields))
    return session


@transaction.atomic
def move_session(*, session: Session, up: bool, by: Seat) -> None:
    """Exchange a session with its neighbour."""
    require(rules.may_keep_events(by))
    others = session.event.sessions.select_for_update()
    if up:
        other = others.filter(order__lt=session.order).order_by("-order").first()
    else:
        other = others.filter(order__gt=session.order).order_by("order").first()
    if other:
        Session.objects.filter(pk=session.pk).update(order=other.order)
        Session.objects.filter(pk=other.pk).update(order=session.order)


@transaction.atomic
def remove_session(*, session: Session, by: Seat) -> None:
    """Take a session out. Raises Refused when something was written for it."""
    require(rules.may_keep_events(by))
    written = (
        SessionReport.objects.filter(session=session).exists()
        or session.note_tables.exists()
        or session.nominations.exists()
    )
    if written:
        raise Refused(_("Notes, findings or nominations belong to this session. It stays."))
    trail("event.session_removed", session.event, by=by, session=str(session)[:250])
    session.delete()


@transaction.atomic
def sessions_from(*, event: Event, scheme: Scheme, by: Seat) -> int:
    """A session for each group of a scheme, with its title and objectives, after those that are there; gives how many.

    Raises Refused when the event has sessions with these codes.
    """
    require(rules.may_keep_events(by))
    Event.objects.select_for_update().get(pk=event.pk)
    groups = list(scheme.groups.prefetch_related("objectives"))
    taken = set(event.sessions.values_list("code", flat=True))
    if taken & {str(place) for place, _group in enumerate(groups, start=1)}:
        raise Refused(_("The event has sessions with these numbers already."))
    first = _last(event) + 1
    for place, group in enumerate(groups):
        session = Session.objects.create(
            event=event, code=str(place + 1), order=first + place, label_en="Round table", label_es="Mesa redonda",
            title_en=group.name_en, title_es=group.name_es, es_unofficial=scheme.es_unofficial,
        )  # fmt: skip
        session.objectives.set(group.objectives.all())
    trail("event.sessions_from_scheme", event, by=by, scheme=scheme.code, sessions=len(groups))
    return len(groups)


def _last(event: Event) -> int:
    return event.sessions.aggregate(last=Max("order"))["last"] or 0


def _keep_questions(session: Session, questions: Sequence[Asked]) -> None:
    """The questions in this order, instead of those before; a question keeps its findings while its words change."""
    stored = {question.pk: question for question in session.questions.all()}
    kept = [asked for asked in questions if asked.text_en or asked.text_es]
    gone = [question for pk, question in stored.items() if pk not in {asked.pk for asked in kept}]
    if any(question.findings.exclude(text="").exists() for question in gone):
        raise Refused(_("There are findings under this question. It stays."))
    for question in gone:
        question.findings.all().delete()
        question.delete()
    _set_aside(session)
    for order, asked in enumerate(kept, start=1):
        values = {"order": order, "topic": asked.topic, "text_en": asked.text_en, "text_es": asked.text_es}
        if asked.pk in stored:
            SessionQuestion.objects.filter(pk=asked.pk).update(**values)
        else:
            SessionQuestion.objects.create(session=session, **values)


def _set_aside(session: Session) -> None:
    """Numbers beyond all others, so that the new order never meets the old one."""
    for place, question in enumerate(session.questions.order_by("order")):
        SessionQuestion.objects.filter(pk=question.pk).update(order=1000 + place)
