"""Travel data and files: asked of travellers only, encrypted, seen by named roles, erased without a trace."""

import io
import json
import logging
import os
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import StakeholderCategory
from audit.models import AuditEvent
from common.dates import today
from common.errors import Conflict, Refused
from events import periodic
from events.actions import delegations, personal
from events.actions.nominations import nominate
from events.actions.registration import give_duty
from events.enums import FileKind
from events.models import Event, Nomination, Participant, PersonalFile, Registration, TravelData
from tests.factories.registration import (
    TRAVEL,
    a_person,
    come,
    delegation_of,
    make_registration,
    pass_by,
    picture,
    with_ticket,
)

CANARY = "zq-person-8824"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    """Files of its own for each test, so that all of them can be searched."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def registration(world):
    return make_registration(world, passport_copy=True)


@pytest.fixture
def person(world, registration):
    return with_ticket(world, registration)


def send(person, by, version=0, **values):
    return personal.send_travel(participant=person, values={**TRAVEL, **values}, version=version, by=by)


def acts():
    return list(
        AuditEvent.objects.filter(chain__startswith="event:").order_by("number").values_list("action", flat=True)
    )


def everything_in_the_database() -> str:
    """Every row of every table, history and queues included, as PostgreSQL prints it; bytes in hexadecimal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT t::text FROM {table} t")
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def everything_in_the_files() -> bytes:
    return b"".join(path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def is_anywhere(words: str) -> bool:
    rows = everything_in_the_database()
    return words in rows or words.encode().hex() in rows or words.encode() in everything_in_the_files()


def test_travel_data_is_asked_only_of_registered_persons_whose_ticket_is_bought(world, registration):
    (early,) = come(delegation_of(registration, "B"), world.focal_point_b)
    with pytest.raises(Refused, match="whose ticket somebody buys"):
        send(early, world.focal_point_b)
    delegations.register_delegation(delegation=early.delegation, by=world.secretariat)
    early = Participant.objects.get(pk=early.pk)
    with pytest.raises(Refused, match="whose ticket somebody buys"):
        send(early, world.focal_point_b)
    with pytest.raises(Refused, match="whose ticket somebody buys"):
        personal.send_file(participant=early, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point_b)

    assert not TravelData.objects.exists()
    assert not PersonalFile.objects.exists()


def test_a_copy_of_the_passport_is_taken_only_where_the_event_asks_for_it(world, person):
    Registration.objects.update(passport_copy=False)
    person.delegation.registration.refresh_from_db()

    with pytest.raises(Refused, match="no copy of the passport"):
        personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)


def test_it_is_off_unless_somebody_turns_it_on():
    assert Registration._meta.get_field("passport_copy").default is False


def test_what_was_sent_lies_encrypted_in_database_and_storage(world, person):
    held = send(person, world.focal_point, document=CANARY)
    content = b"%PDF-1.7 " + CANARY.encode() + b"\n%%EOF"
    upload = SimpleUploadedFile(f"{CANARY}.pdf", content)
    file = personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=upload, by=world.focal_point)

    assert not is_anywhere(CANARY)
    assert default_storage.exists(file.path)
    assert personal.read_travel(travel=held, by=world.secretariat)["document"] == CANARY
    assert personal.read_file(file=file, by=world.secretariat) == content
    assert bytes(file.key) != bytes(held.key)


def test_only_named_roles_see_it_and_each_look_is_in_the_trail(world, registration, person):
    held = send(person, world.focal_point)
    others = (world.focal_point, world.clearer, world.presidency, world.observer, world.other_focal_point)
    for seat in others:
        with pytest.raises(PermissionDenied):
            personal.read_travel(travel=held, by=seat)
        assert not TravelData.objects.readable_by(seat).exists()

    give_duty(registration=registration, membership=world.observer.membership, duty="tickets", by=world.secretariat)
    for seat in (world.observer, world.secretariat):
        assert personal.read_travel(travel=held, by=seat)["departure"] == "City A"

    looks = AuditEvent.objects.filter(action="travel.seen").order_by("number")
    assert [look.actor_label.split(",")[1].strip() for look in looks] == ["observer", "secretariat"]
    assert looks[0].detail == {"participant": str(person.pk)}


def test_a_duty_is_of_one_event_and_a_task_force_reads_no_travel_data(world, registration, person):
    held = send(person, world.focal_point)

    give_duty(registration=registration, membership=world.observer.membership, duty="task_force", by=world.secretariat)

    assert not TravelData.objects.readable_by(world.observer).exists()
    with pytest.raises(PermissionDenied):
        personal.read_travel(travel=held, by=world.observer)


