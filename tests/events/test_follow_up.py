"""From an item of the conclusions to a commitment, and back to what answered it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import Country
from accounts.seats import PUBLIC
from catalogue.models import PublicState, Tombstone
from commitments.models import Commitment
from common.errors import Refused
from events.actions.conclusions import save_line, store_conclusions
from events.actions.events import publish_conclusions, save_event
from events.actions.follow_up import link_event, make_commitment, readers_of, unlink_event
from events.directory import directory
from events.intake.conclusions import ParsedConclusions, ParsedLine
from events.models import Event, Fulfilment
from events.named import named_in, references_in
from events.suggestions import suggest


def test_a_commitment_takes_words_reference_and_readers_from_its_item(made, line_of):
    assert (made.reference, made.code) == ("GC 2024-05-03, 7.h", "m-2024.7.h")
    assert made.text_en == line_of("7.h").text_en
    assert (made.readers, made.meeting_code, made.status) == ("public", "m-2024", "open")
    assert list(made.origins.values_list("conclusion__reference", flat=True)) == ["7.h"]


def test_a_campaign_of_two_groups_is_one_commitment_with_two_owners(world, bodies, line_of):
    shared = make_commitment(
        conclusions=[line_of("7.f"), line_of("7.q")], owners=[bodies["wg-a"], bodies["wg-b"]], by=world.secretariat
    )

    assert shared.reference == "GC 2024-05-03, 7.f / 7.q"
    assert shared.origins.count() == 2
    with pytest.raises(Refused, match=r"from 7\.q already"):
        make_commitment(conclusions=[line_of("7.q")], owners=[], by=world.secretariat)


def test_thanks_become_no_commitment_and_nobody_but_the_desk_makes_one(world, line_of):
    with pytest.raises(Refused, match="9 asks for no follow-up"):
        make_commitment(conclusions=[line_of("9")], owners=[], by=world.presidency)
    with pytest.raises(PermissionDenied):
        make_commitment(conclusions=[line_of("7.h")], owners=[], by=world.focal_point)
    assert not Commitment.objects.exists()


def test_groups_and_supporters_are_suggested_from_the_document(bodies, line_of, meeting):
    lines, known = list(meeting.conclusions.all()), directory()
    campaign, workshop = suggest(line_of("7.f"), lines, known), suggest(line_of("7.h"), lines, known)

    assert campaign.owners == [bodies["wg-a"], bodies["wg-b"]]
    assert workshop.owners == [bodies["wg-b"]]
    assert workshop.supporters == [Country.objects.get(code="XXB"), bodies["office"]]
    assert suggest(line_of("9"), lines, known).owners == []


def test_readers_follow_the_document_both_ways_and_what_is_taken_back_leaves_a_trace(world, made, meeting):
    state = PublicState.objects.get()
    publish_conclusions(event=meeting, public=False, by=world.presidency)
    made.refresh_from_db()

    assert made.readers == "members"
    assert Tombstone.objects.filter(table="commitments_commitment", code="m-2024.7.h").exists()
    assert PublicState.objects.get().endings > state.endings
    publish_conclusions(event=meeting, public=True, by=world.presidency)
    save_event(event=meeting, fields={"audience": "desk"}, version=meeting.version, by=world.secretariat)
    made.refresh_from_db()
    assert made.readers == "desk"


def test_a_commitment_of_two_documents_is_read_where_both_are(meeting):
    other = Event(audience="members")

    assert readers_of([meeting, other]) == "members"
    assert readers_of([meeting, Event(audience="desk"), other]) == "desk"
    assert readers_of([meeting]) == "public"


def test_the_words_follow_the_item_until_it_is_published_and_get_their_other_language(world, made, meeting):
    Event.objects.update(conclusions_public=False)
    line = made.origins.get().conclusion
    save_line(line=line, fields={"text_en": "Workshop on return."}, by=world.secretariat)
    lines = [ParsedLine(one.role, f"ES {one.reference}", one.reference) for one in meeting.conclusions.all()]
    store_conclusions(event=meeting, parsed=ParsedConclusions(lines=lines), language="es", by=world.secretariat)
    made.refresh_from_db()

    assert (made.text_en, made.text_es, made.es_unofficial) == ("Workshop on return.", "ES 7.h", False)


def test_an_event_that_answers_is_linked_once_and_taken_out(world, made):
    workshop = Event.objects.create(code="w", kind="workshop", name_en="Workshop", audience="public")
    link = link_event(commitment=made, event=workshop, by=world.secretariat)

    assert link_event(commitment=made, event=workshop, by=world.secretariat) == link
    unlink_event(link=link, by=world.secretariat)
    assert not Fulfilment.objects.exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("What happened to 7.h?", ["7.h"]),
        ("¿Qué pasó con 7.H y 7.p.iii?", ["7.h", "7.p.iii"]),
        ("GC 2024-05-03, 7.d", ["7.d"]),
        ("What happened to 7(h), 7 (p)(iii) and 7d?", ["7.h", "7.p.iii", "7.d"]),
        ("¿Qué fue de la conclusión 7h)?", ["7.h"]),
        ("7.h i vi", ["7.h"]),
        ("2nd meeting, 12 de mayo", []),
        ("26 per cent of 12 countries in 2021", []),
        ("rcmvs.org and 1.234", []),
        ("", []),
    ],
)
def test_a_question_names_items_by_their_number(words, found):
    assert references_in(words) == found


def test_the_newest_meeting_comes_first_and_a_day_chooses_one(world, meeting, django_assert_num_queries):
    later = Event.objects.create(
        code="l", kind="meeting", name_en="Later", starts="2025-05-02", audience="public", conclusions_public=True
    )
    later.conclusions.create(order=1, reference="7.h", text_en="Other")

    assert [line.event.code for line in named_in("7.h", PUBLIC)] == ["l", "m-2024"]
    assert [line.event.code for line in named_in("GC 2024-05-03, 7.h", PUBLIC)] == ["m-2024"]
    assert [line.event.code for line in named_in("2024-99-99 7.h", PUBLIC)] == ["l", "m-2024"]
    Event.objects.update(conclusions_public=False)
    assert named_in("7.h", PUBLIC) == []
    with django_assert_num_queries(0):
        assert named_in("reintegration", PUBLIC) == []


def test_the_search_leads_from_the_question_to_the_item(client, made):
    page = client.get(reverse("catalogue:search"), {"q": "What happened to 7.h?"})
    item = client.get(page.context["named"][0].get_absolute_url()).content.decode()

    assert "What happened to 7.h?" in page.content.decode()
    assert made.get_absolute_url() in item
    found = client.get(reverse("portal:event-list"), {"q": "What happened to 7.h?"}).context["conclusions"]
    assert [line.reference for line in found] == ["7.h"]
