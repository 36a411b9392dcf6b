"""The list of countries, one country, and what it published in one cycle."""

import pytest
from django.urls import reverse

from accounts.models import Country
from practices.models import Practice
from reporting.actions.publication import withdraw_publication
from reporting.enums import Audience
from reporting.models import PublishedAnswer
from sources.models import Source, Statement
from tests.counts import VISITOR
from tests.factories import fill, publish_all, submit_all, write

LIST, COUNTRY, TEXT = "/en/countries/", "/en/countries/XXA/", "/en/countries/XXA/demo/"


def test_a_cycle_stands_beside_a_country_that_published_in_it(published, later, client):
    page = client.get(LIST)

    found = {country.code: [c.code for c in cycles] for country, cycles in page.context["countries"]}
    assert found["XXA"] == ["later", "demo"]
    assert "Later cycle" in page.text


def test_every_member_is_listed_whether_it_published_or_not(published, client):
    found = [(country.code, bool(cycles)) for country, cycles in client.get(LIST).context["countries"]]

    assert [code for code, _any in found] == sorted(Country.objects.members().values_list("code", flat=True))
    assert [code for code, any_cycle in found if any_cycle] == ["XXA"]
    assert len(found) > 1


def test_the_page_of_a_country_lists_its_contributions_newest_first_without_a_count(published, later, client):
    page = client.get(COUNTRY)

    assert [one.cycle.code for one in page.context["contributions"]] == ["later", "demo"]
    assert [o.number for o in page.context["contributions"][1].objectives] == [8, 9]
    assert f'href="{TEXT}#o8"' in page.text
    assert "Country A progress 8" not in page.text


def test_older_cycles_stand_on_further_pages(published, later, client, monkeypatch):
    monkeypatch.setattr("portal.views.countries.CYCLES_AT_ONCE", 1)
    pages = [client.get(COUNTRY, {"page": number}) for number in (1, 2)]

    assert [[one.cycle.code for one in page.context["contributions"]] for page in pages] == [["later"], ["demo"]]
    assert 'rel="next" href="?page=2"' in pages[0].text
    assert [o.number for o in pages[1].context["compared"]] == [8]


def test_an_objective_without_a_word_is_none_that_a_contribution_speaks_about(published, client):
    rows = PublishedAnswer.objects.filter(objective=9)
    rows.update(text_en="", text_es="", kind="reported", choices=[], items=[])

    assert [o.number for o in client.get(COUNTRY).context["contributions"][0].objectives] == [8]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        (COUNTRY, "countries/XXA"), ("/en/objectives/8/", "objectives/8"), ("/en/cycles/demo/", "cycles/demo"),
        ("/en/practices/", "lists/practices"), ("/en/events/", "lists/events"),
        ("/en/events/?month=2022-03", "lists/events"), ("/en/publications/", "lists/editions"),
    ],
)  # fmt: skip
def test_a_page_names_its_feed_in_its_head_and_in_a_link(published, client, address, feed):
    page = client.get(address).text

    link = f'href="/en/feeds/{feed}.atom"'
    head, body = page.split("<body", 1)
    assert link in head
    assert link in body
    assert client.get(f"/en/feeds/{feed}.atom").status_code == 200


def test_objectives_of_two_cycles_may_be_compared(published, later, client):
    assert [o.number for o in client.get(COUNTRY).context["compared"]] == [8]


def test_the_record_and_practices_of_the_country_stand_on_its_page(published, client):
    country = published.countries["A"]
    source = Source.objects.create(code="s", title_en="Notes of the meeting")
    Statement.objects.create(
        code="st", kind="intervention", country=country, text_en="- One\n- Two", occasion_en="Side event",
        occasion_es="Evento", recorded_as_en="As recorded by the notetakers", source=source,
    )  # fmt: skip
    Practice.objects.create(code="pr", title_en="Our practice", country=country, status=Practice.Status.PUBLISHED)
    Practice.objects.create(code="dr", title_en="Our draft", country=country)

    page = client.get(COUNTRY).text

    assert "<li>One</li>" in page
    assert "Recorded by others; not contributions of the States." in page
    assert "Source: Notes of the meeting" in page
    assert "Our practice" in page
    assert "Our draft" not in page


