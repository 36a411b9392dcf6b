"""The speakers list of a discussion, roles of speakers, and what belongs to an item of the agenda."""

from datetime import date, time

import pytest
from django.urls import reverse

from events.actions.agenda import save_item, spoken
from events.directory import role_in
from events.models import AgendaDay, AgendaItem, ConceptSection, Event, Session
from practices.models import Practice
from publications.block_json import from_json
from publications.blocks import runs_of
from publications.models import Edition
from sources.models import Source
from tests.counts import SEATED
from tests.events.test_desk import values_of
from tests.factories import fill, publish_all, submit_all


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def event(world):
    return Event.objects.create(code="m", kind="workshop", name_en="Workshop", audience="public", cycle_code="demo")


@pytest.fixture
def item(event):
    day = AgendaDay.objects.create(event=event, date=date(2022, 3, 31))
    return AgendaItem.objects.create(
        day=day, order=1, start=time(15), end=time(17), title_en="Moderated discussion", kind="discussion"
    )


def floor(item, name="floor"):
    return reverse(f"events:{name}", args=["m", item.pk])


def names(item):
    return [speaker.with_role() for speaker in item.speakers.all()]


def test_a_list_is_kept_while_the_discussion_goes_on(desk, item):
    for who, role in (("XXA", "moderator"), ("XXB", "speaker"), ("XXC", "speaker")):
        desk.post(floor(item, "floor-act"), {"act": "add", "who": who, "role": role})
    first, second, third = item.speakers.all()
    assert names(item) == ["Moderator: Country A", "Country B", "Country C"]

    desk.post(floor(item, "floor-act"), {"act": f"up:{third.pk}"})
    desk.post(floor(item, "floor-act"), {"act": f"heard:{first.pk}"})
    page = desk.get(floor(item))
    assert [one.said() for one in page.context["waiting"]] == ["Country C", "Country B"]
    assert [one.said() for one in page.context["heard"]] == ["Country A"]
    desk.post(floor(item, "floor-act"), {"act": f"waiting:{first.pk}"})
    desk.post(floor(item, "floor-act"), {"act": f"remove:{second.pk}"})
    assert names(item) == ["Moderator: Country A", "Country C"]


def test_members_can_be_given_the_floor_in_a_discussion(desk, item):
    desk.post(reverse("events:slots-fill", args=["m"]), {"items": [str(item.pk)], "order": "en"})

    assert names(item) == ["Country A", "Country B", "Country C"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Moderator: IOM", ("moderator", "IOM")),
        ("Panelista: Red", ("panelist", "Red")),
        ("Note: IOM", ("speaker", "Note: IOM")),
        ("Moderator:", ("speaker", "Moderator:")),
        ("IOM", ("speaker", "IOM")),
    ],
)
def test_a_role_stands_before_a_colon_in_either_language(line, found):
    assert role_in(line) == found


def test_typed_speakers_keep_role_and_whom_they_mean(world, desk, item):
    item.speakers.create(order=1, country=world.countries["A"], role="moderator", had_floor=True)

    save_item(item=item, fields={}, speakers=f"Panelist: A network\n{spoken(item)}", version=1, by=world.secretariat)

    assert names(item) == ["Panelist: A network", "Moderator: Country A"]
    kept = item.speakers.last()
    assert (kept.country.code, kept.had_floor) == ("XXA", True)


