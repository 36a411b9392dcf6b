"""Countries' own words on one objective side by side; two cycles of one country compared."""

import pytest
from django.urls import reverse

from objectives.models import Objective
from portal.queries import compare
from portal.queries import objectives as side_by_side
from reporting.actions import templates
from reporting.actions.answers import save_marks
from reporting.enums import Audience
from reporting.models import PublishedAnswer, Question
from tests.counts import VISITOR
from tests.factories import fill, publish_all, submit_all, write
from tests.factories.work import answer_on

PAGE = "/en/objectives/8/"


def codes(page) -> list[tuple[str, str]]:
    return [(voice.one.country.code, voice.one.cycle.code) for voice in page.context["voices"]]


def name_principle(world, letter, objective=8):
    answer = answer_on(world.a, "principles", objective)
    save_marks(answer=answer, version=answer.version, choices=[letter], by=world.focal_point)


def test_countries_stand_side_by_side_newest_cycle_first_each_with_one_anchor(three, later, client):
    page = client.get(PAGE)

    assert codes(page) == [("XXA", "later"), ("XXA", "demo"), ("XXB", "demo"), ("XXC", "demo")]
    assert [voice.anchor for voice in page.context["voices"]] == ["XXA", "", "XXB", "XXC"]
    assert page.text.count('id="XXA"') == 1
    assert "Country A progress 8" in page.text


def test_each_country_is_one_step_from_the_top(three, later, client):
    page = client.get(PAGE)

    assert [(link.label, link.url) for link in page.context["speakers"]] == [
        ("Country A", "#XXA"), ("Country B", "#XXB"), ("Country C", "#XXC"),
    ]  # fmt: skip
    assert page.text.index('href="#XXC"') < page.text.index('id="XXA"')
    assert "Countries on this page" not in client.get(f"{PAGE}?country=XXB").text


def test_only_a_later_contribution_is_compared_with_an_earlier_one(three, later, client):
    page = client.get(PAGE)

    assert [voice.has_earlier for voice in page.context["voices"]] == [True, False, False, False]
    assert f"{reverse('portal:compare', args=[8, 'XXA'])}?to=later" in page.text


def test_the_reader_chooses_the_original(published, client):
    assert "País A progress 8" in client.get("/es/objectives/8/").text
    page = client.get("/es/objectives/8/?text=original&cycle=demo").text
    assert '<div class="doc" lang="en"><p>Country A progress 8</p>' in page
    assert '<input type="hidden" name="text" value="original">' in page


def test_a_filter_chooses_contributions_and_shows_them_whole(three, later, client):
    assert codes(client.get(f"{PAGE}?cycle=demo")) == [("XXA", "demo"), ("XXB", "demo"), ("XXC", "demo")]
    assert codes(client.get(f"{PAGE}?country=XXB")) == [("XXB", "demo")]
    found = client.get(f"{PAGE}?q=another+year")
    assert codes(found) == [("XXA", "later")]
    assert {shown.row.question.code for shown in found.context["voices"][0].one.told} == {"progress", "challenges"}


def test_a_principle_finds_the_contributions_that_name_it_on_this_objective(published, client):
    name_principle(published, "c")
    name_principle(published, "d", 9)
    publish_all(published, submit_all(published, published.a, 8, 9))

    assert codes(client.get(f"{PAGE}?principle=c")) == [("XXA", "demo")]
    nothing = client.get(f"{PAGE}?principle=d")
    assert codes(nothing) == []
    assert "Nothing published on this objective matches the filters." in nothing.text


def test_reading_along_a_group_keeps_the_group(published, client):
    page = client.get(f"{PAGE}?group=imrf_roundtables.RT2")

    assert codes(page) == [("XXA", "demo")]
    group, links = page.context["in_group"]
    assert group.code == "RT2"
    assert [link.url for link in links if link.current == "page"] == [f"{PAGE}?group=imrf_roundtables.RT2"]
    assert codes(client.get(f"{PAGE}?group=imrf_roundtables.RT1")) == []
    assert client.get(f"{PAGE}?group=no.such").context["in_group"] is None


