"""The version in the other language: missing, or older than its source."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.i18n import other_language, pick
from reporting.checks.finding import Finding, Severity
from reporting.models import Answer, Assignment
from reporting.snapshots import is_stale

MISSING = {
    "en": lambda label: (
        _("“%(question)s” has no English version; it will be printed in Spanish, marked as such.") % {"question": label}
    ),
    "es": lambda label: (
        _("“%(question)s” has no Spanish version; it will be printed in English, marked as such.") % {"question": label}
    ),
}


def check(assignment: Assignment, answers: list[Answer]) -> Iterator[Finding]:
    for answer in answers:
        texts = {row.language: row for row in answer.texts.all()}
        source = texts.get(answer.source_language)
        if not source or not source.text:
            continue
        other = texts[other_language(source.language)]
        label = pick(answer.question, "label")
        if not other.text:
            message = MISSING[other.language](label)
        elif is_stale(other, source, answer.source_language):
            message = _("“%(question)s” changed after it was translated.") % {"question": label}
        else:
            continue
        yield Finding("language", Severity.NOTE, message, answer.objective_id, str(answer.pk))