def test_two_who_send_at_once_do_not_overwrite_and_do_not_see_each_other(world, person):
    send(person, world.focal_point)

    with pytest.raises(Conflict) as clash:
        send(person, world.focal_point, document="X2")
    assert (clash.value.stored, clash.value.version) == (None, 1)
    send(person, world.focal_point, version=1, document="X2")
    assert personal.read_travel(travel=TravelData.objects.get(), by=world.secretariat)["document"] == "X2"


@pytest.mark.parametrize(
    "content", [b"MZ program", b"%PDF-1.7 <</S/JavaScript>> %%EOF", b"\x89PNG\r\n\x1a\n" + b"0" * 99, b""]
)
def test_a_hostile_file_is_refused_and_leaves_what_was_there(world, person, content):
    old = personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)

    upload = SimpleUploadedFile("p.png", content)
    with pytest.raises(Refused):
        personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=upload, by=world.focal_point)

    assert PersonalFile.objects.get() == old
    assert personal.read_file(file=old, by=world.secretariat).startswith(b"\x89PNG")


def test_a_new_file_takes_the_place_of_the_old_one(world, person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            file = personal.send_file(
                participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point
            )

    assert PersonalFile.objects.get() == file
    assert default_storage.listdir("sealed")[1] == [str(file.pk)]


def test_a_file_without_its_key_or_bytes_says_so(world, person):
    file = personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)
    held = send(person, world.focal_point)
    held.key = b"nonsense"
    with pytest.raises(Refused, match="cannot be opened any more"):
        personal.read_travel(travel=held, by=world.secretariat)
    default_storage.delete(file.path)
    with pytest.raises(Refused, match="not in the storage"):
        personal.read_file(file=file, by=world.secretariat)


def test_another_person_in_the_place_inherits_nothing(world, person, django_capture_on_commit_callbacks):
    send(person, world.focal_point)
    file = personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)
    fields = {"name": "Delegate 9 of Country A", "position": "", "email": "nine@a.example"}

    with django_capture_on_commit_callbacks(execute=True):
        delegations.replace_participant(participant=person, fields=fields, version=person.version, by=world.focal_point)

    assert not TravelData.objects.exists()
    assert not default_storage.exists(file.path)
    assert Participant.objects.get(pk=person.pk).ticket is None


def test_a_ticket_that_is_not_bought_takes_the_travel_data_with_it(world, person):
    send(person, world.focal_point)
    personal.accept_invitation(participant=person, on="2099-01-02", upload=picture(), by=world.focal_point)

    delegations.give_ticket(participant=person, gives=False, by=world.secretariat)

    assert not TravelData.objects.exists()
    assert PersonalFile.objects.get().kind == FileKind.ACCEPTANCE
    delegations.give_ticket(participant=person, gives=True, by=world.secretariat)
    assert Participant.objects.get().ticket is not None


def test_the_acceptance_is_recorded_with_a_day_or_with_the_signed_letter(world, registration, person):
    (early,) = come(delegation_of(registration, "B"), world.focal_point_b)
    with pytest.raises(Refused, match="when the Secretariat has registered"):
        personal.accept_invitation(participant=early, on="2099-01-02", upload=None, by=world.focal_point_b)

    personal.accept_invitation(participant=person, on="2099-01-02", upload=None, by=world.focal_point)

    assert str(Participant.objects.get(pk=person.pk).accepted_on) == "2099-01-02"
    assert not PersonalFile.objects.exists()
    personal.accept_invitation(participant=person, on="2099-01-03", upload=picture(), by=world.focal_point)
    assert PersonalFile.objects.get().kind == FileKind.ACCEPTANCE


def test_days_after_the_event_the_clock_deletes_travel_data_files_and_addresses_and_keeps_the_list(
    world, registration, person, django_capture_on_commit_callbacks
):
    send(person, world.focal_point, document=CANARY)
    personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)
    pass_by(registration, 30)
    assert periodic.erase_what_is_past() == 0
    pass_by(registration, 31)

    with django_capture_on_commit_callbacks(execute=True):
        assert periodic.erase_what_is_past() == 1

    assert periodic.erase_what_is_past() == 0
    assert not TravelData.objects.exists()
    assert not PersonalFile.objects.exists()
    assert default_storage.listdir("sealed")[1] == []
    left = Participant.objects.get(pk=person.pk)
    assert (left.name, left.institution, left.email) == ("Delegate 1 of Country A", "Ministry", "")
    assert AuditEvent.objects.get(action="travel.erased").detail == {"people": 1}
    left = Participant.objects.select_related("delegation__registration__event").get()
    with pytest.raises(Refused, match="was deleted"):
        send(left, world.focal_point)


