"""Pages of sessions, findings, concept notes and calendars in a browser, in both languages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from events.actions import concept, floor
from events.actions import session_reports as reports
from events.models import Event, Finding, Session, SessionQuestion, SessionReport
from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(world: World) -> Event:
    """A forum with two sessions that report on the same topic, a concept note, and somebody who asks for the floor."""
    desk = world.secretariat
    event = Event.objects.create(
        code="m", kind="forum", name_en="Forum M", name_es="Foro M", audience="public", starts=date(2026, 3, 31),
        time_zone="America/Panama",
    )  # fmt: skip
    fields = {
        "kind": "product", "title_en": "Product", "title_es": "Producto", "text_en": "A report^[See A/RES/73/195.]",
        "text_es": "Un informe^[Véase A/RES/73/195.]",
    }  # fmt: skip
    concept.add_section(event=event, fields=fields, by=desk)
    concept.open_concept(event=event, audience="members", by=desk)
    for code in ("1", "2"):
        session = Session.objects.create(
            event=event, code=code, order=int(code), title_en=f"Title {code}", title_es=f"Título {code}",
            method="knowledge_cafe",
        )  # fmt: skip
        SessionQuestion.objects.create(
            session=session, order=1, topic="practices", text_en="Which practices?", text_es="¿Qué prácticas?"
        )
        reports.open_report(session=session, by=desk)
        Finding.objects.filter(question__session=session).update(text="One window", said_by="Group 2")
    item = event.days.create(date=event.starts).items.create(
        order=1, start="10:00", end="11:00", title_en="Discussion", title_es="Discusión"
    )
    floor.ask_floor(item=item, who=world.countries["B"], role="speaker", by=desk)
    return event


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_are_sound_at_every_width(
    open_page: Callable[..., Page], world: World, event: Event, language: str
) -> None:
    addresses = {
        "event": reverse("portal:event", args=["m"]),
        "session": reverse("portal:session", args=["m", "1"]),
        "findings": SessionReport.objects.all()[0].get_absolute_url(),
        "compared": reverse("events:findings", args=["m"]),
        "concept": reverse("portal:concept", args=["m", "concept_note"]),
        "calendars": reverse("portal:calendars"),
    }  # fmt: skip
    page = open_page(seat=world.secretariat)
    for name, address in addresses.items():
        page.goto(address.replace("/en/", f"/{language}/", 1))
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert_sound_at_all_widths(page, f"sessions.{name}.{language}")


def test_findings_are_added_under_their_question_while_the_line_is_cut(
    open_page: Callable[..., Page], world: World, event: Event
) -> None:
    report = SessionReport.objects.get(session__code="1")
    page = open_page(report.get_absolute_url(), seat=world.secretariat)
    page.context.set_offline(True)
    page.get_by_role("button", name="Add a finding").click()
    page.get_by_role("group", name="Good practices, finding 4").get_by_label("Finding").fill("Found without a line")
    page.context.set_offline(False)
    expect(page.locator("[data-save-status]")).to_contain_text("Saved")

    assert report.session.questions.get().findings.last().text == "Found without a line"
