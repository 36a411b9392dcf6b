"""The short way says what the long one says, and leaves out nothing that an answer must carry."""

import pytest

LONG = "application/json, */*;q=0.5"
"""Takes JSON too, but is not among what the short way knows."""
PATHS = ("answers", "answers?limit=1&lang=es&fields=code,text", "answers?objective=8&ordering=-code", "objectives/8")
POLICIES = {
    "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Permissions-Policy", "Referrer-Policy",
    "Cross-Origin-Opener-Policy", "Content-Length", "Content-Language", "Cache-Control", "ETag", "RateLimit-Limit",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_both_ways_say_the_same(published, anybody, path):
    short, long = anybody.get(path), anybody.get(path, Accept=LONG)

    assert (short.status_code, short.content) == (long.status_code, long.content) == (200, long.content)
    for name in ("ETag", "Cache-Control", "Vary", "Content-Type", "Content-Language", "Link"):
        assert short.headers.get(name) == long.headers.get(name), name


def test_an_answer_carries_every_policy(published, anybody):
    for response in (anybody.get("answers"), anybody.get("nothing"), anybody.get("answers?wrong=1")):
        assert POLICIES - {"ETag"} <= set(response.headers), response.status_code
        assert not response.cookies
    assert set(anybody.get("answers").headers) >= POLICIES


def test_nothing_of_a_session_is_asked_of_the_database(published, client_of, django_assert_num_queries):
    client = client_of(published.focal_point)
    client.get("/api/v1/answers")

    with django_assert_num_queries(2) as asked:
        client.get("/api/v1/answers")
    assert not [query["sql"] for query in asked.captured_queries if "session" in query["sql"]]


def test_a_host_that_is_not_ours_is_refused(published, anybody):
    etag = anybody.get("answers")["ETag"]

    for held in ({}, {"If-None-Match": etag}):
        assert anybody.get("answers", Host="elsewhere.example", **held).status_code == 400


def test_a_head_request_is_answered_without_a_body(published, anybody):
    response = anybody.client.head("/api/v1/answers")

    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == anybody.get("answers")["ETag"]


def test_what_is_refused_is_counted_once(published, anybody):
    left = [int(anybody.get(path)["RateLimit-Remaining"]) for path in ("answers", "answers?wrong=1", "answers")]

    assert left == [left[0], left[0] - 1, left[0] - 2]


@pytest.mark.parametrize("more", [{}, {"Origin": "https://elsewhere.example"}, {"Accept": LONG}])
@pytest.mark.parametrize("path", ["answers", "/api/v1/"])
def test_an_unchanged_answer_counts_against_no_limit(published, anybody, settings, path, more):
    settings.API_LIMITS = {**settings.API_LIMITS, "anonymous": 1}
    etag = anybody.get(path, **more)["ETag"]

    held = {"If-None-Match": etag, **more}
    assert [anybody.get(path, **held).status_code for _ in range(3)] == [304, 304, 304]
    assert anybody.get(path, **more).status_code == 429
    assert anybody.get(path, **held).status_code == 304


def test_who_says_nothing_of_what_it_has_is_refused_without_a_query(
    published, anybody, settings, django_assert_num_queries
):
    settings.API_LIMITS = {**settings.API_LIMITS, "anonymous": 0}

    with django_assert_num_queries(0):
        assert anybody.get("answers").status_code == 429


def test_with_a_key_it_is_counted_like_every_call(published, caller_of, world, settings):
    observer = caller_of(world.observer)
    etag = observer.get("answers")["ETag"]

    left = [int(observer.get("answers", **{"If-None-Match": etag})["RateLimit-Remaining"]) for _ in range(2)]
    assert left == [left[0], left[0] - 1]


@pytest.mark.parametrize("path", PATHS)
def test_who_holds_an_answer_hears_at_once_that_it_is_the_same(published, anybody, path, django_assert_num_queries):
    held = anybody.get(path)

    with django_assert_num_queries(1):
        response = anybody.get(path, **{"If-None-Match": f'"other", {held["ETag"]}'})

    assert (response.status_code, response.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Last-Modified", "Vary", "Content-Language"):
        assert response.headers.get(name) == held.headers.get(name), name
    long = anybody.get(path, **{"If-None-Match": held["ETag"], "Accept": LONG})
    assert (long.status_code, long["ETag"]) == (304, held["ETag"])


def test_a_validator_is_good_for_one_address_and_one_language(published, anybody):
    held = {"If-None-Match": anybody.get("answers")["ETag"]}

    assert anybody.get("answers?limit=1", **held).status_code == 200
    assert anybody.get("answers", **held, **{"Accept-Language": "es"}).status_code == 200
    assert anybody.get("nothing", **held).status_code == 404


def test_an_answer_that_changed_is_given_with_the_version_that_was_asked_for_once(
    published, anybody, django_assert_num_queries
):
    with django_assert_num_queries(2):
        response = anybody.get("answers", **{"If-None-Match": '"of-yesterday"'})

    assert response.status_code == 200
    assert int(anybody.get("answers")["RateLimit-Remaining"]) == int(response["RateLimit-Remaining"]) - 1


def test_any_answer_at_all_is_asked_for_where_there_is_none(published, anybody):
    assert anybody.get("nothing", **{"If-None-Match": "*"}).status_code == 404
    assert anybody.get("answers?wrong=1", **{"If-None-Match": "*"}).status_code == 400
    assert anybody.get("answers", **{"If-None-Match": "*"}).status_code == 304


def test_a_page_of_another_site_hears_that_it_may_read_an_unchanged_answer(published, anybody):
    etag = anybody.get("answers")["ETag"]

    response = anybody.get("answers", **{"If-None-Match": etag, "Origin": "https://elsewhere.example"})
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (304, "*")


def test_over_a_line_that_is_not_secure_an_unchanged_answer_leads_to_the_secure_one(published, anybody, settings):
    settings.SECURE_SSL_REDIRECT = True
    etag = anybody.client.get("/api/v1/answers", secure=True)["ETag"]

    assert anybody.get("answers", **{"If-None-Match": etag}).status_code == 301


def test_without_redis_requests_are_counted_in_the_cache_of_the_process(published, anybody, settings, monkeypatch):
    monkeypatch.setattr("api.throttling._redis", lambda: None)

    left = [int(anybody.get("answers")["RateLimit-Remaining"]) for _ in range(2)]
    assert left == [settings.API_LIMITS["anonymous"] - 1, settings.API_LIMITS["anonymous"] - 2]
