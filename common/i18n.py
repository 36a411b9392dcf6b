"""English and Spanish side by side: picking a column, ordering names, dates in words."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar

from django.utils.translation import get_language

LANGUAGES = ("en", "es")
T = TypeVar("T")


def current_language() -> str:
    """The language of the page or document being written: 'en' or 'es'."""
    return "es" if (get_language() or "en").startswith("es") else "en"


def reading_order() -> tuple[str, str]:
    """Both languages, the reader's first."""
    own = current_language()
    return own, other_language(own)


def other_language(language: str) -> str:
    return "en" if language == "es" else "es"


def pick(thing: Any, name: str, language: str | None = None) -> str:
    """`thing.<name>_<language>`, or the other language's text where that one is empty."""
    language = language or current_language()
    return getattr(thing, f"{name}_{language}") or getattr(thing, f"{name}_{other_language(language)}")


@lru_cache(maxsize=4096)
def sort_key(text: str) -> str:
    """Alphabetical key for English and Spanish: accents do not count, ñ comes after n."""
    text = text.casefold().replace("ñ", "n\uffff")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def sort_by_name(things: Iterable[T], language: str | None = None, name: str = "name") -> list[T]:
    """Things in the alphabetical order of the language, by their `<name>_en` / `<name>_es`."""
    return sorted(things, key=lambda thing: sort_key(pick(thing, name, language)))
