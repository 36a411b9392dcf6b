"""Pages of registration: the State's, the body's, the Secretariat's, and those of who has a duty."""

import io
import json
import zipfile
from datetime import timedelta

import docx
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from accounts.models import StakeholderCategory
from audit.models import AuditEvent
from common.dates import today
from events.actions import delegations, personal
from events.actions.registration import add_funding, give_duty
from events.enums import FileKind
from events.models import (
    Delegation,
    DutyHolder,
    EntitlementRule,
    Event,
    FundingLine,
    Nomination,
    Participant,
    Registration,
    TravelData,
)
from tests.counts import SEATED
from tests.factories.registration import (
    TRAVEL,
    a_person,
    come,
    delegation_of,
    make_registration,
    picture,
    with_ticket,
)


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def registration(world):
    return make_registration(world, beyond_places=["vice_minister"], terms_en="Two officials.", passport_copy=True)


@pytest.fixture
def delegation(registration):
    return delegation_of(registration, "A")


@pytest.fixture
def state(world, client_of):
    return client_of(world.focal_point)


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


def url(name, *arguments):
    return reverse(f"events:{name}", args=arguments)


def entered(**more):
    fields = a_person(**more)
    return {name: value for name, value in fields.items() if value is not False}


def test_a_state_names_notifies_and_the_secretariat_registers(state, desk, registration, delegation):
    page = state.get(url("registration-list"))
    assert "Meeting M" in page.content.decode()
    here = delegation.get_absolute_url()
    assert here in page.content.decode()
    assert "Two officials." in state.get(here).content.decode()

    assert state.post(url("person-new", delegation.pk), entered()).status_code == 302
    page = state.get(here).content.decode()
    assert "Nobody outside your delegation sees these names" in page
    assert "Delegate 1 of Country A" not in desk.get(here).content.decode()
    page = state.post(url("delegation-act", delegation.pk), {"act": "notify", "contact": "Office"}, follow=True)
    assert "The Secretariat has been notified." in page.content.decode()
    page = desk.get(url("registration", "m")).content.decode()
    assert "Delegate 1 of Country A" in page
    page = desk.post(url("delegation-act", delegation.pk), {"act": "register"}, follow=True).content.decode()
    assert "The delegation is registered." in page
    assert "Letter" in state.get(here).content.decode()


def test_what_was_typed_stays_when_there_is_no_place_left(state, delegation):
    for number in (1, 2):
        state.post(url("person-new", delegation.pk), entered(number=number))

    response = state.post(url("person-new", delegation.pk), entered(number=3))

    page = response.content.decode()
    assert response.status_code == 422
    assert "The delegation has 2 places, and they are taken." in page
    assert "Delegate 3 of Country A" in page
    assert state.post(url("person-new", delegation.pk), entered(number=3, rank="vice_minister")).status_code == 302


def test_a_form_that_is_not_complete_says_what_is_missing(state, delegation):
    response = state.post(url("person-new", delegation.pk), entered(name="", email="nonsense", rank=""))

    page = response.content.decode()
    assert response.status_code == 422
    assert page.count('class="err"') == 3
    assert not Participant.objects.exists()


def test_two_of_a_delegation_who_save_at_once_see_both(state, world, client_of, delegation):
    (person,) = come(delegation, world.focal_point)
    address = url("person", person.pk)
    state.post(address, entered(position="Theirs", version=1))

    response = client_of(world.focal_point).post(address, entered(position="Mine", version=1))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Mine" in page
    assert "Theirs" in page
    assert 'value="2"' in page
    assert state.post(address, entered(position="Mine", version=2)).status_code == 302
    assert Participant.objects.get().position == "Mine"


def test_a_person_is_replaced_and_a_stale_page_says_so(state, world, delegation):
    (person,) = come(delegation, world.focal_point, a_person(theme="Labour"))
    address = url("person-replace", person.pk)
    assert "The place keeps its order" in state.get(address).content.decode()

    sent = {"name": "Delegate 9 of Country A", "position": "", "email": "nine@a.example", "version": 1}
    assert state.post(address, sent).status_code == 302
    again = state.post(address, {**sent, "name": "Delegate 8 of Country A"})

    assert again.status_code == 409
    assert "Delegate 9 of Country A" in again.content.decode()
    assert "Delegate 8 of Country A" in again.content.decode()
    assert (Participant.objects.get().name, Participant.objects.get().theme) == ("Delegate 9 of Country A", "Labour")


