"""What changed: the feed of programs, its page, Atom, sitemap; and nothing of what a reader may not read."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.seats import PUBLIC
from catalogue import sitemap
from catalogue.changes import SETTLED
from catalogue.models import Correction
from catalogue.registry import RESOURCES
from common.dates import today
from declarations.models import Adoption
from events.actions.events import publish_conclusions
from events.models import Conclusion, Event
from reporting.actions.publication import withdraw_publication
from reporting.enums import Audience
from sources.models import Source
from tests.counts import SEATED, VISITOR
from tests.factories import fill, publish_all, submit_all, write

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def submitted(world):
    fill(world, world.a, 8, marker="zq-change")
    return submit_all(world, world.a, 8)


def later():
    """When everything that was done is settled."""
    return time_machine.travel(timezone.now() + SETTLED + timedelta(seconds=5))


def feed(client=None, **query):
    with later():
        response = (client or Client()).get("/data/changes.jsonl", query)
        return [json.loads(line) for line in response.getvalue().splitlines()]


def test_everything_is_told_in_the_order_of_its_change(world, submitted):
    publish_all(world, submitted)
    told = feed()

    moments = [parse_datetime(change["changed_at"]) for change in told]
    assert moments == sorted(moments)
    assert {change["list"] for change in told} >= {"answers", "countries", "objectives", "revisions", "cycles"}
    answer = next(c for c in told if c["code"] == "XXA-demo-O08-progress")
    assert (answer["change"], answer["ending"], answer["object"]["text_en"]) == (
        "written", None, "Country A progress 8 zq-change",
    )  # fmt: skip


def test_since_the_last_change_only_what_came_after_is_told(world, submitted):
    before = feed()[-1]["changed_at"]
    assert feed(since=before) == []
    publish_all(world, submitted)

    assert {change["list"] for change in feed(since=before)} == {"answers", "revisions"}
    assert feed(since=today() + timedelta(days=2)) == []


def test_a_change_is_told_once_it_is_settled(world):
    Source.objects.create(code="new", title_en="New")

    assert b'"new"' not in Client().get("/data/changes.jsonl").getvalue()
    assert "new" in {change["code"] for change in feed()}


def test_what_ended_is_told_without_its_words(world, submitted):
    publish_all(world, submitted)
    write(world, world.a, "progress", "Second thoughts", 8)
    publish_all(world, submit_all(world, world.a, 8))
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)
    Source.objects.create(code="gone", title_en="zq-change").delete()
    told = feed()

    ended = [c for c in told if c["change"] == "ended"]
    assert {(c["list"], c["ending"]) for c in ended} >= {
        ("answers", "replaced"), ("answers", "withdrawn"), ("revisions", "withdrawn"), ("sources", "deleted"),
    }  # fmt: skip
    assert all(change["object"] is None for change in ended)
    assert "zq-change" not in json.dumps(told)
    assert "Second thoughts" not in json.dumps(told)


def test_conclusions_taken_back_end_for_the_public_and_not_for_members(world, client_of):
    event = Event.objects.create(code="m", kind="meeting", name_en="M", audience="public", conclusions_public=True)
    Conclusion.objects.create(event=event, order=1, reference="1", text_en="zq-change")
    publish_conclusions(event=event, public=False, by=world.presidency)

    def ends(told):
        return [(c["list"], c["code"], c["ending"]) for c in told if c["change"] == "ended"]

    assert ends(feed()) == [("conclusions", "m.1", "withdrawn")]
    assert ends(feed(client_of(world.focal_point))) == []
    with later():
        assert "No longer public" in Client().get("/en/data/changes/").text


def test_a_text_for_members_is_told_to_members_alone_and_so_is_its_end(world, client_of, submitted):
    publish_all(world, submitted, Audience.MEMBERS)
    assert "zq-change" not in json.dumps(feed())
    assert "zq-change" in json.dumps(feed(client_of(world.other_focal_point)))
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)

    assert "XXA-demo" not in json.dumps([c for c in feed() if c["change"] == "ended"])
    assert "XXA-demo-O08-progress" in json.dumps(feed(client_of(world.other_focal_point)))


def test_the_feed_asks_two_questions_for_each_list(world, submitted, django_assert_num_queries):
    publish_all(world, submitted)
    with django_assert_num_queries(VISITOR + 3 + 2 * len(RESOURCES)):  # one view of the data: 3
        Client().get("/data/changes.jsonl").getvalue()


def test_the_page_of_changes_says_the_same_in_words(world, submitted, client_of, django_assert_num_queries):
    publish_all(world, submitted)
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)
    desk = client_of(world.secretariat)
    with later():
        with django_assert_num_queries(VISITOR + 2 * len(RESOURCES)):
            page = Client().get("/en/data/changes/")
        assert "Withdrawn by the country" in page.text
        assert "zq-change" not in page.text
        with django_assert_num_queries(SEATED + 2 * len(RESOURCES)):
            desk.get("/en/data/changes/")


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        ("/en/feeds/lists/answers.atom", True), ("/es/feeds/countries/XXA.atom", True),
        ("/en/feeds/objectives/8.atom", True), ("/en/feeds/countries/XXB.atom", False),
        ("/en/feeds/objectives/9.atom", False), ("/en/feeds/cycles/demo.atom", True),
    ],
)  # fmt: skip
def test_atom_feeds_name_what_is_new_by_list_country_objective_and_cycle(world, submitted, address, holds):
    publish_all(world, submitted)
    response = Client().get(address)
    root = ElementTree.fromstring(response.content)
    links = [entry.find(f"{ATOM}link").get("href") for entry in root.iter(f"{ATOM}entry")]

    assert response["Content-Type"].startswith("application/atom+xml")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == address[1:3]
    assert any(link.endswith(f"/{address[1:3]}/answers/XXA-demo-O08-progress/") for link in links) == holds
    assert "zq-change" not in response.text


def test_atom_feeds_are_the_publics_whoever_asks(world, client_of, submitted):
    publish_all(world, submitted, Audience.MEMBERS)

    for address in ("/en/feeds/lists/answers.atom", "/en/feeds/countries/XXA.atom"):
        assert "XXA-demo" not in client_of(world.focal_point).get(address).text


@pytest.mark.parametrize("address", ["lists/secrets", "countries/QQQ", "objectives/99", "cycles/none"])
def test_there_is_no_feed_of_what_is_not_there(world, address):
    assert Client().get(f"/en/feeds/{address}.atom").status_code == 404


def test_the_sitemap_leads_to_pages_in_both_languages(world, submitted, settings):
    publish_all(world, submitted)
    publish_all(world, submitted, Audience.PUBLIC)
    index = ElementTree.fromstring(Client().get("/sitemap.xml").content)
    parts = [place.text.removeprefix(settings.SITE_URL) for place in index.iter(f"{MAP}loc")]
    found = []
    for part in parts:
        tree = ElementTree.fromstring(Client().get(part).content)
        found += [place.text for place in tree.iter(f"{MAP}loc")]
        for url in tree.iter(f"{MAP}url"):
            assert [one.get("hreflang") for one in url if one.tag.endswith("link")] == ["en", "es"]

    assert f"{settings.SITE_URL}/es/answers/XXA-demo-O08-progress/" in found
    assert f"{settings.SITE_URL}/en/countries/XXA/" in found
    for address in found[::7]:
        assert Client().get(address.removeprefix(settings.SITE_URL)).status_code == 200, address
    assert Client().get("/sitemap-answers-99.xml").status_code == 404
    assert Client().get("/sitemap-users-1.xml").status_code == 404


def test_the_sitemap_names_lists_and_pages_that_a_visitor_reads(publication, settings):
    named = [place.urls["en"] for place in sitemap.pages()]
    adopted = Adoption.objects.published()[0]
    for name, address in (
        ("sessions", "/en/events/event-1/sessions/1/"),
        ("declarations", f"/en/declarations/{adopted.year}/{adopted.number}/"),
        ("revisions", "/en/countries/XXA/demo/"), ("approval-documents", "/en/documents/paper-1/"),
    ):  # fmt: skip
        assert name in sitemap.listed()
        assert f"{settings.SITE_URL}{address}" in [place.urls["en"] for place in sitemap.part(RESOURCES[name], 1)]
        named.append(address)
    for name in (
        "conclusions", "commitments", "documents", "declarations", "action-plan", "figures", "charts", "publications",
        "surveys", "cycles",
    ):  # fmt: skip
        assert f"{settings.SITE_URL}/en/{name}/" in named
    for address in named:
        assert Client().get(address.removeprefix(settings.SITE_URL)).status_code == 200, address


def test_the_sitemap_names_numbered_items_of_conclusions_and_no_line_without_a_page(publication, settings):
    places = [place.urls["es"] for place in sitemap.part(RESOURCES["conclusions"], 1)]
    numbered = Conclusion.objects.visible_to(PUBLIC).exclude(reference="")

    assert places
    assert len(set(places)) == len(places) == numbered.count()
    for address in places:
        assert "/conclusions/" in address
    assert Client().get(places[0].removeprefix(settings.SITE_URL)).status_code == 200


def test_a_demonstration_is_in_no_index_and_production_names_its_sitemap(settings):
    assert "Disallow: /\n" in Client().get("/robots.txt").text
    settings.PRODUCTION = True
    text = Client().get("/robots.txt").text

    assert "Disallow: /\n" not in text
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text


CORRECTION = {
    "day": "2026-03-01", "place_en": "Page of objective 8", "place_es": "Página del objetivo 8", "address": "",
    "text_en": "It said 9, it says 8.", "text_es": "Decía 9, dice 8.",
}  # fmt: skip


def test_the_secretariat_enters_corrections_that_everybody_reads(world, client_of):
    assert client_of(world.focal_point).get("/en/corrections/new/").status_code == 403
    assert client_of(world.presidency).post("/en/corrections/new/", CORRECTION).status_code == 403
    client = client_of(world.secretariat)
    assert "error" in client.post("/en/corrections/new/", CORRECTION | {"text_es": ""}).text
    before = Client().get("/es/corrections/")
    assert client.post("/en/corrections/new/", CORRECTION).status_code == 302
    client.post("/en/corrections/new/", CORRECTION | {"place_en": "Another", "place_es": "Otra"})

    after = Client().get("/es/corrections/", headers={"If-None-Match": before["ETag"]})
    assert "Decía 9, dice 8." in after.text
    assert [row.number for row in Correction.objects.all()] == [2, 1]
    assert "Decía 9, dice 8." in Client().get("/data/corrections.csv").getvalue().decode()


def test_the_page_of_the_licence_asserts_none_until_one_is_set(db, settings):
    assert "Until the presidency sets a licence, none is asserted" in Client().get("/en/licence/").text
    settings.LICENCE = "CC-BY-4.0"
    assert "CC-BY-4.0" in Client().get("/en/licence/").text


def titles(address: str) -> set[str]:
    root = ElementTree.fromstring(Client().get(address).content)
    return {entry.find(f"{ATOM}title").text for entry in root.iter(f"{ATOM}entry")}


@pytest.mark.parametrize("language", ["en", "es"])
def test_titles_of_feeds_are_words_and_no_codes(publication, language):
    for name, resource in RESOURCES.items():
        if name != "bodies" and "updated_at" in {field.name for field in resource.fields}:
            codes = {str(code) for code in resource.rows(PUBLIC).values_list(resource.key, flat=True)}
            assert not {title.split(". ")[0] for title in titles(f"/{language}/feeds/lists/{name}.atom")} & codes, name
