"""Whom a document means: countries and bodies by name, acronym or alias, in either language."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import override

from accounts.models import Alias, Body, Country
from common.i18n import LANGUAGES, sort_key
from events.enums import SpeakerRole

_PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*")
_GOVERNMENT = re.compile(r"^(?:(?:the )?government of|gobierno de(?:l)?)\s+", re.IGNORECASE)
_PRESIDENCY = re.compile(r"\bpresidenc(?:y|ia) pro|\bPPT\b", re.IGNORECASE)


@dataclass(frozen=True)
class Who:
    """A country, a body, or a body of a country (the presidency of El Salvador)."""

    country: Country | None = None
    body: Body | None = None

    def __bool__(self) -> bool:
        return self.country is not None or self.body is not None


@dataclass
class Directory:
    """Names in lower case without accents, with what they stand for. Read once, asked often."""

    countries: dict[str, Country] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)

    def find(self, words: str) -> Who:
        """Whom the words name; an empty `Who` when they name nobody of the directory."""
        words = words.strip(" .:;-–")
        inner = [part.strip() for part in _PARENTHESES.findall(words)]
        outer = _PARENTHESES.sub(" ", words).strip()
        country = next((found for part in inner if (found := self._country(part))), None)
        if _PRESIDENCY.search(outer) and (body := self._body("PPT")):
            return Who(country, body)
        if named := self._country(outer):
            return Who(named)
        names = [words, outer, *inner]
        if country:
            names = [f"{outer} of {country.name_en}", f"{outer} de {country.name_es}", *names]
        body = next((known for name in names if (known := self._body(name))), None)
        return Who(country, body) if body else Who(country)

    def is_country(self, words: str) -> bool:
        """Are the words, the whole of them, a name of a country? "Government of Mexico" says more than one."""
        return sort_key(words.strip(" .:;-–")) in self.countries

    def named_in(self, text: str) -> list[Country | Body]:
        """The countries and bodies that a text names, in its order; of names that begin together the longest."""
        words, found, place = plain(text).split(), [], 0
        while place < len(words):
            for length in range(min(self._longest, len(words) - place), 0, -1):
                if who := self._names.get(" ".join(words[place : place + length])):
                    found.append(who)
                    place += length - 1
                    break
            place += 1
        return found

    @cached_property
    def _names(self) -> dict[str, Country | Body]:
        return {plain(name): who for names in (self.bodies, self.countries) for name, who in names.items()}

    @cached_property
    def _longest(self) -> int:
        """Of how many words the longest name is made."""
        return max((len(name.split()) for name in self._names), default=0)

    def _country(self, name: str) -> Country | None:
        return self.countries.get(sort_key(_GOVERNMENT.sub("", name.strip())))

    def _body(self, name: str) -> Body | None:
        key = sort_key(name.strip())
        return self.bodies.get(key) or self.bodies.get(key.removesuffix(" secretariat"))


def directory() -> Directory:
    """Everybody the portal knows. Three queries."""
    found = Directory()
    for country in Country.objects.all():
        for name in (country.name_en, country.name_es, country.official_name_en, country.official_name_es):
            found.countries.setdefault(sort_key(name), country)
    for body in Body.objects.all():
        for name in (body.name_en, body.name_es, body.acronym_en, body.acronym_es):
            found.bodies.setdefault(sort_key(name), body)
    for alias in Alias.objects.select_related("country", "body"):
        if alias.country:
            found.countries.setdefault(sort_key(alias.name), alias.country)
        elif alias.body:
            found.bodies.setdefault(sort_key(alias.name), alias.body)
    found.countries.pop("", None)
    found.bodies.pop("", None)
    return found


def plain(text: str) -> str:
    """Without accents, case and signs."""
    return re.sub(r"\W+", " ", sort_key(text).replace("\uffff", "")).strip()


def role_in(line: str) -> tuple[str, str]:
    """The role that a line names before a colon, in either language, and the words behind it: "Moderator: IOM"."""
    before, colon, after = line.partition(":")
    for language in LANGUAGES:
        with override(language):
            named = {str(role.label).casefold(): role for role in SpeakerRole}
        if colon and after.strip() and before.strip().casefold() in named:
            return named[before.strip().casefold()], after.strip()
    return SpeakerRole.SPEAKER, line
