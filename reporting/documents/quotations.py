"""A country's own words, and words on record, as quotations that say where they stand."""

from typing import Any

from django.utils.translation import gettext as _

from common.dates import say_day
from common.i18n import other_language, pick
from common.text import clean_text
from publications.authoring import plain, text_blocks
from publications.blocks import SAFE_LINKS, BulletList, Footnote, ListItem, Paragraph, Prose, Quotation, Run, Runs
from publications.sourced import source_note
from reporting.enums import AnswerKind, QuestionType, ReportPlace, TranslationState
from reporting.items import readings
from reporting.queries.report import Contribution, Material
from sources.models import Statement

SILENT = (AnswerKind.NOTHING, AnswerKind.NOT_PRIORITY, AnswerKind.PREFER_NOT)


def country_quotation(
    contribution: Contribution, objective: int | None, m: Material, language: str
) -> Quotation | None:
    """What one country says on one objective (or on the whole report), once, in the document's language if it can be.

    None when nothing but the statement "reported" is left to print.
    """
    parts: list[Prose] = []
    notes: dict[str, list[str]] = {}
    for answer in contribution.on(objective):
        question = m.questions.get(answer["question"])
        if question and question.place == ReportPlace.NOWHERE:
            continue
        parts += _answer_parts(answer, m, language, notes)
    if not parts:
        return None
    name = pick(contribution.country, "name", language)
    place = _("objective %(number)s") % {"number": objective} if objective else _("the whole report")
    return Quotation(
        tuple(parts),
        anchor=place_of(objective, contribution) if objective else "",
        attribution=name,
        citation=_("%(country)s, %(place)s, revision %(revision)s")
        % {"country": name, "place": place, "revision": contribution.revision.number},
        note=" ".join(_of_which(note, labels, notes) for note, labels in notes.items() if note),
        numbered=True,
    )


def place_of(objective: int, contribution: Contribution) -> str:
    """The anchor of what one country says on one objective."""
    return f"objective-{objective}-{contribution.country.code}"


def statement_quotation(statement: Statement, language: str, *, anchor: str = "") -> Quotation:
    """Words on record, with how they came to be recorded and whether the translation is ours."""
    text, lang = _in_language({"en": statement.text_en, "es": statement.text_es}, language, statement.original_language)
    who = pick(statement.country, "name", language) if statement.country else pick(statement, "attributed_to", language)
    occasion = pick(statement, "occasion", language)
    notes = [pick(statement, "recorded_as", language)]
    if not lang and language != statement.original_language and statement.translation_unofficial:
        notes.append(_("Unofficial translation."))
    return Quotation(
        text_blocks(text, lang),
        attribution=who,
        citation=f"{occasion}, {say_day(statement.date)}" if statement.date else occasion,
        note=" ".join(_sentence(note) for note in notes if note),
        anchor=anchor,
        numbered=True,
        source=source_note(statement.source, language),
    )


def _answer_parts(answer: dict[str, Any], m: Material, language: str, notes: dict[str, list[str]]) -> list[Prose]:
    question = m.questions.get(answer["question"])
    label = pick(question, "label", language) if question else answer["question"]
    if answer["type"] == QuestionType.STATEMENT:
        return [Paragraph(plain(str(AnswerKind(answer["kind"]).label)))] if answer["kind"] in SILENT else []
    body: list[Prose] = []
    if answer["texts"]:
        texts = {code: value["text"] for code, value in answer["texts"].items()}
        text, lang = _in_language(texts, language, answer["source_language"])
        body += text_blocks(text, lang)
        notes.setdefault(_note(answer, lang, language), []).append(label)
    elif answer["kind"] in (*SILENT, AnswerKind.NO_CHANGE):
        body.append(Paragraph(plain(str(AnswerKind(answer["kind"]).label))))
    if answer["choices"]:
        chosen = "; ".join(_choice_labels(answer, m, language))
        return [Paragraph((Run(f"{label}: ", style="strong"), Run(chosen)))]
    if items := [_item_runs(answer["type"], item["data"], m, language) for item in answer["items"]]:
        body.append(BulletList(tuple(map(ListItem, items))))
    return [Paragraph(plain(label, style="strong")), *body] if body else []


