"""Claims are entered, corrected with every wording kept, and ended; those that disagree stand side by side."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import AuditEvent
from common.errors import Conflict, Refused
from sources.actions import correct_claim, end_claim, enter_claim
from sources.models import Claim
from tests.counts import SEATED

FIELDS = {
    "topic_en": "Vote",
    "topic_es": "Votación",
    "statement_en": "Abstained.",
    "statement_es": "Se abstuvo.",
    "date": date(2018, 12, 17),
    "source": "Record of the meeting, page 4",
}


@pytest.fixture
def claim(world):
    return enter_claim(country=world.countries["A"], fields=FIELDS, by=world.secretariat)


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


def test_the_secretariat_enters_a_claim_and_sending_it_twice_enters_it_once(world, desk):
    form = FIELDS | {"country": world.countries["A"].pk}
    for _time in range(2):
        response = desk.post(reverse("sources:claim-new"), form)

    row = Claim.objects.get()
    assert response["Location"] == row.get_absolute_url()
    assert (row.country, row.statement_es, row.date) == (world.countries["A"], "Se abstuvo.", date(2018, 12, 17))
    assert AuditEvent.objects.filter(action="claim_entered", country_code="XXA").count() == 1


def test_a_claim_needs_words_in_one_language_and_a_source(desk):
    page = desk.post(reverse("sources:claim-new"), FIELDS | {"statement_en": " ", "statement_es": "", "source": ""})

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"statement_en", "source"}
    assert not Claim.objects.exists()


def test_two_that_disagree_stand_side_by_side(world, desk, claim, client_of):
    address = f"{reverse('sources:claim-new')}?beside={claim.pk}"
    assert desk.get(address).context["form"].initial["topic_en"] == "Vote"

    said = {"statement_en": "Not recorded.", "statement_es": "", "date": date(2018, 12, 19)}
    form = FIELDS | said | {"country": claim.country_id}
    desk.post(address, form)

    page = client_of(world.focal_point).get(reverse("portal:claims")).content.decode()
    assert page.index("Abstained.") < page.index("Not recorded.")
    assert page.count("Sources disagree") == 1
    assert len(set(Claim.objects.values_list("group", flat=True))) == 1
    other = client_of(world.focal_point).get(claim.get_absolute_url()).content.decode()
    assert "Not recorded." in other


def test_claims_on_different_countries_do_not_disagree(world, claim):
    with pytest.raises(Refused, match="same country"):
        enter_claim(country=world.countries["B"], fields=FIELDS, beside=claim, by=world.secretariat)


def test_a_correction_keeps_the_earlier_wording_with_who_and_why(world, desk, claim, client_of):
    form = FIELDS | {"statement_en": "Did not vote.", "remark": "Misread", "version": claim.version}

    assert desk.post(reverse("sources:claim-edit", args=[claim.pk]), form).status_code == 302

    page = client_of(world.focal_point).get(claim.get_absolute_url()).content.decode()
    assert page.index("Did not vote.") < page.rindex("Abstained.")
    assert "Misread" in page
    assert AuditEvent.objects.get(action="claim_corrected").detail["remark"] == "Misread"


def test_a_correction_that_changes_nothing_makes_no_version(world, claim):
    correct_claim(claim=claim, version=claim.version, fields=FIELDS, remark="-", by=world.secretariat)

    claim.refresh_from_db()
    assert claim.version == 1


def test_a_stale_correction_shows_both_and_loses_neither(world, desk, claim):
    correct_claim(
        claim=claim, version=1, fields=FIELDS | {"statement_en": "Theirs"}, remark="First", by=world.secretariat
    )
    form = FIELDS | {"statement_en": "Mine", "remark": "Second", "version": 1}
    address = reverse("sources:claim-edit", args=[claim.pk])

    page = desk.post(address, form)

    assert page.status_code == 409
    assert page.context["conflict"] == [("What the source says (English)", "Theirs")]
    assert "Mine" in page.content.decode()
    again = form | {"version": page.context["form"]["version"].value()}
    assert desk.post(address, again).status_code == 302
    claim.refresh_from_db()
    assert claim.statement_en == "Mine"


def test_an_action_with_a_stale_version_changes_nothing(world, claim):
    with pytest.raises(Conflict):
        end_claim(claim=claim, version=7, ends=date(2020, 1, 1), remark="-", by=world.secretariat)

    claim.refresh_from_db()
    assert claim.ends is None


def test_an_ended_claim_stands_through_its_last_day_in_san_jose_and_disagrees_with_none_after_it(world, desk, claim):
    other = enter_claim(
        country=claim.country, fields=FIELDS | {"statement_en": "Other."}, beside=claim, by=world.secretariat
    )
    desk.post(
        reverse("sources:claim-end", args=[other.pk]),
        {"ends": "2031-02-28", "remark": "A newer record", "version": other.version},
    )
    claims = reverse("portal:claims")

    with time_machine.travel(datetime(2031, 3, 1, 3, 0, tzinfo=UTC)):
        assert Claim.objects.in_force().count() == 2
    with time_machine.travel(datetime(2031, 3, 1, 6, 0, tzinfo=UTC)):
        assert list(Claim.objects.in_force()) == [claim]
    other.refresh_from_db()
    other.ends = date(2020, 1, 1)
    other.save()
    page = desk.get(claims).content.decode()
    assert 'Stood until <time datetime="2020-01-01">1 January 2020' in page
    assert "Sources disagree" not in page


def test_a_claim_that_was_ended_can_stand_again(world, desk, claim):
    end_claim(claim=claim, version=1, ends=date(2020, 1, 1), remark="Superseded", by=world.secretariat)

    desk.post(
        reverse("sources:claim-end", args=[claim.pk]), {"ends": "", "remark": "It was not", "version": claim.version}
    )

    claim.refresh_from_db()
    assert claim.stands
    assert AuditEvent.objects.filter(action="claim_stands_again").exists()


def test_a_claim_cannot_end_before_its_day(desk, claim):
    page = desk.post(
        reverse("sources:claim-end", args=[claim.pk]), {"ends": "2018-12-16", "remark": "-", "version": claim.version}
    )

    assert page.status_code == 422
    assert "cannot be before the day of the claim" in page.content.decode()


@pytest.mark.parametrize("name", ["focal_point", "presidency"])
def test_who_reads_claims_is_told_that_the_secretariat_keeps_them(world, client_of, claim, name):
    seat = getattr(world, name)
    client = client_of(seat)

    page = client.get(claim.get_absolute_url()).content.decode()
    assert reverse("sources:claim-edit", args=[claim.pk]) not in page
    response = client.post(reverse("sources:claim-end", args=[claim.pk]), {"ends": "2020-01-01", "remark": "-"})

    assert response.status_code == 403
    assert "Executive Secretariat" in response.content.decode()
    with pytest.raises(PermissionDenied):
        correct_claim(claim=claim, version=1, fields={"source": "-"}, remark="-", by=seat)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_claim_asks_the_same_however_often_it_was_corrected(
    world, desk, claim, count, django_assert_num_queries
):
    for number in range(count):
        fields = {"statement_en": f"Wording {number}"}
        correct_claim(claim=claim, version=claim.version, fields=fields, remark="-", by=world.secretariat)

    with django_assert_num_queries(SEATED + 3):
        desk.get(claim.get_absolute_url())