def test_people_move_and_go_and_an_exception_is_noted(state, desk, world, delegation):
    first, second = come(delegation, world.focal_point, a_person(1), a_person(2))
    act = url("delegation-act", delegation.pk)

    state.post(url("person-act", second.pk), {"act": "up"})
    assert Participant.objects.get(order=1) == second
    state.post(url("person-act", first.pk), {"act": "remove"})
    assert Participant.objects.get() == second
    desk.post(act, {"act": "places", "places": "4", "note": "Hosts"})
    assert Delegation.objects.get(pk=delegation.pk).places == 4
    desk.post(act, {"act": "places", "places": "", "note": ""})
    assert Delegation.objects.get(pk=delegation.pk).places is None
    state.post(act, {"act": "decline"})
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("places", "note", "why"),
    [("4", "", "noted with its reason"), ("nonsense", "Hosts", "from 0 to 99"), ("400", "Hosts", "from 0 to 99")],
)
def test_an_exception_that_is_refused_stays_as_it_was_typed(desk, delegation, places, note, why):
    page = desk.post(url("delegation-act", delegation.pk), {"act": "places", "places": places, "note": note})

    assert page.status_code == 422
    assert why in page.content.decode()
    assert (page.context["boxes"]["places"], page.context["boxes"]["note"]) == (places, note)
    assert Delegation.objects.get(pk=delegation.pk).places is None


def test_the_contact_stays_when_a_delegation_cannot_be_notified_yet(state, delegation):
    for number in (1, 2):
        state.post(url("person-new", delegation.pk), entered(number=number, is_head=False))

    page = state.post(url("delegation-act", delegation.pk), {"act": "notify", "contact": "Office of protocol"})

    assert page.status_code == 422
    assert "Say who is head of the delegation first." in page.content.decode()
    assert 'value="Office of protocol"' in page.content.decode()
    assert Delegation.objects.get(pk=delegation.pk).status == "invited"


def test_to_stay_away_is_said_in_a_step_of_its_own_that_tells_what_is_deleted(state, world, delegation):
    assert "Who was named here is deleted" not in state.get(delegation.get_absolute_url()).content.decode()
    come(delegation, world.focal_point)

    page = state.get(delegation.get_absolute_url()).content.decode()

    step = page[page.index("<summary", page.index('id="answer"')) :]
    assert step.index("Who was named here is deleted") < step.index('value="decline"') < step.index("</details>")


def test_another_country_finds_nothing_and_readers_are_told_who_writes(world, client_of, delegation):
    (person,) = come(delegation, world.focal_point)
    stranger, reader, presidency = map(client_of, (world.other_focal_point, world.clearer, world.presidency))

    for address in (delegation.get_absolute_url(), url("person", person.pk), url("registration", "m")):
        assert stranger.get(address).status_code == 404
    assert reader.get(delegation.get_absolute_url()).status_code == 200
    assert "focal points of the country" in reader.get(delegation.get_absolute_url()).content.decode()
    for client in (reader, presidency):
        assert client.get(url("person", person.pk)).status_code == 403
        assert client.post(url("person-act", person.pk), {"act": "remove"}).status_code == 403
        assert client.post(url("delegation-act", delegation.pk), {"act": "register"}).status_code == 403
    for name in ("given-out", "erased"):
        assert reader.post(url(name, person.pk)).status_code == 403
        assert stranger.post(url(name, person.pk)).status_code == 404
    assert Participant.objects.get().name


def test_a_body_registers_itself_where_the_event_is_open_to_it(world, client_of, registration):
    client = client_of(world.stakeholder)
    assert "No event asks you" in client.get(url("registration-list")).content.decode()
    assert client.post(url("body-comes", "m")).status_code == 404
    Registration.objects.update(open_to=["stakeholder"])

    assert "Register your organization" in client.get(url("registration-list")).content.decode()
    response = client.post(url("body-comes", "m"))

    row = Delegation.objects.get(body=world.stakeholder.body)
    assert response["Location"] == row.get_absolute_url()
    assert "Representative of an organization" in client.get(url("person-new", row.pk)).content.decode()
    assert client_of(world.civil_society).post(url("body-comes", "m")).status_code == 404


