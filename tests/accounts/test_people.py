"""The people's page: who is at work from when to when, invitations, and what the Secretariat keeps in the browser."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions.people import invite
from accounts.enums import HatKind, Role
from accounts.models import Body, Hat, Invitation, Membership, PresidencyTerm
from audit.models import AuditEvent
from common.dates import today
from tests.counts import SEATED
from tests.factories.seats import make_seat

PEOPLE = reverse("accounts:people")


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def focal(world, client_of):
    return client_of(world.focal_point)


def invitation(world, **fields):
    given = {"email": "new@world.example", "name": "New", "language": "es", "role": Role.CONTRIBUTOR}
    return invite(**(given | {"country": world.a.country, "by": world.focal_point} | fields))


def test_a_focal_point_invites_with_a_role_sends_again_and_withdraws(world, focal, mailoutbox):
    form = {"email": "new@world.example", "name": "New", "language": "es", "role": "contributor"}
    for expected in (302, 422):
        assert focal.post(PEOPLE, form).status_code == expected
    row = Invitation.objects.get()
    first = row.token_hash
    act = reverse("accounts:invitation-act", args=[row.pk])

    focal.post(act, {"act": "resend"})
    row.refresh_from_db()
    assert row.token_hash != first
    focal.post(act, {"act": "withdraw"})

    row.refresh_from_db()
    assert row.withdrawn_at
    assert row.email not in focal.get(PEOPLE).content.decode()


def test_an_invitation_stands_when_no_mail_system_answers(focal, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT = 1
    form = {"email": "new@world.example", "name": "New", "language": "es", "role": "contributor"}
    with django_capture_on_commit_callbacks(execute=True):
        assert focal.post(PEOPLE, form).status_code == 302

    assert Invitation.objects.get().accepted_at is None


def test_an_expired_invitation_says_so_in_the_list(world, focal):
    row = invitation(world)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    page = focal.get(PEOPLE).content.decode()

    assert row.email in page
    assert "(expired)" in page


def test_a_membership_gets_a_last_day_and_is_listed_apart_after_it(world, focal):
    membership = world.contributor.membership
    address = reverse("accounts:membership-dates", args=[membership.pk])
    yesterday = today() - timedelta(days=1)

    assert focal.post(address, {"starts": membership.starts, "ends": yesterday}).status_code == 302

    membership.refresh_from_db()
    assert membership.ends == yesterday
    page = focal.get(PEOPLE)
    assert membership not in page.context["memberships"]
    assert membership in page.context["others"]
    event = AuditEvent.objects.get(action="membership_dated")
    assert event.detail["ends"] == yesterday.isoformat()


@pytest.mark.parametrize("days", [(0, -1), (5, 2)])
def test_days_in_the_wrong_order_are_refused_in_words(world, focal, days):
    starts, ends = (today() + timedelta(days=n) for n in days)
    address = reverse("accounts:membership-dates", args=[world.contributor.membership.pk])

    response = focal.post(address, {"starts": starts, "ends": ends})

    assert response.status_code == 422
    assert "cannot be before the first day" in response.content.decode()


def test_the_last_focal_point_stays_unless_another_is_there(world, desk):
    membership = world.focal_point.membership
    address = reverse("accounts:membership-dates", args=[membership.pk])
    form = {"starts": membership.starts, "ends": today() - timedelta(days=1)}
    assert desk.post(address, form).status_code == 422

    make_seat(Role.FOCAL_POINT, world.a.country)
    assert desk.post(address, form).status_code == 302


def test_dates_of_another_countrys_people_do_not_exist_and_others_are_told(world, client_of):
    address = reverse("accounts:membership-dates", args=[world.contributor.membership.pk])
    form = {"starts": "2020-01-01"}

    assert client_of(world.other_focal_point).post(address, form).status_code == 404
    assert client_of(world.clearer).post(address, form).status_code == 403


def test_the_page_asks_the_same_for_one_more_person_and_for_three(world, focal, django_assert_num_queries):
    for count in (1, 3):
        for _number in range(count):
            make_seat(Role.CONTRIBUTOR, world.a.country, ends=date(2021, 1, 1))
            make_seat(Role.CONTRIBUTOR, world.a.country)
        with django_assert_num_queries(SEATED + 4):
            focal.get(PEOPLE)


# What the Secretariat keeps


def term_form(starts, ends, **fields):
    return {"starts": starts, "ends": ends, "source": "Minutes"} | fields


def test_a_presidency_term_is_entered_and_corrected(world, desk):
    year = today().year + 1
    form = term_form(f"{year}-01-01", f"{year}-12-31", country=world.a.country.pk)
    desk.post(reverse("accounts:term-enter"), form)
    term = PresidencyTerm.objects.get(country=world.a.country)
    address = reverse("accounts:term-edit", args=[term.pk])
    assert f'value="{year}-01-01"' in desk.get(address).content.decode()

    assert desk.post(address, term_form(f"{year}-02-01", f"{year}-12-31")).status_code == 302

    term.refresh_from_db()
    assert (term.starts.month, term.source) == (2, "Minutes")
    assert AuditEvent.objects.filter(action="presidency_term_changed").exists()


@pytest.mark.parametrize(("ends", "words"), [("-06-30", "cannot be before"), ("-12-31", "These dates meet the term")])
def test_a_term_that_ends_early_or_meets_another_is_refused(world, desk, ends, words):
    year = today().year
    term = PresidencyTerm.objects.create(
        country=world.a.country, starts=date(year + 1, 1, 1), ends=date(year + 1, 2, 1)
    )

    response = desk.post(reverse("accounts:term-edit", args=[term.pk]), term_form(f"{year}-09-01", f"{year}{ends}"))

    assert response.status_code == 422
    assert words in response.content.decode()


def body_form(**fields):
    return {
        "code": "new-body",
        "kind": "un_agency",
        "name_en": "New body",
        "name_es": "Organismo nuevo",
        "acronym_en": "NB",
        "acronym_es": "ON",
        "hats": [HatKind.OBSERVER],
    } | fields


def test_a_body_is_entered_with_its_hats_and_changed_but_for_its_code(world, desk):
    assert desk.post(reverse("accounts:body-new"), body_form()).status_code == 302
    body = Body.objects.get(code="new-body")
    address = reverse("accounts:body-edit", args=[body.pk])

    desk.post(address, body_form(code="other", name_en="Renamed", hats=[HatKind.OBSERVER, HatKind.UN_NETWORK]))

    body.refresh_from_db()
    assert (body.code, body.name_en) == ("new-body", "Renamed")
    assert set(body.hats.values_list("kind", flat=True)) == {HatKind.OBSERVER, HatKind.UN_NETWORK}
    assert "Renamed" in desk.get(reverse("accounts:bodies")).content.decode()
    desk.post(address, body_form(hats=[]))
    assert not body.hats.exists()


def test_a_hat_in_which_somebody_sits_stays_and_nothing_else_is_changed(world, desk):
    hat = world.observer.membership.hat
    form = body_form(code=hat.body.code, name_en="Renamed", hats=[])

    response = desk.post(reverse("accounts:body-edit", args=[hat.body_id]), form)

    assert response.status_code == 422
    assert "so it stays" in response.content.decode()
    assert Hat.objects.filter(pk=hat.pk).exists()
    assert not Body.objects.filter(name_en="Renamed").exists()


def test_a_code_is_taken_once(world, desk):
    code = world.observer.membership.hat.body.code

    response = desk.post(reverse("accounts:body-new"), body_form(code=code))

    assert response.status_code == 422
    assert Body.objects.filter(code=code).count() == 1


def test_only_the_secretariat_keeps_the_directory(world, focal):
    assert focal.get(reverse("accounts:bodies")).status_code == 403
    assert focal.post(reverse("accounts:body-new"), body_form()).status_code == 403
    assert not Body.objects.filter(code="new-body").exists()


def test_the_list_of_bodies_asks_the_same_for_one_and_for_three(world, desk, django_assert_num_queries):
    for count in (1, 3):
        for _number in range(count):
            make_seat(Role.OBSERVER)
        with django_assert_num_queries(SEATED + 2):
            desk.get(reverse("accounts:bodies"))


def test_ending_a_membership_leaves_a_dated_trace_on_the_page(world, focal):
    membership = world.contributor.membership

    focal.post(reverse("accounts:membership-act", args=[membership.pk]), {"act": "end"})

    membership.refresh_from_db()
    assert membership.ended_at
    assert membership in focal.get(PEOPLE).context["others"]
    assert Membership.objects.filter(pk=membership.pk).exists()
