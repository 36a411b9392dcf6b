"""What agenda and conclusions have in common: title, place, days."""

from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from common.dates import say_days
from common.i18n import other_language, pick
from events.models import Event

ORGANIZATION = {"en": "Regional Conference on Migration", "es": "Conferencia Regional sobre Migración"}


def code_of(language: str) -> Literal["en", "es"]:
    return "es" if language == "es" else "en"


def days_and_place(event: Event, language: str) -> str:
    """Like "31 March – 1 April 2022, Mexico City"; call it inside `override(language)`."""
    parts = []
    if event.starts:
        parts.append(say_days(event.starts, event.ends))
    if place := pick(event, "place", language):
        parts.append(place)
    return ", ".join(parts)


def dated(event: Event) -> str:
    """The day printed on the document: the event's last, '' while it has none."""
    day: date | None = event.ends or event.starts
    return day.isoformat() if day else ""


def text_in(thing: object, name: str, language: str) -> tuple[str, str]:
    """(text, lang): the text in the language, else in the other one with its code."""
    own = getattr(thing, f"{name}_{language}")
    if own:
        return own, ""
    other = other_language(language)
    return getattr(thing, f"{name}_{other}"), other


def unofficial() -> str:
    return _("Unofficial translation.")
