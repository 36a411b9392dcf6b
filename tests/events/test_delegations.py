"""Delegations: named by the State, notified, registered; places, order, replacement, two people at once."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import Country
from common.errors import Conflict, Refused
from events.actions import delegations as actions
from events.actions.registration import (
    allow_places,
    close_registration,
    come_as_body,
    give_duty,
    invite,
    open_registration,
    start_registration,
)
from events.enums import DelegationStatus, PartyKind
from events.models import Delegation, Event, Participant, Registration
from notices.models import Mail, Notice
from sources.models import Source
from tests.factories.registration import a_person, come, delegation_of, make_registration, with_ticket
from tests.factories.seats import make_country


@pytest.fixture
def registration(world):
    return make_registration(world, beyond_places=["minister", "vice_minister"])


@pytest.fixture
def delegation(registration):
    return delegation_of(registration, "A")


def named(delegation):
    return list(delegation.participants.order_by("order").values_list("name", flat=True))


def test_opening_invites_every_member_once_and_tells_its_focal_points(world, registration):
    make_country("D")

    assert sorted(registration.delegations.values_list("country__code", flat=True)) == ["XXA", "XXB", "XXC"]
    assert set(registration.delegations.values_list("status", flat=True)) == {"invited"}
    assert open_registration(registration=registration, by=world.secretariat) == 1
    assert open_registration(registration=registration, by=world.secretariat) == 0
    assert Notice.objects.filter(user=world.focal_point.user, text_en="Registration is open: Meeting M").count() == 1
    with pytest.raises(PermissionDenied):
        open_registration(registration=registration, by=world.focal_point)


def test_an_event_on_record_invites_no_placeholder(world):
    Country.objects.filter(code="XXB").update(is_placeholder=False)
    source = Source.objects.create(code="s", title_en="S")
    event = Event.objects.create(code="r", kind="meeting", name_en="R", source=source)
    row = start_registration(event=event, by=world.secretariat)

    open_registration(registration=row, by=world.secretariat)

    assert list(row.delegations.values_list("country__code", flat=True)) == ["XXB"]


def test_before_it_is_notified_nobody_outside_the_country_sees_a_name(world, delegation):
    actions.add_participant(delegation=delegation, fields=a_person(), by=world.focal_point)

    def seen(seat):
        return Participant.objects.visible_to(seat).count()

    assert [seen(world.focal_point), seen(world.contributor)] == [1, 1]
    assert [seen(world.secretariat), seen(world.presidency), seen(world.other_focal_point)] == [0, 0, 0]
    actions.notify_delegation(delegation=delegation, contact="Office A", by=world.focal_point)
    delegation.refresh_from_db()
    assert [seen(world.secretariat), seen(world.presidency), seen(world.other_focal_point)] == [1, 1, 0]
    assert (delegation.status, delegation.contact) == (DelegationStatus.NOTIFIED, "Office A")
    notice = Notice.objects.get(user=world.secretariat.user, text_en__contains="notified")
    assert notice.text_en == "Country A notified its delegation: Meeting M"


def test_no_notice_and_no_mail_names_a_participant(world, delegation):
    come(delegation, world.focal_point)
    actions.register_delegation(delegation=delegation, by=world.secretariat)

    told = [*Notice.objects.values_list("text_en", "text_es"), *Mail.objects.values_list("subject", "body")]
    assert len(told) > 3
    assert "Delegate" not in str(told)


def test_the_secretariat_registers_and_tells_the_focal_points(world, delegation):
    come(delegation, world.focal_point, a_person(1), a_person(2))

    assert actions.register_delegation(delegation=delegation, by=world.secretariat) == 2
    delegation.refresh_from_db()
    assert delegation.status == DelegationStatus.REGISTERED
    assert Notice.objects.filter(user=world.focal_point.user, text_en__startswith="Your delegation is").exists()
    with pytest.raises(Refused, match="Nobody waits"):
        actions.register_delegation(delegation=delegation, by=world.secretariat)
    for seat in (world.focal_point, world.presidency, world.observer):
        with pytest.raises(PermissionDenied):
            actions.register_delegation(delegation=delegation, by=seat)


def test_who_is_not_a_focal_point_is_told_who_notifies(world, delegation):
    for seat in (world.contributor, world.clearer):
        with pytest.raises(PermissionDenied, match="focal points"):
            actions.add_participant(delegation=delegation, fields=a_person(), by=seat)
    for seat in (world.other_focal_point, world.presidency, world.observer):
        with pytest.raises(PermissionDenied):
            actions.add_participant(delegation=delegation, fields=a_person(), by=seat)


def test_places_are_counted_without_the_levels_that_come_beyond_them(world, delegation):
    for number in (1, 2):
        actions.add_participant(delegation=delegation, fields=a_person(number), by=world.focal_point)

    with pytest.raises(Refused, match=r"has 2 places, and they are taken\. Beyond them come: Minister, Vice-Minister"):
        actions.add_participant(delegation=delegation, fields=a_person(3), by=world.focal_point)
    actions.add_participant(delegation=delegation, fields=a_person(3, rank="vice_minister"), by=world.focal_point)
    third = delegation.participants.get(rank="vice_minister")
    with pytest.raises(Refused, match="2 places"):
        actions.save_participant(participant=third, fields={"rank": "senior"}, version=1, by=world.focal_point)
    assert len(named(delegation)) == 3


def test_an_exception_to_the_places_is_noted_with_its_reason(world, delegation):
    for number in (1, 2):
        actions.add_participant(delegation=delegation, fields=a_person(number), by=world.focal_point)
    with pytest.raises(Refused, match="with its reason"):
        allow_places(delegation=delegation, places=3, note=" ", by=world.secretariat)
    with pytest.raises(PermissionDenied):
        allow_places(delegation=delegation, places=3, note="Asked", by=world.focal_point)

    allow_places(delegation=delegation, places=3, note="Hosts the event", by=world.secretariat)
    actions.add_participant(delegation=delegation, fields=a_person(3), by=world.focal_point)

    assert len(named(delegation)) == 3
    allow_places(delegation=delegation, places=0, note="Takes part online", by=world.secretariat)
    assert (delegation.allowed_places, delegation.places_note) == (0, "Takes part online")
    allow_places(delegation=delegation, places=None, note="", by=world.secretariat)
    assert (delegation.allowed_places, delegation.places_note) == (2, "")


def test_a_delegation_has_one_head_and_says_who(world, delegation):
    actions.add_participant(delegation=delegation, fields=a_person(1, is_head=False), by=world.focal_point)
    actions.add_participant(delegation=delegation, fields=a_person(2, is_head=False), by=world.focal_point)
    first, second = delegation.participants.order_by("order")
    with pytest.raises(Refused, match="head"):
        actions.notify_delegation(delegation=delegation, contact="", by=world.focal_point)

    actions.save_participant(participant=first, fields={"is_head": True}, version=1, by=world.focal_point)
    actions.save_participant(participant=second, fields={"is_head": True}, version=1, by=world.focal_point)

    assert [person.name for person in delegation.participants.filter(is_head=True)] == ["Delegate 2 of Country A"]
    actions.notify_delegation(delegation=delegation, contact="", by=world.focal_point)


def test_the_order_of_protocol_is_changed_one_place_at_a_time(world, delegation):
    come(delegation, world.focal_point, a_person(1), a_person(2))
    first, second = delegation.participants.order_by("order")

    actions.move_participant(participant=second, up=True, by=world.focal_point)
    assert named(delegation) == ["Delegate 2 of Country A", "Delegate 1 of Country A"]
    actions.move_participant(participant=second, up=True, by=world.focal_point)
    actions.move_participant(participant=first, up=False, by=world.focal_point)
    assert named(delegation) == ["Delegate 2 of Country A", "Delegate 1 of Country A"]


def test_another_person_takes_a_place_over_without_entering_it_again(world, delegation):
    (person,) = come(delegation, world.focal_point, a_person(role="speaker", theme="Labour", rank="senior"))
    actions.register_delegation(delegation=delegation, by=world.secretariat)
    Participant.objects.update(accepted_on="2099-01-01", attended=True)
    person.refresh_from_db()
    fields = {"name": "Delegate 9 of Country A", "position": "Director", "email": "delegate9@a.example"}

    actions.replace_participant(participant=person, fields=fields, version=person.version, by=world.focal_point)

    person.refresh_from_db()
    delegation.refresh_from_db()
    assert (person.name, person.role, person.theme, person.rank, person.is_head, person.order) == (
        "Delegate 9 of Country A", "speaker", "Labour", "senior", True, 1,
    )  # fmt: skip
    assert (person.registered_at, person.notified_at, person.accepted_on, person.attended) == (None,) * 4
    assert delegation.status == DelegationStatus.NOTIFIED
    assert not Participant.objects.visible_to(world.secretariat).exists()
    actions.notify_delegation(delegation=delegation, contact="", by=world.focal_point)
    assert (
        actions.register_delegation(delegation=delegation_of(delegation.registration, "A"), by=world.secretariat) == 1
    )


def test_two_who_save_the_same_person_get_both_texts(world, delegation):
    (person,) = come(delegation, world.focal_point)
    actions.save_participant(participant=person, fields={"position": "First"}, version=1, by=world.focal_point)

    with pytest.raises(Conflict) as clash:
        actions.save_participant(participant=person, fields={"position": "Second"}, version=1, by=world.focal_point)

    assert (clash.value.stored, clash.value.version) == ({"position": "First"}, 2)
    fields = {"name": "N", "position": "", "email": "n@a.example"}
    with pytest.raises(Conflict):
        actions.replace_participant(participant=person, fields=fields, version=1, by=world.focal_point)


@pytest.mark.django_db(transaction=True)
def test_two_who_name_a_third_at_once_take_one_place(world, delegation):
    actions.add_participant(delegation=delegation, fields=a_person(1), by=world.focal_point)
    start, outcomes = threading.Barrier(2), []

    def name(number):
        start.wait()
        try:
            actions.add_participant(delegation=delegation, fields=a_person(number, is_head=False), by=world.focal_point)
            outcomes.append("kept")
        except Refused as refusal:
            outcomes.append(str(refusal)[:27])
        finally:
            connection.close()

    threads = [threading.Thread(target=name, args=(number,)) for number in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["The delegation has 2 places", "kept"]
    assert delegation.participants.count() == 2


def test_to_stay_away_is_an_answer_and_may_be_changed(world, delegation):
    come(delegation, world.focal_point)

    actions.decline(delegation=delegation, by=world.focal_point)
    delegation.refresh_from_db()
    assert (delegation.status, delegation.participants.count()) == (DelegationStatus.NOT_ATTENDING, 0)
    come(delegation, world.focal_point)
    assert delegation.status == DelegationStatus.NOTIFIED


def test_a_person_who_does_not_come_leaves_a_place_free(world, delegation):
    first, _second = come(delegation, world.focal_point, a_person(1), a_person(2))

    actions.remove_participant(participant=first, by=world.focal_point)
    actions.add_participant(delegation=delegation, fields=a_person(3), by=world.focal_point)

    assert named(delegation) == ["Delegate 2 of Country A", "Delegate 3 of Country A"]


def test_a_delegation_without_people_is_not_notified(world, delegation):
    with pytest.raises(Refused, match="at least one"):
        actions.notify_delegation(delegation=delegation, contact="", by=world.focal_point)
    with pytest.raises(Refused, match="Invited"):
        actions.register_delegation(delegation=delegation, by=world.secretariat)


def test_the_secretariat_enters_who_answered_by_note_also_after_the_close(world, delegation):
    close_registration(registration=delegation.registration, by=world.secretariat)
    delegation.registration.refresh_from_db()
    with pytest.raises(Refused, match="closed"):
        actions.add_participant(delegation=delegation, fields=a_person(), by=world.focal_point)

    actions.add_participant(delegation=delegation, fields=a_person(), by=world.secretariat)

    delegation.refresh_from_db()
    assert delegation.status == DelegationStatus.NOTIFIED
    assert Participant.objects.visible_to(world.secretariat).get().notified_at is not None


def test_bodies_come_where_the_event_is_open_to_them(world, registration):
    with pytest.raises(Refused, match="not open to you"):
        come_as_body(registration=registration, by=world.stakeholder)
    Registration.objects.update(open_to=["stakeholder"])
    registration.refresh_from_db()

    row = come_as_body(registration=registration, by=world.stakeholder)

    assert come_as_body(registration=registration, by=world.stakeholder) == row
    assert row.kind == PartyKind.STAKEHOLDER
    come(row, world.stakeholder, a_person(rank="representative"))
    assert Delegation.objects.visible_to(world.stakeholder).get() == row
    with pytest.raises(Refused, match="not open to you"):
        come_as_body(registration=registration, by=world.civil_society)
    with pytest.raises(PermissionDenied):
        actions.add_participant(delegation=row, fields=a_person(2), by=world.observer)


def test_the_hat_of_an_observer_opens_no_door_of_another_hat(world, registration):
    body = world.observer.body
    row = invite(registration=registration, kind="stakeholder", body=body, by=world.secretariat)

    assert not Delegation.objects.visible_to(world.observer).exists()
    with pytest.raises(PermissionDenied):
        actions.add_participant(delegation=row, fields=a_person(), by=world.observer)


def test_guests_are_entered_by_the_secretariat_and_may_take_part_online(world, registration):
    guest = invite(registration=registration, kind="guest", guest_en="Champion country", by=world.presidency)

    actions.add_participant(delegation=guest, fields=a_person(presence="online"), by=world.secretariat)

    guest.refresh_from_db()
    assert (guest.name, guest.status, guest.participants.get().presence) == ("Champion country", "notified", "online")
    with pytest.raises(Refused, match="there already"):
        invite(registration=registration, kind="member", country=world.countries["A"], by=world.secretariat)


def test_attendance_is_recorded_for_who_was_registered_and_never_inferred(world, delegation):
    first, second = come(delegation, world.focal_point, a_person(1), a_person(2))
    actions.register_delegation(delegation=delegation, by=world.secretariat)
    said = {str(first.pk): (None, True), str(second.pk): (None, None)}

    assert actions.record_attendance(delegation=delegation, took_part=said, by=world.secretariat) == (1, [])
    assert actions.record_attendance(delegation=delegation, took_part=said, by=world.secretariat) == (0, [])
    assert list(delegation.participants.order_by("order").values_list("attended", flat=True)) == [True, None]
    with pytest.raises(PermissionDenied):
        actions.record_attendance(delegation=delegation, took_part=said, by=world.focal_point)


def test_two_who_record_attendance_at_once_undo_nothing_of_each_other(world, delegation):
    first, second = come(delegation, world.focal_point, a_person(1), a_person(2))
    actions.register_delegation(delegation=delegation, by=world.secretariat)
    keys = str(first.pk), str(second.pk)

    def record(*said):
        return actions.record_attendance(
            delegation=delegation, took_part=dict(zip(keys, said, strict=True)), by=world.secretariat
        )

    record((None, True), (None, None))
    assert record((None, False), (None, True)) == (1, [first])

    assert list(delegation.participants.order_by("order").values_list("attended", flat=True)) == [True, True]


def test_the_secretariat_is_told_who_stays_away_and_whom_a_state_took_out(world, delegation):
    _first, second = come(delegation, world.focal_point, a_person(1), a_person(2))
    told = Notice.objects.filter(user=world.secretariat.user).order_by("created_at")

    actions.remove_participant(participant=second, by=world.focal_point)
    assert told.last().text_en == "Country A took a person out of its delegation: Meeting M"
    actions.decline(delegation=delegation, by=world.focal_point)

    assert told.last().text_en == "Country A will not take part: Meeting M"
    assert told.last().text_es == "País A no participará: Reunión M"
    assert told.last().address.endswith(f"/delegations/{delegation.pk}/")


def test_of_whom_the_secretariat_never_knew_it_is_told_nothing(world, delegation):
    actions.add_participant(delegation=delegation, fields=a_person(), by=world.focal_point)

    actions.remove_participant(participant=delegation.participants.get(), by=world.focal_point)

    assert not Notice.objects.filter(user=world.secretariat.user).exists()


def test_nobody_notifies_or_declines_in_the_name_of_a_state(world, registration, delegation):
    """What a State prepares stays its own: to notify would show its names, to decline would delete them."""
    give_duty(
        registration=registration, membership=world.focal_point_b.membership, duty="registrar", by=world.secretariat
    )
    actions.add_participant(delegation=delegation, fields=a_person(), by=world.focal_point)

    for seat in (world.secretariat, world.focal_point_b, world.presidency):
        with pytest.raises(PermissionDenied, match="by the State or body that sends it"):
            actions.notify_delegation(delegation=delegation, contact="", by=seat)
        with pytest.raises(PermissionDenied, match="by the State or body that sends it"):
            actions.decline(delegation=delegation, by=seat)

    assert delegation.participants.get().notified_at is None
    assert not Participant.objects.visible_to(world.secretariat).exists()


def test_a_ticket_is_not_given_to_who_was_replaced_meanwhile(world, registration):
    person = with_ticket(world, registration)
    actions.give_ticket(participant=person, gives=False, by=world.secretariat)
    Participant.objects.update(registered_at=None)

    with pytest.raises(Refused, match="no further ticket"):
        actions.give_ticket(participant=person, gives=True, by=world.secretariat)


def test_who_was_taken_out_meanwhile_moves_nobody(world, delegation):
    first, second = come(delegation, world.focal_point, a_person(1), a_person(2))
    Participant.objects.filter(pk=second.pk).delete()

    actions.move_participant(participant=second, up=True, by=world.focal_point)

    assert named(delegation) == [first.name]