def test_the_desk_sets_terms_and_a_stale_save_shows_what_is_stored(desk, world, registration):
    address = url("registration-terms", "m")
    sent = {"places": "3", "keep_days": "10", "due_on": "2099-01-15", "beyond_places": ["minister"], "version": 1}

    assert desk.post(address, sent).status_code == 302
    response = desk.post(address, {**sent, "places": "4"})

    assert response.status_code == 409
    registration.refresh_from_db()
    assert (registration.places, registration.beyond_places, registration.passport_copy) == (3, ["minister"], False)
    again = desk.post(address, {**sent, "places": "4", "version": 2})
    assert again.status_code == 302
    assert desk.post(address, {**sent, "places": "-1", "version": 3}).status_code == 422
    page = desk.get(url("registration", "m")).content.decode()
    assert "No answer yet" in page
    assert "15 January 2099" in page


def test_rules_lines_guests_and_duties_are_added_and_taken_out(desk, world, registration):
    country, body = world.countries["A"], world.observer.body
    desk.post(url("rule-new", "m"), {"kind": "ticket", "places": "2", "group_en": "A", "countries": [country.pk]})
    rule = EntitlementRule.objects.get()
    desk.post(url("funding-new", "m"), {"item_en": "Flights", "payer_body": body.pk, "rule": rule.pk})
    desk.post(url("guest-new", "m"), {"kind": "guest", "guest_en": "Champion country"})
    desk.post(url("duty-new", "m"), {"duty": "tickets", "person": world.observer.membership.pk})
    line, duty = FundingLine.objects.get(), DutyHolder.objects.get()

    page = desk.get(url("registration", "m")).content.decode()
    for words in ("Flights", "Champion country", "Buys the tickets", "2 free"):
        assert words in page
    wrong = {"item_en": "X", "payer_body": body.pk, "payer_country": country.pk}
    assert desk.post(url("funding-new", "m"), wrong).status_code == 422
    assert desk.post(url("guest-new", "m"), {"kind": "guest"}).status_code == 422
    there = desk.post(url("guest-new", "m"), {"kind": "member", "who": "XXA"})
    assert "there already" in there.content.decode()
    for what, row in (("line", line), ("rule", rule), ("duty", duty)):
        assert desk.post(url("term-remove", "m", what, row.pk)).status_code == 302
    assert desk.post(url("term-remove", "m", "nonsense", 1)).status_code == 404
    assert [model.objects.count() for model in (FundingLine, EntitlementRule, DutyHolder)] == [0, 0, 0]


def test_registration_is_begun_from_the_page_of_the_event_opened_and_closed(desk, world):
    Event.objects.create(code="n", kind="meeting", name_en="Meeting N")
    assert "Begin registration" in desk.get(url("event", "n")).content.decode()

    desk.post(url("registration-start", "n"))
    page = desk.get(url("registration", "n")).content.decode()
    desk.post(url("registration-open", "n"), {"open": "1"})

    assert "Delegations, places, travellers" in desk.get(url("event", "n")).content.decode()
    assert Registration.objects.get().is_open
    assert Delegation.objects.count() == 3
    assert "Open registration and invite" in page
    desk.post(url("registration-open", "n"), {"open": "0"})
    assert "Open registration again" in desk.get(url("registration", "n")).content.decode()
    assert not Registration.objects.get().is_open


def test_the_letter_is_made_in_both_languages_after_registration_and_kept_nowhere(state, world, registration, tmp_path):
    (early,) = come(delegation_of(registration, "A"), world.focal_point, a_person(role="speaker"))
    assert state.get(url("letter", early.pk, "en", "pdf")).status_code == 404
    host = world.countries["C"]
    add_funding(registration=registration, item_en="Venue", item_es="Sede", payer_country=host, by=world.secretariat)
    add_funding(registration=registration, item_en="Transfers", by=world.secretariat)
    delegations.register_delegation(delegation=early.delegation, by=world.secretariat)

    english = state.get(url("letter", early.pk, "en", "pdf"))
    spanish = state.get(url("letter", early.pk, "es", "docx"))

    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(english.content)).pages)
    text = " ".join(text.split())
    for words in (
        "Delegate 1 of Country A",
        "Meeting M",
        "1–2 March 2099",
        "speaker",
        "Country C",
        "I accept the invitation",
    ):
        assert words in text
    assert "The delegation itself" in text
    document = docx.Document(io.BytesIO(spanish.content))
    said = [p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells]
    assert "Reunión M" in " ".join(said)
    assert "Sede" in said
    assert "Para" in said
    assert english["Content-Disposition"] == 'attachment; filename="invitation-m-en.pdf"'
    assert "no-store" in english["Cache-Control"]
    assert list(tmp_path.iterdir()) == []
    assert state.get(url("letter", early.pk, "fr", "pdf")).status_code == 404
    assert state.get(url("letter", early.pk, "en", "exe")).status_code == 404


