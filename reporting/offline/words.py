"""The form's own words, in the language or languages it is printed in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from common.dates import say_day, say_moment
from common.i18n import LANGUAGES, pick
from reporting.enums import QuestionType
from reporting.models import Question
from reporting.offline.form import Form, Options, both

LANGUAGE_NAMES = {"en": "English", "es": "Español"}
COLUMNS = {
    "label_en": _("What it measures, in English"),
    "label_es": _("What it measures, in Spanish"),
    "value": _("Value"),
    "unit": _("Unit"),
    "year": _("Year"),
    "source": _("Source"),
    "address": _("Address"),
    "title": _("Title of the document"),
    "title_en": _("Title in English"),
    "title_es": _("Title in Spanish"),
    "objective": _("Objective (1 to 23)"),
    "topic_en": _("Or a topic in English"),
    "topic_es": _("Or a topic in Spanish"),
    "text_en": _("Why, in English"),
    "text_es": _("Why, in Spanish"),
}
ANSWER, QUESTION, OBJECTIVE, LANGUAGE = _("Answer"), _("Question"), _("Objective"), _("Language")
LENGTH, CHOICE, TEXTS, CHOICES = _("Length"), _("Choice"), _("Texts"), _("Choices")
MARK_ONE = _("Mark one with an x")
MARK_SOME = _("Mark those that apply with an x")
COUNTRY_TEXT = _("The country's text")
FACTS = (_("Country"), _("Cycle"), _("Indicative date"), _("Form"), _("Made on"))
HOW = (
    _("Write in the boxes; they grow with the text. Leave blank what your country does not report on."),
    _("Comments and tracked changes may stay: changes are read as accepted, comments are not taken in."),
    _("Nothing in this file counts until it is sent back, looked at and confirmed in the portal."),
)
READING = _("This copy is for reading and signing. It has no boxes to fill in.")
CLEARED = _("Cleared for the country")
SIGNING = (_("Name"), _("Office"), _("Date"), _("Signature and stamp"))


def said(form: Form, words: object) -> list[tuple[str, str]]:
    """(language, words) for each language of the form."""
    return [(language, both(words)[language]) for language in form.languages]


def in_language(words: object, language: str) -> str:
    return both(words)[language]


def how(form: Form) -> list[tuple[str, str]]:
    """How the form is used, in each language."""
    sentences = HOW if form.is_for_filling else (READING,)
    return [(lang, " ".join(in_language(sentence, lang) for sentence in sentences)) for lang in form.languages]


def of(form: Form, thing: object, name: str) -> str:
    """A name of something in all languages of the form."""
    return " / ".join(dict.fromkeys(pick(thing, name, language) for language in form.languages))


def column(form: Form, name: str) -> str:
    return one_line(form, COLUMNS[name])


def options(form: Form, of: Options) -> list[tuple[str, str]]:
    """(code, label) of each choice, the label in all languages of the form."""
    found = []
    for key, *labels in of.options:
        shown = dict(zip(LANGUAGES, labels, strict=True))
        found.append((key, " / ".join(dict.fromkeys(shown[language] for language in form.languages))))
    return found


def one_line(form: Form, words: object) -> str:
    """In all languages of the form on one line, once where they are the same."""
    return " / ".join(dict.fromkeys(text for _language, text in said(form, words)))


def title(form: Form, language: str) -> str:
    return pick(form.assignment.call.template_version.template, "name", language)


def facts(form: Form, made: object) -> list[tuple[str, str]]:
    """The head of the form: what it is for, label and value."""
    assignment = form.assignment
    version = assignment.call.template_version
    values: list[list[str]] = [[], [], [], [], []]
    for language in form.languages:
        with override(language):
            values[0].append(pick(assignment.country, "name", language))
            values[1].append(pick(assignment.call.cycle, "name", language))
            values[2].append(say_day(assignment.indicative_date))
            values[3].append(f"{version.template.code}, {_('version')} {version.number}")
            values[4].append(say_moment(made))  # type: ignore[arg-type]
    return [
        (one_line(form, label), " / ".join(dict.fromkeys(value))) for label, value in zip(FACTS, values, strict=True)
    ]


def limit(question: Question, language: str) -> str:
    """The advice on length: "up to about 300 words"; '' where there is none."""
    count = question.word_limit
    if not count or question.type != QuestionType.TEXT:
        return ""
    with override(language):
        return ngettext("up to about %(count)s word", "up to about %(count)s words", count) % {"count": count}
