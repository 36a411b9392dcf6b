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
from events.formats import Part
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
def sessions_from(*, event: Event, parts: Sequence[Part], by: Seat) -> int:
    """A session for each part, for one with a scheme one for each group with its title and objectives, after those
    that are there; gives how many.

    Raises Refused when the event has sessions with these codes, and when a scheme is not there.
    """
    require(rules.may_keep_events(by))
    Event.objects.select_for_update().get(pk=event.pk)
    made = [one for part in parts for one in _sessions_of(part)]
    taken = set(event.sessions.values_list("code", flat=True))
    if taken & {session.code for session, _objectives in made}:
        raise Refused(_("The event has sessions with these numbers already."))
    for order, (session, objectives) in enumerate(made, start=_last(event) + 1):
        session.event, session.order = event, order
        session.save(force_insert=True)
        session.objectives.set(objectives)
    trail("event.sessions_made", event, by=by, sessions=[session.code for session, _objectives in made])
    return len(made)


def _sessions_of(part: Part) -> list[tuple[Session, list[Objective]]]:
    """The sessions of a part, unsaved, each with its objectives."""
    labels = {"label_en": part.label_en, "label_es": part.label_es, "method": part.method}
    if not part.scheme:
        one = Session(code=part.code, title_en=part.title_en, title_es=part.title_es, es_unofficial=False, **labels)
        return [(one, [])]
    scheme = Scheme.objects.with_groups().filter(code=part.scheme).first()
    if scheme is None:
        raise Refused(_("The scheme of this form is not among the schemes of the portal."))
    return [
        (
            Session(
                code=str(place), title_en=group.topic_en or group.name_en, title_es=group.topic_es or group.name_es,
                es_unofficial=scheme.es_unofficial, **labels,
            ),
            list(group.objectives.all()),
        )
        for place, group in enumerate(scheme.groups.all(), start=1)
    ]  # fmt: skip


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
