"""What the record names by Sustainable Development Goal; nothing is mapped that nobody named."""

from practices.models import Practice
from practices.sdgs import GOALS, say
from sources.models import Source, Statement

LIST = "/en/goals/"


def test_a_practice_stands_under_the_goals_it_names_and_what_was_inferred_is_marked(world, client):
    rows = {"named": [10], "guessed": [10, 17], "silent": []}
    for code, sdgs in rows.items():
        Practice.objects.create(
            code=code, title_en=f"zq-{code}", status="published", sdgs=sdgs, sdgs_inferred=code == "guessed"
        )
    Practice.objects.create(code="draft", title_en="zq-draft", sdgs=[1], country=world.countries["A"])

    page = client.get(LIST)

    found = {words: sorted(row.code for row in rows) for words, rows in page.context["named"]}
    assert found == {"10. Reduced inequalities": ["guessed", "named"], "17. Partnerships for the goals": ["guessed"]}
    assert len(page.context["unnamed"]) == len(GOALS) - 2 == 15
    assert page.text.count("(inferred)") == 2
    assert "zq-draft" not in page.text


def test_statements_that_name_the_goals_are_quoted_with_their_source(world, client):
    source = Source.objects.create(code="s", title_en="zq-notes")
    texts = {"a": "- Aligned with the SDGs.\n- Else.", "b": "On sustainable development.", "c": "Desks."}
    for code, text in texts.items():
        Statement.objects.create(code=code, kind="highlight", text_en=text, occasion_en="Forum", source=source)

    page = client.get(LIST)

    assert [(row.code, lines) for row, lines in page.context["said"]] == [("a", ["Aligned with the SDGs."])]
    assert "zq-notes" in page.text
    assert "Aligned with the SDGs." in client.get("/es/goals/").text


def test_a_goal_is_said_in_both_languages():
    assert (say(16, "en"), say(16, "es")) == (
        "16. Peace, justice and strong institutions", "16. Paz, justicia e instituciones sólidas",
    )  # fmt: skip
