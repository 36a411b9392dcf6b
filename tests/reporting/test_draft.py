"""The circulated draft: who reads it, who comments until when, and what the Secretariat answers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from common.dates import today
from common.errors import Refused
from notices.models import Notice
from reporting.actions.report import build_edition, circulate, revise
from reporting.actions.sections import comment, handle_comment, remove_block, save_block
from reporting.enums import BlockKind
from reporting.models import BlockComment, Report
from reporting.queries.draft import circulated
from tests.counts import SEATED
from tests.factories import fill, publish_all, submit_all
from tests.reporting.test_report import start

ROOM = ("focal_point", "clearer", "contributor", "translator", "other_focal_point", "secretariat", "presidency")
OUTSIDE = ("observer", "civil_society", "stakeholder")


@pytest.fixture
def report(world):
    fill(world, world.a, 8, marker="zeta")
    publish_all(world, submit_all(world, world.a, 8))
    return start(world)


@pytest.fixture
def draft(world, report):
    circulate(report=report, comments_until=timezone.now() + timedelta(days=14), by=world.secretariat)
    return report


def page(report, **query):
    address = reverse("reporting:report-draft", args=[report.pk])
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in query.items())}"


def gathered(report):
    return reverse("reporting:report-comments", args=[report.pk])


def objective_block(report, number=8):
    return report.blocks.get(kind=BlockKind.OBJECTIVE, parameters__objective=number)


def close_comments(report):
    Report.objects.filter(pk=report.pk).update(comments_until=timezone.now() - timedelta(minutes=1))
    report.refresh_from_db()


@pytest.mark.parametrize("name", ROOM)
def test_members_and_the_desk_read_the_draft_from_its_circulation_on(world, report, client_of, name):
    client = client_of(getattr(world, name))
    assert client.get(page(report)).status_code == 404

    circulate(report=report, comments_until=timezone.now() + timedelta(days=14), by=world.secretariat)

    assert client.get(page(report)).status_code == 200
    assert client.get(gathered(report)).status_code == 200


@pytest.mark.parametrize("name", OUTSIDE)
def test_observers_and_the_public_never_find_it(world, draft, client_of, name):
    client = client_of(getattr(world, name))

    assert client.get(page(draft)).status_code == 404
    assert client.get(gathered(draft)).status_code == 404
    block = objective_block(draft)
    address = reverse("reporting:report-block-comment", args=[draft.pk, block.pk])
    assert client.post(address, {"text": "Hello"}).status_code == 404


def test_a_visitor_is_sent_to_the_log_in_page(draft, client):
    assert "/login/" in client.get(page(draft))["Location"]


def test_the_draft_stays_as_it_was_frozen_whatever_is_written_afterwards(world, draft, client_of):
    introduction = draft.blocks.get(kind=BlockKind.AUTHORED)
    save_block(
        block=introduction, fields={"text_en": "Working.", "text_es": "En trabajo."}, version=0, by=world.secretariat
    )
    build_edition(report=draft, by=world.secretariat)
    client = client_of(world.focal_point)

    text = client.get(page(draft)).content.decode()

    assert "Working." not in text
    assert "This report compiles what is published" in text
    assert circulated(draft).number == 1
    assert client.get(reverse("reporting:report-block", args=[draft.pk, introduction.pk])).status_code == 404


def test_a_draft_that_was_not_circulated_stays_with_the_secretariat_and_the_presidency(world, draft, client_of):
    edition = build_edition(report=draft, by=world.secretariat)

    assert client_of(world.focal_point).get(edition.get_absolute_url()).status_code == 404
    assert client_of(world.presidency).get(edition.get_absolute_url()).status_code == 200


def test_it_is_read_chapter_by_chapter_in_either_language(world, draft, client_of):
    client = client_of(world.focal_point)
    chapters = client.get(page(draft)).context["chapters"]
    second = next(chapter.number for chapter in chapters if "Round table 2" in chapter.label)

    english = client.get(page(draft, chapter=second)).content.decode()
    spanish = client.get(page(draft, chapter=second, language="es")).content.decode()

    assert "Country A progress 8 zeta" in english
    assert "País A progress 8 zeta es" in spanish
    assert "This report compiles" not in english
    assert client.get(page(draft, chapter="none")).status_code == 200


def test_a_focal_point_comments_on_a_section_and_the_secretariat_is_told(world, draft, client_of):
    block = objective_block(draft)
    response = client_of(world.other_focal_point).post(
        reverse("reporting:report-block-comment", args=[draft.pk, block.pk]),
        {"text": "Please name the <b>workshop</b>.", "chapter": "3"},
    )

    assert response["Location"] == f"{page(draft, chapter=3)}#b-{block.pk}"
    row = BlockComment.objects.get()
    assert (row.country.code, row.block) == ("XXB", block)
    assert Notice.objects.get(user=world.secretariat.user).text_es.startswith("País B")


def test_a_country_reads_its_own_comments_and_the_desk_all_of_them_by_section(world, draft, client_of):
    for number, seat in ((8, world.focal_point), (8, world.other_focal_point), (5, world.other_focal_point)):
        comment(block=objective_block(draft, number), text=f"Remark of {seat.country.code} on {number}", by=seat)

    own = client_of(world.focal_point).get(gathered(draft)).content.decode()
    desk = client_of(world.secretariat).get(gathered(draft)).content.decode()

    assert "Remark of XXA on 8" in own
    assert "Remark of XXB" not in own
    assert desk.index("Remark of XXB on 5") < desk.index("Remark of XXA on 8") < desk.index("Remark of XXB on 8")
    assert "3 comments wait for an answer" in desk


def test_the_secretariat_answers_and_the_country_reads_what_became_of_it(world, draft, client_of):
    row = comment(block=objective_block(draft), text="Please name it.", by=world.focal_point)
    address = reverse("reporting:report-comment-handle", args=[draft.pk, row.pk])
    desk = client_of(world.secretariat)

    desk.post(address, {"remark": "  "})
    assert BlockComment.objects.get().handled_at is None
    assert "Answer 1 comment" in desk.get(reverse("reporting:desk")).content.decode()

    desk.post(address, {"remark": "Named in the next version."})

    assert "Named in the next version." in client_of(world.focal_point).get(gathered(draft)).content.decode()
    assert Notice.objects.filter(user=world.focal_point.user, text_en__contains="answered your comment").count() == 1
    assert "Answer 1 comment" not in desk.get(reverse("reporting:desk")).content.decode()


@pytest.mark.parametrize("name", ["focal_point", "presidency"])
def test_only_the_secretariat_answers(world, draft, client_of, name):
    row = comment(block=objective_block(draft), text="Please name it.", by=world.focal_point)
    address = reverse("reporting:report-comment-handle", args=[draft.pk, row.pk])

    assert client_of(getattr(world, name)).post(address, {"remark": "Mine"}).status_code == 403


def test_after_the_date_comments_are_closed_in_words_and_the_draft_stays_readable(world, draft, client_of):
    close_comments(draft)
    block = objective_block(draft)
    client = client_of(world.focal_point)

    text = client.get(page(draft)).content.decode()
    response = client.post(reverse("reporting:report-block-comment", args=[draft.pk, block.pk]), {"text": "Too late"})

    assert "Comments closed on" in text
    assert "Send the comment" not in text
    assert response.status_code == 403
    assert "Comments closed on" in response.content.decode()
    assert not BlockComment.objects.exists()


def test_while_the_draft_is_revised_it_is_read_and_not_commented_on(world, draft, client_of):
    revise(report=draft, by=world.secretariat)

    text = client_of(world.focal_point).get(page(draft)).content.decode()

    assert "Comments are open while the draft circulates." in text


@pytest.mark.parametrize("name", ["contributor", "clearer", "translator"])
def test_who_does_not_speak_for_the_country_reads_and_is_told_who_comments(world, draft, client_of, name):
    client = client_of(getattr(world, name))
    block = objective_block(draft)

    assert "It belongs to: Focal point, Presidency Pro-Tempore." in client.get(page(draft)).content.decode()
    address = reverse("reporting:report-block-comment", args=[draft.pk, block.pk])
    assert client.post(address, {"text": "Mine"}).status_code == 403


def test_circulating_from_the_browser_tells_focal_points_and_the_presidency_once(world, report, client_of):
    day = (today() + timedelta(days=14)).isoformat()
    client_of(world.secretariat).post(reverse("reporting:report-circulate", args=[report.pk]), {"comments_until": day})

    told = Notice.objects.filter(text_en__contains="circulates; comments until")
    people = {world.focal_point.user, world.other_focal_point.user, world.focal_point_c.user, world.presidency.user}
    assert {notice.user for notice in told} == people
    assert told.count() == len(people)
    assert told.first().address == f"/reports/{report.pk}/draft/"


def test_a_section_with_comments_is_not_taken_out(world, draft):
    block = draft.blocks.get(kind=BlockKind.AUTHORED)
    comment(block=block, text="On the introduction", by=world.focal_point)

    with pytest.raises(Refused, match="their comments stay"):
        remove_block(block=block, by=world.secretariat)


def test_a_section_taken_out_afterwards_is_read_and_takes_no_comment(world, draft, client_of):
    block = draft.blocks.get(kind=BlockKind.AUTHORED)
    remove_block(block=block, by=world.secretariat)

    text = client_of(world.focal_point).get(page(draft)).content.decode()

    assert "This report compiles" in text
    assert f"t-{block.pk}" not in text


def test_the_pages_ask_the_same_number_of_queries_for_one_comment_and_for_three(
    world, draft, client_of, django_assert_num_queries
):
    client = client_of(world.secretariat)
    for count in (1, 2):
        for _ in range(count):
            row = comment(block=objective_block(draft), text="Again", by=world.focal_point)
        handle_comment(row=row, remark="Done", by=world.secretariat)
        client.get(page(draft))
        with django_assert_num_queries(SEATED + 4):
            client.get(page(draft))
        with django_assert_num_queries(SEATED + 3):
            client.get(gathered(draft))