def test_what_a_payer_says_of_a_purchase_is_told_only_to_those_for_whom_it_buys(state, world, client_of, registration):
    rule = with_ticket(world, registration).ticket
    note = "Bought directly by the payer."
    body = world.observer.membership.hat.body
    add_funding(
        registration=registration, item_en="Flights", payer_body=body, rule=rule, note_en=note, by=world.secretariat
    )

    assert note in state.get(delegation_of(registration, "A").get_absolute_url()).content.decode()
    other = client_of(world.seats["focal_point_c"])
    page = other.get(delegation_of(registration, "C").get_absolute_url()).content.decode()

    assert "Flights" in page
    assert "The delegation itself" in page
    assert note not in page


def test_the_other_language_of_a_page_that_answers_an_act_is_that_of_the_delegation(state, delegation):
    page = state.post(url("delegation-act", delegation.pk), {"act": "notify", "contact": ""}).content.decode()

    assert f'href="/es/delegations/{delegation.pk}/"' in page
    assert f'href="/es/delegations/{delegation.pk}/act/"' not in page


def test_the_official_list_is_printed_by_protocol_or_alphabet(desk, state, world, client_of, registration):
    for letter in "ABC":
        row = delegation_of(registration, letter)
        come(row, world.focal_point_of(world.countries[letter]))
        delegations.register_delegation(delegation=row, by=world.secretariat)
    Event.objects.filter(code="m").update(starts=None, ends=None)  # Country C holds the Presidency today
    address = url("participants", "m")

    def countries(response):
        document = docx.Document(io.BytesIO(response.content))
        words = " ".join(p.text for p in document.paragraphs)
        return sorted((words.index(name), name[-1]) for name in ("Country A", "Country B", "Country C"))

    protocol = desk.get(address, {"language": "en", "format": "docx"})
    alphabet = desk.get(address, {"language": "en", "format": "docx", "order": "en"})
    assert [letter for _at, letter in countries(protocol)] == ["C", "A", "B"]
    assert [letter for _at, letter in countries(alphabet)] == ["A", "B", "C"]
    assert desk.get(address).status_code == 404
    assert state.get(address, {"language": "en", "format": "pdf"}).status_code == 404
    Registration.objects.update(list_shared=True)
    assert state.get(address, {"language": "es", "format": "pdf"}).content.startswith(b"%PDF-")
    assert client_of(world.observer).get(address, {"language": "es", "format": "pdf"}).status_code == 404


def test_the_shared_list_is_read_by_delegations_in_which_somebody_is_registered(state, world, client_of, registration):
    """Whoever may come by a press of a button is not among those who take part yet."""
    Registration.objects.update(list_shared=True, open_to=["stakeholder"])
    address, asked = url("participants", "m"), {"language": "en", "format": "docx"}
    visitor = client_of(world.stakeholder)
    visitor.post(url("body-comes", "m"))
    with_ticket(world, registration)

    assert state.get(address, asked).status_code == 200
    assert visitor.get(address, asked).status_code == 404
    assert client_of(world.focal_point_b).get(address, asked).status_code == 404
    row = Delegation.objects.get(body=world.stakeholder.body)
    assert "List of participants" not in visitor.get(row.get_absolute_url()).content.decode()


def test_an_act_without_a_name_does_nothing_and_one_after_the_close_says_so(state, desk, world, registration):
    row = delegation_of(registration, "A")
    first, second = come(row, world.focal_point, a_person(1), a_person(2))

    for act in ("", "nonsense"):
        assert desk.post(url("delegation-act", row.pk), {"act": act}).status_code == 404
        assert state.post(url("person-act", first.pk), {"act": act}).status_code == 404
    assert Delegation.objects.get(pk=row.pk).status == "notified"
    Registration.objects.update(is_open=False)
    page = state.post(url("person-act", second.pk), {"act": "up"}, follow=True).content.decode()
    assert "Registration is closed." in page
    assert Participant.objects.get(order=1) == first