def _in_language(texts: dict[str, str], language: str, original: str) -> tuple[str, str]:
    """The text in the document's language and '', else the other one and its language code."""
    if texts.get(language):
        return texts[language], ""
    other = original if texts.get(original) else other_language(language)
    return texts.get(other, ""), other


def _note(answer: dict[str, Any], lang: str, language: str) -> str:
    """What has to be said beside a text of an answer; '' for nothing."""
    value = answer["texts"].get(language)
    if lang:
        return only_in(lang)
    if value and language != answer["source_language"]:
        if value["stale"]:
            return _("The original changed after this translation.")
        if value["state"] == TranslationState.MACHINE:
            return _("Machine translation.")
    return ""


def _of_which(note: str, labels: list[str], notes: dict[str, list[str]]) -> str:
    """A note that is not of every text of the quotation names the questions that it is of."""
    return note if len(notes) == 1 else f"{', '.join(labels)}: {note}"


def only_in(lang: str) -> str:
    """The words beside a text that stands in the other language than the document; '' for none."""
    return {
        "es": _("Original in Spanish; no English version."),
        "en": _("Original in English; no Spanish version."),
    }.get(lang, "")


def _choice_labels(answer: dict[str, Any], m: Material, language: str) -> list[str]:
    if answer["type"] == QuestionType.PRINCIPLES:
        return [pick(m.principles[letter], "title", language) for letter in answer["choices"] if letter in m.principles]
    question = m.questions.get(answer["question"])
    labels = {choice["code"]: choice[language] for choice in question.choices} if question else {}
    return [labels.get(code, code) for code in answer["choices"]]


def _item_runs(kind: str, data: dict[str, Any], m: Material, language: str) -> Runs:
    """One figure, practice, priority or document; the address of a document is a footnote."""
    if kind in (QuestionType.FIGURES, QuestionType.PRIORITIES, QuestionType.PRACTICES):
        said = plain(_item_text(kind, data, m, language))
        return (*said, Run(f" [{only_in(alone)}]")) if (alone := _alone_in(data, language)) else said
    words = clean_text(", ".join(filter(None, [data.get("title", ""), data.get("year", "")]))).text
    address = clean_text(data.get("address", "")).text
    link = Run(address, href=address if address.startswith(SAFE_LINKS) else "")
    if not words:
        return (link,) if address else ()
    written = other_language(language) if data.get("language") == other_language(language) else ""
    named = Run(words, lang=written, note=Footnote((link,)) if address else None)
    return (named, Run(f" [{_written_in(written)}]")) if written else (named,)


def _written_in(lang: str) -> str:
    """Of a document that is not in the language of the report."""
    return {"es": _("in Spanish"), "en": _("in English")}[lang]


def _alone_in(data: dict[str, Any], language: str) -> str:
    """The other language, where some words of an item stand in it and not in the document's; else ''."""
    other = other_language(language)
    named = ("label", "topic", "text", "title")
    return other if any(data.get(f"{name}_{other}") and not data.get(f"{name}_{language}") for name in named) else ""


def _item_text(kind: str, data: dict[str, Any], m: Material, language: str) -> str:
    """One figure, priority or practice in words."""

    def text(name: str) -> str:
        return data.get(f"{name}_{language}") or data.get(f"{name}_{other_language(language)}") or ""

    if kind == QuestionType.FIGURES:
        value = " ".join(filter(None, [data.get("value"), data.get("unit")]))
        year = f" ({data['year']})" if data.get("year") else ""
        if readings(data.get("value", "")):
            value = _("%(figure)s (value as the country wrote it)") % {"figure": value}
        return _("%(label)s: %(value)s%(year)s. Source: %(source)s.") % {
            "label": text("label"), "value": value, "year": year, "source": data.get("source", "").rstrip("."),
        }  # fmt: skip
    if kind == QuestionType.PRIORITIES:
        number = data.get("objective")
        topic = _("Objective %(number)s") % {"number": number} if number else text("topic")
        return f"{topic}. {text('text')}" if text("text") else topic
    practice = next((p for p in m.practices if str(p.pk) == data.get("practice")), None)
    return pick(practice, "title", language) if practice else text("title")


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith(".") else f"{text}."
