"""The texts of a contribution that have a version in the other language, or want one."""

from dataclasses import dataclass

from accounts.enums import Role
from accounts.models import Membership, User
from common.i18n import other_language
from common.words import count_words
from reporting.enums import TranslationState
from reporting.models import Answer, AnswerText, Assignment, TranslationTask
from reporting.offline.codes import code_of
from reporting.snapshots import answers_of, is_stale

TRANSLATORS = (Role.TRANSLATOR, Role.FOCAL_POINT)
"""Roles that may write the version that is not the original."""


@dataclass(frozen=True)
class Work:
    """One text with its original. `stale`: the original has changed since it was translated."""

    answer: Answer
    source: AnswerText
    target: AnswerText
    stale: bool
    translator: User | None

    @property
    def code(self) -> str:
        """Its name in files, and on the page."""
        return code_of(self.answer.objective_id, self.answer.question.code, self.target.language)

    @property
    def waits(self) -> bool:
        """For a translator: there is no version, or one of an older original."""
        return self.stale or self.target.state == TranslationState.NONE

    @property
    def words(self) -> int:
        return count_words(self.source.text)


def queue_of(assignment: Assignment) -> list[Work]:
    """Every text whose original says something, in the order of the template."""
    tasks = TranslationTask.objects.filter(answer__assignment=assignment).select_related("translator")
    given = {(task.answer_id, task.language): task.translator for task in tasks}
    found = []
    for answer in answers_of(assignment):
        texts = {row.language: row for row in answer.texts.all()}
        source = texts.get(answer.source_language)
        if source is None or not source.text:
            continue
        target = texts.get(other_language(source.language))
        if target is not None:
            stale = is_stale(target, source, answer.source_language)
            found.append(Work(answer, source, target, stale, given.get((answer.pk, target.language))))
    return found


def translators_of(assignment: Assignment) -> list[User]:
    """People of the country to whom a text may be given, translators first."""
    rows = Membership.objects.active().filter(country=assignment.country, role__in=TRANSLATORS).select_related("user")
    order = sorted(rows, key=lambda row: (TRANSLATORS.index(Role(row.role)), row.user.name))
    return list({row.user_id: row.user for row in order}.values())