def test_who_asks_for_the_floor_stands_before_the_desk_and_members_alone(world, desk, client, client_of, event, item):
    event.time_zone, event.concept_audience = "America/Panama", "public"
    event.save()
    ConceptSection.objects.create(event=event, order=1, kind="agenda", title_en="Agenda", text_en="As follows.")
    item.speakers.create(order=1, country=world.countries["B"])
    desk.post(floor(item, "floor-act"), {"act": "add", "who": "XXA", "role": "speaker", "detail": "zq-asked-3391"})
    desk.post(reverse("events:event-print", args=["m"]), {"what": "agenda"})
    page = reverse("portal:event", args=["m"])

    public = {
        "page": client.get(page).text,
        "observer": client_of(world.observer).get(page).text,
        "calendar": client_of(world.focal_point).get(reverse("portal:event-ics", args=["m"])).text,
        "concept note": client.get(reverse("portal:concept", args=["m", "concept_note"])).text,
        "interface": client.get("/api/v1/agenda-items").text + str(client.get("/api/v1/agenda-items").json()),
        "print": str(Edition.objects.get().blocks),
    }
    assert [place for place, text in public.items() if not ("Country B" in text or "XXB" in text)] == []
    assert [place for place, text in public.items() if "zq-asked-3391" in text or "XXA" in text] == []
    for seat in (world.focal_point, world.presidency, world.secretariat):
        assert "zq-asked-3391" in client_of(seat).get(page).text
    assert "zq-asked-3391" in desk.get(floor(item)).text


def test_an_agenda_that_is_edited_leaves_the_list_of_the_floor(world, desk, item):
    item.speakers.create(order=1, words_en="The chair")
    for who in ("XXC", "XXA"):
        desk.post(floor(item, "floor-act"), {"act": "add", "who": who, "role": "speaker"})
    assert spoken(item) == "The chair"

    save_item(item=item, fields={}, speakers="The chair\nA network\nAnother", version=1, by=world.secretariat)
    assert names(item) == ["The chair", "A network", "Another", "Country C", "Country A"]
    desk.post(reverse("events:slots-fill", args=["m"]), {"items": [str(item.pk)], "order": "en"})
    assert names(item) == ["Country A", "Country B", "Country C", "Country C", "Country A"]
    assert [speaker.said() for speaker in item.speakers.on_list()] == ["Country C", "Country A"]


def test_an_item_has_documents_practices_and_a_session(desk, event, item):
    source = Source.objects.create(code="roadmap", title_en="The roadmap")
    practice = Practice.objects.create(code="p", title_en="One window", status="published")
    draft = Practice.objects.create(code="d", title_en="Unseen", status="draft")
    session = Session.objects.create(event=event, code="1", order=1, title_en="Round")
    address = reverse("events:item", args=["m", item.pk])
    sent = values_of(desk.get(address).context["form"])
    sent |= {"documents": [source.pk], "practices": [practice.pk], "session": session.pk}
    assert desk.post(address, sent | {"practices": [draft.pk]}).status_code == 422
    assert desk.post(address, sent).status_code == 302

    page = desk.get(reverse("portal:event", args=["m"])).text
    assert all(words in page for words in ("The roadmap", "One window", "Session 1: Round"))
    desk.post(reverse("events:event-print", args=["m"]), {"what": "agenda"})
    printed = "".join(run.text for run in runs_of(from_json(Edition.objects.get().blocks["en"])))
    assert "Documents: The roadmap" in printed
    assert "Good practices: One window" in printed
    Practice.objects.filter(pk=practice.pk).update(status="draft")
    assert "One window" not in desk.get(reverse("portal:event", args=["m"])).text


def test_the_published_contribution_of_a_country_stands_at_its_slot(world, client, client_of, item):
    AgendaItem.objects.update(kind="country_presentations")
    item.speakers.create(order=1, country=world.countries["A"])
    address, link = reverse("portal:event", args=["m"]), reverse("portal:country-cycle", args=["XXA", "demo"])
    assert link not in client.get(address).text
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8), "members")

    assert link not in client.get(address).text
    assert link in client_of(world.other_focal_point).get(address).text


@pytest.mark.parametrize("speakers", [1, 3])
def test_the_list_asks_the_same_number_of_queries(world, desk, item, django_assert_num_queries, speakers):
    for order in range(speakers):
        item.speakers.create(order=order, country=world.countries["A"])
    with django_assert_num_queries(SEATED + 5):
        desk.get(floor(item))
