"""What is published to members only is on no page, count, file or chart of the public, wherever it is looked for.

The words, the country and the objective stand in the database; the public must not even learn that there is something.
"""

import pytest
from django.test import Client

from portal.urls import urlpatterns
from reporting.actions.answers import save_marks
from reporting.enums import Audience
from tests.factories import fill, publish_all, submit_all
from tests.factories.public import add_figure
from tests.factories.work import answer_on

CANARY = "zq-members-5141"
FIGURE = "zq-figure-6252"
ADDRESSES = (
    "", "index.csv", "index.json", "index.csv?country=XXA", "index.json?q=zq-members-5141",
    "?cycle=demo&scheme=imrf_roundtables", "objectives/8/", "objectives/8/?text=original",
    "objectives/8/?q=zq-members-5141", "objectives/8/?country=XXA&cycle=demo&principle=c", "objectives/8/compare/XXA/",
    "countries/", "countries/XXA/", "countries/XXA/demo/", "countries/XXA/demo/?text=original",
    "answers/XXA-demo-O08-progress/", "answers/XXA-demo-O08-figures/", "cycles/", "cycles/demo/", "principles/",
    "principles/c/", "practices/", "publications/", "figures/", "figures/?q=zq-figure-6252", "figures/?country=XXA",
    "figures/?of=record", "charts/", "charts/?cycle=demo", "charts/texts.demo.imrf_roundtables/",
    "charts/objectives.demo.imrf_roundtables/", "charts/principles.demo/", "about/", "about/methodology/",
)  # fmt: skip
"""Pages of what is published, below the language."""
DRAWINGS = [f"/charts/{code}.en.svg" for code in ("texts.demo.imrf_roundtables", "principles.demo")]
ELSEWHERE = {
    "desk", "directory", "body", "claims", "gallery", "event", "event-list", "session", "concept", "calendars",
    "deadline-calendar", "event-calendar", "event-ics", "conclusion", "conclusion-list",
    "practice", "practice-form", "goal-list", "commitment-list", "commitment", "paper-list", "paper", "quotation",
    "accessibility", "privacy", "figure-new", "figure-edit",
}  # fmt: skip
"""Pages that hold nothing of countries' texts, or are asked for in tests of their own."""


@pytest.fixture
def hidden(world):
    """Country A published to members, with a figure and a principle; nobody else published anything."""
    fill(world, world.a, 8, marker=CANARY)
    add_figure(world, value=FIGURE)
    answer = answer_on(world.a, "principles", 8)
    save_marks(answer=answer, version=answer.version, choices=["c"], by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)
    return world


def told(client, address) -> str:
    """What an answer says, without the address itself, which pages give back in their links and fields."""
    text = client.get(address).text
    for asked in ("?q=zq-members-5141", "?q=zq-figure-6252", 'value="zq-members-5141"', 'value="zq-figure-6252"'):
        text = text.replace(asked, "")
    return text


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_public_finds_it_nowhere(hidden, language):
    client = Client()
    pages = {address: told(client, f"/{language}/{address}") for address in ADDRESSES}
    pages |= {address: told(client, address) for address in DRAWINGS}

    assert [address for address, text in pages.items() if CANARY in text or FIGURE in text] == []


def test_the_pages_are_the_same_as_if_nothing_had_been_published(world):
    """No count, list or choice differs: the public learns nothing of the publication at all."""
    client = Client()
    silent = [address for address in ADDRESSES if not address.startswith("answers/")]
    before = {address: client.get(f"/en/{address}").content for address in silent}
    fill(world, world.a, 8, marker=CANARY)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)

    assert [address for address in silent if client.get(f"/en/{address}").content != before[address]] == []


def test_a_member_finds_it_where_it_belongs(hidden, client_of):
    """The control of the tests above."""
    client = client_of(hidden.other_focal_point)
    found = [address for address in ADDRESSES if CANARY in told(client, f"/en/{address}")]

    assert {"objectives/8/", "countries/XXA/demo/", "answers/XXA-demo-O08-progress/"} <= set(found)
    assert FIGURE in told(client, "/en/figures/")
    assert "XXA" in told(client, "/en/index.csv")


def test_every_public_address_is_looked_at():
    looked_at = {
        "home", "index-csv", "index-json", "objective", "compare", "country-list", "country", "country-cycle", "answer",
        "cycle-list", "cycle", "principle-list", "principle", "practice-list", "publication-list", "figure-list",
        "chart-list", "chart", "about", "methodology",
    }  # fmt: skip

    assert {pattern.name for pattern in urlpatterns} == looked_at | ELSEWHERE
