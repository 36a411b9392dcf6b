"""Sessions of the forum of champion countries, their methods and what they leave out."""

import pytest
from django.urls import reverse

from events.methods import METHODS, run_sheet
from events.models import Event, Session, SessionQuestion
from events.queries import coverage, sessions_of


def test_a_panel_gives_each_expert_a_talk_and_at_most_two_questions(sessions_data):
    limits = sessions_data["methodologies"]["Panel"]["limits"]
    sheet = run_sheet("panel", [], experts=4)
    talks = [line for line in sheet if line.role.startswith("Expert panelist")]
    follow_ups = [line for line in sheet if "follow-up" in line.words]

    assert [line.role for line in talks] == [f"Expert panelist {n}" for n in (1, 2, 3, 4)]
    assert {line.minutes for line in talks} == {limits["presentation_minutes_max"]}
    assert len(follow_ups) == 4 * limits["follow_up_questions_max"]
    assert {line.minutes for line in follow_ups} == {limits["answer_minutes"]}
    assert max(line.until for line in sheet) == 4 * 5 + 8 * 3


def test_a_knowledge_cafe_gives_each_group_one_question(sessions_data):
    groups = sessions_data["methodologies"]["Knowledge Café"]["limits"]["groups"]
    sheet = run_sheet("knowledge_cafe", ["One?", "Two?", "Three?"])
    discussing = [line for line in sheet if line.words.endswith("?")]

    assert METHODS["knowledge_cafe"].groups == groups == len(discussing)
    assert [line.words[-4:] for line in discussing] == ["One?", "Two?", "ree?"]
    assert sheet[-1].role == "Rapporteur"


def test_a_method_that_is_none_is_an_error():
    with pytest.raises(ValueError, match="lottery"):
        run_sheet("lottery", [])


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestTheForumOfChampionCountries:
    @pytest.fixture
    def forum(self):
        return Event.objects.get(code="champions-forum-2023")

    def test_its_sessions_stand_as_the_document_has_them(self, forum, sessions_data):
        stored = [
            {
                "code": s.code,
                "label": s.label_en,
                "title": s.title_en,
                "objectives": sorted(s.objectives.values_list("number", flat=True)),
                "overview": s.overview_en.split("\n\n"),
                "questions": list(s.questions.values_list("text_en", flat=True)),
                "method": s.get_method_display().casefold(),
            }
            for s in forum.sessions.all()
        ]

        assert stored == [
            {
                "code": s["code"],
                "label": s["label_in_seed"],
                "title": s["title"],
                "objectives": s["objectives"],
                "overview": s["overview_paragraphs"],
                "questions": s["guiding_questions"],
                "method": s["methodology"].casefold(),
            }
            for s in sessions_data["sessions"]
        ]
        assert all(s.title_es and s.es_unofficial for s in forum.sessions.all())

    def test_each_session_asks_the_same_three_things_so_that_findings_can_be_compared(self, forum):
        topics = [
            list(s.questions.values_list("topic", flat=True)) for s in forum.sessions.prefetch_related("questions")
        ]

        assert topics == [["practices", "challenges", "cooperation"]] * 6
        assert not SessionQuestion.objects.filter(text_es="").exists()

    def test_it_covers_sixteen_objectives_and_leaves_seven_out(self, forum):
        found = coverage(sessions_of(forum))

        assert len(found.covered) == 16
        assert found.left_out == [2, 3, 13, 17, 18, 22, 23]

    def test_the_page_shows_sessions_coverage_and_run_sheets(self, forum, client):
        page = client.get(reverse("portal:event", args=[forum.code])).content.decode()

        assert "The sessions cover 16 of 23 objectives." in page
        assert "Segment 4b" in page
        assert "Reporter of the group 3" in page
        assert 'lang="en"' in client.get(f"/es/events/{forum.code}/").content.decode()

    def test_sessions_cost_the_same_number_of_queries_however_many(self, forum, django_assert_num_queries):
        with django_assert_num_queries(3):
            coverage(sessions_of(forum))
        Session.objects.filter(event=forum).exclude(code="1").delete()
        with django_assert_num_queries(3):
            coverage(sessions_of(forum))
