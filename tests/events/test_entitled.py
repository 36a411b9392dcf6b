"""Entitled places computed from the rules; who pays what as one delegation reads it; tickets handed out in order."""

import pytest
from django.core.exceptions import PermissionDenied

from common.errors import Refused
from events import entitled
from events.actions import delegations, registration
from events.enums import RuleKind
from events.models import EntitlementRule, FundingLine, Participant
from tests.factories.registration import a_person, come, delegation_of, make_registration


@pytest.fixture
def terms(world):
    return make_registration(world, places=3)


@pytest.fixture
def rule(world, terms):
    return registration.add_rule(
        registration=terms, kind=RuleKind.TICKET, places=2, group_en="Country A and the observer",
        countries=[world.countries["A"]], bodies=[world.observer.body], by=world.secretariat,
    )  # fmt: skip


def registered(world, terms, *people):
    row = delegation_of(terms, "A")
    come(row, world.focal_point, *people)
    delegations.register_delegation(delegation=row, by=world.secretariat)
    return row


def groups(terms):
    rows = terms.delegations.select_related("country", "body").prefetch_related("participants")
    return entitled.entitled(entitled.rules_of(terms), rows)


def with_tickets():
    return list(Participant.objects.exclude(ticket=None).order_by("order").values_list("name", flat=True))


def test_tickets_go_to_the_first_registered_who_come_in_person(world, terms, rule):
    registered(world, terms, a_person(1), a_person(2, presence="online"), a_person(3))

    assert with_tickets() == ["Delegate 1 of Country A", "Delegate 3 of Country A"]


def test_no_more_tickets_are_bought_than_the_rule_says(world, terms, rule):
    registered(world, terms, a_person(1), a_person(2), a_person(3))
    first, third = Participant.objects.get(order=1), Participant.objects.get(order=3)
    assert with_tickets() == ["Delegate 1 of Country A", "Delegate 2 of Country A"]

    with pytest.raises(Refused, match="no further ticket"):
        delegations.give_ticket(participant=third, gives=True, by=world.secretariat)
    delegations.give_ticket(participant=first, gives=False, by=world.secretariat)
    delegations.give_ticket(participant=third, gives=True, by=world.secretariat)

    assert with_tickets() == ["Delegate 2 of Country A", "Delegate 3 of Country A"]
    with pytest.raises(PermissionDenied):
        delegations.give_ticket(participant=first, gives=True, by=world.focal_point)


def test_a_country_that_no_rule_names_gets_no_ticket(world, terms, rule):
    row = delegation_of(terms, "B")
    come(row, world.focal_point_b)
    delegations.register_delegation(delegation=row, by=world.secretariat)

    assert with_tickets() == []


def test_the_list_of_entitled_places_is_computed_for_who_has_not_answered_too(world, terms, rule):
    registered(world, terms, a_person(1))

    (group,) = groups(terms)

    assert (group.places, group.unnamed) == (4, False)
    assert [(str(one.party), len(one.people), one.free) for one in group.rows] == [
        ("Country A", 1, 1),
        (str(world.observer.body), 0, 2),
    ]


def test_a_group_that_the_document_does_not_list_has_no_places_to_count(world, terms):
    registration.add_rule(
        registration=terms, kind=RuleKind.COURTESY, places=2, group_en="each middle-income Member Country",
        countries=[], bodies=[], by=world.secretariat,
    )  # fmt: skip

    (group,) = groups(terms)

    assert (group.places, group.unnamed) == (0, True)


def test_courtesies_are_for_the_first_registered_persons(world, terms):
    registration.add_rule(
        registration=terms, kind=RuleKind.COURTESY, places=2, group_en="Country A",
        countries=[world.countries["A"]], bodies=[], by=world.secretariat,
    )  # fmt: skip
    registered(world, terms, a_person(1), a_person(2), a_person(3))

    (group,) = groups(terms)

    assert [person.name[:10] for person in group.rows[0].people] == ["Delegate 1", "Delegate 2"]


def test_each_delegation_reads_what_is_paid_for_it_and_what_it_bears(world, terms, rule):
    unnamed = registration.add_rule(
        registration=terms, kind=RuleKind.COURTESY, places=2, group_en="Some", countries=[], bodies=[],
        by=world.secretariat,
    )  # fmt: skip
    host, body = world.countries["C"], world.observer.body
    add = registration.add_funding
    add(registration=terms, item_en="Venue", payer_country=host, by=world.secretariat)
    add(registration=terms, item_en="Flights", payer_body=body, rule=rule, by=world.secretariat)
    add(registration=terms, item_en="Hotel", payer_country=host, rule=unnamed, by=world.secretariat)
    add(registration=terms, item_en="Transfers", by=world.secretariat)
    lines = entitled.lines_of(terms)

    def covered(letter):
        return [one.covered for one in entitled.matrix_for(lines, delegation_of(terms, letter))]

    assert covered("A") == [True, True, None, False]
    assert covered("B") == [True, False, None, False]
    assert [line.payer_name for line in lines] == ["Country C", str(body), "Country C", "The delegations themselves"]


def test_the_matrix_asks_the_same_number_of_queries_however_long_it_is(world, terms, rule, django_assert_num_queries):
    def count():
        with django_assert_num_queries(3):
            entitled.matrix_for(entitled.lines_of(terms), delegation_of_a)

    delegation_of_a = delegation_of(terms, "A")
    registration.add_funding(registration=terms, item_en="Flights", rule=rule, by=world.secretariat)
    count()
    for number in range(20):
        registration.add_funding(registration=terms, item_en=f"Item {number}", rule=rule, by=world.secretariat)
    count()


def test_a_rule_by_which_tickets_are_bought_stays(world, terms, rule):
    registered(world, terms, a_person(1))
    line = registration.add_funding(registration=terms, item_en="Flights", rule=rule, by=world.secretariat)

    with pytest.raises(Refused, match="Tickets are bought by this rule"):
        registration.remove_term(row=rule, by=world.secretariat)
    with pytest.raises(PermissionDenied):
        registration.remove_term(row=line, by=world.focal_point)
    registration.remove_term(row=line, by=world.secretariat)

    assert EntitlementRule.objects.exists()
    assert not FundingLine.objects.exists()
