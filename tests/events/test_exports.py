"""What lists tell of the chain of decisions: both ends must be read, and who no longer reads one is told so."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commitments.models import Commitment, Paper
from events.actions.events import publish_conclusions
from events.models import AgendaItem, Conclusion, Decision, Event, EventLink
from practices.models import Practice
from sources.models import Source
from tests.api.conftest import Caller, caller_of  # noqa: F401

LATER = timezone.now() - timedelta(days=1)


@pytest.fixture
def meeting(world) -> Event:
    """A public meeting with published conclusions that asked for a public workshop."""
    event = Event.objects.create(code="m", kind="meeting", name_en="M", audience="public", conclusions_public=True)
    Conclusion.objects.create(event=event, order=4, reference="6.a", text_en="To hold a workshop")
    return event


@pytest.fixture
def workshop(meeting) -> Event:
    event = Event.objects.create(code="w", kind="workshop", name_en="W", audience="public")
    event.links.create(kind="asked_by", to_conclusion=meeting.conclusions.get(), note_en="In its words")
    return event


def told(caller=None) -> dict[str, dict]:
    return {row["code"]: row for row in (caller or Caller()).get("event-links").json()["results"]}


def ended(caller=None, name="event-links") -> list[tuple[str, str]]:
    rows = (caller or Caller()).get(name, {"updated_since": LATER.isoformat()}).json()["results"]
    return [(row["code"], row["ending"]) for row in rows if row.get("gone")]


def test_a_link_names_the_meeting_and_the_conclusion_that_asked_for_it(workshop):
    row = told()["w.asked_by.conclusion.m.4"]

    assert (row["event"], row["kind"], row["to_conclusion"], row["to_event"]) == ("w", "asked_by", "m.4", None)
    assert (row["to_reference"], row["note_en"], row["confirmed"]) == ("6.a", "In its words", True)
    assert Caller().get(f"event-links/{row['id']}").json()["code"] == row["code"]


@pytest.mark.parametrize("query", ["to_conclusion=m.4", "event=w", "link=asked_by", "kind=workshop"])
def test_links_are_found_by_either_end(workshop, query):
    assert Caller().get(f"event-links?{query}&count=true").json()["count"] == 1
    assert Caller().get("event-links?to_conclusion=m.9&count=true").json()["count"] == 0


@pytest.mark.parametrize("narrowed", ["w", "m", "conclusions"])
def test_a_link_leaves_a_trace_when_one_of_its_ends_is_closed(world, meeting, workshop, caller_of, narrowed):  # noqa: F811
    if narrowed == "conclusions":
        publish_conclusions(event=meeting, public=False, by=world.presidency)
    else:
        Event.objects.filter(code=narrowed).update(audience="members")

    assert told() == {}
    assert ended() == [("w.asked_by.conclusion.m.4", "withdrawn")]
    member = caller_of(world.focal_point)
    assert set(told(member)) == {"w.asked_by.conclusion.m.4"}
    assert ended(member) == []


def test_a_link_whose_ends_are_closed_at_once_leaves_one_trace(workshop):
    other = Event.objects.create(code="o", kind="workshop", name_en="O", audience="public")
    workshop.links.create(kind="precedes", to_event=other)
    Event.objects.update(audience="members")

    assert sorted(ended()) == [
        ("w.asked_by.conclusion.m.4", "withdrawn"), ("w.precedes.event.o", "withdrawn"),
    ]  # fmt: skip


def test_a_link_to_what_was_closed_all_along_is_told_to_nobody_when_its_other_end_is_closed(world, workshop):
    hidden = Event.objects.create(code="hidden", kind="workshop", name_en="H", audience="members")
    workshop.links.create(kind="precedes", to_event=hidden)
    Event.objects.filter(code="w").update(audience="members")

    assert [code for code, _ending in ended()] == ["w.asked_by.conclusion.m.4"]


def test_a_meeting_that_answers_a_conclusion_of_its_own_is_told_once_when_it_is_taken_back(world, meeting):
    meeting.links.create(kind="fulfils", to_conclusion=meeting.conclusions.get())
    Event.objects.filter(code="m").update(audience="members")

    assert ended() == [("m.fulfils.conclusion.m.4", "withdrawn")]


def test_a_link_that_is_taken_away_leaves_a_trace(workshop):
    source = Source.objects.create(code="s", title_en="S")
    workshop.links.create(kind="reported_in", to_source=source)
    EventLink.objects.filter(to_source=source).delete()

    assert ended() == [("w.reported_in.source.s", "deleted")]


def test_conclusions_and_meetings_name_their_commitments_as_far_as_the_reader_knows_them(world, meeting, workshop):
    line = meeting.conclusions.get()
    for readers in ("public", "members"):
        made = Commitment.objects.create(code=readers, reference=readers, kind="follow_up", readers=readers)
        made.origins.create(conclusion=line)
        workshop.fulfilments.create(commitment=made)

    assert Caller().get("conclusions/m.4").json()["commitments"] == ["public"]
    assert Caller().get("events/w").json()["commitments"] == ["public"]


def test_what_members_alone_are_told_of_a_meeting_moves_nothing_of_the_publics(world, meeting, workshop):
    before = Caller().get("events/w")
    hidden = Commitment.objects.create(code="h", reference="h", kind="follow_up", readers="members")
    workshop.fulfilments.create(commitment=hidden)
    unmoved = Caller().get("events/w")
    workshop.fulfilments.create(
        commitment=Commitment.objects.create(code="p", reference="p", kind="follow_up", readers="public")
    )

    assert unmoved["ETag"] == before["ETag"]
    assert unmoved.json()["updated_at"] == before.json()["updated_at"]
    assert Caller().get("events/w").json()["updated_at"] > before.json()["updated_at"]


def moment(address) -> str:
    return Caller().get(address).json()["updated_at"]


def test_a_commitment_that_the_public_begins_or_ceases_to_read_is_news_of_what_names_it(world, meeting, workshop):
    made = Commitment.objects.create(code="c", reference="c", kind="follow_up", readers="desk")
    made.origins.create(conclusion=meeting.conclusions.get())
    workshop.fulfilments.create(commitment=made)
    named = ("conclusions/m.4", "events/w")
    at_first = [moment(address) for address in named]

    Commitment.objects.update(readers="members")
    assert [moment(address) for address in named] == at_first, "the public is told nothing of what members read"

    for readers, told in (("public", ["c"]), ("members", [])):
        before = timezone.now().isoformat()
        Commitment.objects.update(readers=readers)
        for name in ("conclusions", "events"):
            (row,) = Caller().get(name, {"updated_since": before}).json()["results"]
            assert row["commitments"] == told


def test_a_document_that_is_approved_later_is_news_of_the_conclusion_that_took_it_up(world, meeting):
    paper = Paper.objects.create(code="p", kind="other", title_en="P", stage="circulated")
    step = paper.steps.create(on=date(2024, 1, 1), stage="circulated")
    step.decision = Decision.objects.create(step=step, conclusion=meeting.conclusions.get())
    before = moment("conclusions/m.4")

    Paper.objects.update(stage="approved")
    assert moment("conclusions/m.4") > before
    assert Caller().get("conclusions/m.4").json()["approval_documents"] == ["p"]


def test_a_practice_that_is_published_later_is_news_of_the_item_that_names_it(item):
    before = timezone.now().isoformat()
    Practice.objects.filter(code="submitted").update(status="published")

    (row,) = Caller().get("agenda-items", {"updated_since": before}).json()["results"]
    assert row["practices"] == ["public", "submitted"]


def test_a_practice_for_members_that_an_item_takes_up_is_no_news_of_it_to_everybody(item):
    before = timezone.now().isoformat()
    theirs, ours = Practice.objects.get(code="members"), Practice.objects.get(code="public")

    def told() -> list:
        return Caller().get("agenda-items", {"updated_since": before}).json()["results"]

    item.practices.remove(theirs)
    item.practices.add(theirs)
    assert told() == []
    item.practices.remove(ours)
    assert [row["practices"] for row in told()] == [[]]


@pytest.mark.parametrize(("reference", "address"), [("7.h", "events/m/conclusions/7.h/"), ("", "events/m/")])
def test_a_numbered_item_of_conclusions_has_an_address_of_its_own(meeting, settings, reference, address):
    Conclusion.objects.create(event=meeting, order=90, role="item", reference=reference, text_en="Last")
    Event.objects.update(conclusions_public=True)
    url = f"{settings.SITE_URL}/es/{address}"

    assert Caller().get("conclusions/m.90").json()["url_es"] == url
    file = Client().get("/data/conclusions.csv", {"q": "Last"})
    assert url in (file.getvalue() if file.streaming else file.content).decode()


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Workshop. Asked for by: 6.a, Meeting"),
        ("es", "Taller. Solicitado por: 6.a, Meeting"),
    ],
)
def test_a_feed_says_a_link_in_words(workshop, language, title):
    Event.objects.filter(code="w").update(name_en="Workshop", name_es="Taller")
    Event.objects.filter(code="m").update(name_en="Meeting")

    assert f"<title>{title}</title>" in Client().get(f"/{language}/feeds/lists/event-links.atom").text


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "To hold a workshop (M, 6.a)"), ("es", "Celebrar un taller (M, 6.a)")],
)
def test_a_feed_says_a_commitment_in_its_words_and_a_pledge_by_its_citation_alone(world, language, title):
    words = {"text_en": "To hold a workshop.", "text_es": "Celebrar un taller;"}
    Commitment.objects.create(code="c", kind="follow_up", reference="M, 6.a", readers="public", **words)
    pledge = {"kind": "pledge", "pledge_status": "published", "country": world.countries["A"]} | words
    Commitment.objects.create(code="p", reference="XXA, 1", readers="public", **pledge)
    feed = Client().get(f"/{language}/feeds/lists/commitments.atom").text

    assert f"<title>{title}</title>" in feed
    assert "<title>XXA, 1</title>" in feed


@pytest.fixture
def item(world, meeting) -> AgendaItem:
    """An item of the public meeting, with a session, a source, and papers and practices for several readers."""
    item = meeting.days.create(date=date(2024, 5, 2)).items.create(order=3, start=time(9), title_en="Discussion")
    item.session = meeting.sessions.create(code="2", order=2, title_en="On data")
    item.save()
    item.documents.add(Source.objects.create(code="roadmap", title_en="The roadmap"))
    for audience in ("public", "participants", "members", "desk"):
        address = f"https://example.org/{audience}"
        item.papers.create(title_en="Paper", title_es="Documento", address=address, audience=audience)
    theirs = {"country": world.countries["A"], "audience": "public"}
    for code, fields in {
        "public": {"status": "published"},
        "members": {"status": "published", "audience": "members"},
        "submitted": {"status": "submitted"} | theirs,
        "draft": {"status": "draft"} | theirs,
    }.items():
        item.practices.add(Practice.objects.create(code=code, title_en=code, **fields))
    return item


def test_an_item_of_an_agenda_names_its_session_and_its_documents(item):
    (row,) = Caller().get("agenda-items", {"event": "m"}).json()["results"]

    assert (row["code"], row["session"], row["documents"]) == ("m.2024-05-02.03", "m.2", ["roadmap"])
    assert row["papers"] == [{"title_en": "Paper", "title_es": "Documento", "address": "https://example.org/public"}]


@pytest.mark.parametrize(
    ("seat", "papers", "practices"),
    [
        ("", ["public"], ["public"]),
        ("observer", ["public"], ["public"]),
        ("focal_point", ["public", "members"], ["members", "public"]),
        ("secretariat", ["public", "participants", "members", "desk"], ["members", "public"]),
    ],
)
def test_an_item_names_the_papers_and_practices_that_its_reader_reads(world, item, caller_of, seat, papers, practices):  # noqa: F811
    caller = caller_of(getattr(world, seat)) if seat else Caller()
    (row,) = caller.get("agenda-items", {"event": "m"}).json()["results"]
    listed = {practice["code"] for practice in caller.get("practices").json()["results"]}

    assert [paper["address"].rpartition("/")[2] for paper in row["papers"]] == papers
    assert row["practices"] == practices
    assert set(practices) == listed
