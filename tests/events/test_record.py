"""The meetings on record, as they are loaded."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Body
from events import entitled
from events.actions.printing import freeze_print
from events.enums import EventAudience, LinkKind, PartRole, Print
from events.models import AgendaItem, AgendaSpeaker, Conclusion, Event, Registration
from publications.block_json import from_json
from publications.blocks import runs_of
from sources.models import Claim

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
REAL = (
    "rcgm-2021-12-01", "ii-workshop-2022", "champions-forum-2023", "lac-multi-stakeholder-consultation-2021",
    "lac-regional-review-2021", "imrf-side-event-2022",
)  # fmt: skip


def test_six_events_six_more_that_are_only_named_and_four_that_one_item_names():
    assert Event.objects.count() == 16
    assert Event.objects.filter(code__in=REAL).count() == 6
    assert all(event.name_es and event.documents.exists() for event in Event.objects.all())
    assert set(Event.objects.values_list("audience", flat=True)) == {EventAudience.PUBLIC}


def test_dialogues_and_courses_stand_as_the_conclusions_name_them():
    dialogues = Event.objects.get(code="high-level-dialogues")
    courses = Event.objects.filter(kind="course").order_by("code")

    assert sorted(part.country.code for part in dialogues.parts.filter(role=PartRole.HOST)) == ["COL", "PAN"]
    assert {link.to_conclusion.reference for link in dialogues.links.all()} == {"5", "5.a"}
    assert [(one.series_name, one.starts) for one in courses] == [
        ("II Online Course on Trafficking in Persons", None),
        ("III Diploma Course on Boys, Girls and Adolescents and Migration", None),
        ("III Diploma Course on Labour Migration", None),
    ]
    assert [link.to_conclusion.reference for one in courses for link in one.links.all()] == ["7.r", "7.m", "7.d"]
    assert courses[0].parts.get(role=PartRole.PROVIDER).body.code == "unam"


def test_the_forum_has_its_phases_with_dates_and_the_consultation_its_round_tables():
    phases = Event.objects.get(code="imrf-2022-forum").sessions.all()
    consultation = Event.objects.get(code="lac-multi-stakeholder-consultation-2021").sessions.all()

    assert [(one.code, one.starts.day, one.ends.day) for one in phases] == [
        ("H", 16, 16), ("1", 17, 18), ("2", 17, 18), ("3", 17, 18), ("4", 17, 18), ("D", 18, 18), ("P", 19, 20)
    ]  # fmt: skip
    assert [one.code for one in consultation] == ["O", "1", "2", "3", "4", "5", "C"]
    assert all(one.objectives.filter(number=23).exists() for one in consultation if one.code.isdecimal())


def test_host_and_presidency_are_two_roles():
    parts = Event.objects.get(code="ii-workshop-2022").parts

    assert parts.get(role=PartRole.PRESIDENCY).country.code == "SLV"
    assert parts.get(role=PartRole.HOST, body=None).country.code == "MEX"


def test_honduras_stands_with_the_source_that_names_it_and_both_claims_are_at_hand():
    event = Event.objects.get(code="rcgm-2021-12-01")
    recorded = event.parts.filter(role=PartRole.PARTICIPANT)

    assert recorded.count() == 11
    assert list(recorded.exclude(source=None).values_list("country__code", flat=True)) == ["HND"]
    assert Claim.objects.filter(group="attendance-honduras-2021-12-01").count() == 2
    assert "attendance-honduras-2021-12-01" in event.claim_groups


def test_attendance_is_never_read_from_thanks():
    observers = Event.objects.get(code="rcgm-2021-12-01").parts.filter(role=PartRole.OBSERVER)

    assert list(observers.values_list("body__code", flat=True)) == ["sacm"]


def test_every_group_of_claims_that_an_event_names_exists():
    named = {group for groups in Event.objects.values_list("claim_groups", flat=True) for group in groups}

    assert named <= set(Claim.objects.values_list("group", flat=True))


def test_the_chain_leads_from_the_decision_to_the_workshop_and_to_the_forum():
    workshop = Event.objects.get(code="ii-workshop-2022")
    asked = workshop.links.get(kind=LinkKind.ASKED_BY).to_conclusion
    calendar = workshop.links.get(kind=LinkKind.LISTED_IN)

    assert asked.reference == "6.a"
    assert (calendar.to_conclusion.reference, calendar.confirmed) == ("7.v", False)
    assert workshop.links.filter(to_event__code="imrf-2022-forum").exists()
    assert workshop.links_in.get(event__code="coordination-meeting-2022-01-20").kind == LinkKind.LED_TO
    assert workshop.date_changes.get().words_en == "April 2022"


def test_series_are_counted_in_roman_numerals():
    assert (
        Event.objects.get(code="ii-rcm-sacm-plenary").series_name == "II Plenary Meeting between the RCM and the SACM"
    )
    assert Event.objects.get(code="imrf-2022-forum").series_name == ""


def test_proposals_say_who_made_them_and_what_was_done():
    made = Conclusion.objects.exclude(disposition="").values_list("reference", "proposer_country__code", "disposition")

    assert list(made) == [
        ("2.a", "CAN", "accepted"),
        ("4.c", "PAN", "taken_note"),
        ("4.d", "CAN", "accepted"),
        ("4.e", "MEX", "taken_note"),
        ("5.b", "MEX", "welcomed"),
        ("6.a", "MEX", "taken_note"),
    ]


def test_headings_and_the_closing_line_are_no_items():
    roles = Conclusion.objects.filter(reference="").values_list("role", flat=True)

    assert sorted(roles) == ["heading"] * 5 + ["line", "opening"]


def test_the_slots_of_the_countries_stand_in_spanish_order():
    items = AgendaItem.objects.filter(kind="country_presentations")
    codes = [list(item.speakers.values_list("country__code", flat=True)) for item in items]

    assert codes == [["BLZ", "CAN", "CRI", "SLV", "USA", "GTM"], ["HND", "MEX", "NIC", "PAN", "DOM"]]


def test_loading_again_writes_nothing_under_an_item_that_an_editor_changed():
    item = AgendaItem.objects.get(title_en="Welcoming Remarks")
    item.speakers.all().delete()
    AgendaItem.objects.filter(pk=item.pk).update(title_en="Opening")

    call_command("load_reference", verbosity=0)

    item.refresh_from_db()
    assert item.title_en == "Opening"
    assert not AgendaSpeaker.objects.filter(item=item).exists()


def test_the_record_of_the_workshop_says_who_was_entitled_and_who_paid():
    terms = Registration.objects.get(event__code="ii-workshop-2022")
    middle, bodies, tickets = entitled.entitled(entitled.rules_of(terms), [])

    assert (terms.places, terms.beyond_places, str(terms.due_on)) == (2, ["vice_minister"], "2022-03-02")
    assert (middle.rule.places, middle.unnamed, bodies.places, tickets.places) == (2, True, 4, 18)
    assert [one.party.code for one in tickets.rows if hasattr(one.party, "iso2")] == [
        "BLZ", "CRI", "DOM", "SLV", "GTM", "HND", "NIC", "PAN",
    ]  # fmt: skip
    assert [line.payer.code if line.payer else "" for line in entitled.lines_of(terms)] == ["mexico-segob", "iom", ""]
    assert not terms.is_open
    assert not terms.delegations.exists()


def test_the_meeting_of_2021_thanked_whom_its_document_names():
    event = Event.objects.get(code="rcgm-2021-12-01")
    thanked = {body.code for body in Body.objects.filter(thanked_in__event=event)}

    assert {"icrc", "ilo", "unhcr", "iom", "rncom", "sacm", "executive-secretariat"} <= thanked
    assert event.conclusions.get(reference="5.c").addressee_en == "South American Conference on Migration"


def test_the_concept_note_of_the_second_workshop_has_eleven_footnotes_the_seventh_without_a_text():
    workshop = Event.objects.get(code="ii-workshop-2022")
    edition = freeze_print(event=workshop, what=Print.CONCEPT_NOTE, by=None)
    runs = list(runs_of(from_json(edition.blocks["en"])))
    notes = ["".join(part.text for part in run.note.runs) for run in runs if run.note]

    assert edition.audience == "members"
    assert len(notes) == 11
    assert [place for place, note in enumerate(notes, start=1) if "its text does not" in note] == [7]
    for address in ("migrationnetwork.un.org/es/node/180", "www.state.gov/global-compact-for-safe-orderly"):
        assert any(f"https://{address}" in note for note in notes)
    assert any("Presentation on the roadmap to IMRF" in run.text for run in runs)


def test_the_public_does_not_read_that_concept_note_and_the_desk_does(client, desk_seat, client_of):
    address = reverse("portal:concept", args=["ii-workshop-2022", "concept_note"])

    assert client.get(address).status_code == 404
    assert "Puebla, Mexico" in client_of(desk_seat).get(address).text
