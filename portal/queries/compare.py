"""What a country wrote on one objective in two cycles, question by question and word by word."""

from collections.abc import Iterable
from dataclasses import dataclass

from common.diff import diff_words
from common.i18n import LANGUAGES, current_language, other_language
from portal.queries.texts import Contribution, Shown, contributions
from reporting.models import PublishedAnswer, Question, TemplateVersion
from reporting.queries.templates import moved_codes

Runs = list[tuple[str, str]]


@dataclass(frozen=True)
class Compared:
    """One question in both cycles. `language` is that of `runs`; '' where no language holds both texts."""

    question: Question
    before: Shown | None
    after: Shown | None
    language: str
    runs: Runs
    entry_runs: Runs

    @property
    def is_changed(self) -> bool:
        return any(kind for kind, _text in [*self.runs, *self.entry_runs])


def versions_of(rows: Iterable[PublishedAnswer]) -> list[Contribution]:
    """The contributions of one country that say something, newest cycle first."""
    found = [one for one in contributions(rows) if one.told]
    return sorted(found, key=lambda one: one.cycle.starts, reverse=True)


def comparison(older: Contribution, newer: Contribution) -> list[Compared]:
    """Question by question in the order of the newer template; what was only asked before stands last.

    A question that moved to another code between the two versions of the template is followed by the map of codes.
    """
    moved = moves(older, newer)
    before = {_followed(shown.row.question.code, moved): shown for shown in older.told}
    after = {shown.row.question.code: shown for shown in newer.told}
    questions = {code: shown.row.question for code, shown in (before | after).items()}
    codes = [*after, *(code for code in before if code not in after)]
    return [_compared(questions[code], before.get(code), after.get(code)) for code in codes]


def _followed(code: str, moved: dict[str, str]) -> str:
    """The code under which a question goes on; none that is asked, where another question took its own."""
    if code in moved:
        return moved[code]
    return f"{code} (asked before)" if code in moved.values() else code


def moves(older: Contribution, newer: Contribution) -> dict[str, str]:
    """{code in the older contribution: code in the newer one} of the questions that moved; read backwards too."""
    then, now = _version(older), _version(newer)
    if then.template_id != now.template_id:
        return {}
    if then.number <= now.number:
        return moved_codes(now, str(then.number))
    return {new: old for old, new in moved_codes(then, str(now.number)).items()}


def _version(one: Contribution) -> TemplateVersion:
    return TemplateVersion.objects.get(sections__questions=one.first.question_id)


def _compared(question: Question, before: Shown | None, after: Shown | None) -> Compared:
    language = _common_language(before, after)
    runs = diff_words(_text(before, language), _text(after, language)) if language else []
    return Compared(question, before, after, language, runs, diff_words(_entries(before), _entries(after)))


def _common_language(before: Shown | None, after: Shown | None) -> str:
    """The language to compare in: the reader's where each text exists in it, else the other one, else none."""
    there = [shown for shown in (before, after) if shown and shown.text]
    for language in (current_language(), other_language(current_language())):
        if there and all(_text(shown, language) for shown in there):
            return language
    return ""


def _text(shown: Shown | None, language: str) -> str:
    return str(getattr(shown.row, f"text_{language}")) if shown and language in LANGUAGES else ""


def _entries(shown: Shown | None) -> str:
    if shown is None:
        return ""
    return "\n".join([*filter(None, [shown.kind]), *(words for words, _address in shown.entries)])
