"""When the results of a questionnaire are read, and the rows in which they are open."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import Seat
from audit.actions import record
from common.errors import Refused
from common.i18n import LANGUAGES
from common.results import require
from reporting import rules
from reporting.enums import Audience, CallStatus
from reporting.models import Call, SurveyResult
from reporting.policy import Act
from reporting.queries.results import Choices, Group, QuestionResult, results


@transaction.atomic
def publish_results(*, call: Call, by: Seat) -> None:
    """Let the results be read. Raises Refused while the call is open: they would change under their readers."""
    require(rules.may(by, Act.PUBLISH_RESULTS))
    if call.cycle.is_rehearsal:
        raise Refused(_("This is a rehearsal: nothing of it is ever published."))
    if call.is_request:
        raise Refused(_("What members answered a working group is compiled for the members, not published."))
    if call.status != CallStatus.CLOSED:
        raise Refused(_("Close the call first: results are read once nothing changes any more."))
    call.results_at, call.results_taken_back_at = timezone.now(), None
    Call.objects.filter(pk=call.pk).update(results_at=call.results_at, results_taken_back_at=None)
    write_results(call)
    record("results_published", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk)


@transaction.atomic
def unpublish_results(*, call: Call, by: Seat) -> None:
    """Take the results back."""
    require(rules.may(by, Act.PUBLISH_RESULTS))
    _take_back(call, by)


@transaction.atomic
def take_back_after_removal(*, call: Call, by: Seat) -> None:
    """Take published results back because a respondent was taken out; without results nothing happens.

    Results that followed at once would tell, beside those that stood before, what this respondent chose. They wait
    until somebody looks at them and publishes them anew.
    """
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if call.results_at:
        Call.objects.filter(pk=call.pk).update(results_taken_back_at=timezone.now())
        _take_back(call, by, because="respondent_removed")


def _take_back(call: Call, by: Seat, **detail: str) -> None:
    SurveyResult.objects.filter(call=call).delete()
    Call.objects.filter(pk=call.pk).update(results_at=None)
    call.results_at = None
    record("results_taken_back", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk, **detail)


WORDS = ["order", *(f"{name}_{code}" for name in ("label", "named", "base") for code in LANGUAGES)]
"""What a row says, beside what it is about."""


def write_results(call: Call) -> None:
    """A row for each choice of a public question that a shown kind of respondent named; what nobody named has none.

    A row that stood before keeps its id; one that says nothing any more ends.
    """
    choices = Choices()
    rows: list[SurveyResult] = []
    counted = (result for result in results(call, [Audience.PUBLIC]).questions if result.is_counted)
    for result in counted:
        codes = [code for code, _label in choices.of(result.question)]
        for group in result.shown:
            for code, (label, count) in zip(codes, group.named, strict=True):
                if count:
                    rows.append(_row(call, result, group, code, label, count, len(rows)))
    before = dict(SurveyResult.objects.filter(call=call).values_list("code", "pk"))
    for row in rows:
        row.pk = before.pop(row.code, row.pk)
    SurveyResult.objects.filter(pk__in=before.values()).delete()
    SurveyResult.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=WORDS)


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
