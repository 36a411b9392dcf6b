"""The results of a questionnaire as rows, written from what its page says."""

from django.utils.translation import override

from common.i18n import LANGUAGES
from reporting.models import Call, SurveyResult
from reporting.queries.responses import Choices, Group, QuestionResult, results


def write_results(call: Call) -> None:
    """One row for each choice that a shown kind of respondent named; what nobody named has none."""
    SurveyResult.objects.filter(call=call).delete()
    choices = Choices()
    rows: list[SurveyResult] = []
    for result in results(call).questions:
        codes = [code for code, _label in choices.of(result.question)] if result.is_counted else []
        for group in result.shown:
            for code, (label, count) in zip(codes, group.named, strict=False):
                if count:
                    rows.append(_row(call, result, group, code, label, count, len(rows)))
    SurveyResult.objects.bulk_create(rows)


def _row(
    call: Call, result: QuestionResult, group: Group, choice: str, label: dict[str, str], count: int, order: int
) -> SurveyResult:
    version = call.template_version
    place = (call.cycle.code, version.template.code, version.number, result.question.code, group.kind, choice)
    row = SurveyResult(
        code=".".join(map(str, place)), call=call, question=result.question, kind=group.kind, order=order, choice=choice
    )
    for language in LANGUAGES:
        with override(language):
            said = {"label": label[language], "named": group.said(count), "base": group.base}
        for name, words in said.items():
            setattr(row, f"{name}_{language}", words)
    return row