@pytest.mark.parametrize(
    "query",
    [
        "cycle=%00",
        "principle=z",
        "principle=" + "z" * 200,
        "q=" + "x" * 300,
        "country=" + ",".join("abc" for _n in range(60)),
    ],
)
def test_a_value_that_cannot_be_read_is_left_out_and_told(published, client, query):
    page = client.get(f"{PAGE}?{query}")

    assert page.status_code == 200
    assert "The portal could not read this filter and left it out" in page.text
    assert codes(page) == [("XXA", "demo")]


@pytest.mark.parametrize("query", ["cycle=none", "scheme=none", "group=x", "country=QQQ", "q=zzzz"])
def test_an_unknown_value_finds_nothing_and_offers_all(published, client, query):
    page = client.get(f"{PAGE}?{query}")

    assert page.status_code == 200
    assert codes(page) == []
    assert "Nothing published on this objective matches the filters." in page.text


def test_names_that_are_no_filters_change_nothing(published, client):
    assert codes(client.get(f"{PAGE}?audience=own&assignment__country=1&order=-id")) == [("XXA", "demo")]


def test_beyond_what_a_page_holds_the_filters_lead_on(three, client, monkeypatch):
    monkeypatch.setattr(side_by_side, "AT_ONCE", 2)

    page = client.get(PAGE)

    assert codes(page) == [("XXA", "demo"), ("XXB", "demo")]
    assert "1 more contribution; choose a cycle to read it." in page.text


def test_an_objective_without_texts_and_one_that_does_not_exist(world, client):
    assert "Not reported, or not published." in client.get(PAGE).text
    assert client.get("/en/objectives/24/").status_code == 404


def test_a_narrowed_answer_is_missing_for_the_public_alone(world, client, client_of):
    fill(world, world.a, 8)
    answer = answer_on(world.a, "challenges", 8)
    save_marks(answer=answer, version=answer.version, audience=Audience.MEMBERS, by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8))

    assert "Country A challenges 8" not in client.get(PAGE).text
    assert "Country A challenges 8" in client_of(world.other_focal_point).get(PAGE).text


def test_the_same_queries_for_one_country_and_for_three(published, client, django_assert_num_queries):
    with django_assert_num_queries(VISITOR + 14):
        client.get(PAGE)
    for assignment in (published.b, published.c):
        fill(published, assignment, 8)
        publish_all(published, submit_all(published, assignment, 8))
    with django_assert_num_queries(VISITOR + 14):
        client.get(f"{PAGE}?cycle=demo")


# two cycles


COMPARE = "/en/objectives/8/compare/XXA/"


def test_two_cycles_are_compared_word_by_word(published, later, client):
    page = client.get(COMPARE)

    assert (page.context["older"].cycle.code, page.context["newer"].cycle.code) == ("demo", "later")
    by_question = {one.question.code: one for one in page.context["compared"]}
    assert by_question["progress"].runs == [
        ("", "Country A progress "), ("delete", "8"), ("insert", "in another year"),
    ]  # fmt: skip
    assert not by_question["challenges"].is_changed
    assert "<del>8</del>" in page.text
    assert "Unchanged" in page.text
    assert "Legend" in page.text


def test_a_question_that_moved_to_another_code_is_compared_with_what_it_was(world, published, later, client):
    first = later.call.template_version
    second = templates.next_version(template=first.template, by=world.secretariat)
    row = Question.objects.select_related("section__version__template").get(section__version=second, code="progress")
    templates.save_question(section=row.section, question=row, fields={"code": "way"}, saves=0, by=world.secretariat)
    templates.freeze(version=second, by=world.secretariat)
    new = {"way" if q.code == "progress" else q.code: q for q in Question.objects.filter(section__version=first)}
    for question in Question.objects.filter(section__version=second):
        PublishedAnswer.objects.filter(cycle__code="later", question=new[question.code]).update(question=question)

    for asked in ("", "?from=later&to=demo"):
        compared = client.get(f"{COMPARE}{asked}").context["compared"]
        one = next(one for one in compared if one.runs and "another year" in str(one.runs))
        assert one.before
        assert one.after
        assert sum("Country A progress" in str(each.runs) for each in compared) == 1


