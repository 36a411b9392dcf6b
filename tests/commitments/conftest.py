"""A meeting whose conclusions can be followed up, and commitments made from it."""

from datetime import date

import pytest

from accounts.models import Body, Country
from events.actions.follow_up import make_commitment
from events.models import Conclusion, Event

LINES = [
    ("7", "item", "To update the calendar as follows:", ["update"]),
    ("", "heading", "Working Group on Irregular Migration:", []),
    ("7.f", "item", "Review and approve the campaign, in coordination with the Working Group on Borders.", ["review"]),
    ("", "heading", "Working Group on Borders:", []),
    ("7.h", "item", "Workshop on reintegration, with the support of Country B and the Fund Office.", []),
    ("7.q", "item", "Review and approve the campaign on risks.", ["review", "approve"]),
    ("9", "item", "To thank the host.", ["thank"]),
]


@pytest.fixture
def bodies(world):
    """The organ that meets, two working groups and an organization, by code."""
    names = {
        "group": ("organ", "Consultation Group", "GC"),
        "wg-a": ("organ", "Working Group on Irregular Migration", ""),
        "wg-b": ("organ", "Working Group on Borders", ""),
        "office": ("other", "Fund Office", "FO"),
    }
    return {
        code: Body.objects.create(code=code, kind=kind, name_en=name, name_es=f"ES {name}", acronym_en=acronym)
        for code, (kind, name, acronym) in names.items()
    }


@pytest.fixture
def meeting(world, bodies):
    """A public meeting with published conclusions."""
    event = Event.objects.create(
        code="m-2024", kind="meeting", name_en="Meeting M", name_es="Reunión M", organ=bodies["group"],
        starts=date(2024, 5, 2), ends=date(2024, 5, 3), audience="public", conclusions_public=True,
    )  # fmt: skip
    Conclusion.objects.bulk_create(
        Conclusion(event=event, order=order, reference=reference, role=role, text_en=text, verbs=verbs)
        for order, (reference, role, text, verbs) in enumerate(LINES, start=1)
    )
    return event


@pytest.fixture
def line_of(meeting):
    """`line_of("7.h")`: an item of the meeting."""
    return lambda reference: meeting.conclusions.select_related("event__organ").get(reference=reference)


@pytest.fixture
def made(world, bodies, line_of):
    """The commitment from 7.h, of a working group, with the support of Country B."""
    return make_commitment(
        conclusions=[line_of("7.h")],
        owners=[bodies["wg-b"]],
        supporters=[Country.objects.get(code="XXB")],
        due_words_en="second half of 2024",
        by=world.secretariat,
    )
