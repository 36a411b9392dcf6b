"""Keys: shown once, stored as a hash, never more than their person; what is wrong with one is told (401)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.actions.keys import MAX_KEYS, create_key, revoke_key
from accounts.enums import KeyScope
from accounts.models import ApiKey
from audit.models import AuditEvent
from common.dates import today
from common.errors import Refused
from reporting.enums import Audience
from tests.api.conftest import Caller
from tests.factories import fill, publish_all, submit_all


def refused(response, words: str = "") -> None:
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert words in response.json()["detail"]


@pytest.fixture
def for_members(world):
    fill(world, world.a, 8)
    return publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("focal_point", 3),
        ("other_focal_point", 3),
        ("secretariat", 3),
        ("presidency", 3),
        ("observer", 0),
        ("civil_society", 0),
        ("stakeholder", 0),
    ],
)
def test_a_key_reads_what_its_person_reads_in_this_role(world, for_members, caller_of, role, found):
    caller = caller_of(getattr(world, role))

    response = caller.get("answers", {"count": "true"})
    assert response.json()["count"] == found
    assert response["Cache-Control"] == "private, no-cache"
    assert "Authorization" in response["Vary"]


def test_two_people_never_share_a_validator(world, for_members, caller_of, anybody):
    tags = [caller.get("answers")["ETag"] for caller in (anybody, caller_of(world.observer), caller_of(world.clearer))]

    assert len(set(tags)) == 3
    assert caller_of(world.focal_point).get("answers", **{"If-None-Match": tags[0]}).status_code == 200


def test_only_a_hash_is_stored(world):
    key, token = create_key(name="Mine", scopes=["read"], days=30, by=world.observer)

    secret = token.rpartition("_")[2]
    assert secret not in str(ApiKey.objects.filter(pk=key.pk).values())
    assert secret not in str(list(AuditEvent.objects.values()))
    assert key.digest == ApiKey.digest_of(token.split("_", 2)[2])


def test_a_revoked_an_expired_and_an_orphaned_key_say_so(world):
    key, token = create_key(name="K", scopes=["read"], days=1, by=world.observer)
    assert Caller(token).get("answers").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        refused(Caller(token).get("answers"), "expired")
    membership = world.observer.membership
    membership.ends = today() - timedelta(days=1)
    membership.save()
    refused(Caller(token).get("answers"), "membership")
    revoke_key(key=key, by=world.observer)
    refused(Caller(token).get("answers"), "revoked")


def test_a_person_who_may_no_longer_log_in_has_no_keys(world):
    _key, token = create_key(name="K", scopes=["read"], days=1, by=world.observer)
    user = world.observer.user
    user.is_active = False
    user.save()

    refused(Caller(token).get("answers"))


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer rcm__",
        "Bearer rcm_aaaaaaaaaa_",
        "Bearer rcm_aaaaaaaaaa_bbbb",
        "Bearer rcm_%s_wrong",
        "Bearer rcm_\u00e9_x",
        "Bearer " + "a" * 9000,
        "Basic dXNlcjpwYXNz",
        "Token x",
        "x",
        "",
    ],
)
def test_a_key_that_is_not_good_is_never_nobody(world, anybody, header):
    key, _token = create_key(name="K", scopes=["read"], days=1, by=world.observer)
    header = header.replace("%s", key.prefix)

    for path in ("answers", "", "openapi.json", "nothing"):
        refused(anybody.get(path, Authorization=header))


def test_a_key_that_is_guessed_is_slowed_down(world, settings):
    settings.API_LIMITS = settings.API_LIMITS | {"guesses": 3}
    _key, token = create_key(name="K", scopes=["read"], days=1, by=world.observer)
    bad = Caller("rcm_aaaaaaaaaa_guess")

    assert [bad.get("answers").status_code for _ in range(5)] == [401, 401, 401, 429, 429]
    assert Caller(token).get("answers").status_code == 429
    cache.clear()
    assert Caller(token).get("answers").status_code == 200


def test_each_caller_has_a_limit_and_is_told(world, anybody, caller_of, settings):
    settings.API_LIMITS = {"anonymous": 2, "key": 3, "guesses": 20}
    with time_machine.travel(timezone.now().replace(second=10), tick=False):
        answers = [anybody.get("principles") for _ in range(3)]
        assert [a.status_code for a in answers] == [200, 200, 429]
        assert [a["RateLimit-Remaining"] for a in answers] == ["1", "0", "0"]
        assert answers[2]["Retry-After"] == "50"
        assert answers[2]["Content-Type"] == "application/problem+json"
        caller = caller_of(world.observer)
        assert [caller.get("principles").status_code for _ in range(4)] == [200, 200, 200, 429]
    with time_machine.travel(timezone.now().replace(second=10) + timedelta(minutes=2)):
        assert anybody.get("principles").status_code == 200


def test_the_last_use_is_kept_to_the_minute(world, caller_of, django_assert_num_queries):
    caller = caller_of(world.observer)
    with django_assert_num_queries(4):
        caller.get("answers")
    assert ApiKey.objects.get().last_used_at
    with django_assert_num_queries(3):
        caller.get("answers")


def test_a_key_needs_a_name_a_scope_and_an_age_within_bounds(world):
    for fields in ({"name": " "}, {"scopes": []}, {"scopes": ["admin"]}, {"days": 0}, {"days": 4000}):
        with pytest.raises(Refused):
            create_key(**{"name": "K", "scopes": ["read"], "days": 30} | fields, by=world.observer)


def test_there_is_a_bound_to_the_number_of_keys(world):
    for _ in range(MAX_KEYS):
        key, _token = create_key(name="K", scopes=["read"], days=30, by=world.observer)
    with pytest.raises(Refused):
        create_key(name="K", scopes=["read"], days=30, by=world.observer)
    revoke_key(key=key, by=world.observer)
    create_key(name="K", scopes=["read"], days=30, by=world.observer)


def test_a_person_makes_a_key_sees_it_once_and_revokes_it(world, client_of):
    client = client_of(world.observer)
    page = reverse("accounts:keys")
    made = client.post(page, {"name": "Our site", "scopes": ["read"], "days": "90"})

    token = made.context["token"]
    assert token in made.text
    assert "no-store" in made["Cache-Control"]
    assert token not in client.get(page).text
    assert "Our site" in client.get(page).text
    assert Caller(token).get("answers").status_code == 200
    client.post(reverse("accounts:key-revoke", args=[ApiKey.objects.get().pk]))
    refused(Caller(token).get("answers"), "revoked")
    assert set(AuditEvent.objects.filter(chain="keys").values_list("action", flat=True)) == {
        "key_created",
        "key_revoked",
    }


def test_nobody_sees_or_revokes_the_key_of_another(world, client_of):
    key, _token = create_key(name="Private name", scopes=["read"], days=30, by=world.observer)

    for role in ("secretariat", "focal_point", "stakeholder"):
        client = client_of(getattr(world, role))
        assert "Private name" not in client.get(reverse("accounts:keys")).text
        assert client.post(reverse("accounts:key-revoke", args=[key.pk])).status_code == 404


def test_a_key_for_the_working_copy_is_offered_to_a_country_team_alone(world, client_of):
    form = {"name": "K", "scopes": [KeyScope.WORKSPACE], "days": "30"}

    assert client_of(world.observer).post(reverse("accounts:keys"), form).status_code == 422
    assert client_of(world.focal_point).post(reverse("accounts:keys"), form).status_code == 200
    assert ApiKey.objects.get().scopes == ["workspace"]
