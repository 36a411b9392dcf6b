"""A template version as one readable file, both languages side by side, and back with the place of every error.

    {"format": "rcm-template", "code": …, "audience": …, "name": {"en": …, "es": …}, "number": 2,
     "moved": {"old code": "new code"},
     "sections": [{"code": …, "scope": …, "title": {"en": …, "es": …}, "intro": {…},
                   "questions": [{"code": …, "type": …, "label": {…}, "help": {…}, "word_limit": 300,
                                  "item_limit": null, "is_core": true, "place": "quoted", "audience": "",
                                  "choices": [{"code": …, "en": …, "es": …}]}]}]}

Order is the order in the file. What is said with an empty value may be left out.
"""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from common.i18n import LANGUAGES
from reporting.enums import ReportPlace
from reporting.forms.templates import QuestionForm, SectionForm, TemplateForm, choices_as_text
from reporting.models import Question, Section, Template, TemplateVersion

FORMAT = "rcm-template"
MAX_BYTES = 1024 * 1024
SECTION_TEXTS, QUESTION_TEXTS = ("title", "intro"), ("label", "help")
QUESTION_VALUES = ("code", "type", "word_limit", "item_limit", "is_core", "place", "audience", "choices")
MAX_PARTS = 300
"""Sections, and questions of a section; more is no form."""

Value = dict[str, Any]


