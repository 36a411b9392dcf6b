"""The regional action plan: compiled from what declarations and conclusions ask for, each line for its own readers."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import Body, PresidencyTerm
from accounts.seats import PUBLIC
from commitments.actions.commitments import add_note
from commitments.enums import Readers
from commitments.models import Commitment, Party
from common.dates import today
from common.errors import Refused
from declarations.actions.adoption import withdraw_publication
from declarations.actions.plan import freeze_plan
from declarations.actions.products import undertake
from declarations.queries.plan import plan_for
from events.actions.events import publish_conclusions
from events.models import Conclusion, Event, Fulfilment, Origin
from publications.models import Edition, RenderJob
from sources.models import Source
from tests.counts import VISITOR
from tests.factories.declarations import adopted, publish_declaration

PLAN = "/en/action-plan/"


def meeting(code="talks", public=True, on=date(2025, 5, 1), **more):
    return Event.objects.create(
        code=code, kind="meeting", name_en=f"Meeting {code}", name_es=f"Reunión {code}", starts=on, ends=on,
        audience="public" if public else "members", conclusions_public=public, **more,
    )  # fmt: skip


def asked(event, reference, place, readers=Readers.PUBLIC):
    """A commitment of a conclusion of the meeting."""
    item = Conclusion.objects.create(event=event, order=place, reference=reference, text_en=f"To do {reference}.")
    made = Commitment.objects.create(
        code=f"{event.code}-{reference}", reference=f"{event.code}, {reference}", kind="follow_up",
        text_en=item.text_en, meeting_code=event.code, made_on=event.starts, readers=readers,
    )  # fmt: skip
    Origin.objects.create(commitment=made, conclusion=item)
    return made


@pytest.fixture
def sacm(db):
    return Body.objects.create(
        code="sacm-test", kind="regional_process", name_en="Process S", name_es="Proceso S", acronym_en="S"
    )


def lines(seat, **options):
    return [(part.title_en, [row.reference for row in part.rows]) for part in plan_for(seat, **options).parts]


def test_lines_stand_under_the_document_that_asks_in_its_order_newest_first(world):
    event = meeting()
    asked(event, "7", 2)
    asked(event, "10", 3)
    asked(event, "2", 1)
    adoption = publish_declaration(world)
    for place in (7, 4):
        undertake(adoption=adoption, place=place, owners=[world.countries["A"]], by=world.secretariat)

    assert lines(PUBLIC) == [
        ("Declaration of the demonstration", [f"{adoption.symbol}, 1", f"{adoption.symbol}, 2"]),
        ("Meeting talks", ["talks, 2", "talks, 7", "talks, 10"]),
    ]


def test_each_line_is_for_its_own_readers_and_a_pledge_or_an_item_of_a_plan_is_in_none(world):
    asked(meeting(), "1", 1)
    asked(meeting("inner", public=False), "1", 1, Readers.MEMBERS)
    asked(meeting("desk", public=False), "1", 1, Readers.DESK)
    undertake(adoption=adopted(world), place=4, owners=[world.countries["A"]], by=world.secretariat)
    Commitment.objects.create(
        code="item", reference="Item", kind="plan", text_en="Item of a plan.", readers=Readers.PUBLIC
    )
    Commitment.objects.create(
        code="pledge", reference="Pledge", kind="pledge", country=world.countries["A"], pledge_status="published",
        text_en="Pledge.", readers=Readers.PUBLIC,
    )  # fmt: skip
    read = {name: [title for title, _rows in lines(getattr(world, name))] for name in ("focal_point", "secretariat")}

    assert [title for title, _rows in lines(PUBLIC)] == ["Meeting talks"]
    assert set(read["focal_point"]) == {"Meeting talks", "Meeting inner", "Declaration of the demonstration"}
    assert set(read["secretariat"]) == set(read["focal_point"]) | {"Meeting desk"}


def test_lines_that_two_processes_share_are_a_list_of_their_own(world, client, sacm):
    event = meeting()
    shared = asked(event, "1", 1)
    asked(event, "2", 2)
    Party.objects.create(commitment=shared, role="supporter", body=sacm)
    Party.objects.create(commitment=shared, role="owner", body=sacm)

    assert lines(PUBLIC, shared_with=sacm) == [("Meeting talks", ["talks, 1"])]
    page = client.get(PLAN, {"with": sacm.code}).content.decode()
    assert "Lines of action shared with: Process S" in page
    assert "To do 1." in page
    assert "To do 2." not in page
    assert client.get(PLAN, {"with": "nobody"}).status_code == 404
    edition = freeze_plan(by=world.presidency, shared_with=sacm)
    assert edition.blocks["es"]["subtitle"] == "Líneas de acción compartidas con: Proceso S"


def test_a_line_says_what_is_recorded_and_which_event_carries_it_out(world, client):
    made = asked(meeting(), "1", 1)
    Fulfilment.objects.create(commitment=made, event=meeting("workshop"))
    Fulfilment.objects.create(commitment=made, event=meeting("closed-doors", public=False))
    add_note(commitment=made, by=world.secretariat, on=today(), status="under_way", text_en="Begun.")
    page = client.get(PLAN).content.decode()

    assert "Under way" in page
    assert "Meeting workshop" in page
    assert "Meeting closed-doors" not in page


def test_the_presidency_freezes_what_everybody_reads_under_its_letterhead(world):
    PresidencyTerm.objects.update(letterhead_en="Street 1", letterhead_es="Calle 1")
    adoption = publish_declaration(world)
    undertake(adoption=adoption, place=4, owners=[world.countries["A"]], by=world.secretariat)
    asked(meeting("inner", public=False), "1", 1, Readers.MEMBERS)
    edition = freeze_plan(by=world.presidency)

    assert Edition.objects.visible_to(PUBLIC).filter(pk=edition.pk).exists()
    for code, words in (("en", "To establish a follow-up"), ("es", "Establecer un mecanismo")):
        assert words in str(edition.blocks[code])
        assert "Meeting inner" not in str(edition.blocks[code])
    assert edition.blocks["es"]["letterhead"]["es"][-1] == "Calle 1"
    assert RenderJob.objects.filter(edition=edition).count() == 4
    assert freeze_plan(by=world.presidency) == edition


def test_a_frozen_plan_is_taken_back_with_each_of_its_sources(world):
    event, adoption = meeting(), publish_declaration(world)
    asked(event, "1", 1)
    undertake(adoption=adoption, place=4, owners=[world.countries["A"]], by=world.secretariat)
    read = Edition.objects.visible_to(PUBLIC)
    first = freeze_plan(by=world.presidency)
    publish_conclusions(event=event, public=False, by=world.presidency)
    assert not read.filter(pk=first.pk).exists()

    second = freeze_plan(by=world.presidency)
    assert "To do 1." not in str(second.blocks)
    assert [row.pk for row in read.filter(document=second.document)] == [second.pk]
    publish_conclusions(event=event, public=True, by=world.presidency)
    third = freeze_plan(by=world.presidency)
    assert set(read.filter(document=third.document)) == {second, third}
    withdraw_publication(adoption=adoption, by=world.presidency)

    assert not read.filter(document=third.document).exists()
    assert Edition.objects.visible_to(world.presidency).filter(document=third.document).count() == 3


def test_the_demonstration_stands_in_no_document_with_the_record_and_is_marked_on_the_page(world, client):
    asked(meeting("rehearsed"), "1", 1)
    alone = freeze_plan(by=world.presidency)
    assert "Demonstration text." in str(alone.blocks["en"])
    assert alone.blocks["en"]["letterhead"]
    source = Source.objects.create(code="minutes", title_en="Minutes", title_es="Acta")
    asked(meeting("held", source=source), "2", 1)
    edition = freeze_plan(by=world.presidency)

    assert "To do 2." in str(edition.blocks["en"])
    for words in ("To do 1.", "Demonstration text."):
        assert words not in str(edition.blocks["en"])
    assert "letterhead" not in edition.blocks["en"]
    page = client.get(PLAN).content.decode()
    sections = {
        name: next(part for part in page.split("<section") if f"Meeting {name}" in part)
        for name in ("held", "rehearsed")
    }
    assert ["Demonstration</span>" in part for part in sections.values()] == [False, True]


def test_the_same_words_are_frozen_once_whatever_the_day(world):
    made = asked(meeting(), "1", 1)
    with time_machine.travel("2026-03-01 18:00Z", tick=False):
        edition = freeze_plan(by=world.presidency)
    with time_machine.travel("2026-03-05 18:00Z", tick=False):
        assert freeze_plan(by=world.presidency) == edition
        add_note(commitment=made, by=world.secretariat, on=today(), status="under_way", text_en="Begun.")
        assert freeze_plan(by=world.presidency).number == 2


def test_an_empty_plan_is_not_frozen_and_nobody_else_freezes_one(world):
    with pytest.raises(Refused, match="no line"):
        freeze_plan(by=world.presidency)
    for seat in (world.secretariat, world.focal_point, world.observer):
        with pytest.raises(PermissionDenied):
            freeze_plan(by=seat)


def test_the_presidency_freezes_it_on_the_page_and_everybody_finds_the_edition(world, client_of, client):
    chair = client_of(world.presidency)
    freeze = reverse("declarations:plan-freeze")
    assert "no line that everybody reads" in chair.post(freeze, follow=True).content.decode()
    asked(meeting(), "1", 1)
    assert "Freeze the plan" in chair.get(PLAN).content.decode()
    response = chair.post(freeze)
    edition = Edition.objects.get(document__symbol="RCM/PLAN")
    assert response.url == edition.get_absolute_url()
    page = client.get(PLAN).content.decode()

    assert edition.get_absolute_url() in page
    assert "Freeze the plan" not in page


def test_the_page_asks_the_same_for_few_and_many_lines(world, client, django_assert_num_queries):
    event = meeting()
    for count in (1, 4):
        for _one in range(count):
            made = asked(event, str(Conclusion.objects.count() + 1), Conclusion.objects.count() + 1)
            Party.objects.create(commitment=made, role="owner", country=world.countries["A"])
            Fulfilment.objects.create(commitment=made, event=event)
        with django_assert_num_queries(VISITOR + 10):
            client.get(PLAN)
