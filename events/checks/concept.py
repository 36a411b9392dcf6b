"""What is to be looked at in a note of an event before others read it, in words; nothing is refused for it."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.enums import Language
from common.i18n import pick
from events.models import ConceptSection

_NOTES = re.compile(r"\^\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
_OPEN = re.compile(r"\^\[")
_BARE = re.compile(r"(?<![/\w])www\.[^\s\]]+", re.IGNORECASE)


def check_concept(sections: Iterable[ConceptSection]) -> list[str]:
    """Footnotes without a text or without an end, addresses that no program would open, languages that say less."""
    found: list[str] = []
    alone: list[str] = []
    behind: list[str] = []
    count = {"en": 0, "es": 0}
    for section in sections:
        name = pick(section, "title") or str(section.get_kind_display())
        for language, text in (("en", section.text_en), ("es", section.text_es)):
            notes = _NOTES.findall(text)
            for note in notes:
                count[language] += 1
                if not note.strip():
                    found.append(_("Footnote %(n)s has a mark and no text.") % {"n": count[language]})
            if len(_OPEN.findall(text)) > len(notes):
                found.append(_("%(section)s: a footnote that begins with ^[ has no end.") % {"section": name})
            found += [
                _("%(section)s: write the address %(address)s with https:// before it.")
                % {"section": name, "address": address}
                for address in _BARE.findall(text)
            ]
        if section.absent:
            alone.append(name)
        elif section.behind:
            behind.append(f"{name} ({Language(section.behind).label})")
    if alone:
        found.append(_("The other language is not there yet: %(sections)s.") % {"sections": ", ".join(alone)})
    if behind:
        found.append(
            _("One language was changed since, the other one not: %(sections)s.") % {"sections": ", ".join(behind)}
        )
    return list(dict.fromkeys(found))