def test_data_that_cannot_be_opened_is_said_to_who_gives_it_out(desk, world, registration):
    person = with_ticket(world, registration)
    personal.send_travel(participant=person, values=TRAVEL, version=0, by=world.focal_point)
    TravelData.objects.update(key=b"nonsense")

    page = desk.post(url("given-out", person.pk), follow=True)

    assert "cannot be opened any more" in page.content.decode()


def test_the_acceptance_is_sent_with_a_file_or_refused_with_a_word(state, world, registration):
    person = with_ticket(world, registration)
    address = url("acceptance", person.pk)

    bad = state.post(address, {"on": "2022-01-02", "file": SimpleUploadedFile("letter.pdf", b"MZ program")})
    assert bad.status_code == 422
    assert "Use PDF, PNG or JPEG" in bad.content.decode()
    early = state.post(address, {"on": (today() + timedelta(days=1)).isoformat()})
    assert "This day is still to come." in early.content.decode()
    assert Participant.objects.get().accepted_on is None
    assert state.post(address, {"on": "2022-01-02", "file": picture()}).status_code == 302
    assert "Invitation accepted" in state.get(person.delegation.get_absolute_url()).content.decode()


def test_travel_data_is_sent_and_never_shown_to_who_sent_it(state, desk, world, registration):
    person = with_ticket(world, registration)
    address = url("travel", person.pk)
    bad = {**TRAVEL, "version": "0", "file": SimpleUploadedFile("p.png", b"\x89PNG\r\n\x1a\n broken")}

    refused = state.post(address, bad)
    assert refused.status_code == 422
    assert "The image cannot be read." in refused.content.decode()
    assert not TravelData.objects.exists()
    assert "ends before the event" in state.post(address, {**TRAVEL, "valid_until": "2099-01-01"}).content.decode()
    assert state.post(address, {**TRAVEL, "version": "0", "file": picture()}).status_code == 302
    again = state.get(address).content.decode()
    assert "Data was sent on" in again
    assert "City A" not in again
    stale = state.post(address, {**TRAVEL, "version": "0"})
    assert stale.status_code == 409
    assert state.post(address, {**TRAVEL, "version": "1"}).status_code == 302
    wrong = {"born_on": "2099-01-01", "outbound_on": "2099-02-28", "return_on": "2099-02-27", "version": "2"}
    page = state.post(address, {**TRAVEL, **wrong}).content.decode()
    assert "This day is still to come." in page
    assert "The return is before the outbound journey." in page
    assert "Data for the ticket sent" in state.get(person.delegation.get_absolute_url()).content.decode()


def test_there_is_no_travel_form_before_the_ticket(state, world, registration):
    (person,) = come(delegation_of(registration, "A"), world.focal_point)

    assert state.get(url("travel", person.pk)).status_code == 404


def test_who_buys_the_tickets_sees_travellers_and_each_look_is_recorded(world, client_of, registration):
    person = with_ticket(world, registration)
    held = personal.send_travel(participant=person, values=TRAVEL, version=0, by=world.focal_point)
    file = personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)
    buyer = client_of(world.observer)
    assert buyer.get(url("travellers", "m")).status_code == 404
    assert buyer.post(url("travel-seen", held.pk)).status_code == 404
    assert buyer.post(url("file-seen", file.pk)).status_code == 404

    give_duty(registration=registration, membership=world.observer.membership, duty="tickets", by=world.secretariat)

    assert url("travellers", "m") in buyer.get(url("registration-list")).content.decode()
    page = buyer.get(url("travellers", "m")).content.decode()
    assert "Delegate 1 of Country A" in page
    assert "City A" not in page
    seen = buyer.post(url("travel-seen", held.pk))
    assert "City A" in seen.content.decode()
    assert "no-store" in seen["Cache-Control"]
    image = buyer.post(url("file-seen", file.pk))
    assert image.content.startswith(b"\x89PNG")
    assert (image["Content-Type"], image["Content-Security-Policy"]) == ("image/png", "sandbox")
    assert image["Content-Disposition"].startswith("attachment")
    looks = AuditEvent.objects.filter(action__in=("travel.seen", "file.seen")).values_list("actor_id", flat=True)
    assert list(looks) == [str(world.observer.user.pk)] * 2
    page = buyer.get(url("travellers", "m"))
    assert [(look.what, look.whose.name) for look in page.context["looks"]] == [
        ("A file", "Delegate 1 of Country A"), ("Data for the ticket", "Delegate 1 of Country A"),
    ]  # fmt: skip
    assert buyer.get(url("registration", "m")).status_code == 404
    assert buyer.get(person.delegation.get_absolute_url()).status_code == 404
    presidency = client_of(world.presidency)
    assert presidency.post(url("travel-seen", held.pk)).status_code == 404
    page = presidency.get(url("travellers", "m")).content.decode()
    assert "Look at it" not in page
    assert "Who looked" not in page


