"""The language of origin of an answer: declared by the focal point, the state of the other version follows."""

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from common.errors import Refused
from reporting.actions.answers import agree_translation
from reporting.actions.original import declare_original
from reporting.enums import TranslationState
from reporting.models import Answer
from reporting.snapshots import snapshot
from tests.factories import text_of, write
from tests.factories.work import answer_on


@pytest.fixture
def answer(world):
    """Objective 8 of Country A in both languages; English was typed first."""
    write(world, world.a, "progress", "In English", 8)
    write(world, world.a, "progress", "En español", 8, "es")
    return answer_on(world.a, "progress", 8)


@pytest.fixture
def focal(world, client_of):
    return client_of(world.focal_point)


def states(world):
    assignment = answer_on(world.a, "progress", 8).assignment
    (frozen,) = snapshot(assignment, objectives=[8], includes_whole=False)["answers"]
    return {language: (text["state"], text["stale"]) for language, text in frozen["texts"].items()}


def address(answer, language="es"):
    return reverse("reporting:original-declare", args=[answer.pk, language])


def test_the_other_version_becomes_the_translation(world, focal, answer):
    response = focal.post(address(answer), {"view": "both"})

    page = reverse("reporting:objective", args=[world.a.pk, 8])
    assert response["Location"] == f"{page}?view=both#a-{answer.pk}"
    assert answer_on(world.a, "progress", 8).source_language == "es"
    assert states(world) == {"en": (TranslationState.HUMAN, False), "es": (TranslationState.NONE, False)}
    write(world, world.a, "progress", "En español, ahora", 8, "es")
    assert states(world)["en"] == (TranslationState.HUMAN, True)


def test_what_was_agreed_stays_agreed(world, answer):
    row = text_of(world.a, "progress", 8, "es")
    agree_translation(row=row, version=row.version, by=world.focal_point)

    declare_original(answer=answer, language="es", by=world.focal_point)

    assert states(world) == {"en": (TranslationState.AGREED, False), "es": (TranslationState.NONE, False)}


def test_versions_that_had_drifted_apart_are_still_marked(world, answer):
    row = text_of(world.a, "progress", 8, "es")
    agree_translation(row=row, version=row.version, by=world.focal_point)
    write(world, world.a, "progress", "In English, later", 8)

    declare_original(answer=answer, language="es", by=world.focal_point)

    assert states(world)["en"] == (TranslationState.HUMAN, True)


def test_declaring_it_back_restores_the_first_state(world, answer):
    for language in ("es", "en"):
        declare_original(answer=answer, language=language, by=world.focal_point)

    assert states(world) == {"en": (TranslationState.NONE, False), "es": (TranslationState.HUMAN, False)}


def test_twice_is_once_and_the_trail_and_the_history_keep_it(world, focal, answer):
    for _time in range(2):
        focal.post(address(answer))

    event = AuditEvent.objects.get(action="original_declared")
    assert (event.detail["before"], event.detail["language"]) == ("en", "es")
    history = Answer.pgh_event_model.objects.filter(pgh_obj=answer).order_by("pgh_id")
    assert list(history.values_list("source_language", flat=True))[-2:] == ["en", "es"]
    trail = focal.get(reverse("reporting:trail", args=[world.a.pk])).content.decode()
    assert "declared the language of origin" in trail


def test_a_language_without_a_text_is_not_the_original(world, focal):
    write(world, world.a, "progress", "In English", 8)
    answer = answer_on(world.a, "progress", 8)

    with pytest.raises(Refused, match="Write it first"):
        declare_original(answer=answer, language="es", by=world.focal_point)
    page = focal.post(address(answer), follow=True).content.decode()

    assert "There is no text in this language yet" in page
    assert answer_on(world.a, "progress", 8).source_language == "en"


@pytest.mark.parametrize("name", ["contributor", "translator", "clearer"])
def test_only_a_focal_point_declares_it(world, client_of, answer, name):
    client = client_of(getattr(world, name))
    page = client.get(reverse("reporting:objective", args=[world.a.pk, 8]) + "?view=both").content.decode()

    assert "This is the original" not in page
    assert client.post(address(answer)).status_code == 403
    assert answer_on(world.a, "progress", 8).source_language == "en"


def test_the_control_stands_at_the_version_that_is_not_the_original(world, focal, answer):
    page = focal.get(reverse("reporting:objective", args=[world.a.pk, 8]) + "?view=both").content.decode()

    assert page.count("This is the original") == 1
    assert f'action="{address(answer)}"' in page
    assert focal.post(address(answer, "fr")).status_code == 404
