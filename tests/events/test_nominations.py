"""Rapporteurs: nominated by stakeholders, chosen one by session and category after consulting, everybody told."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import StakeholderCategory
from common.errors import Refused
from events.actions.nominations import choose, nominate, take_choice_back
from events.actions.registration import give_duty, take_duty
from events.enums import NominationStatus
from events.models import Nomination, Session
from tests.factories.registration import make_registration


@pytest.fixture
def registration(world):
    return make_registration(world, nominations=True, open_to=["stakeholder", "civil_society"])


@pytest.fixture
def category(db):
    return StakeholderCategory.objects.create(code="academia", order=1, name_en="Academia", name_es="Academia")


@pytest.fixture
def propose(registration, category):
    def make(by, number=1, **more):
        fields = {
            "category": category, "session": None, "name": f"Nominee {number}", "organization": "University",
            "email": f"n{number}@n.example", "reasons": "", **more,
        }  # fmt: skip
        return nominate(registration=registration, by=by, **fields)

    return make


def statuses():
    return dict(Nomination.objects.values_list("name", "status"))


def test_bodies_nominate_while_the_event_asks_for_it(world, registration, propose):
    for number, seat in enumerate((world.stakeholder, world.civil_society, world.observer, world.secretariat)):
        propose(seat, number)
    for seat in (world.focal_point, world.presidency):
        with pytest.raises(PermissionDenied, match="stakeholders"):
            propose(seat)
    registration.nominations = False
    with pytest.raises(PermissionDenied, match="no nominations now"):
        propose(world.stakeholder)

    assert Nomination.objects.count() == 4


def test_who_nominated_sees_their_own_and_the_task_force_all(world, registration, propose):
    own = propose(world.stakeholder, 1)
    propose(world.civil_society, 2)

    assert list(Nomination.objects.visible_to(world.stakeholder)) == [own]
    assert not Nomination.objects.visible_to(world.observer).exists()
    holder = give_duty(
        registration=registration, membership=world.observer.membership, duty="task_force", by=world.secretariat
    )
    assert Nomination.objects.visible_to(world.observer).count() == 2
    take_duty(holder=holder, by=world.secretariat)
    assert not Nomination.objects.visible_to(world.observer).exists()
    assert Nomination.objects.visible_to(world.presidency).count() == 2


def test_the_task_force_chooses_one_after_consulting_and_all_who_nominated_are_told(world, registration, propose):
    first, _second = propose(world.stakeholder, 1), propose(world.civil_society, 2)
    with pytest.raises(PermissionDenied, match="task force"):
        choose(nomination=first, consulted="All", by=world.observer)
    give_duty(registration=registration, membership=world.observer.membership, duty="task_force", by=world.secretariat)
    with pytest.raises(Refused, match="who was consulted"):
        choose(nomination=first, consulted=" ", by=world.observer)

    choose(nomination=first, consulted="Stakeholders of the category", by=world.observer)

    assert statuses() == {"Nominee 1": NominationStatus.CHOSEN, "Nominee 2": NominationStatus.NOT_CHOSEN}
    for seat in (world.stakeholder, world.civil_society):
        told = seat.user.notices.get(text_en__startswith="A rapporteur")
        assert told.text_en == "A rapporteur was chosen (Academia): Meeting M"
    with pytest.raises(Refused, match="chosen here already"):
        propose(world.stakeholder, 3)


def test_two_choices_at_once_leave_one(world, propose):
    first, second = propose(world.stakeholder, 1), propose(world.civil_society, 2)
    choose(nomination=first, consulted="All", by=world.secretariat)

    with pytest.raises(Refused, match="Somebody was faster"):
        choose(nomination=second, consulted="All", by=world.secretariat)
    second.refresh_from_db()
    with pytest.raises(Refused, match="chosen here already"):
        choose(nomination=second, consulted="All", by=world.secretariat)

    assert statuses()["Nominee 1"] == NominationStatus.CHOSEN
    assert list(statuses().values()).count(NominationStatus.CHOSEN) == 1


def test_each_session_and_category_has_its_own_rapporteur(world, registration, propose):
    other = StakeholderCategory.objects.create(code="unions", order=2, name_en="Unions", name_es="Sindicatos")
    session = Session.objects.create(event=registration.event, code="1", order=1, title_en="S")
    rows = [propose(world.stakeholder, 1), propose(world.stakeholder, 2, category=other),
            propose(world.stakeholder, 3, session=session)]  # fmt: skip

    for row in rows:
        choose(nomination=row, consulted="All", by=world.secretariat)

    assert set(statuses().values()) == {NominationStatus.CHOSEN}


def test_a_choice_is_taken_back_for_all_of_its_category(world, propose):
    first, _second = propose(world.stakeholder, 1), propose(world.civil_society, 2)
    choose(nomination=first, consulted="All", by=world.secretariat)
    with pytest.raises(PermissionDenied):
        take_choice_back(nomination=first, by=world.stakeholder)

    take_choice_back(nomination=first, by=world.secretariat)

    assert set(statuses().values()) == {NominationStatus.NOMINATED}
    first.refresh_from_db()
    assert (first.consulted, first.decided_at) == ("", None)
