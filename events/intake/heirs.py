"""The speakers of a new agenda beside those who stand at the item: who is the same, and what stays with them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.enums import Language
from common.i18n import other_language, sort_key
from events.enums import SpeakerRole
from events.intake.agenda import ParsedSpeaker
from events.models import AgendaItem, AgendaSpeaker

WORDS = 250
"""How many characters of a speaker's words are stored."""


@dataclass(frozen=True)
class Heir:
    """A stored speaker whom the text names; `keeps` where its words stay, so that all else stays with them."""

    before: AgendaSpeaker
    keeps: bool

    def loses(self, one: ParsedSpeaker, language: str) -> list[str]:
        """In words what does not stay with somebody whom the text, in `language`, names by other words."""
        if self.keeps:
            return []
        other = other_language(language)
        said = []
        if words := getattr(self.before, f"words_{other}"):
            said.append(f"{Language(other).label}: {words}")
        if self.before.had_floor:
            said.append(_("Has spoken"))
        if self.before.role not in (SpeakerRole.SPEAKER, one.role):
            said.append(str(self.before.get_role_display()))
        return said


def heirs(
    known: AgendaItem, named: Iterable[ParsedSpeaker], language: str
) -> tuple[list[Heir | None], list[AgendaSpeaker]]:
    """For each speaker of the text the stored one that it is, or None; and those whom the text does not name.

    The same words come before the same country or body. In a translation, where as many are named as before, they
    stand in the same order, unless it means others there; then who is the only one of a country or body keeps all.
    """
    left = [speaker for speaker in known.speakers.all() if not speaker.asked_floor]
    named = list(named)
    before, now = Counter(map(_meant, left)), Counter(map(_meant_by, named))
    is_translation = not getattr(known, f"title_{language}")
    if is_translation and len(left) == len(named) and not any(map(_contradicts, left, named)):
        return [Heir(speaker, keeps=True) for speaker in left], []
    found: list[Heir | None] = [None] * len(named)
    for is_same in (lambda speaker, one: _says_same(speaker, one, language), _means_same):
        for place, one in enumerate(named):
            same = None if found[place] else next((speaker for speaker in left if is_same(speaker, one)), None)
            if same:
                left.remove(same)
                is_only_one = before[_meant(same)] == now[_meant_by(one)] == 1
                found[place] = Heir(same, _says_same(same, one, language) or (is_translation and is_only_one))
    return found, left


def _says_same(speaker: AgendaSpeaker, one: ParsedSpeaker, language: str) -> bool:
    """The same words, or a country's name alone, then and now, by whichever of its names."""
    if one.bare and not getattr(speaker, f"words_{language}") and _means_same(speaker, one):
        return True
    return sort_key(speaker.said(language)) == sort_key(one.words[:WORDS])


def _means_same(speaker: AgendaSpeaker, one: ParsedSpeaker) -> bool:
    return bool(one.who) and _meant(speaker) == _meant_by(one)


def _contradicts(speaker: AgendaSpeaker, one: ParsedSpeaker) -> bool:
    """Do both mean somebody, and not the same?"""
    return bool(one.who) and any(_meant(speaker)) and _meant(speaker) != _meant_by(one)


def _meant(speaker: AgendaSpeaker) -> tuple[object, object]:
    return speaker.country_id, speaker.body_id


def _meant_by(one: ParsedSpeaker) -> tuple[object, object]:
    return one.who.country and one.who.country.pk, one.who.body and one.who.body.pk


def speaker_of(item: AgendaItem, order: int, one: ParsedSpeaker, heir: Heir | None, language: str) -> AgendaSpeaker:
    """A speaker of the text, not saved; whose words stay keeps the role, the other language and that they spoke."""
    country, body = one.who.country, one.who.body
    kept = heir.before if heir and heir.keeps else None
    if kept and not one.who:
        country, body = kept.country, kept.body
    other = other_language(language)
    return AgendaSpeaker(
        item=item, order=order, country=country, body=body,
        role=kept.role if kept and one.role == SpeakerRole.SPEAKER else one.role,
        had_floor=bool(kept and kept.had_floor),
        # The name of a country is said in either language; other words stay as they were written.
        **{
            f"words_{language}": "" if one.bare and country and not body else one.words[:WORDS],
            f"words_{other}": getattr(kept, f"words_{other}") if kept else "",
        },
    )  # fmt: skip