class FileProblems(Exception):
    """What is wrong with a file: (place, words) in the reader's language."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__(problems)
        self.problems = problems


def as_value(version: TemplateVersion) -> Value:
    """The version as plain values, in order."""
    template = version.template
    return {
        "format": FORMAT,
        "code": template.code,
        "audience": template.audience,
        "name": _pair(template, "name"),
        "number": version.number,
        "moved": version.moved,
        "sections": [
            {
                "code": section.code,
                "scope": section.scope,
                **{name: _pair(section, name) for name in SECTION_TEXTS},
                "questions": [
                    {name: getattr(question, name) for name in ("code", "type")}
                    | {name: _pair(question, name) for name in QUESTION_TEXTS}
                    | {name: getattr(question, name) for name in QUESTION_VALUES[2:]}
                    for question in section.questions.all()
                ],
            }
            for section in version.sections.prefetch_related("questions")
        ],
    }


def as_file(version: TemplateVersion) -> str:
    """The file as it is handed out."""
    return json.dumps(as_value(version), ensure_ascii=False, indent=2) + "\n"


def read_file(content: bytes) -> Value:
    """The plain values of a file, checked by the forms of the browser. Raises FileProblems with all that is wrong."""
    if len(content) > MAX_BYTES:
        raise FileProblems([("", _("The file is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 1024 // 1024})])
    try:
        value = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise FileProblems([("", _("The file is not text in UTF-8."))]) from None
    except json.JSONDecodeError as error:
        place = _("line %(line)s, character %(column)s") % {"line": error.lineno, "column": error.colno}
        raise FileProblems([(place, _("The file is not JSON from here on."))]) from None
    except RecursionError:
        raise FileProblems([("", _("The file is nested too deeply."))]) from None
    return check(value)


def check(value: Any) -> Value:
    """The values as they will be stored. Raises FileProblems."""
    reader = _Reader()
    checked = reader.template(value)
    if reader.problems:
        raise FileProblems(reader.problems)
    return checked


class _Reader:
    """Walks through a file and keeps what is wrong, each with its place ("sections[2].questions[1].label.es")."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, str]] = []

    def template(self, value: Any) -> Value:
        value = self.mapping(value, "", ("format", "code", "audience", "name", "number", "moved", "sections"))
        if value.get("format") != FORMAT:
            self.wrong("format", _("This is not a template: “%(format)s” must stand here.") % {"format": FORMAT})
            return {}
        head = {"code": value.get("code"), "audience": value.get("audience")} | self.texts(value, "", ("name",))
        known = Template.objects.filter(code=str(head["code"])).first()
        data = self.form(TemplateForm(head, instance=known), "")
        template = Template(code=data.get("code", ""), audience=data.get("audience", ""))
        codes: set[str] = set()
        sections = [
            self.section(one, f"sections[{place}]", TemplateVersion(template=template), codes)
            for place, one in enumerate(self.items(value.get("sections"), "sections"), start=1)
        ]
        self.once([one.get("code", "") for one in sections], "sections", _("Another section has this code."))
        return data | {"moved": self.moved(value.get("moved"), codes), "sections": sections}

    def section(self, value: Any, place: str, version: TemplateVersion, codes: set[str]) -> Value:
        value = self.mapping(value, place, ("code", "scope", *SECTION_TEXTS, "questions"))
        raw = {name: value.get(name) for name in ("code", "scope")} | self.texts(value, place, SECTION_TEXTS)
        # Read apart from the database: codes are compared within the file.
        data = self.form(SectionForm(raw, version=version), place)
        section = Section(version=version, scope=data.get("scope", ""))
        questions = []
        for number, one in enumerate(self.items(value.get("questions"), f"{place}.questions"), start=1):
            question = self.question(one, f"{place}.questions[{number}]", section, codes)
            codes.add(question.get("code", ""))
            questions.append(question)
        return data | {"questions": questions}

    def question(self, value: Any, place: str, section: Section, codes: set[str]) -> Value:
        value = self.mapping(value, place, (*QUESTION_VALUES, *QUESTION_TEXTS))
        choices = [
            self.mapping(one, f"{place}.choices[{number}]", ("code", "en", "es"))
            for number, one in enumerate(self.items(value.get("choices"), f"{place}.choices"), start=1)
        ]
        filled = [{name: str(one.get(name, "")).replace("\n", " ") for name in ("code", "en", "es")} for one in choices]
        if any("|" in text for one in filled for text in one.values()):
            self.wrong(f"{place}.choices", _("A choice cannot hold the sign “|”."))
        raw = {name: value.get(name) for name in QUESTION_VALUES} | self.texts(value, place, QUESTION_TEXTS)
        raw |= {"choices_text": choices_as_text(filled), "place": value.get("place", ReportPlace.QUOTED)}
        return self.form(QuestionForm(raw, section=section, codes=codes), place)

    def form(self, form: forms.ModelForm, place: str) -> Value:
        """What the form of the browser makes of it. Whether a code is free in the database is asked on storing."""
        if form.is_valid():
            return dict(form.cleaned_data)
        for name, errors in form.errors.items():
            where = name.replace("choices_text", "choices")
            where = f"{where[:-3]}.{where[-2:]}" if where[-3:] in ("_en", "_es") else where.replace("__all__", "")
            for error in errors:
                self.wrong(".".join(filter(None, [place, where])), str(error))
        return dict(form.cleaned_data)

    def moved(self, value: Any, codes: set[str]) -> dict[str, str]:
        value = {} if value is None else value
        if not isinstance(value, dict):
            self.wrong("moved", _("Here stand pairs of an old and a new code."))
            return {}
        for old, new in value.items():
            if new not in codes:
                self.wrong(f"moved.{old}", _("No question of this file has the code “%(code)s”.") % {"code": new})
        return {str(old): str(new) for old, new in value.items()}

    def texts(self, value: Value, place: str, names: tuple[str, ...]) -> Value:
        """`{"label": {"en": …, "es": …}}` as the boxes of a form."""
        found: Value = {}
        for name in names:
            where = ".".join(filter(None, [place, name]))
            pair = self.mapping(value.get(name) or {}, where, LANGUAGES)
            found |= {f"{name}_{language}": pair.get(language, "") for language in LANGUAGES}
        return found

    def mapping(self, value: Any, place: str, names: tuple[str, ...]) -> Value:
        if not isinstance(value, dict):
            self.wrong(place, _("Here stand names with values, in braces."))
            return {}
        for name in value:
            if name not in names:
                here = ".".join(filter(None, [place, str(name)]))
                self.wrong(here, _("This name is not known here. Known are: %(names)s.") % {"names": ", ".join(names)})
        return value

    def items(self, value: Any, place: str) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(place, _("Here stands a list, in brackets."))
            return []
        if len(value) > MAX_PARTS:
            self.wrong(place, _("More than %(limit)s parts stand here.") % {"limit": MAX_PARTS})
        return value[:MAX_PARTS]

    def once(self, codes: list[str], place: str, words: str) -> None:
        for number, code in enumerate(codes, start=1):
            if code and code in codes[: number - 1]:
                self.wrong(f"{place}[{number}].code", words)

    def wrong(self, place: str, words: str) -> None:
        self.problems.append((place, words))


def version_value(version: TemplateVersion) -> list[Value]:
    """The sections of a version in the shape that `check` gives, to be stored in another one."""
    value = as_value(version)
    return list(check(value)["sections"])


def question_fields(question: Value) -> Value:
    """The columns of a question out of a checked value."""
    return {name: question[name] for name in question if name not in ("code", "choices_text")}


def _pair(row: Template | Section | Question, name: str) -> dict[str, str]:
    return {language: getattr(row, f"{name}_{language}") for language in LANGUAGES}


def _once(pairs: list[tuple[str, Any]]) -> Value:
    """A name that stands twice would silently lose a value: both are kept for the message under the second."""
    found: Value = {}
    for name, value in pairs:
        found[name if name not in found else f"{name} (2)"] = value
    return found
