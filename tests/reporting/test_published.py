"""What is published stands in one row for each answer and figure, and an ended row holds no words."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.seats import PUBLIC
from common.errors import Refused
from practices.models import Practice
from reporting.actions.answers import save_item
from reporting.actions.publication import withdraw_publication
from reporting.actions.published import EMPTIED, as_number
from reporting.actions.submission import recall, withdraw
from reporting.enums import Audience
from reporting.models import Published, PublishedAnswer, PublishedFigure
from reporting.queries.reading import readable
from tests.factories import fill, publish_all, submit_all, write
from tests.factories.work import answer_on

REPLACED, WITHDRAWN = Published.Ending.REPLACED, Published.Ending.WITHDRAWN
FIGURE = {"label_en": "Permits", "label_es": "Permisos", "value": "12,340.5", "unit": "permits", "source": "Ministry"}


def add_figure(world, objective=8, **data):
    answer = answer_on(world.a, "figures", objective)
    return save_item(answer=answer, item=None, data=FIGURE | data, version=answer.version, by=world.focal_point)


def progress(**fields) -> PublishedAnswer:
    return PublishedAnswer.objects.get(code="XXA-demo-O08-progress", **fields)


@pytest.fixture
def submitted(world):
    """Country A on objective 8 with a figure, submitted and not published."""
    fill(world, world.a, 8)
    add_figure(world)
    return submit_all(world, world.a, 8)


def words(row: Published) -> list:
    return [value for name in EMPTIED[type(row)] if (value := getattr(row, name))]


def test_nothing_is_there_before_a_country_publishes(world, submitted):
    assert not PublishedAnswer.objects.exists()


def test_each_answer_gets_a_row_with_both_languages_and_the_state_of_the_translation(world, submitted):
    publish_all(world, submitted)

    row = progress()
    assert (row.text_en, row.text_es) == ("Country A progress 8", "País A progress 8  es")
    assert (row.source_language, row.translation, row.translation_stale) == ("en", "human", False)
    assert (row.country, row.cycle, row.objective_id, row.revision) == (
        world.a.country, world.cycle, 8, submitted,
    )  # fmt: skip
    assert {r.question.code for r in PublishedAnswer.objects.all()} == {"reported", "progress", "challenges", "figures"}


def test_a_figure_gets_a_row_of_its_own_beside_its_answer(world, submitted):
    publish_all(world, submitted)

    figure = PublishedFigure.objects.get()
    assert (figure.code, figure.answer.code) == ("XXA-demo-O08-figures-F1", "XXA-demo-O08-figures")
    assert (figure.label_es, figure.value, figure.number) == ("Permisos", "12,340.5", Decimal("12340.5"))
    assert "Permits: 12,340.5 permits" in figure.answer.words_en


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.PUBLIC, {"focal_point", "other_focal_point", "secretariat", "presidency", "observer", "stakeholder"}),
        (Audience.OBSERVERS, {"focal_point", "other_focal_point", "secretariat", "presidency", "observer"}),
        (Audience.MEMBERS, {"focal_point", "other_focal_point", "secretariat", "presidency"}),
    ],
)
def test_a_row_is_read_by_its_audience_alone(world, submitted, audience, readers):
    publish_all(world, submitted, audience)

    everybody = ["focal_point", "other_focal_point", "secretariat", "presidency", "observer", "stakeholder"]
    found = {name for name in everybody if PublishedAnswer.objects.visible_to(getattr(world, name)).exists()}
    assert found == readers
    assert PublishedFigure.objects.visible_to(PUBLIC).exists() is (audience == Audience.PUBLIC)


def test_an_embargo_hides_the_rows_until_it_passes_and_makes_them_news_then(world, submitted):
    tomorrow = timezone.now() + timedelta(days=1)
    publish_all(world, submitted, embargo_until=tomorrow)

    assert not PublishedAnswer.objects.visible_to(world.secretariat).exists()
    assert progress().updated_at == tomorrow


def test_a_narrower_answer_stays_with_its_readers(world, submitted):
    answer = str(answer_on(world.a, "progress", 8).pk)
    publish_all(world, submitted, narrowed={answer: Audience.MEMBERS})

    assert progress().audience == Audience.MEMBERS
    assert "progress" not in {a.question.code for a in PublishedAnswer.objects.visible_to(PUBLIC)}


def test_a_new_revision_replaces_the_rows_and_leaves_traces_without_words(world, submitted):
    publish_all(world, submitted)
    first = progress()
    write(world, world.a, "progress", "Second thoughts", 8)
    publish_all(world, submit_all(world, world.a, 8))

    first.refresh_from_db()
    assert (first.ending, first.replaced_by, words(first)) == (REPLACED, progress(ended_at=None), [])
    assert first.ended_at == progress(ended_at=None).published_at
    old, new = PublishedFigure.objects.order_by("published_at")
    assert (old.ending, old.replaced_by, words(old)) == (REPLACED, new, [])


def test_an_answer_that_a_new_revision_leaves_out_is_withdrawn(world, submitted):
    publish_all(world, submitted)
    fill(world, world.a, 9)
    publish_all(world, submit_all(world, world.a, 9))

    assert (progress().ending, progress().replaced_by) == (WITHDRAWN, None)


def test_the_same_revision_for_more_readers_keeps_its_rows(world, submitted):
    publish_all(world, submitted, Audience.MEMBERS)
    before = progress()
    publish_all(world, submitted, Audience.PUBLIC)

    assert progress().pk == before.pk
    assert progress().audience == Audience.PUBLIC
    assert PublishedFigure.objects.get().audience == Audience.PUBLIC


@pytest.mark.parametrize("fields", [{"audience": Audience.MEMBERS}, {"embargo": True}])
def test_for_fewer_readers_the_old_row_is_withdrawn_from_those_who_read_it(world, submitted, fields):
    publish_all(world, submitted, Audience.PUBLIC)
    first = progress()
    embargo = timezone.now() + timedelta(days=1) if fields.pop("embargo", False) else None
    publish_all(world, submitted, embargo_until=embargo, **fields)

    first.refresh_from_db()
    assert (first.ending, words(first)) == (WITHDRAWN, [])
    assert first in PublishedAnswer.objects.traces_for(PUBLIC)
    assert not PublishedAnswer.objects.visible_to(PUBLIC).exists()
    assert progress(ended_at=None).text_en


def end_revision(world, revision):
    withdraw(revision=revision, remark="", by=world.focal_point)


def take_back(world, revision):
    recall(revision=revision, remark="", by=world.focal_point)


def stop_publishing(world, revision):
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)


@pytest.mark.parametrize("act", [end_revision, take_back, stop_publishing])
def test_what_is_taken_back_leaves_dated_traces_without_words(world, submitted, act):
    publish_all(world, submitted)
    act(world, submitted)

    rows = [*PublishedAnswer.objects.all(), *PublishedFigure.objects.all()]
    assert {row.ending for row in rows} == {WITHDRAWN}
    assert all(row.ended_at and not words(row) for row in rows)
    assert PublishedAnswer.objects.traces_for(PUBLIC).count() == 4


def test_what_ended_under_embargo_leaves_no_trace_to_read(world, submitted):
    publish_all(world, submitted, embargo_until=timezone.now() + timedelta(days=1))
    stop_publishing(world, submitted)

    assert not PublishedAnswer.objects.traces_for(world.secretariat).exists()


def test_traces_are_for_those_who_could_read_the_text(world, submitted):
    publish_all(world, submitted, Audience.MEMBERS)
    stop_publishing(world, submitted)

    assert not PublishedAnswer.objects.traces_for(PUBLIC).exists()
    assert PublishedAnswer.objects.traces_for(world.other_focal_point).exists()


def test_the_title_of_a_practice_is_published_and_read_as_it_was_cleared(world):
    fill(world, world.a, 8)
    practice = Practice.objects.create(
        code="zq", title_en="As cleared", title_es="Como se aprobó", order=1, status=Practice.Status.PUBLISHED
    )
    answer = answer_on(world.a, "practices", 8)
    save_item(
        answer=answer, item=None, data={"practice": str(practice.pk)}, version=answer.version, by=world.focal_point
    )
    revision = submit_all(world, world.a, 8)

    Practice.objects.update(title_en="Written later", title_es="Escrito después")
    publish_all(world, revision)

    row = PublishedAnswer.objects.get(code="XXA-demo-O08-practices")
    assert (row.words_en, row.words_es) == ("As cleared", "Como se aprobó")
    read = readable(revision.snapshot["answers"], world.a)[0]["answers"]
    assert "As cleared" in [item["text"] for one in read for item in one["items"]]


@pytest.fixture
def for_members(world):
    """A practice of Country B that is published for members alone."""
    return Practice.objects.create(
        code="zq-b", title_en="zq-among members", title_es="zq-entre miembros", country=world.b.country, order=1,
        status=Practice.Status.PUBLISHED, audience=Audience.MEMBERS,
    )  # fmt: skip


def test_an_answer_names_of_other_countries_only_practices_that_everybody_reads(world, client_of, for_members):
    answer = answer_on(world.a, "practices", 8)
    named = {"data": {"practice": str(for_members.pk)}, "version": answer.version}
    with pytest.raises(Refused, match="Choose a practice"):
        save_item(answer=answer, item=None, by=world.focal_point, **named)
    page = client_of(world.focal_point).get(f"/en/workspace/{world.a.pk}/objectives/8/")
    assert (page.status_code, "zq-among members" in page.text) == (200, False)

    Practice.objects.update(audience=Audience.PUBLIC)
    save_item(answer=answer, item=None, by=world.focal_point, **named)
    assert "zq-among members" in client_of(world.focal_point).get(f"/en/workspace/{world.a.pk}/objectives/8/").text


def test_the_title_of_a_practice_that_was_narrowed_since_is_not_frozen(world, for_members):
    fill(world, world.a, 8)
    Practice.objects.update(audience=Audience.PUBLIC)
    answer = answer_on(world.a, "practices", 8)
    data = {"practice": str(for_members.pk)}
    save_item(answer=answer, item=None, data=data, version=answer.version, by=world.focal_point)

    Practice.objects.update(audience=Audience.MEMBERS)
    assert "zq-" not in json.dumps(submit_all(world, world.a, 8).snapshot)


def test_the_database_holds_one_row_in_force_for_each_code(world, submitted):
    publish_all(world, submitted)

    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedAnswer.objects.filter(question__code="challenges").update(code=progress().code)


def test_publishing_asks_the_database_the_same_whatever_the_number_of_answers(world, submitted):
    with CaptureQueriesContext(connection) as few:
        publish_all(world, submitted)
    fill(world, world.b, *range(1, 12))
    revision = submit_all(world, world.b)
    with CaptureQueriesContext(connection) as many:
        publish_all(world, revision)

    assert len(many) <= len(few)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("-3,7", "-3.7"),
        ("0.125", "0.125"),
        ("1,234", None),
        ("1.234", None),
        ("12345.678", "12345.678"),
        ("1,234,567", "1234567"),
        ("1.234.567,5", "1234567.5"),
        ("1 200", "1200"),
        ("12,340.5", "12340.5"),
        ("about 40", None),
        ("40 %", None),
        ("", None),
        ("1e999999", None),
        ("9" * 30, None),
    ],
)
def test_a_value_is_read_as_a_number_only_where_there_is_no_doubt(text, number):
    assert as_number(text) == (Decimal(number) if number else None)
