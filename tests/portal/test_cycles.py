"""The list of cycles, and one with calls, who published, and reports."""

from datetime import date

import pytest

from accounts.models import Country
from events.models import Event
from publications.enums import Audience as EditionAudience
from reporting.actions.cycles import create_cycle
from reporting.actions.report import build_edition, start_report
from reporting.enums import Audience, CallStatus, TemplateAudience
from reporting.models import Call, Cycle, Template, TemplateVersion
from sources.models import Figure, Source
from tests.counts import VISITOR
from tests.factories import fill, publish_all, submit_all
from tests.factories.documents import make_file

LIST, PAGE = "/en/cycles/", "/en/cycles/demo/"


def test_cycles_that_were_announced_stand_newest_first(published, later, client):
    create_cycle(
        code="draft", name_en="In preparation", name_es="En preparación", starts=date(2040, 1, 1),
        ends=date(2041, 1, 1), by=published.secretariat,
    )  # fmt: skip

    assert [cycle.code for cycle in client.get(LIST).context["cycles"]] == ["later", "demo"]
    assert client.get("/en/cycles/draft/").status_code == 404


def test_who_published_is_a_list_in_the_order_of_the_language_with_links_and_no_count(three, client):
    Country.objects.filter(code="XXA").update(name_en="Zeta", name_es="Áncora")

    page = client.get(PAGE)

    assert [one.country.code for one in page.context["countries"]] == ["XXB", "XXC", "XXA"]
    assert 'href="/en/countries/XXB/demo/"' in page.text
    spanish = client.get(PAGE.replace("/en/", "/es/")).context["countries"]
    assert [one.country.name_es for one in spanish] == ["Áncora", "País B", "País C"]


def test_the_call_says_that_its_date_is_indicative(published, client):
    page = client.get(PAGE).text

    assert "Country progress" in page
    assert "Reporting is voluntary; the date is indicative." in page


def test_who_published_to_members_alone_is_not_named_to_the_public(world, client, client_of):
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)

    assert client.get(PAGE).context["countries"] == []
    assert "Country A" not in client.get(PAGE).text
    assert [c.country.code for c in client_of(world.other_focal_point).get(PAGE).context["countries"]] == ["XXA"]


def test_a_cycle_of_the_record_says_that_it_holds_no_contributions(world, client):
    source = Source.objects.create(code="s", title_en="S")
    Cycle.objects.create(
        code="old", name_en="Old", name_es="Viejo", starts=date(2022, 1, 1), ends=date(2022, 5, 20), from_record=True
    )
    Figure.objects.create(code="f", statement_en="26 %", value="26", source=source, cycle_code="old")
    Event.objects.create(code="e", kind="meeting", name_en="Open meeting", audience="public", cycle_code="old")
    Event.objects.create(code="d", kind="meeting", name_en="Desk meeting", audience="desk", cycle_code="old")

    page = client.get("/en/cycles/old/").text

    assert "are not held in this portal" in page
    assert "/en/figures/?of=record&amp;cycle=old" in page
    assert "/en/practices/?cycle=old" not in page
    assert "Open meeting" in page
    assert "Desk meeting" not in page


def test_the_report_of_the_cycle_stands_with_its_files_once_the_reader_may_read_it(published, client, client_of):
    report = start_report(
        cycle=published.cycle, scheme=published.scheme, title_en="The report", title_es="R", by=published.secretariat
    )
    edition = build_edition(report=report, by=published.secretariat)
    file = make_file(edition)

    desk = client_of(published.secretariat).get(PAGE).text
    assert file.sha256 in desk
    assert edition.audience != EditionAudience.PUBLIC
    assert "The report" not in client.get(PAGE).text


def test_a_request_of_a_working_group_is_among_the_members(published, client, client_of):
    template = Template.objects.create(
        code="asked", audience=TemplateAudience.REQUEST, name_en="Asked of members", name_es="Pedido a miembros"
    )
    version = TemplateVersion.objects.create(template=template, number=1)
    Call.objects.create(
        cycle=published.cycle, template_version=version, scheme=published.scheme, due_at=published.call.due_at,
        status=CallStatus.OPEN,
    )  # fmt: skip

    assert "Asked of members" not in client.get(PAGE).text
    assert "Asked of members" not in client_of(published.observer).get(PAGE).text
    assert "Asked of members" in client_of(published.other_focal_point).get(PAGE).text


@pytest.mark.parametrize(("address", "count"), [(LIST, 1), (PAGE, 9)])
def test_the_same_queries_for_one_country_and_for_three(published, client, django_assert_num_queries, address, count):
    with django_assert_num_queries(VISITOR + count):
        client.get(address)
    for assignment in (published.b, published.c):
        fill(published, assignment, 8)
        publish_all(published, submit_all(published, assignment, 8))
    with django_assert_num_queries(VISITOR + count):
        client.get(address)
