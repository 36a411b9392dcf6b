"""Rows of results that were published before rows were kept."""

from django.core.management import call_command

from reporting.models import Call, SurveyResult
from tests.api.conftest import Caller
from tests.reporting.test_surveys import answered, make, published, survey  # noqa: F401


def codes() -> set[str]:
    return {row["code"] for row in Caller().get("survey-results").json()["results"]}


def test_results_published_before_rows_were_kept_get_theirs_and_once(world, published, capsys):  # noqa: F811
    before = codes()
    assert before
    SurveyResult.objects.all().delete()
    assert codes() == set()

    call_command("write_results")
    ids = set(SurveyResult.objects.values_list("pk", flat=True))
    call_command("write_results")
    assert codes() == before
    assert set(SurveyResult.objects.values_list("pk", flat=True)) == ids


def test_what_is_not_published_gets_no_rows(world, answered):  # noqa: F811
    call_command("write_results")
    Call.objects.filter(pk=answered.pk).update(status="closed")
    call_command("write_results")

    assert not SurveyResult.objects.exists()
