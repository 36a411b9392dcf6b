"""Practices of placeholder countries in every state, and a call that asks for more of them."""

from typing import Any

from objectives.models import Objective, Principle
from portal.loaders.demonstration.stage import Stage
from portal.loaders.demonstration.surveys import call_on
from practices.actions.versions import move, new_version, save_version, start_practice
from practices.enums import Stage as Step
from practices.models import Practice, PracticeVersion
from reporting.actions.themes import answer_with, say_theme
from reporting.models import Cycle

WINDOW = {
    "title_en": "One window for documents in border towns", "title_es": "Ventanilla única de documentos en la frontera",
    "implementer_en": "Migration institute of Country A", "implementer_es": "Instituto de migración del País A",
    "scope_en": "Four border towns", "scope_es": "Cuatro localidades fronterizas",
    "summary_en": "Consulates and civil registries share one window, so that a birth certificate is issued in a day.",
    "summary_es": "Consulados y registros civiles comparten una ventanilla, y el acta de nacimiento sale en un día.",
    "lessons_en": "A shared calendar of both institutions mattered more than new equipment.",
    "lessons_es": "Un calendario común de ambas instituciones importó más que el equipo nuevo.",
    "objectives": (4,), "principles": ("g",), "sdgs": [16], "criteria": ["applied", "replicable"],
}  # fmt: skip
SECOND = WINDOW | {
    "lessons_en": "A shared calendar mattered more than new equipment; a night shift was added in the second year.",
    "lessons_es": "El calendario común importó más que el equipo; en el segundo año se agregó un turno nocturno.",
}
GUIDE = {
    "title_en": "Guide for first interviews with children",
    "title_es": "Guía para la primera entrevista con niñas y niños",
    "summary_en": "Eight questions in plain words, tried with social workers before they were agreed.",
    "summary_es": "Ocho preguntas en lenguaje sencillo, ensayadas con personal de trabajo social antes de acordarse.",
    "objectives": (7,), "principles": ("i",),
}  # fmt: skip
NOTE = {"title_en": "Training of labour inspectors", "summary_en": "Still being written.", "objectives": (6,)}


def practices_and_call(stage: Stage, cycle: Cycle) -> None:
    """One published, with its next version half-way through clearance, and answering the call; one submitted; one being
    written.
    """
    stage.clock.go(-18)
    call = call_on(stage, cycle, "call_for_practices", 25)
    theme = say_theme(
        call=call, theme_en="Practices that help people on the move to obtain documents",
        theme_es="Prácticas que ayudan a las personas en movilidad a obtener documentos", conclusion=None,
        objectives=Objective.objects.filter(pk__in=(4, 14)), by=stage.secretariat,
    )  # fmt: skip
    window = _start(stage, "a", WINDOW, -16)
    _clear(stage, "a", window, -15)
    move(version=_version(window), to=Step.PUBLISHED, audience="public", by=stage.cast["focal.a"])
    answer_with(theme=theme, practice=window, by=stage.cast["focal.a"])
    _clear(stage, "b", _start(stage, "b", GUIDE, -12), -9)
    _start(stage, "a", NOTE, -6)
    stage.clock.go(-4)
    version = new_version(practice=window, by=stage.cast["focal.a"])
    save_version(
        version=version, fields=_rows(SECOND), what_changed="A night shift", saves=version.saves,
        by=stage.cast["focal.a"],
    )  # fmt: skip
    move(version=_version(window), to=Step.ASKED, by=stage.cast["focal.a"])
    stage.clock.go(-3)
    move(version=_version(window), to=Step.CLEARED, by=stage.signers("a")[0])


def _rows(words: dict[str, Any]) -> dict[str, Any]:
    """The words with rows in place of numbers and letters, as the form cleans them."""
    return words | {
        "objectives": Objective.objects.filter(pk__in=words.get("objectives", ())),
        "principles": Principle.objects.filter(pk__in=words.get("principles", ())),
    }


def _start(stage: Stage, letter: str, words: dict[str, Any], days: float) -> Practice:
    stage.clock.go(days)
    return start_practice(fields=_rows(words), by=stage.cast[f"focal.{letter}"])


def _clear(stage: Stage, letter: str, practice: Practice, days: float) -> None:
    stage.clock.go(days)
    move(version=_version(practice), to=Step.ASKED, by=stage.cast[f"focal.{letter}"])
    for signer in stage.signers(letter):
        move(version=_version(practice), to=Step.CLEARED, by=signer)


def _version(practice: Practice) -> PracticeVersion:
    return practice.versions.select_related("practice__country").latest("number")
