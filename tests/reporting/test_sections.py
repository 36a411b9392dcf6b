"""Sections of the regional report: moving them, and two people writing on the same one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from common.errors import Conflict, Refused
from reporting.actions.report import approve, circulate, revise
from reporting.actions.sections import add_block, move_block, save_block
from reporting.enums import BlockKind
from reporting.models import Report, ReportBlock
from reporting.outline import moved
from tests.reporting.test_report import start


@pytest.fixture
def report(world):
    return start(world)


@pytest.fixture
def introduction(report):
    return report.blocks.get(kind=BlockKind.AUTHORED)


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


def order(report):
    return [block.pk for block in report.blocks.order_by("position")]


def objective(report, number):
    return report.blocks.get(kind=BlockKind.OBJECTIVE, parameters__objective=number)


def chapter(report, code):
    return report.blocks.get(kind=BlockKind.GROUP, parameters__group=code)


def outline(*levels):
    return [ReportBlock(level=int(level), position=place) for place, level in enumerate(levels)]


def letters(blocks, order):
    return "".join("abcdefgh"[blocks.index(block)] for block in order) if order else None


@pytest.mark.parametrize(
    ("levels", "place", "up", "expected"),
    [
        ("12212", 0, False, "deabc"),  # a chapter takes its sections along
        ("12212", 3, True, "deabc"),
        ("12212", 0, True, None),
        ("12212", 3, False, None),
        ("12212", 1, False, "acbde"),  # a section moves within its chapter
        ("12212", 2, True, "acbde"),
        ("12212", 1, True, None),  # and not above its head
        ("12212", 2, False, None),  # nor into the next chapter
        ("12212", 4, True, None),
    ],
)
def test_a_chapter_moves_with_its_sections_and_a_section_within_its_chapter(levels, place, up, expected):
    blocks = outline(*levels)

    assert letters(blocks, moved(blocks, blocks[place], up=up)) == expected


def test_a_section_is_moved_from_the_page_and_stands_there_for_everybody(report, desk):
    address = reverse("reporting:report-block-move", args=[report.pk])
    fifth, sixth = objective(report, 5), objective(report, 6)

    response = desk.post(address, {"up": sixth.pk})

    assert response["Location"].endswith(f"#b-{sixth.pk}")
    places = order(report)
    assert places.index(sixth.pk) == places.index(fifth.pk) - 1
    desk.post(address, {"down": sixth.pk})
    assert order(report).index(sixth.pk) == places.index(sixth.pk) + 1


def test_the_page_offers_only_moves_that_are_possible(report, desk):
    first, last = objective(report, 2), objective(report, 18)
    rows = {row["block"].pk: row for row in desk.get(reverse("reporting:report", args=[report.pk])).context["rows"]}

    assert (rows[first.pk]["up"], rows[first.pk]["down"]) == (False, True)
    assert (rows[last.pk]["up"], rows[last.pk]["down"]) == (True, False)
    assert (rows[chapter(report, "RT1").pk]["up"], rows[chapter(report, "RT4").pk]["down"]) == (True, True)


def test_positions_stay_distinct_and_no_section_is_lost(world, report):
    before = set(order(report))
    added = add_block(
        report=report, after=chapter(report, "RT2"), heading_en="Note", heading_es="Nota", by=world.secretariat
    )
    move_block(block=chapter(report, "RT2"), up=False, by=world.secretariat)
    move_block(block=added, up=False, by=world.secretariat)

    positions = list(report.blocks.order_by("position").values_list("position", flat=True))
    assert len(set(positions)) == len(positions)
    assert set(order(report)) == before | {added.pk}


def test_at_the_end_it_says_so_and_an_unknown_section_is_not_found(world, report, desk):
    address = reverse("reporting:report-block-move", args=[report.pk])

    page = desk.post(address, {"up": report.blocks.first().pk}, follow=True).content.decode()

    assert "stands at that end already" in page
    assert desk.post(address, {"up": "nonsense"}).status_code == 404
    assert desk.post(address, {}).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("presidency", 403), ("focal_point", 404), ("anonymous", 302)])
def test_only_the_secretariat_moves_sections(world, report, client_of, name, status):
    address = reverse("reporting:report-block-move", args=[report.pk])
    before = order(report)

    assert client_of(getattr(world, name)).post(address, {"down": str(before[0])}).status_code == status
    assert order(report) == before


def test_an_approved_report_keeps_its_order(world, report, future):
    circulate(report=report, comments_until=future, by=world.secretariat)
    revise(report=report, by=world.secretariat)
    approve(report=report, by=world.presidency)

    with pytest.raises(Refused):
        move_block(block=report.blocks.first(), up=False, by=world.secretariat)


def test_an_approved_report_is_read_and_taken_back_before_it_is_changed(world, report, introduction, desk, future):
    circulate(report=report, comments_until=future, by=world.secretariat)
    revise(report=report, by=world.secretariat)
    approve(report=report, by=world.presidency)
    address = reverse("reporting:report", args=[report.pk])

    approved = desk.get(address).content.decode()
    assert "/build/" not in approved
    assert "/move/" not in approved
    assert 'name="heading_en"' not in desk.get(block_page(report, introduction)).content.decode()

    desk.post(reverse("reporting:report-revise", args=[report.pk]))

    report.refresh_from_db()
    assert report.status == "revised"
    assert "/move/" in desk.get(address).content.decode()


@pytest.fixture
def future():
    return timezone.now() + timedelta(days=3)


# two people write


def save(world, block, version=0, **fields):
    return save_block(block=ReportBlock.objects.get(pk=block.pk), fields=fields, version=version, by=world.secretariat)


def test_two_people_who_change_different_texts_both_get_theirs(world, introduction):
    before = {name: getattr(introduction, name) for name in ("heading_en", "heading_es", "text_en", "text_es")}
    save(world, introduction, **before | {"text_en": "Mine."})
    row = save(world, introduction, **before | {"text_es": "Suyo."})

    assert (row.text_en, row.text_es, row.version) == ("Mine.", "Suyo.", 2)


def test_the_same_words_twice_are_no_conflict(world, introduction):
    save(world, introduction, text_en="Agreed.")

    assert save(world, introduction, text_en="Agreed.").version == 1


def test_a_conflict_carries_what_collides_and_all_that_was_sent(world, introduction):
    save(world, introduction, text_en="Theirs.")

    with pytest.raises(Conflict) as conflict:
        save(world, introduction, text_en="Mine.", text_es="Mío.")

    assert conflict.value.stored == {"text_en": "Theirs."}
    assert conflict.value.submitted == {"text_en": "Mine.", "text_es": "Mío."}


def block_page(report, block):
    return reverse("reporting:report-block", args=[report.pk, block.pk])


def stale(world, report, introduction, desk):
    """The Secretariat sends a text that somebody else changed meanwhile."""
    save(world, introduction, text_en="Theirs stands.")
    fields = {name: getattr(introduction, name) for name in ("heading_en", "heading_es")}
    return desk.post(
        block_page(report, introduction),
        fields | {"version": 0, "text_en": "Mine stands.", "text_es": "Mío."},
    )


def test_a_stale_save_shows_both_texts_and_loses_neither(world, report, introduction, desk):
    response = stale(world, report, introduction, desk)
    page = response.content.decode()

    assert response.status_code == 409
    assert "Theirs stands." in page
    assert "Mine stands." in page
    assert "Keep your text" in page
    assert "<ins>" in page
    introduction.refresh_from_db()
    assert (introduction.text_en, introduction.version) == ("Theirs stands.", 1)


@pytest.mark.parametrize(
    ("choice", "expected"), [("mine", "Mine stands."), ("theirs", "Theirs stands."), ("merged", "Both stand.")]
)
def test_the_chosen_text_is_saved_together_with_the_persons_other_changes(
    world, report, introduction, desk, choice, expected
):
    stale(world, report, introduction, desk)

    response = desk.post(
        block_page(report, introduction),
        {
            "resolve": "1",
            "version": 1,
            "text_es": "Mío.",
            "text_en-mine": "Mine stands.",
            "text_en-choice": choice,
            "text_en-merged": "Both stand.",
        },
    )

    assert response.status_code == 302
    introduction.refresh_from_db()
    assert (introduction.text_en, introduction.text_es) == (expected, "Mío.")


def test_without_a_choice_it_is_asked_again_with_everything_still_there(world, report, introduction, desk):
    stale(world, report, introduction, desk)

    response = desk.post(
        block_page(report, introduction),
        {
            "resolve": "1",
            "version": 1,
            "text_es": "Mío.",
            "text_en-mine": "Mine stands.",
            "text_en-merged": "Half done",
        },
    )
    page = response.content.decode()

    assert response.status_code == 409
    for words in ("Mine stands.", "Theirs stands.", "Half done", "Mío."):
        assert words in page


def test_a_third_save_during_the_choice_is_shown_as_well(world, report, introduction, desk):
    stale(world, report, introduction, desk)
    save(world, introduction, version=1, text_en="A third text.")

    response = desk.post(
        block_page(report, introduction),
        {"resolve": "1", "version": 1, "text_en-mine": "Mine stands.", "text_en-choice": "mine", "text_en-merged": ""},
    )

    assert response.status_code == 409
    assert "A third text." in response.content.decode()
    assert "Mine stands." in response.content.decode()


def test_of_a_generated_section_only_the_heading_is_written(report, desk):
    page = desk.get(block_page(report, report.blocks.get(kind=BlockKind.MATRIX))).content.decode()

    assert 'name="heading_en"' in page
    assert 'name="text_en"' not in page


def test_an_approved_report_refuses_a_save_in_words(world, report, introduction, desk, future):
    circulate(report=report, comments_until=future, by=world.secretariat)
    Report.objects.filter(pk=report.pk).update(status="approved")

    response = desk.post(block_page(report, introduction), {"version": 0, "text_en": "Late"})

    assert response.status_code == 422
    assert "its text no longer changes" in response.content.decode()
