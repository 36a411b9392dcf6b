"""The pages of the room: list, start, draft, paragraph."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from declarations.actions.drafts import circulate
from declarations.models import Declaration
from declarations.notify import draft_path
from tests.counts import SEATED
from tests.factories.declarations import circulated, paragraph, start


@pytest.fixture
def draft(world):
    return start(world)


def address(draft, name="draft", *more):
    return reverse(f"declarations:{name}", args=[*draft_path(draft), *more])


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_the_secretariat_starts_a_declaration(world, client_of):
    client = client_of(world.secretariat)
    values = {"title_en": "One", "title_es": "Una", "style": "rcm", "source_language": "es",
              "origin": "blank"}  # fmt: skip
    assert client.post(reverse("declarations:new"), values).status_code == 422
    response = client.post(reverse("declarations:new"), values | {"cycle": world.cycle.pk}, follow=True)

    assert response.status_code == 200
    assert Declaration.objects.get().drafts.get().symbol in response.content.decode()


def test_a_member_reads_the_draft_and_finds_it_in_the_list(world, client_of):
    draft = circulated(world)
    client = client_of(world.focal_point)
    page = client.get(reverse("declarations:declaration", args=draft_path(draft)[:2]), follow=True).content.decode()

    assert "Country A, Country B and Country C" in page
    assert "País A, País B y País C" in page
    assert "Circulate the draft" not in page
    assert draft.declaration.title_en in client.get(reverse("declarations:list")).content.decode()


@pytest.mark.parametrize(("query", "there", "absent"), [
    ("sides=en", "To establish", "Establecer"),
    ("sides=es", "Establecer", "To establish"),
    ("view=agreed", "No paragraph here yet", "To establish"),
    ("view=nonsense&sides=nonsense", "To establish", "No paragraph here yet"),
])  # fmt: skip
def test_languages_and_view_are_chosen_in_the_address(world, client_of, draft, query, there, absent):
    page = client_of(world.secretariat).get(f"{address(draft)}?{query}").content.decode()

    assert there in page
    assert absent not in page


def test_the_page_of_a_draft_costs_the_same_whatever_its_length(world, client_of, draft, django_assert_num_queries):
    client = client_of(world.secretariat)
    with django_assert_num_queries(SEATED + 8):
        client.get(address(draft))


def test_the_presidency_circulates_on_the_page(world, client_of, draft):
    client = client_of(world.presidency)
    assert "Choose the day" in said(client.post(address(draft, "draft-act"), {"act": "circulate"}, follow=True))[0]
    values = {"act": "circulate", "until": "2020-01-01"}
    assert "in the future" in said(client.post(address(draft, "draft-act"), values, follow=True))[0]
    values["until"] = "2090-01-01"
    assert "circulates" in said(client.post(address(draft, "draft-act"), values, follow=True))[0]
    client.post(address(draft, "draft-act"), {"act": "close"})
    draft.refresh_from_db()

    assert draft.status == "frozen"
    assert client.post(address(draft, "draft-act"), {"act": "nonsense"}).status_code == 404


def test_the_form_saves_both_languages_and_shows_both_texts_of_a_stale_one(world, client_of, draft):
    client = client_of(world.secretariat)
    row = paragraph(draft, "1")
    url = address(draft, "paragraph", row.identity)
    values = {"text-es": "Una;", "version-es": 1, "text-en": "One;", "version-en": 1}
    assert client.post(url, values).status_code == 302
    row.refresh_from_db()
    assert (row.text_es, row.text_en, row.is_aligned) == ("Una;", "One;", True)
    response = client.post(url, values | {"text-es": "Otra;"})
    page = response.content.decode()

    assert response.status_code == 409
    assert "Otra;" in page
    assert "Una;" in page


def test_autosave_answers_with_the_version_and_with_a_conflict(world, client_of, draft):
    client = client_of(world.secretariat)
    row = paragraph(draft, "1")
    url = address(draft, "paragraph-text", row.identity, "es")
    assert client.post(url, {"text-es": "Una;", "version": 1}).json()["version"] == 2
    assert client.post(url, {"text-es": "Otra;", "version": 1}).status_code == 409
    assert client.post(url, {"version": 2}).status_code == 422

    assert client.post(address(draft, "paragraph-text", row.identity, "fr"), {"text-fr": "x"}).status_code == 404


def test_the_acts_on_a_paragraph_lead_back_to_it(world, client_of, draft):
    client = client_of(world.secretariat)
    row = paragraph(draft, "2")
    url = address(draft, "paragraph-act", row.identity)
    here = address(draft, "paragraph", row.identity)
    acts = [
        {"act": "settle:en:0:1", "version": 1}, {"act": "settle:es:0:1", "version": 1},
        {"act": "agree:en:yes", "version": 2}, {"act": "link", "thing": "23"}, {"act": "kind", "kind": "preambular"},
    ]  # fmt: skip
    for values in acts:
        assert client.post(url, values)["Location"] == here, values
    row.refresh_from_db()

    assert (row.text_en, row.agreed_en, row.kind) == ("To report by 30 April.", True, "preambular")
    assert row.bases.get().objective_id == 23
    assert client.post(url, {"act": f"unlink:{row.bases.get().pk}"})["Location"] == here
    assert client.post(url, {"act": "remove"})["Location"] == address(draft)


@pytest.mark.parametrize(
    "act", ["settle:en", "settle:fr:0:1", "settle:en:x:1", "agree:fr:yes", "unlink:x", "unlink:9", "x"]
)
def test_an_act_that_does_not_exist_is_not_found(world, client_of, draft, act):
    url = address(draft, "paragraph-act", paragraph(draft, "2").identity)

    assert client_of(world.secretariat).post(url, {"act": act}).status_code == 404


@pytest.mark.parametrize("values", [{"act": "link", "thing": "99"}, {"act": "link", "thing": "a b"}, {"act": "add"}])
def test_an_act_that_says_too_little_is_told_why(world, client_of, draft, values):
    url = address(draft, "paragraph-act", paragraph(draft, "2").identity)

    assert said(client_of(world.secretariat).post(url, values, follow=True))


def test_a_member_reads_a_paragraph_and_may_not_write_it(world, client_of):
    draft = circulated(world)
    client = client_of(world.focal_point)
    row = paragraph(draft, "1")
    assert 'name="text-es"' not in client.get(address(draft, "paragraph", row.identity)).content.decode()

    assert client.post(address(draft, "paragraph", row.identity), {"text-es": "x"}).status_code == 403


def test_spanish_pages_speak_spanish(world, client_of, draft):
    page = client_of(world.presidency).get(address(draft).replace("/en/", "/es/")).content.decode()

    assert "Circular el borrador" in page


@pytest.mark.parametrize(("language", "first", "second"), [
    ("en", "To establish", "Establecer"), ("es", "Establecer", "To establish"),
])  # fmt: skip
@pytest.mark.parametrize("name", ["draft", "paragraph", "amend"])
def test_the_readers_language_stands_first(world, client_of, draft, name, language, first, second):
    row = paragraph(draft, "1")
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)
    page = address(draft, name, *([row.identity] if name == "paragraph" else [])).replace("/en/", f"/{language}/")
    seat = world.focal_point if name == "amend" else world.secretariat
    text = client_of(seat).get(page, {"paragraph": row.identity}).content.decode()

    assert text.index(first) < text.index(second)
