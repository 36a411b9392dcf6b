"""A country sets its chain of clearance on a page of its own, whether or not a call is open."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.actions.chain import set_chain
from accounts.clearance import chain_mark
from accounts.models import ClearanceStep, Membership
from audit.models import AuditEvent
from common.errors import Refused
from practices.actions.versions import start_practice
from tests.factories.chain import set_steps

PAGE = "accounts:chain"
STEP = {"name_en": "Interior", "name_es": "Interior", "clearers": []}


@pytest.fixture
def country(world):
    """Country A before it has set a chain."""
    ClearanceStep.objects.filter(country=world.countries["A"]).delete()
    return world.countries["A"]


def sent(country, *steps):
    """What the page sends: names and named clearers, place by place."""
    found = {"read": chain_mark(country)}
    for place, (name_en, name_es, clearers) in enumerate(steps):
        found |= {f"step-{place}-name_en": name_en, f"step-{place}-name_es": name_es}
        found[f"step-{place}-clearers"] = [str(seat.user.pk) for seat in clearers]
    return found


def test_a_focal_point_sets_the_chain_where_no_call_is_needed(world, client_of, country):
    fields = sent(country, ("Interior", "Gobernación", [world.clearer]), ("Minister", "Ministro", []))

    page = client_of(world.focal_point).post(reverse(PAGE), fields, follow=True)

    assert "The clearance chain was set." in page.text
    steps = list(country.clearance_steps.order_by("order"))
    assert [(s.order, s.name_en, s.name_es) for s in steps] == [
        (1, "Interior", "Gobernación"),
        (2, "Minister", "Ministro"),
    ]
    assert list(steps[0].clearers.all()) == [world.clearer.user]
    event = AuditEvent.objects.get(chain=f"country:{country.pk}", action="chain_set")
    assert event.detail["steps"] == [
        ["Interior", "Gobernación", [world.clearer.user.name]],
        ["Minister", "Ministro", []],
    ]
    assert world.focal_point.user.name in page.text


def test_its_people_read_it_and_nobody_outside_does(world, client_of, country):
    set_steps(country, [world.clearer])

    for seat in (world.clearer, world.contributor, world.translator):
        page = client_of(seat).get(reverse(PAGE)).text
        assert "Ministry of Foreign Affairs" in page
        assert "Set the chain" not in page
        assert client_of(seat).post(reverse(PAGE), sent(country, ("A", "A", []))).status_code == 403
    for seat in (world.secretariat, world.presidency, world.observer):
        assert client_of(seat).get(reverse(PAGE)).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Each step needs a name in both languages."), ("es", "Cada paso necesita un nombre en ambos idiomas.")],
)
def test_a_name_in_one_language_is_told_and_nothing_typed_is_lost(world, client_of, country, language, words):
    fields = sent(country, ("First", "Primero", []), ("zq-only", "", [world.clearer]))

    page = client_of(world.focal_point).post(f"/{language}/account/people/clearance/", fields)

    assert page.status_code == 422
    assert words in page.text
    assert "zq-only" in page.text
    assert not country.clearance_steps.exists()


def test_no_step_at_all_and_a_name_too_long_are_refused(world, client_of, country):
    client = client_of(world.focal_point)

    none = client.post(reverse(PAGE), sent(country))
    long = client.post(reverse(PAGE), sent(country, ("x" * 151, "x", [])))

    assert (none.status_code, long.status_code) == (422, 422)
    assert "This field is required." in none.text


def test_two_who_set_it_at_once_overwrite_nothing_unseen(world, client_of, country):
    fields = sent(country, ("Mine", "Mío", []))
    set_chain(country=country, steps=[STEP], by=world.focal_point)

    page = client_of(world.focal_point).post(reverse(PAGE), fields)

    assert page.status_code == 422
    assert "Somebody set the chain in the meantime." in page.text
    assert country.clearance_steps.get().name_en == "Interior"


def test_only_focal_points_of_the_country_set_it_and_only_its_signers_are_named(world, country):
    for seat in (world.clearer, world.focal_point_b, world.secretariat):
        with pytest.raises(PermissionDenied):
            set_chain(country=country, steps=[STEP], by=seat)
    with pytest.raises(Refused):
        set_chain(country=country, steps=[STEP] * 4, by=world.focal_point)
    set_chain(country=country, steps=[STEP], by=world.focal_point)
    for stranger in (world.clearer_b.user, world.contributor.user):
        named = STEP | {"name_en": "Other", "clearers": [world.clearer.user, stranger]}
        with pytest.raises(Refused, match=stranger.name):
            set_chain(country=country, steps=[named], by=world.focal_point)
    assert country.clearance_steps.get().name_en == "Interior"


def test_the_page_says_who_was_named_and_signs_no_longer(world, client_of, country):
    set_steps(country, [world.clearer])
    fields = sent(country, ("Interior", "Interior", [world.clearer]))
    Membership.objects.filter(pk=world.clearer.membership.pk).update(ends="2020-02-01")
    client = client_of(world.focal_point)

    words = f"No longer signs for your country, and is left out once you set the chain: {world.clearer.user.name}."
    assert words in client.get(reverse(PAGE)).text
    page = client.post(reverse(PAGE), fields)

    assert page.status_code == 422
    assert "Somebody whom you named no longer signs for your country." in page.text
    assert words in page.text
    assert country.clearance_steps.get().name_en == "Ministry of Foreign Affairs"


def test_a_slip_in_the_form_does_not_pass_over_what_another_set(world, client_of, country):
    fields = sent(country, ("Mine", "", []))
    set_chain(country=country, steps=[STEP], by=world.focal_point)
    client = client_of(world.focal_point)

    slip = client.post(reverse(PAGE), fields)
    again = client.post(reverse(PAGE), fields | {"step-0-name_es": "Mío", "read": slip.context["read"]})

    assert "Somebody set the chain in the meantime." in again.text
    assert country.clearance_steps.get().name_en == "Interior"
    last = client.post(reverse(PAGE), fields | {"step-0-name_es": "Mío", "read": again.context["read"]})
    assert last.status_code == 302


def test_who_would_ask_for_clearance_without_a_chain_is_led_to_it(world, client_of, country):
    practice = start_practice(fields={"title_en": "One window", "summary_en": "What is done."}, by=world.focal_point)
    page = reverse("practices:own", args=[practice.code])
    client = client_of(world.focal_point)

    assert reverse(PAGE) in client.get(page).text
    set_chain(country=country, steps=[STEP], by=world.focal_point)
    assert reverse(PAGE) not in client.get(page).text
