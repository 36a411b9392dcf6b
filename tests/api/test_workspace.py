"""A country's own systems save with the versions, rules and words of the page, and never in another country."""

import json

import pytest

from reporting.actions.cycles import close_call
from reporting.actions.team import delegate
from reporting.models import AnswerText, Proposal
from tests.factories import fill, text_of, write
from tests.factories.work import answer_on


def put(caller, answer, text, version, language="en", **headers):
    body = text if isinstance(text, bytes) else json.dumps({"text": text})
    more = {"If-Match": f'"{version}"'} if version is not None else {}
    return caller.client.put(
        f"/api/v1/workspace/answers/{answer.pk}/texts/{language}", body, content_type="application/json",
        headers=caller.headers | more | headers,
    )  # fmt: skip


@pytest.fixture
def team(world, caller_of):
    return caller_of(world.focal_point, "workspace")


@pytest.fixture
def answer(world):
    return answer_on(world.a, "progress", 8)


def test_the_working_copy_is_read_with_its_versions(world, team):
    write(world, world.a, "progress", "First words", 8)
    assignments = team.get("workspace").json()
    assert [(a["country"], a["cycle"], a["call_is_open"]) for a in assignments] == [("XXA", "demo", True)]

    copy = team.get(f"workspace/{assignments[0]['id']}").json()
    told = next(a for a in copy["answers"] if a["question"] == "progress" and a["objective"] == 8)
    assert told["texts"][0] == {"language": "en", "text": "First words", "version": 1, "state": "none"}
    assert len(copy["answers"]) == 23 * 9 + 2


def test_reading_the_working_copy_costs_the_same_however_full_it_is(world, team, django_assert_num_queries):
    team.get("workspace")
    path = f"workspace/{world.a.pk}"
    with django_assert_num_queries(6):
        team.get(path)
    fill(world, world.a, 8, 9, 10)
    with django_assert_num_queries(6):
        team.get(path)


def test_a_text_is_saved_with_the_version_that_was_read(world, team, answer):
    response = put(team, answer, "From our system", 0)

    assert response.status_code == 200
    assert response.json() == response.json() | {"text": "From our system", "version": 1, "language": "en"}
    assert response["ETag"] == '"1"'
    assert response["Cache-Control"] == "no-store"
    row = text_of(world.a, "progress", 8)
    assert (row.text, row.updated_by) == ("From our system", world.focal_point.user)


def test_a_stale_save_gets_409_with_both_texts_and_changes_nothing(world, team, answer):
    write(world, world.a, "progress", "A colleague was quicker", 8)

    response = put(team, answer, "From our system", 0)
    assert response.status_code == 409
    told = response.json()
    assert (told["stored"], told["version"], told["submitted"]) == ("A colleague was quicker", 1, "From our system")
    assert text_of(world.a, "progress", 8).text == "A colleague was quicker"
    assert put(team, answer, "Both, merged", told["version"]).status_code == 200


def test_the_same_text_again_changes_nothing(world, team, answer):
    put(team, answer, "Once", 0)

    assert put(team, answer, "Once", 0).json()["version"] == 1


def test_without_the_version_nothing_is_saved(world, team, answer):
    assert put(team, answer, "x", None).status_code == 428
    for nonsense in ("*", "x", "", "-1", "99999999999999"):
        response = put(team, answer, "x", None, **{"If-Match": nonsense})
        assert response.status_code == 412, nonsense
    assert not AnswerText.objects.filter(text="x").exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b'"x"', 400),
        (b"{}", 400),
        (b'{"text": 1}', 400),
        (b'{"text": null}', 400),
        (b'{"text": "x", "version": 3}', 400),
        (b'{"text": "x"', 400),
        (b'{"text": "\xff"}', 400),
        (b'{"text": NaN}', 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 100_000, 400),
        (b'{"text": "' + b"a" * 600_000 + b'"}', 413),
        (b'{"text": "' + b"a" * 70_000 + b'"}', 422),
    ],
)
def test_a_body_that_is_not_a_text_is_refused(world, team, answer, body, status):
    response = put(team, answer, body, 0)

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert text_of(world.a, "progress", 8).version == 0


@pytest.mark.parametrize("question", ["reported", "challenge_tags", "principles", "figures"])
@pytest.mark.parametrize("who", ["focal_point", "contributor"])
def test_a_question_that_asks_for_no_text_takes_none(world, caller_of, question, who):
    delegate(assignment=world.a, user=world.contributor.user, objectives=[8], by=world.focal_point)
    caller = caller_of(getattr(world, who), "workspace")
    response = put(caller, answer_on(world.a, question, 8), "Words", 0)

    assert response.status_code == 422
    assert response.json()["detail"] == "This question is not answered in words."
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x", ""])
def test_another_kind_of_content_is_not_read(world, team, answer, kind):
    response = team.client.put(
        f"/api/v1/workspace/answers/{answer.pk}/texts/en", "text=x", content_type=kind,
        headers=team.headers | {"If-Match": '"0"'},
    )  # fmt: skip

    assert response.status_code == 415 if kind else response.status_code in (400, 415)


def test_characters_that_cannot_be_stored_are_taken_out_as_on_the_page(world, team, answer):
    response = put(team, answer, json.dumps({"text": "a\x00b\r\n• c"}).encode(), 0)

    assert response.json()["text"] == "ab\n- c"


@pytest.mark.parametrize("language", ["fr", "EN", "en/x"])
def test_there_are_two_languages(team, answer, language):
    assert put(team, answer, "x", 0, language).status_code == 404


def test_another_country_is_not_there(world, caller_of, answer):
    stranger = caller_of(world.other_focal_point, "workspace")

    assert put(stranger, answer, "Intruder", 0).status_code == 404
    assert stranger.get(f"workspace/{world.a.pk}").status_code == 404
    assert [a["country"] for a in stranger.get("workspace").json()] == ["XXB"]


def test_a_key_for_reading_opens_no_working_copy(world, caller_of, anybody, answer):
    for caller, status in ((caller_of(world.focal_point), 403), (caller_of(world.secretariat), 403), (anybody, 401)):
        assert caller.get("workspace").status_code == status
        assert put(caller, answer, "x", 0).status_code == status


def test_a_clearer_reads_and_does_not_write(world, caller_of, answer):
    clearer = caller_of(world.clearer, "workspace")

    assert clearer.get(f"workspace/{world.a.pk}").status_code == 200
    response = put(clearer, answer, "x", 0)
    assert response.status_code == 403
    assert "Focal point" in response.json()["detail"]


def test_a_translator_writes_the_other_language_alone(world, caller_of, answer):
    write(world, world.a, "progress", "The source", 8)
    translator = caller_of(world.translator, "workspace")

    assert put(translator, answer, "x", 1, "en").status_code == 403
    assert put(translator, answer, "La traducción", 0, "es").status_code == 200


def test_a_contributor_without_the_objective_is_told(world, caller_of, answer):
    assert put(caller_of(world.contributor, "workspace"), answer, "x", 0).status_code == 403
    assert not Proposal.objects.exists()


def test_after_the_call_was_closed_nothing_is_saved(world, team, answer):
    close_call(call=world.call, by=world.secretariat)

    response = put(team, answer, "x", 0)
    assert response.status_code == 423
    assert "closed" in response.json()["detail"]