def test_what_was_withdrawn_leaves_a_dated_note(published, client):
    withdraw_publication(assignment=published.a, note_en="Under review", note_es="En examen", by=published.focal_point)

    page = client.get(COUNTRY).text

    assert "was published and withdrawn by the country." in page
    assert "Under review" in page
    assert "This country has not published a text here." in page


def test_the_text_stands_by_objective_with_addresses_and_the_state_of_the_translation(published, client):
    page = client.get(TEXT)

    parts = page.context["contributions"][0].parts
    assert [part.objective.number for part in parts] == [8, 9]
    assert "Country A progress 8" in page.text
    assert "Original in English" in page.text
    assert reverse("portal:answer", args=["XXA-demo-O08-progress"]) in page.text
    assert published.a.revisions.get().hash in page.text
    assert "Permits issued: 12,340.5 permits (2025), Ministry A" in page.text


def test_spanish_readers_get_the_translation_or_the_text_as_it_was_written(published, client):
    translated = client.get(TEXT.replace("/en/", "/es/")).text
    assert 'lang="es"><p>País A progress 8  es</p>' in translated
    assert "Traducción; original en inglés" in translated or "; original en inglés" in translated

    original = client.get(TEXT.replace("/en/", "/es/") + "?text=original").text
    assert '<div class="doc" lang="en"><p>Country A progress 8</p>' in original
    assert "Original en inglés" in original


def test_a_text_without_a_version_in_the_page_language_is_shown_in_the_other(world, client):
    write(world, world.a, "progress", "Solo en español", 8, "es")
    publish_all(world, submit_all(world, world.a, 8))

    page = client.get(TEXT).text

    assert '<div class="doc" lang="es"><p>Solo en español</p></div>' in page
    assert "Original in Spanish" in page


def test_a_translation_that_the_original_overtook_says_so(published, client):
    from reporting.models import PublishedAnswer

    PublishedAnswer.objects.filter(code="XXA-demo-O08-progress").update(translation_stale=True)

    assert "El original cambió después de esta traducción." in client.get(TEXT.replace("/en/", "/es/")).text
    assert "The original changed after this translation." not in client.get(TEXT).text


def test_a_withdrawn_text_leaves_a_dated_trace_and_nothing_was_never_there(published, client):
    withdraw_publication(assignment=published.a, note_en="", note_es="", by=published.focal_point)

    gone = client.get(TEXT)

    assert gone.status_code == 410
    assert "This text was published and withdrawn by the country." in gone.text
    assert "Country A progress 8" not in gone.text
    for address in ("/en/countries/XXB/demo/", "/en/countries/XXA/none/", "/en/countries/QQQ/demo/"):
        assert client.get(address).status_code == 404


def test_members_read_what_is_for_members_and_the_public_does_not_learn_of_it(world, client, client_of):
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)

    assert client.get(TEXT).status_code == 404
    assert "Country A progress 8" in client_of(world.other_focal_point).get(TEXT).text
    assert "demo/" not in client.get(COUNTRY).text
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)
    assert client.get(TEXT).status_code == 404
    assert client_of(world.other_focal_point).get(TEXT).status_code == 410


@pytest.mark.parametrize(("address", "count"), [(LIST, 2), (COUNTRY, 8), (TEXT, 3)])
def test_the_same_queries_however_much_is_published(published, client, django_assert_num_queries, address, count):
    with django_assert_num_queries(VISITOR + count):
        client.get(address)
    fill(published, published.a, 10, 11, 12)
    publish_all(published, submit_all(published, published.a, 8, 9, 10, 11, 12))
    fill(published, published.b, 8)
    publish_all(published, submit_all(published, published.b, 8))
    with django_assert_num_queries(VISITOR + count):
        client.get(address)
