"""Charts count over all members together, from what is public, once three countries stand behind them."""

import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import Country
from objectives.models import Group, Objective, Scheme
from portal.queries.charts import OBJECTIVES, PRINCIPLES, TEXTS, chart
from publications.drawing import BAR, COLUMN, PAGE, draw
from reporting.actions.answers import save_marks
from reporting.enums import Audience
from tests.counts import VISITOR
from tests.factories import fill, publish_all, submit_all
from tests.factories.work import answer_on

LIST = "/en/charts/"
CODE = "texts.demo.imrf_roundtables"
PAGE_OF_CHART, SVG = f"/en/charts/{CODE}/", f"/charts/{CODE}.en.svg"
SPACE = "{http://www.w3.org/2000/svg}"


def values(measure, world):
    made = chart(measure, world.cycle, Scheme.objects.with_groups().get(code="imrf_roundtables"))
    return [(bar.label, bar.display or bar.value) for bar in made.bars.bars] if made else None


def sizes_of_letters(picture):
    return {int(text.get("font-size")) for text in picture.iter(f"{SPACE}text")}


def test_texts_and_objectives_are_counted_by_group(three):
    assert values(TEXTS, three) == [
        ("Round table 1", 0), ("Round table 2", 8), ("Round table 3", 0), ("Round table 4", 0),
    ]  # fmt: skip
    assert values(OBJECTIVES, three)[1] == ("Round table 2", "2 of 7")


def test_principles_are_counted_by_distinct_objectives(published):
    for letter, assignment in (("A", published.a), ("B", published.b), ("C", published.c)):
        if letter != "A":
            fill(published, assignment, 8)
        answer = answer_on(assignment, "principles", 8)
        save_marks(
            answer=answer, version=answer.version, choices=["c"], by=published.focal_point_of(assignment.country)
        )
        publish_all(published, submit_all(published, assignment, *([8, 9] if letter == "A" else [8])))

    assert dict(values(PRINCIPLES, published))["(c) Principle c"] == 1


def test_fewer_than_three_countries_make_no_chart(published, client):
    assert values(TEXTS, published) is None
    assert "A chart is drawn once three Member Countries have published texts." in client.get(LIST).text
    assert client.get(PAGE_OF_CHART).status_code == 404
    assert client.get(SVG).status_code == 404


def test_what_is_for_members_counts_for_nobody(published, client_of):
    for assignment in (published.b, published.c):
        fill(published, assignment, 8)
        publish_all(published, submit_all(published, assignment, 8), Audience.MEMBERS)

    assert values(TEXTS, published) is None
    assert client_of(published.focal_point).get(SVG).status_code == 404


def test_a_group_that_overlaps_says_so(three):
    group = Group.objects.get(code="RT1")
    group.objectives.add(8)
    made = chart(TEXTS, three.cycle, Scheme.objects.with_groups().get(code="imrf_roundtables"))

    assert "counted in both" in made.note
    assert [bar.value for bar in made.bars.bars] == [6, 8, 0, 0]


def test_the_page_has_picture_table_source_date_licence_and_embed_address(three, client, settings):
    page = client.get(PAGE_OF_CHART).text

    assert f'<img src="{SVG}"' in page
    assert "Published texts by group: Round tables. Demonstration cycle" in page
    assert "Texts that Member Countries published in this portal; all members together." in page
    assert "None has been set; the texts belong to their authors." in page
    assert f'&lt;img src="{settings.SITE_URL}{SVG}"' in page
    assert '<td class="n">8</td>' in page


