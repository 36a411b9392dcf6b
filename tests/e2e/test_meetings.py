"""Pages of notes by item, documents of items, the logistics note, a body, a call and a plan, in both languages."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Body
from commitments.actions.papers import create_paper
from commitments.actions.plans import take_item
from events.actions import concept, notes
from events.actions.item_documents import add_document
from events.actions.note_rows import Point, save_point
from events.models import AgendaDay, AgendaItem, AgendaSpeaker, Event, EventPart, Session
from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(world: World) -> dict[str, str]:
    """A forum with phases, an item with documents, notes of that item and a logistics note; a plan with an item."""
    desk = world.secretariat
    event = Event.objects.create(
        code="m", kind="forum", name_en="Forum M", name_es="Foro M", audience="public", starts=date(2026, 3, 31),
        time_zone="America/Panama",
    )  # fmt: skip
    Session.objects.create(
        event=event, code="H", order=1, label_en="Hearing", label_es="Audiencia", title_en="Hearing of stakeholders",
        title_es="Audiencia de partes interesadas", starts=date(2026, 3, 30),
    )  # fmt: skip
    concept.begin_concept(event=event, note="logistics", by=desk)
    venue, hotel = event.concept_sections.of("logistics")[:2]
    both = {
        "text_en": "The centre of conferences.\n\n- Entrance B",
        "text_es": "El centro de conferencias.\n\n- Entrada B",
    }
    concept.save_section(section=venue, fields=both, version=1, by=desk)
    concept.save_section(section=hotel, fields={"text_en": "Two hotels are near."}, version=1, by=desk)
    concept.open_concept(event=event, note="logistics", audience="members", by=desk)
    day = AgendaDay.objects.create(event=event, date=date(2026, 3, 31))
    items = [
        AgendaItem.objects.create(
            day=day, order=n, start=time(9 + n), title_en=f"Discussion {n}", title_es=f"Debate {n}"
        )
        for n in (1, 2)
    ]
    body = Body.objects.create(
        code="network",
        kind="civil_society_network",
        name_en="Network of organizations",
        name_es="Red de organizaciones",
    )
    AgendaSpeaker.objects.create(item=items[0], order=1, body=body, role="panelist")
    EventPart.objects.create(event=event, role="supporter", body=body)
    for audience in ("public", "participants"):
        fields = {"title_en": f"Paper ({audience})", "address": "https://example.org/paper", "audience": audience}
        add_document(item=items[0], fields=fields, by=desk)
    table = notes.open_notes(event=event, session=None, by=desk)
    for row, item in zip(table.rows.order_by("order")[:3], (None, items[0], items[1]), strict=True):
        point = Point(text="What was said.", attributed="Country A", item=str(item.pk) if item else "")
        save_point(row=row, point=point, version=1, by=desk)
    notes.share_notes(table=table, shared=True, by=desk)
    plan = create_paper(by=desk, code="plan", kind="plan", title_en="Strategic plan", title_es="Plan estratégico")
    take_item(plan=plan, number="2.1", text_en="To train.", text_es="Capacitar.", owners=[body], supporters=[], by=desk)
    return {
        "event": reverse("portal:event", args=["m"]),
        "body": reverse("portal:body", args=["network"]),
        "logistics": reverse("portal:concept", args=["m", "logistics"]),
        "logistics-desk": reverse("events:concept", args=["m", "logistics"]),
        "section": reverse("events:section", args=["m", "logistics", hotel.pk]),
        "item": reverse("events:item", args=["m", items[0].pk]),
        "document": reverse("events:document-new", args=["m", items[0].pk]),
        "notes": table.get_absolute_url(),
        "plan": plan.get_absolute_url(),
        "plan-item": reverse("commitments:plan-item-new", args=["plan"]),
    }


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_are_sound_at_every_width(
    open_page: Callable[..., Page], world: World, addresses: dict[str, str], language: str
) -> None:
    page = open_page(seat=world.secretariat)
    for name, address in addresses.items():
        page.goto(address.replace("/en/", f"/{language}/", 1))
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert_sound_at_all_widths(page, f"meetings.{name}.{language}")


def test_a_member_reads_notes_item_by_item(
    open_page: Callable[..., Page], world: World, addresses: dict[str, str]
) -> None:
    page = open_page(seat=world.focal_point)
    page.goto(addresses["notes"])

    expect(page.get_by_role("heading", level=3)).to_have_text(
        ["31 March 2026, 10:00 · Discussion 1", "31 March 2026, 11:00 · Discussion 2"]
    )
