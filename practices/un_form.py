"""A practice in the shape of the form of the United Nations Network on Migration's Repository of Practices.

The fields are those of the form as public pages describe it. A length (100 to 300 words) was seen for the narrative
ones only, and not confirmed. What this register does not hold stands there blank, to be filled in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from common.i18n import other_language, pick
from common.words import count_words
from objectives.models import Objective, Principle
from practices.enums import Criterion
from practices.models import Practice
from practices.sdgs import say
from publications import blocks as b
from publications.authoring import plain, text_blocks

NARRATIVE = 300
"""Words that a narrative field takes, as advice."""
NARRATIVES = ("summary", "partners", "impact", "lessons", "replication", "innovation", "evaluation")


@dataclass(frozen=True)
class FormField:
    """One field of the form; `limit` in words, None where it has none."""

    code: str
    label: Any
    required: bool = True
    limit: int | None = None


@dataclass(frozen=True)
class Filled:
    """A field with what the register holds for it; `lang` where that stands in the other language only."""

    field: FormField
    value: str
    lang: str = ""

    @property
    def words(self) -> int:
        return count_words(self.value)

    @property
    def characters(self) -> int:
        return len(self.value)

    @property
    def is_too_long(self) -> bool:
        return self.field.limit is not None and self.words > self.field.limit


FIELDS = (
    FormField("title", gettext_lazy("Title")),
    FormField("submitter", gettext_lazy("Focal point of the submitter")),
    FormField("implementer", gettext_lazy("Main implementing organization")),
    FormField("objectives", gettext_lazy("Primary objectives of the Compact")),
    FormField("principles", gettext_lazy("Guiding principles particularly exemplified")),
    FormField("sdgs", gettext_lazy("Sustainable Development Goals"), required=False),
    FormField("dates", gettext_lazy("Start and end")),
    FormField("scope", gettext_lazy("Geographic scope")),
    FormField("summary", gettext_lazy("Summary"), limit=NARRATIVE),
    FormField("partners", gettext_lazy("Partners"), required=False, limit=NARRATIVE),
    FormField("impact", gettext_lazy("Benefit and impact"), limit=NARRATIVE),
    FormField("lessons", gettext_lazy("Key lessons"), limit=NARRATIVE),
    FormField("replication", gettext_lazy("Recommendations for replication"), limit=NARRATIVE),
    FormField("innovation", gettext_lazy("Innovation"), limit=NARRATIVE),
    FormField("evaluation", gettext_lazy("Evaluation"), required=False, limit=NARRATIVE),
    FormField("criteria", gettext_lazy("Criteria that it meets"), required=False),
    FormField("material", gettext_lazy("Additional material"), required=False),
)


def fill(
    practice: Practice,
    language: str,
    objectives: Iterable[Objective] | None = None,
    principles: Iterable[Principle] | None = None,
) -> list[Filled]:
    """Every field of the form, in its order, with the register's words in one language.

    Objectives and principles are those of the practice unless others are given.
    """
    objectives = practice.objectives.all() if objectives is None else objectives
    principles = practice.principles.all() if principles is None else principles
    place = pick(practice.country, "name", language) if practice.country else ""
    values = {
        "title": pick(practice, "title", language),
        "implementer": pick(practice, "implementer", language) or place,
        "scope": pick(practice, "scope", language) or place,
        "sdgs": "; ".join(say(number, language) for number in sorted(practice.sdgs)),
        "criteria": _criteria(practice, language),
        "dates": _dates(practice),
        "objectives": "; ".join(f"{o.number}. {pick(o, 'title', language)}" for o in objectives),
        "principles": "; ".join(f"({p.letter}) {pick(p, 'title', language)}" for p in principles),
        **{name: pick(practice, name, language) for name in NARRATIVES},
        "material": practice.address,
    }
    other = other_language(language)
    elsewhere = {
        name: other
        for name in ("title", "implementer", "scope", *NARRATIVES)
        if not getattr(practice, f"{name}_{language}") and getattr(practice, f"{name}_{other}")
    }
    return [Filled(field, values.get(field.code, ""), elsewhere.get(field.code, "")) for field in FIELDS]


def as_value(practice: Practice, language: str) -> dict[str, Any]:
    """The filled form for programs: labels in the language, both counts of each field, its limit."""
    with override(language):
        return {
            "form": "UN Network on Migration, Repository of Practices",
            "practice": practice.code,
            "language": language,
            "objectives_inferred": practice.objectives_inferred,
            "sdgs_inferred": practice.sdgs_inferred,
            "fields": [
                {
                    "code": filled.field.code,
                    "label": str(filled.field.label),
                    "required": filled.field.required,
                    "limit_words": filled.field.limit,
                    "value": filled.value,
                    "value_language": filled.lang or language,
                    "words": filled.words,
                    "characters": filled.characters,
                }
                for filled in fill(practice, language)
            ],
        }


def as_document(practice: Practice, language: str, *, organization: str, date: str) -> b.Document:
    """The filled form as a document: each field with its label, its counts and room for what is not held."""
    with override(language):
        parts: list[b.Block] = []
        if practice.objectives_inferred:
            words = _("The objectives were inferred by the Secretariat and not confirmed.")
            parts.append(b.NoteBox((b.Paragraph(plain(words)),), kind="attention"))
        if practice.sdgs and practice.sdgs_inferred:
            words = _("The Sustainable Development Goals were inferred by the Secretariat and not confirmed.")
            parts.append(b.NoteBox((b.Paragraph(plain(words)),), kind="attention"))
        for filled in fill(practice, language):
            parts.append(b.Heading(_label(filled), 3))
            parts += text_blocks(filled.value or "…", filled.lang)
            parts.append(b.Paragraph(plain(_counts(filled), style="emphasis")))
        return b.Document(
            title=pick(practice, "title", language),
            subtitle=_("Form for the Repository of Practices of the UN Network on Migration"),
            language="es" if language == "es" else "en",
            date=date,
            organization=organization,
            blocks=tuple(parts),
        )


def _criteria(practice: Practice, language: str) -> str:
    with override(language):
        return "; ".join(str(Criterion(code).label) for code in practice.criteria)


def _dates(practice: Practice) -> str:
    """ "2021-03-01 – 2022-06-30"; what is not known is left out."""
    return " – ".join(day.isoformat() if day else "…" for day in (practice.starts, practice.ends)).replace("… – …", "")


def _label(filled: Filled) -> str:
    return str(filled.field.label) if filled.field.required else f"{filled.field.label} ({_('optional')})"


def _counts(filled: Filled) -> str:
    said = _("%(words)s words, %(characters)s characters") % {"words": filled.words, "characters": filled.characters}
    if filled.field.limit:
        said += " · " + _("up to about %(limit)s words") % {"limit": filled.field.limit}
    return said