def test_no_country_is_named_in_a_chart(three, client):
    drawn = client.get(SVG).text + client.get("/charts/objectives.demo.imrf_roundtables.en.svg").text
    for name in Country.objects.values_list("name_en", flat=True):
        assert name not in drawn


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Published texts by group"), ("es", "Textos publicados por grupo")]
)
def test_the_picture_stands_alone_in_each_language(three, language, words):
    response = Client().get(f"/charts/{CODE}.{language}.svg")

    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Content-Language"] == language
    root = ElementTree.fromstring(response.text)
    assert root.get("lang") == language
    assert words in root.find(f"{SPACE}title").text
    assert "style" not in response.text
    assert "<script" not in response.text
    assert response["Cache-Control"] == "public, no-cache"


def test_names_in_a_picture_are_written_as_text(three, client):
    name = '<script>&"'
    Group.objects.filter(code="RT2").update(name_en=name)

    drawn = client.get(SVG).text

    assert "<script" not in drawn
    assert escape(name, {'"': "&quot;"}) in drawn


@pytest.mark.parametrize(
    "code", ["texts", "texts.demo", "texts.none.imrf_roundtables", "texts.demo.none", "x.demo.imrf_roundtables",
             "principles.demo.imrf_roundtables", "texts.demo.imrf_roundtables.x", "objectives.demo"],
)  # fmt: skip
def test_a_code_of_no_chart_is_404(three, client, code):
    assert client.get(f"/en/charts/{code}/").status_code == 404
    assert client.get(f"/charts/{code}.en.svg").status_code == 404


def test_an_unknown_choice_is_told_calmly(three, client):
    page = client.get(f"{LIST}?scheme=none&cycle=%00")

    assert page.status_code == 200
    assert "This cycle or grouping is not known; the usual one is shown." in page.text
    assert [one["chart"].code for one in page.context["charts"]] == [CODE, "objectives.demo.imrf_roundtables"]


def test_the_same_queries_for_three_countries_and_more_texts(three, client, django_assert_num_queries):
    counts = ((LIST, 7), (PAGE_OF_CHART, 5), (SVG, 5))
    for address, count in counts:
        with django_assert_num_queries(VISITOR + count):
            client.get(address)
    fill(three, three.b, 9, 10)
    publish_all(three, submit_all(three, three.b, 8, 9, 10))
    for address, count in counts:
        with django_assert_num_queries(VISITOR + count):
            client.get(address)


# the drawing


@pytest.mark.parametrize("to_fit", [PAGE, COLUMN])
def test_marks_stand_below_one_another_and_inside_the_picture(to_fit):
    drawing = draw(
        "A title " * 20, [("Label " * 40, 1000, "59 of 60"), ("Short", 0, "0")], ["Source. " * 30, "Address"], to_fit
    )

    rows = [y for _line, y in drawing.title]
    for mark in drawing.marks:
        rows += [*(y for _line, y in mark.label), mark.y, mark.y + BAR]
    rows += [y for _line, y in drawing.foot]
    assert rows == sorted(rows)
    assert len(set(rows)) == len(rows)
    assert rows[-1] <= drawing.height - to_fit.margin
    assert drawing.marks[0].width == to_fit.longest_bar
    assert drawing.marks[1].width == 2
    assert drawing.marks[0].value_x + 10 * len("59 of 60") < to_fit.width


def test_a_telephone_gets_a_picture_of_its_own_with_letters_as_large(three, client):
    shown = client.get(PAGE_OF_CHART).context["narrow"]
    wide, narrow = (ElementTree.fromstring(client.get(address).text) for address in (SVG, f"{SVG}?narrow"))

    assert f'srcset="{SVG}?narrow" width="{shown.width}" height="{shown.height}"' in client.get(PAGE_OF_CHART).text
    assert [narrow.get("width"), narrow.get("height")] == [str(shown.width), str(shown.height)]
    assert int(narrow.get("width")) <= 360 < int(wide.get("width"))
    assert sizes_of_letters(narrow) == sizes_of_letters(wide)


def test_spanish_charts_speak_spanish(three):
    with override("es"):
        assert values(OBJECTIVES, three)[1] == ("Mesa redonda 2", "2 de 7")
    assert Objective.objects.count() == 23