def test_who_looked_is_named_with_the_role_in_the_language_of_the_page(world, desk, registration):
    held = personal.send_travel(
        participant=with_ticket(world, registration), values=TRAVEL, version=0, by=world.focal_point
    )
    desk.post(url("travel-seen", held.pk))

    for language, role in (("en", "Executive Secretariat"), ("es", "Secretaría Ejecutiva")):
        with override(language):
            page = desk.get(url("travellers", "m"))
        assert [look.by for look in page.context["looks"]] == [f"{world.secretariat.user.name}, {role}"]
        assert f">{world.secretariat.user.name}, {role}</td>" in page.text


def test_a_registrar_registers_for_this_event_and_keeps_no_terms(world, client_of, registration):
    come(delegation_of(registration, "A"), world.focal_point)
    give_duty(registration=registration, membership=world.observer.membership, duty="registrar", by=world.secretariat)
    registrar = client_of(world.observer)

    assert "Delegate 1 of Country A" in registrar.get(url("registration", "m")).content.decode()
    assert registrar.get(url("attendance", "m")).status_code == 200
    row = delegation_of(registration, "A")
    assert registrar.post(url("delegation-act", row.pk), {"act": "register"}).status_code == 302
    assert Participant.objects.get().registered_at is not None
    for name in ("registration-terms", "rule-new", "duty-new"):
        assert registrar.get(url(name, "m")).status_code == 404
    assert registrar.post(url("erased", Participant.objects.get().pk)).status_code == 403


def test_attendance_is_kept_as_somebody_saw_it(desk, world, registration):
    assert "Nobody is registered yet." in desk.get(url("attendance", "m")).content.decode()
    person = with_ticket(world, registration)

    page = desk.post(url("attendance", "m"), {f"took-{person.pk}": "yes"}, follow=True).content.decode()

    assert Participant.objects.get().attended is True
    assert "Saved." in page
    page = desk.post(url("attendance", "m"), {f"took-{person.pk}": "nonsense"}, follow=True).content.decode()
    assert "Nothing was changed." in page
    desk.post(url("attendance", "m"), {f"took-{person.pk}": ""})
    assert Participant.objects.get().attended is None


def test_how_many_took_part_is_told_so_that_one_reads_like_many_in_either_language(desk, world, registration):
    desk.post(url("attendance", "m"), {f"took-{with_ticket(world, registration).pk}": "yes"})

    for language, words in (
        ("en", "Took part: 1 · Did not take part: 0 · Not recorded: 0"),
        ("es", "Participaron: 1 · No participaron: 0 · No consta: 0"),
    ):
        with override(language):
            assert words in desk.get(url("attendance", "m")).text


def test_a_page_of_attendance_that_was_opened_before_takes_nothing_back(desk, world, registration):
    person = with_ticket(world, registration)
    took, were = f"took-{person.pk}", f"{person.pk}="
    desk.post(url("attendance", "m"), {took: "yes", "were": were})

    page = desk.post(url("attendance", "m"), {took: "", "were": were}, follow=True).content.decode()
    assert "Nothing was changed." in page
    page = desk.post(url("attendance", "m"), {took: "no", "were": were}, follow=True).content.decode()

    assert "and it stands: Delegate 1 of Country A" in page
    assert f'name="were" value="{person.pk}=yes"' in page
    assert "The meeting has not begun yet." in page
    assert Participant.objects.get().attended is True


