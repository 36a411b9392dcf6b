"""How a published answer or figure is cited: the words, and the same as an expression of the database."""

from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.functions import Cast, Concat, NullIf
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common.dates import day_said, local
from common.exports import day_in_words
from common.resources import Field, Kind


def cite(
    country_en: str, country_es: str, cycle_en: str, cycle_es: str, label_en: str, label_es: str, objective: int | None,
    revision: int, published: datetime, code: str, *, language: str,
) -> str:  # fmt: skip
    """How a published text is cited: country, question, objective, revision, cycle, day, address."""
    country, label, cycle = (country_es, label_es, cycle_es) if language == "es" else (country_en, label_en, cycle_en)
    before_day = f", {cycle}, " if cycle else ", "
    return (
        f"{country}, “{label}”{_numbers(objective, revision, language)}{before_day}"
        f"{day_said(local(published).date(), language)}. {settings.SITE_URL}/{language}/answers/{code}/"
    )


@lru_cache(maxsize=4096)
def _numbers(objective: int | None, revision: int, language: str) -> str:
    """ ", objective 8, revision 1", put together once: a list says it for every row."""
    of_objective, of_revision = _phrases(language)
    parts = of_objective % {"number": objective} if objective else "", of_revision % {"number": revision}
    return "".join(f", {part}" for part in parts if part)


@cache
def _phrases(language: str) -> tuple[str, str]:
    """The words of a citation, looked up once per process."""
    with override(language):
        return translate("objective %(number)s"), translate("revision %(number)s")


def citation(answer: str = "") -> Field:
    """The field of a citation; `answer` leads to the answer whose page is named."""
    columns = (
        "country__name_en", "country__name_es", "cycle__name_en", "cycle__name_es", "question__label_en",
        "question__label_es", "objective_id", "revision__number", "published_at", f"{answer}code",
    )  # fmt: skip
    return Field(
        "citation", Kind.BILINGUAL, _("How to cite it."), columns=columns, make=cite,
        sql=lambda language: _cited(f"{answer}code", language),
    )  # fmt: skip


def _cited(code: str, language: str) -> Any:
    """`cite` as an expression of the database; a part that is not there takes its comma with it."""

    def part(*words: Any) -> Any:
        return Func(Value(", "), *words, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())

    def numbered(words: str, column: str) -> Any:
        before, after = words.split("%(number)s")
        return part(Value(before), Cast(column, CharField()), Value(after))

    objective, revision = _phrases(language)
    return Concat(
        F(f"country__name_{language}"),
        part(Value("“"), F(f"question__label_{language}"), Value("”")),
        numbered(objective, "objective_id"),
        numbered(revision, "revision__number"),
        part(NullIf(F(f"cycle__name_{language}"), Value(""))),
        part(day_in_words("published_at", language)),
        Value(f". {settings.SITE_URL}/{language}/answers/"), F(code), Value("/"),
        output_field=TextField(),
    )  # fmt: skip
