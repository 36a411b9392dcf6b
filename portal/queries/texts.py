"""Published texts as pages read them: rows of `PublishedAnswer`, each with the words that the reader is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from accounts.enums import Language
from accounts.models import Country
from accounts.seats import Seat
from common.i18n import current_language, other_language, pick, sort_key
from objectives.models import Objective
from reporting.enums import AnswerKind, QuestionType, TranslationState
from reporting.items import item_text, readings
from reporting.models import Cycle, PublishedAnswer
from reporting.models.published import PublishedQuerySet

RELATED = ("country", "cycle", "objective", "question", "revision")
COLUMNS = (
    "assignment_id", "code", "type", "position", "kind", "choices", "items", "text_en", "text_es", "words_en",
    "words_es", "source_language", "translation", "translation_stale", "audience", "published_at", "ended_at",
    "country__code", "country__name_en", "country__name_es",
    "cycle__code", "cycle__name_en", "cycle__name_es", "cycle__starts",
    "objective__title_en", "objective__title_es", "objective__short_en", "objective__short_es",
    "question__code", "question__label_en", "question__label_es", "revision__number", "revision__hash",
)  # fmt: skip
WITH_ADDRESS = (QuestionType.EVIDENCE, QuestionType.FIGURES)


def texts(seat: Seat) -> PublishedQuerySet:
    """The answers in force that the seat may read, with what pages name of them: one query, no snapshot in it."""
    rows: PublishedQuerySet = PublishedAnswer.objects.visible_to(seat).select_related(*RELATED).only(*COLUMNS)
    return rows


@dataclass(frozen=True)
class Shown:
    """One published answer in the reader's language where it exists, or, with `original`, as it was written."""

    row: PublishedAnswer
    original: bool = False

    @property
    def language(self) -> str:
        """The language of the words that are shown."""
        wanted = self.row.source_language if self.original and self.row.source_language else current_language()
        return wanted if self._text(wanted) or not self._text(other_language(wanted)) else other_language(wanted)

    @property
    def text(self) -> str:
        return self._text(self.language)

    @property
    def other(self) -> str:
        """The text in the language that is not shown."""
        return self._text(self.other_language)

    @property
    def other_language(self) -> str:
        return other_language(self.language)

    @property
    def kind(self) -> str:
        """What the answer says in one phrase, where it is more than that something was reported."""
        return str(AnswerKind(self.row.kind).label) if self.row.kind not in ("", AnswerKind.REPORTED) else ""

    @property
    def entries(self) -> list[tuple[str, str]]:
        """[(words, address)] of choices and items, '' where an entry has no address."""
        if self.row.type in WITH_ADDRESS:
            return [(self._line(item), item.get("address", "")) for item in self.row.items]
        return [(line, "") for line in pick(self.row, "words", self.language).split("\n") if line]

    def _line(self, item: dict[str, Any]) -> str:
        """An item in words; a value that the two languages read differently is said to be the country's writing."""
        words = item_text(self.row.type, item, self.language)
        if self.row.type == QuestionType.FIGURES and readings(item.get("value", "")):
            return _("%(figure)s (value as the country wrote it)") % {"figure": words}
        return words

    @property
    def is_told(self) -> bool:
        """Is there anything to read beside the question?"""
        return bool(self.text or self.kind or self.entries)

    @property
    def state(self) -> str:
        """Original or translation, and how far the translation was checked; '' where there is no text."""
        source = self.row.source_language
        if not self.text or not source:
            return ""
        name = str(Language(source).label)
        words = {"language": name.lower() if current_language() == "es" else name}
        if self.language == source:
            return _("Original in %(language)s") % words
        state = TranslationState(self.row.translation)
        checked = str(state.label) if state != TranslationState.NONE else _("Translated")
        return _("%(state)s; original in %(language)s") % {**words, "state": checked}

    @property
    def is_stale(self) -> bool:
        """The translation that is shown is older than the original."""
        return self.row.translation_stale and self.language != self.row.source_language

    def _text(self, language: str) -> str:
        return str(getattr(self.row, f"text_{language}"))


@dataclass(frozen=True)
class Part:
    """The answers about one objective; `objective` is None for those about the whole report."""

    objective: Objective | None
    answers: tuple[Shown, ...]


@dataclass(frozen=True)
class Contribution:
    """What one country lets the reader read of one cycle. Not empty."""

    answers: tuple[Shown, ...]

    @property
    def first(self) -> PublishedAnswer:
        return self.answers[0].row

    @property
    def country(self) -> Country:
        return self.first.country

    @property
    def cycle(self) -> Cycle:
        return self.first.cycle

    @property
    def revision(self) -> int:
        return self.first.revision.number

    @property
    def published_at(self) -> datetime:
        """When the latest of its answers was published."""
        return max(shown.row.published_at for shown in self.answers)

    @property
    def told(self) -> list[Shown]:
        """The answers that say something."""
        return [shown for shown in self.answers if shown.is_told]

    @property
    def parts(self) -> list[Part]:
        """By objective in their order, the whole report last."""
        ordered = sorted(self.told, key=lambda shown: (_number(shown), shown.row.position))
        return [
            Part(group[0].row.objective, tuple(group))
            for group in (list(shown) for _key, shown in groupby(ordered, key=_number))
        ]

    @property
    def objectives(self) -> list[Objective]:
        """The objectives it speaks about."""
        return [part.objective for part in self.parts if part.objective]


def _number(shown: Shown) -> int:
    return shown.row.objective_id or 99


def contributions(rows: Iterable[PublishedAnswer], *, original: bool = False) -> list[Contribution]:
    """The rows by country in the order of the language, newest cycle first within a country."""
    found: dict[Any, list[Shown]] = {}
    for row in sorted(rows, key=lambda row: row.position):
        found.setdefault(row.assignment_id, []).append(Shown(row, original))
    made = [Contribution(tuple(shown)) for shown in found.values()]
    return sorted(made, key=lambda one: (sort_key(pick(one.country, "name")), -one.cycle.starts.toordinal()))


def cycles_with_texts(seat: Seat) -> Sequence[Cycle]:
    """The cycles of which the seat may read something, newest first: one query."""
    readable = PublishedAnswer.objects.visible_to(seat).values("cycle")
    return list(Cycle.objects.filter(pk__in=readable).order_by("-starts", "code"))