def test_what_is_entered_after_the_clock_deleted_goes_the_next_time(world, registration, person):
    delegation = delegation_of(registration, "A")
    pass_by(registration, 31)
    assert periodic.erase_what_is_past() == 1
    person = Participant.objects.select_related("delegation__registration__event").get()
    with pytest.raises(Refused, match="was deleted"):
        personal.accept_invitation(participant=person, on="2099-01-02", upload=picture(), by=world.focal_point)
    late = a_person(2, is_head=False, email=f"{CANARY}@a.example")
    delegations.add_participant(delegation=delegation, fields=late, by=world.secretariat)

    assert periodic.erase_what_is_past() == 1

    assert not is_anywhere(CANARY)
    assert Participant.objects.filter(name="Delegate 2 of Country A").exists()


def test_who_was_never_notified_does_not_outlast_the_event(world, registration):
    draft = a_person(name=CANARY)
    delegations.add_participant(delegation=delegation_of(registration, "B"), fields=draft, by=world.focal_point_b)
    category = StakeholderCategory.objects.create(code="academia", order=1, name_en="Academia", name_es="Academia")
    Nomination.objects.create(
        registration=registration, category=category, email=f"{CANARY}@n.example",
        nominated_by=world.stakeholder.membership,
    )  # fmt: skip
    pass_by(registration, 31)

    periodic.erase_what_is_past()

    assert not is_anywhere(CANARY)


def _erase(person, world):
    personal.erase_participant(participant=person, by=world.secretariat)


def _replace(person, world):
    fields = {"name": "Delegate 9 of Country A", "position": "", "email": "nine@a.example"}
    delegations.replace_participant(participant=person, fields=fields, version=person.version, by=world.focal_point)


@pytest.mark.parametrize("leave", [_erase, _replace])
def test_what_was_on_its_way_when_a_person_left_the_place_is_not_kept(world, person, leave):
    """The page was asked for before, and the form arrives after: it would lie with nobody, or with another person."""
    before = Participant.objects.select_related("delegation__registration__event", "delegation__country").get()
    leave(person, world)

    with pytest.raises(Refused, match="in the meantime"):
        send(before, world.focal_point)
    with pytest.raises(Refused, match="in the meantime"):
        personal.send_file(participant=before, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)
    with pytest.raises(Refused, match="in the meantime"):
        personal.accept_invitation(participant=before, on="2099-01-02", upload=None, by=world.focal_point)

    assert not TravelData.objects.exists()
    assert not PersonalFile.objects.exists()
    assert Participant.objects.get().accepted_on is None


def test_of_an_event_without_dates_travel_data_ends_as_long_after_it_was_sent(world, person):
    Event.objects.update(starts=None, ends=None)
    send(person, world.focal_point)
    personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)
    assert periodic.erase_what_is_past() == 0
    days = Registration.objects.get().keep_days
    TravelData.objects.update(sent_at=timezone.now() - timedelta(days=days + 2))

    assert periodic.erase_what_is_past() == 1
    assert not TravelData.objects.exists()
    assert not PersonalFile.objects.exists()
    assert Participant.objects.get().email
    assert Registration.objects.get().erased_at is None
    send(person, world.focal_point)


def test_the_clock_deletes_bytes_whose_key_is_gone_but_not_what_is_being_sent(world, person):
    file = personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)
    lost = default_storage.save("sealed/lost", io.BytesIO(b"bytes"))
    assert periodic.clear_sealed() == 0
    past = Path(default_storage.path(lost))
    os.utime(past, (0, 0))
    os.utime(default_storage.path(file.path), (0, 0))

    assert periodic.clear_sealed() == 1
    assert not past.exists()
    assert default_storage.exists(file.path)


def test_the_clock_asks_once_who_has_not_answered_a_week_before(world, registration):
    come(delegation_of(registration, "B"), world.focal_point_b)
    Registration.objects.update(due_on=today() + timedelta(days=8))
    assert periodic.remind_of_answers() == 0
    Registration.objects.update(due_on=today() + timedelta(days=7))

    assert periodic.remind_of_answers() == 2
    assert periodic.remind_of_answers() == 0
    told = world.focal_point.user.notices.filter(text_en="Who will take part in Meeting M?")
    assert told.count() == 1
    assert not world.focal_point_b.user.notices.filter(text_en__startswith="Who will").exists()


def test_a_person_is_given_all_that_is_held_of_them(world, person):
    send(person, world.focal_point, document=CANARY)
    personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)
    lost = personal.send_file(participant=person, kind=FileKind.ACCEPTANCE, upload=picture(), by=world.focal_point)
    default_storage.delete(lost.path)

    held, files = personal.give_out(participant=person, by=world.secretariat)

    assert {name: content[:4] for name, content in files.items()} == {"passport.png": b"\x89PNG"}
    assert [file.get("file") for file in held["files"]] == ["passport.png", None]
    assert (held["name"], held["travel"]["document"]) == ("Delegate 1 of Country A", CANARY)
    assert json.loads(json.dumps(held, default=str))["delegation"] == "Country A"
    assert "participant.given_out" in acts()
    for seat in (world.presidency, world.focal_point, world.observer):
        with pytest.raises(PermissionDenied):
            personal.give_out(participant=person, by=seat)


