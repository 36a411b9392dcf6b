"""Files, interface and feed of a register, one click away: the same rows as the page, for whoever reads it."""

import csv
import json
import re
from html import unescape
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.test import Client

from catalogue.registry import RESOURCES

REGISTERS = {
    "/en/conclusions/": "conclusions", "/en/practices/": "practices", "/en/commitments/": "commitments",
    "/en/documents/": "approval-documents", "/en/declarations/": "declarations", "/en/publications/": "editions",
    "/en/figures/": "figures", "/en/figures/?of=record": "record-figures", "/en/events/": "events",
    "/en/cycles/": "cycles",
}  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


def links_of(client: Client, address: str, name: str) -> dict[str, str]:
    """Of the foot of a register: kind of link -> address."""
    page = client.get(address)
    assert page.status_code == 200
    found = [unescape(one) for one in re.findall(r'<a href="([^"]+)"', page.text)]
    ends = {f"/data/{name}.csv": "csv", f"/data/{name}.xlsx": "xlsx", f"/data/{name}.jsonl": "jsonl",
            f"/api/v1/{name}": "json", f"/en/feeds/lists/{name}.atom": "atom"}  # fmt: skip
    return {ends[one.partition("?")[0]]: one for one in found if one.partition("?")[0] in ends}


def codes(client: Client, links: dict[str, str]) -> dict[str, list[str]]:
    """What each kind holds, by code (a feed by its titles' number)."""
    answers = {kind: client.get(address) for kind, address in links.items()}
    assert {kind: one.status_code for kind, one in answers.items()} == dict.fromkeys(links, 200)
    content = {kind: one.getvalue() for kind, one in answers.items()}
    found = {
        "csv": [row["code"] for row in csv.DictReader(StringIO(content["csv"].decode()))],
        "jsonl": [json.loads(line)["code"] for line in content["jsonl"].splitlines()],
    }
    if "json" in content:
        found["json"] = [row["code"] for row in json.loads(content["json"])["results"]]
    assert content["xlsx"].startswith(b"PK")
    return {kind: sorted(rows) for kind, rows in found.items()}


def shown(client: Client, address: str) -> list[str]:
    """The codes of the rows that a page shows."""
    context = client.get(address).context
    if "meetings" in context:
        rows = [line for _event, lines in context["meetings"] for line in lines]
    elif "years" in context:
        rows = [event for _year, events in context["years"] for event in events] + context["undated"]
    elif "adopted" in context:
        rows = list(context["adopted"])
    elif "cycles" in context:
        rows = list(context["cycles"])
    else:
        rows = list(context["page"].object_list)
    return sorted(str(row.pk) for row in rows)


def ids(client: Client, address: str) -> list[str]:
    return sorted(json.loads(line)["id"] for line in client.get(address).getvalue().splitlines())


@pytest.mark.parametrize(("address", "name"), REGISTERS.items())
@pytest.mark.parametrize("who", ["visitor", "focal_point", "secretariat"])
def test_files_interface_and_feed_hold_the_rows_of_the_page(publication, world, client_of, address, name, who):
    client = Client() if who == "visitor" else client_of(getattr(world, who))
    links = links_of(client, address, name)
    rows = shown(client, address)

    if not rows:
        pytest.fail(f"nothing to read at {address}")
    assert set(links) == {"csv", "xlsx", "jsonl", "atom"} | ({"json"} if who == "visitor" else set())
    found = codes(client, links)
    assert ids(client, links["jsonl"]) == rows
    assert all(one == found["jsonl"] for one in found.values())


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/en/objectives/8/", "objective=8"), ("/en/objectives/8/?cycle=demo&country=XXA&text=original",
         "objective=8&cycle=demo&country=XXA"),
        ("/en/objectives/8/?country=%00", "objective=8"), ("/en/countries/XXA/", "country=XXA"),
    ],
)  # fmt: skip
def test_pages_of_an_objective_and_of_a_country_lead_to_their_answers(publication, client, address, query):
    links = links_of(client, address, "answers")

    assert set(links) == {"csv", "xlsx", "jsonl", "json", "atom"}
    assert {one.partition("?")[2] for one in links.values()} == {query}
    found = codes(client, links)
    assert found["csv"] == found["jsonl"] == found["json"] != []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/en/conclusions/?event=event-1", "conclusions"), ("/en/practices/?objective=8&q=practice", "practices"),
        ("/en/figures/?country=XXA", "figures"), ("/en/figures/?of=record&objective=8", "record-figures"),
        ("/en/events/?kind=forum&q=forum", "events"), ("/en/publications/?language=en", "editions"),
        ("/en/search/?q=country&kind=answers&objective=8", "answers"),
    ],
)  # fmt: skip
def test_the_links_carry_the_filters_of_the_page_and_not_more(publication, world, client, address, name):
    links = links_of(client, address, name)
    query = links["csv"].partition("?")[2]

    assert query
    assert "of=" not in query
    assert all(one.partition("?")[2] == query for one in links.values())
    found = codes(client, links)
    assert all(one == found["jsonl"] for one in found.values())
    if "search" not in address:
        assert ids(client, links["jsonl"]) == shown(client, address)
    else:
        assert len(found["csv"]) == client.get(address).context["total"]
    feed = ElementTree.fromstring(client.get(links["atom"]).content)
    assert len(feed.findall(f"{ATOM}entry")) == min(len(found["csv"]), 50)


def test_a_filter_that_the_page_left_out_is_in_no_link(publication, client):
    links = links_of(client, "/en/practices/?country=%00&status=nonsense", "practices")

    assert "status" not in "".join(links.values())


def test_a_feed_refuses_what_its_list_does_not_know(publication, client):
    answer = client.get("/en/feeds/lists/practices.atom?colour=red")

    assert answer.status_code == 400
    assert answer.json()["valid"] == list(RESOURCES["practices"].filters.base_filters)
