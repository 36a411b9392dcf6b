"""What sessions found, side by side: findings under the questions of one topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from common.i18n import other_language
from events.enums import QuestionTopic
from events.models import Finding, Session, SessionQuestion, SessionReport, SessionReportText


@dataclass
class Column:
    """What one session has under a topic."""

    session: Session
    questions: list[SessionQuestion]
    findings: list[Finding]


@dataclass
class Topic:
    """A topic of guiding questions, with each session that has findings under it."""

    code: str
    label: str
    columns: list[Column] = field(default_factory=list)


def with_findings(reports: "QuerySet[SessionReport]") -> "QuerySet[SessionReport]":
    """Reports in the order of the sessions, with questions, findings that say something, and texts. Six queries."""
    written = Finding.objects.exclude(text="").select_related("item__day").order_by("order")
    questions = SessionQuestion.objects.order_by("order").prefetch_related(Prefetch("findings", written))
    return (
        reports.select_related("session__event")
        .prefetch_related("session__objectives", Prefetch("session__questions", questions), "texts")
        .order_by("session__order")
    )


def compared(reports: Iterable[SessionReport]) -> list[Topic]:
    """Topics in their order, then the questions without one; a topic under which nobody wrote is left out."""
    topics = [Topic(code, str(label)) for code, label in QuestionTopic.choices]
    topics.append(Topic("", _("Other questions")))
    for report in reports:
        for topic in topics:
            questions = [one for one in report.session.questions.all() if one.topic == topic.code]
            findings = [finding for question in questions for finding in question.findings.all()]
            if findings:
                topic.columns.append(Column(report.session, questions, findings))
    return [topic for topic in topics if topic.columns]


def text_of(report: SessionReport, language: str) -> SessionReportText | None:
    """The report in a language, else in the other one; None while nothing is written. Call it with texts prefetched."""
    written: dict[str, SessionReportText] = {text.language: text for text in report.texts.all() if text.text}
    return written.get(language) or written.get(other_language(language))


def all_accepted(reports: Sequence[SessionReport]) -> bool:
    return bool(reports) and all(report.is_accepted for report in reports)
