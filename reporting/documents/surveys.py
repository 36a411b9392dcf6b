"""The results of a questionnaire in the regional report, and the document that compiles a working group's request."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_day
from common.i18n import pick
from publications import blocks as b
from publications.authoring import plain, text_blocks
from publications.letterheads import CONFERENCE
from reporting.documents.chapters import listed, paragraph
from reporting.documents.quotations import only_in
from reporting.enums import QuestionType, RespondentKind, TemplateAudience
from reporting.models import Call, Question, Response, ResponseAnswer
from reporting.models.report import ReportBlock
from reporting.queries.choices import Choices
from reporting.queries.report import Material
from reporting.queries.results import Group, QuestionResult, Results, Words, compiled
from reporting.queries.templates import questions_of


def survey(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """What was answered, kind by kind; nothing while the results are not published."""
    found = m.surveys.get(block.parameters.get("call", ""))
    if found is None or not found.counts:
        return []
    parts: list[b.Block] = [*([paragraph(who_answered(found))] if found.is_counted else []), *_cautions(found)]
    for result in found.questions:
        parts += _question(result, language)
    return parts


def who_answered(found: Results) -> str:
    """ "4 Civil society and 3 Observers answered" would blend them: each kind is said by itself."""
    said = [_("%(kind)s: %(count)s") % {"kind": label, "count": count} for label, count in found.shown_counts]
    return _("Answers by kind of respondent: %(list)s.") % {"list": "; ".join(said) or _("none can be counted")}


def _cautions(found: Results) -> list[b.Block]:
    words = [_("Kinds of respondent stand side by side; their answers are never added up.")]
    if found.call.template_version.template.audience == TemplateAudience.RNCOM:
        words = [_("Contributions and recommendations of the network, in its own words; not those of States.")]
    if found.is_counted and RespondentKind.MEMBER in dict(found.kinds):
        said = _("Of Member Countries a number is said only where at least three stand on each side; otherwise a word.")
        words.append(said)
    if found.is_counted:
        words.append(_("A dash: nobody of that kind named it."))
    if found.hidden:
        words.append(_("Fewer than three answered as: %(list)s. Their numbers are not shown.") % {
            "list": listed(found.hidden)})  # fmt: skip
    return [paragraph(" ".join(words))]


def _question(result: QuestionResult, language: str) -> list[b.Block]:
    body: list[b.Block] = [
        _chart(result, group, language) for group in result.shown if result.is_counted and group.bars()
    ]
    if result.is_counted and result.table:
        body.append(_table(result, language))
    for group, words in result.words:
        body += [_quotation(group, one, language) for one in words]
    return [b.Heading(pick(result.question, "label", language), 3), *body] if body else []


def _chart(result: QuestionResult, group: Group, language: str) -> b.Block:
    return b.BarChart(
        caption=f"{pick(result.question, 'label', language)} – {group.label}",
        category=_("Objective") if result.question.type == QuestionType.PRIORITIES else _("Choice"),
        bars=group.bars(),
        unit=_("Named by (%(of)s)") % {"of": group.base},
        source=_("answers to the questionnaire"),
    )


def _table(result: QuestionResult, language: str) -> b.Block:
    """Kinds side by side, without a sum."""
    first = _("Objective") if result.question.type == QuestionType.PRIORITIES else _("Choice")
    heads = [b.Column(f"{group.label} ({group.base})", 2, "end") for group in result.shown]
    rows = tuple((plain(label), *(plain(count or "–") for count in counts)) for label, counts in result.table)
    caption = pick(result.question, "label", language)
    return b.Table(caption, (b.Column(first, 3), *heads), rows, source=_("answers to the questionnaire"))


def _quotation(group: Group, words: Words, language: str) -> b.Quotation:
    lang = "" if words.language == language else words.language
    return b.Quotation(
        text_blocks(words.said, lang),
        attribution=words.name,
        citation=_("objective %(number)s") % {"number": words.objective} if words.objective else group.label,
        note=only_in(lang),
        numbered=True,
    )


def request_document(call: Call, language: str, on: date) -> b.Document:
    """What members answered to a working group: country by country, each question with the country's own words."""
    with override(language):
        questions, named, found = questions_of(call.template_version), Choices(), compiled(call)
        parts: list[b.Block] = [_facts(call, [response.name for response, _answers in found], language)]
        for response, answers in found:
            parts.append(b.Heading(response.name, 2))
            if response.language != language:
                parts.append(b.Paragraph(plain(only_in(response.language))))
            for question in questions:
                if answer := answers.get(question.pk):
                    parts += _answered(question, response, answer, named, language)
        return b.Document(
            title=pick(call.template_version.template, "name", language),
            language="es" if language == "es" else "en",
            date=on.isoformat(),
            subtitle=_("Compilation of the answers of Member Countries. %(cycle)s") % {
                "cycle": pick(call.cycle, "name", language)},
            organization=CONFERENCE[language],
            blocks=tuple(parts),
        )  # fmt: skip


def _facts(call: Call, names: list[str], language: str) -> b.Block:
    owner = pick(call.owner, "name", language) if call.owner else _("Executive Secretariat")
    rows = [
        (_("Asked by"), owner),
        (_("Indicative date"), say_day(call.due_at)),
        (_("Answers of"), listed(names) if names else _("none so far")),
    ]
    return b.KeyValues(tuple(b.KeyValue(label, plain(value)) for label, value in rows))


def _answered(
    question: Question, response: Response, answer: ResponseAnswer, named: Choices, language: str
) -> list[b.Block]:
    lang = "" if response.language == language else response.language
    head = b.Paragraph((b.Run(pick(question, "label", language), style="strong"),))
    if answer.text:
        return [head, *text_blocks(answer.text, lang)]
    labels = dict(named.labels(question))
    if answer.items:
        items = tuple(
            b.ListItem((
                b.Run(labels.get(str(item["objective"]), str(item["objective"]))),
                *((b.Run(f": {item['text']}", lang=lang),) if item["text"] else ()),
            ))
            for item in answer.items
        )  # fmt: skip
        return [head, b.BulletList(items)]
    return [head, b.Paragraph(plain("; ".join(labels.get(code, code) for code in answer.choices)))]
