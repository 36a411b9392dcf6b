"""Whom a note comes from, as the form's column names them: one to a line, or a group with its members."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.models import Body, Country, StakeholderCategory
from common.errors import Refused
from common.i18n import sort_key
from events.directory import Directory, directory

MAX_WORDS = 250
_BULLET = re.compile(r"^[-–—•·*]\s+")
_PARTS = re.compile(r"\s*[,;]\s*(?:(?:and|y|e)\s+)?|\s+(?:and|y|e)\s+")


@dataclass(frozen=True)
class Named:
    """One source of a note: a country, a body, a category of stakeholders, or the words for a group."""

    country: Country | None = None
    body: Body | None = None
    category: StakeholderCategory | None = None
    words: str = ""
    group: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two the same."""
        ids = (row.pk if row else None for row in (self.country, self.body, self.category))
        return (*ids, self.words, self.group)


@dataclass
class Attribution:
    """Everybody who can be named. Read once (four queries), asked often."""

    known: Directory = field(default_factory=directory)
    categories: dict[str, StakeholderCategory] = field(
        default_factory=lambda: {
            sort_key(name): row for row in StakeholderCategory.objects.all() for name in (row.name_en, row.name_es)
        }
    )

    def read(self, text: str) -> list[Named]:
        """Whom the lines name, in order, each once. What names nobody of the directory stays as it was written.

        Raises Refused for a line that is longer than can be kept.
        """
        found: dict[tuple[object, ...], Named] = {}
        for raw in text.splitlines():
            line = _BULLET.sub("", raw.strip()).strip()
            if len(line) > MAX_WORDS:
                raise Refused(_("One line of “attributed to” holds up to %(n)s characters.") % {"n": MAX_WORDS})
            for named in self._line(line) if line else ():
                found.setdefault(named.key, named)
        return list(found.values())

    def somebody(self, words: str, group: str = "") -> Named | None:
        """The country, body or category that the words name; None when they name none."""
        if category := self.categories.get(sort_key(words.strip(" .;"))):
            return Named(category=category, group=group)
        who = self.known.find(words)
        if not who:
            return None
        own = who.body is not None and words.strip(" .;") not in _names(who.body)
        return Named(who.country, who.body, words=words if (who.country and who.body) or own else "", group=group)

    def _line(self, line: str) -> list[Named]:
        if one := self.somebody(line):
            return [one]
        group, colon, listed = line.partition(":")
        members = self._all(listed, group.strip()) if colon else self._all(line, "")
        return members or [Named(words=line)]

    def _all(self, listed: str, group: str) -> list[Named]:
        """Each of a list of names, when all of them are known; else none."""
        names = [name for name in _PARTS.split(listed.strip(" .;")) if name]
        found = [named for name in names if (named := self.somebody(name, group))]
        return found if len(found) == len(names) else []


def _names(body: Body) -> set[str]:
    """How the directory writes a body; a document that words it otherwise keeps its words."""
    names, acronyms = {body.name_en, body.name_es}, {body.acronym_en, body.acronym_es}
    return {*names, *acronyms, *(f"{name} ({acronym})" for name in names for acronym in acronyms)}