def test_the_secretariat_gives_out_and_erases_at_the_persons_request(desk, world, registration):
    person = with_ticket(world, registration)
    personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)

    given = desk.post(url("given-out", person.pk))
    with zipfile.ZipFile(io.BytesIO(given.content)) as archive:
        assert archive.namelist() == ["participant.json", "passport.png"]
        assert json.loads(archive.read("participant.json"))["email"] == "delegate1@a.example"
    page = desk.post(url("erased", person.pk), follow=True).content.decode()

    assert "The person was erased." in page
    assert "Name erased" in page
    assert "Delegate 1 of Country A" not in page
    tree = desk.get(url("participants", "m"), {"language": "en", "format": "docx"})
    words = " ".join(c.text for t in docx.Document(io.BytesIO(tree.content)).tables for r in t.rows for c in r.cells)
    assert "Name erased" in words
    assert "Technical level" in words


def test_nominations_are_made_chosen_reopened_and_erased_on_one_page(world, client_of, desk, registration):
    Registration.objects.update(nominations=True, open_to=["stakeholder"])
    category = StakeholderCategory.objects.create(code="academia", order=1, name_en="Academia", name_es="Academia")
    body = client_of(world.stakeholder)
    address = url("nominations", "m")
    sent = {"category": category.pk, "name": "Nominee 1", "organization": "University", "email": "n@n.example"}

    assert body.post(address, {**sent, "name": ""}).status_code == 422
    assert body.post(address, sent).status_code == 302
    assert client_of(world.focal_point).post(address, sent).status_code == 403
    assert client_of(world.observer).get(address).status_code == 404
    row = Nomination.objects.get()
    act = url("nomination-act", row.pk)
    assert body.post(act, {"act": "choose", "consulted": "All"}).status_code == 403
    assert "who was consulted" in desk.post(act, {"act": "choose"}, follow=True).content.decode()
    desk.post(act, {"act": "choose", "consulted": "All"})
    assert "Chosen" in body.get(address).content.decode()
    assert "chosen here already" in body.post(address, sent).content.decode()
    desk.post(act, {"act": "reopen"})
    desk.post(act, {"act": "erase"})
    assert "Name erased" in body.get(address).content.decode()


def test_pages_ask_the_same_number_of_queries_however_many_delegations_there_are(
    desk, state, world, registration, django_assert_num_queries
):
    def count():
        with django_assert_num_queries(SEATED + 11):
            desk.get(url("registration", "m"))
        with django_assert_num_queries(SEATED + 12):
            state.get(here)
        with django_assert_num_queries(SEATED + 4):
            desk.get(url("travellers", "m"))
        with django_assert_num_queries(SEATED + 3):
            state.get(url("registration-list"))

    here = with_ticket(world, registration).delegation.get_absolute_url()
    rule = EntitlementRule.objects.get()
    add_funding(registration=registration, item_en="Flights", rule=rule, by=world.secretariat)
    count()
    row = delegation_of(registration, "B")
    come(row, world.focal_point_b, a_person(1, "B"), a_person(2, "B"))
    delegations.register_delegation(delegation=row, by=world.secretariat)
    come(delegation_of(registration, "C"), world.seats["focal_point_c"], a_person(1, "C"))
    for number in range(5):
        add_funding(registration=registration, item_en=f"Item {number}", rule=rule, by=world.secretariat)
    delegations.add_participant(
        delegation=delegation_of(registration, "A"), fields=a_person(5, is_head=False), by=world.focal_point
    )
    count()


OPEN = (
    "/en/search/?q=zq-participant-1", "/api/v1/events/m/", "/api/v1/events/", "/en/events/m/", "/data/events.json",
    "/data/events.csv",
)  # fmt: skip


def test_nothing_of_participants_is_in_search_interface_or_open_files(world, client_of, registration):
    with_ticket(world, registration)
    Participant.objects.update(name="zq-participant-1", institution="zq-participant-2", email="zq-p@a.example")
    Event.objects.update(audience="public")
    client = client_of(world.observer)

    pages = {address: client.get(address) for address in OPEN}
    said = {address: (r.getvalue() if r.streaming else r.content).decode() for address, r in pages.items()}

    assert [address for address, page in said.items() if "zq-participant-2" in page or "zq-p@" in page] == []