def test_a_code_that_another_question_took_hides_nothing_that_was_said_under_it(published, later, client, monkeypatch):
    monkeypatch.setattr(compare, "moved_codes", lambda *_: {"progress": "figures"})

    compared = client.get(COMPARE).context["compared"]

    said = [str(one.runs) + str(one.entry_runs) for one in compared if one.before]
    assert sum("Permits issued" in words for words in said) == 1
    assert sum("Country A progress" in words for words in said) == 1


def test_a_cycle_is_always_chosen_on_each_side_of_a_comparison(published, later, client):
    page = client.get(COMPARE)

    for one in page.context["choices"]:
        assert [option.value for option in one.options if option.chosen] == [{"from": "demo", "to": "later"}[one.name]]
    assert '<option value="">' not in page.text


def test_what_was_asked_in_one_cycle_alone_says_so(published, later, client):
    by_question = {one.question.code: one for one in client.get(COMPARE).context["compared"]}

    assert by_question["figures"].after is None
    assert by_question["figures"].entry_runs == [("delete", "Permits issued: 12,340.5 permits (2025), Ministry A")]


def test_each_reader_compares_in_the_own_language_where_both_texts_exist(published, later, client):
    compared = client.get(COMPARE.replace("/en/", "/es/")).context["compared"]

    assert {one.question.code: one.language for one in compared if one.runs}["challenges"] == "es"


def test_texts_without_a_common_language_stand_side_by_side(published, later, client):
    write(published, later, "progress", "", 8)
    write(published, later, "progress", "Solo en español", 8, "es")
    publish_all(published, submit_all(published, later, 8))
    from reporting.models import PublishedAnswer

    PublishedAnswer.objects.filter(code="XXA-demo-O08-progress").update(text_es="")

    page = client.get(COMPARE)

    one = next(one for one in page.context["compared"] if one.question.code == "progress")
    assert (one.language, one.runs) == ("", [])
    assert "No language holds both texts; they stand side by side." in page.text
    assert "Solo en español" in page.text


@pytest.mark.parametrize("query", ["from=none", "to=none", "from=%00&to=x"])
def test_an_unknown_cycle_is_told(published, later, client, query):
    page = client.get(f"{COMPARE}?{query}")

    assert page.status_code == 200
    assert "This cycle is not known or holds no published text" in page.text


def test_both_sides_may_be_the_same(published, later, client):
    page = client.get(f"{COMPARE}?from=demo&to=demo")

    assert "Both sides are the same cycle." in page.text
    assert not any(one.is_changed for one in page.context["compared"])


def test_one_cycle_alone_has_nothing_to_compare(published, client):
    assert client.get(COMPARE).status_code == 404
    assert client.get("/en/objectives/8/compare/QQQ/").status_code == 404


def test_an_earlier_cycle_for_members_is_compared_by_members_alone(world, client, client_of):
    from tests.factories.public import open_later_cycle

    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)
    second = open_later_cycle(world)
    fill(world, second, 8)
    publish_all(world, submit_all(world, second, 8))

    assert client.get(COMPARE).status_code == 404
    assert client_of(world.other_focal_point).get(COMPARE).status_code == 200
    assert "compare" not in client.get(PAGE).text


def test_comparing_takes_the_same_queries(published, later, client, django_assert_num_queries):
    with django_assert_num_queries(VISITOR + 5):
        client.get(COMPARE)
    assert Objective.objects.count() == 23