def test_an_erased_person_is_found_in_no_table_no_file_and_no_log(
    world, registration, client_of, caplog, django_capture_on_commit_callbacks
):
    """Everything that a person may leave behind holds the canary; afterwards every row and file is searched."""
    caplog.set_level(logging.DEBUG)
    with_ticket(world, registration)
    fields = dict.fromkeys(("name", "position", "institution", "theme"), CANARY)
    fields = a_person(2, email=f"{CANARY}@a.example", is_head=False, **fields)
    delegation = delegation_of(registration, "A")
    desk, state = client_of(world.secretariat), client_of(world.focal_point)
    with django_capture_on_commit_callbacks(execute=True):
        person = delegations.add_participant(delegation=delegation, fields=fields, by=world.focal_point)
        contact = {"act": "notify", "contact": f"Ask {CANARY}"}
        state.post(f"/en/delegations/{delegation.pk}/act/", contact)
        desk.post(f"/en/delegations/{delegation.pk}/act/", {"act": "places", "places": "3", "note": f"For {CANARY}"})
        desk.post(f"/en/delegations/{delegation.pk}/act/", {"act": "register"})
        sent = {**TRAVEL, "passport_name": CANARY, "document": CANARY, "version": "0", "file": picture(f"{CANARY}.png")}
        assert state.post(f"/en/participants/{person.pk}/travel/", sent).status_code == 302
        state.post(f"/en/participants/{person.pk}/acceptance/", {"on": "2022-01-02", "file": picture(f"{CANARY}.png")})
        moved = {**fields, "version": "1", "position": f"{CANARY} again"}
        assert state.post(f"/en/participants/{person.pk}/", moved).status_code == 302
        desk.post(f"/en/travel/{TravelData.objects.get().pk}/")
        desk.get(f"/en/delegations/{delegation.pk}/")
    assert is_anywhere(CANARY), "the control of this test"
    assert PersonalFile.objects.count() == 2

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"/en/participants/{person.pk}/erase/")

    assert not is_anywhere(CANARY)
    assert not is_anywhere(CANARY.encode().hex())
    assert CANARY not in caplog.text
    left = Participant.objects.get(pk=person.pk)
    assert (left.said, left.rank, left.registered_at is not None) == ("Name erased", "technical", True)
    assert "participant.erased" in acts()
    left = Participant.objects.select_related("delegation__registration__event", "delegation__country").get(
        pk=person.pk
    )
    with pytest.raises(Refused, match="was erased"):
        delegations.save_participant(participant=left, fields={"name": "X"}, version=left.version, by=world.focal_point)


def test_an_erased_nominee_is_found_in_no_table(world, registration):
    Registration.objects.update(nominations=True)
    registration.refresh_from_db()
    category = StakeholderCategory.objects.create(code="academia", order=1, name_en="Academia", name_es="Academia")
    row = nominate(
        registration=registration, category=category, session=None, name=CANARY, organization=CANARY,
        email=f"{CANARY}@n.example", reasons=CANARY, by=world.stakeholder,
    )  # fmt: skip
    assert is_anywhere(CANARY)
    with pytest.raises(PermissionDenied):
        personal.erase_nominee(nomination=row, by=world.stakeholder)

    personal.erase_nominee(nomination=row, by=world.secretariat)

    assert not is_anywhere(CANARY)
    assert Nomination.objects.get().said == "Name erased"


def test_no_table_of_the_room_keeps_a_history_of_personal_rows():
    """A history would hold a name after it was replaced or erased."""
    held = {Participant, TravelData, PersonalFile, Nomination}
    tracked = {model for model in apps.get_models() if getattr(model, "pgh_tracked_model", None) in held}

    assert tracked == set()


def test_the_portals_key_can_be_changed_while_data_is_held(world, person, settings):
    held = send(person, world.focal_point, document=CANARY)
    file = personal.send_file(participant=person, kind=FileKind.PASSPORT, upload=picture(), by=world.focal_point)
    new = Fernet.generate_key().decode()
    settings.PERSONAL_DATA_KEYS = [new, *settings.PERSONAL_DATA_KEYS]
    out = io.StringIO()

    call_command("rewrap_keys", stdout=out)

    settings.PERSONAL_DATA_KEYS = [new]
    held.refresh_from_db()
    file.refresh_from_db()
    assert out.getvalue() == "2 keys encrypted anew, 0 that none of the keys opens.\n"
    assert personal.read_travel(travel=held, by=world.secretariat)["document"] == CANARY
    assert personal.read_file(file=file, by=world.secretariat)
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    out = io.StringIO()
    call_command("rewrap_keys", stdout=out)
    assert out.getvalue() == "0 keys encrypted anew, 2 that none of the keys opens.\n"
