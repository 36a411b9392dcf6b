"""Full-text search in English and Spanish: stored vectors, accents folded, words stemmed by each language.

A searchable model has two generated columns, `search_en` and `search_es` (`vector`), and an index on each (`indexes`).
A search looks into both, because a text may exist in one language only.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from common.i18n import LANGUAGES

CONFIGURATION = {"en": "portal_en", "es": "portal_es"}
MAX_WORDS = 200
"""Characters of a search that are looked at."""


def vector(language: str, *columns: str, title: str = "") -> models.GeneratedField:
    """The stored search vector of one language: `title_<language>` weighs more than the other `columns`.

    `columns` are names without the language; one that has no language ends with "!" ("symbol!").
    """
    config = CONFIGURATION[language]

    def weighed(names: Sequence[str], weight: str) -> Any:
        plain = [name[:-1] if name.endswith("!") else f"{name}_{language}" for name in names]
        return SearchVector(*plain, config=config, weight=weight)

    parts = [weighed([title], "A")] if title else []
    if columns:
        parts.append(weighed(columns, "B"))
    expression = parts[0]
    for part in parts[1:]:
        expression = expression + part
    return models.GeneratedField(expression=expression, output_field=SearchVectorField(), db_persist=True)


def indexes(name: str) -> list[models.Index]:
    """The indexes of the two vectors; `name` is the table's short name."""
    return [GinIndex(fields=[f"search_{language}"], name=f"{name}_search_{language}") for language in LANGUAGES]


def queries(words: str) -> dict[str, SearchQuery]:
    """The search as PostgreSQL reads it in each language; "quoted phrases", `or` and `-without` are understood."""
    words = words.replace("\x00", " ")[:MAX_WORDS]
    return {code: SearchQuery(words, config=CONFIGURATION[code], search_type="websearch") for code in LANGUAGES}


def matching(rows: models.QuerySet[Any], words: str) -> models.QuerySet[Any]:
    """The rows in which the words stand, in either language."""
    found = queries(words)
    return rows.filter(Q(search_en=found["en"]) | Q(search_es=found["es"]))


def ranked(rows: models.QuerySet[Any], words: str) -> models.QuerySet[Any]:
    """`matching` with `rank`, best first."""
    found = queries(words)
    ranks = [SearchRank(F(f"search_{code}"), query, normalization=Value(1)) for code, query in found.items()]
    return matching(rows, words).annotate(rank=Greatest(*ranks)).order_by("-rank", "pk")
