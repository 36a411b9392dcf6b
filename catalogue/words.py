"""Words that the public can read, gathered now and then, to guess what a mistyped word was meant to be."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django.contrib.postgres.search import TrigramDistance
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, Value

from accounts.seats import PUBLIC
from catalogue.bulk.streams import unhurried
from catalogue.models import PublicState, Word
from catalogue.registry import RESOURCES
from common.resources import Field, Kind, Resource

SHORTEST = 4
MOST = 8
"""Words of a search that are looked at."""
NEAR = 12
LIKENESS = 0.75
"""Of two words that one typing error parts; four letters of which two changed places just have it."""
GATHER = """
INSERT INTO catalogue_word (text)
SELECT DISTINCT word FROM (
    SELECT unnest(tsvector_to_array(to_tsvector('simple', unaccent(lower(texts.text))))) AS word
    FROM ({rows}) AS texts (text)
) AS words
WHERE word ~ '^[a-z]{{4,40}}$'
ON CONFLICT DO NOTHING
"""


def gather_if_new() -> int:
    """Gather the words again when something public changed since; gives how many there are, 0 when nothing did."""
    state = PublicState.objects.first()
    if state is None or state.words == state.version:
        return 0
    gather()
    PublicState.objects.filter(pk=state.pk).update(words=state.version)
    return Word.objects.count()


def gather() -> None:
    """Replace the words by those of everything that can be searched and that the public reads."""
    with unhurried(), connection.cursor() as cursor:
        Word.objects.all().delete()
        for resource in RESOURCES.values():
            for column in _columns(resource) if resource.searchable else ():
                try:
                    rows, values = resource.rows(PUBLIC).order_by().values_list(column).query.sql_with_params()
                except EmptyResultSet:
                    continue
                cursor.execute(GATHER.format(rows=rows), values)


def _columns(resource: Resource) -> list[str]:
    fields = (*resource.headings, *resource.bodies)
    return [column for field in fields if _holds_words(field) for column in field.needs()]


def _holds_words(field: Field) -> bool:
    return field.kind in (Kind.BILINGUAL, Kind.TEXT)


def meant(words: str) -> str:
    """The words with each unknown one replaced by the known one most like it; '' when that changes nothing."""
    typed = [_plain(word) for word in re.findall(r"\w+", words)[:MOST]]
    asked = [word for word in typed if len(word) >= SHORTEST]
    near: dict[str, list[str]] = {word: [] for word in asked}
    for word, found in _nearest(asked):
        near[word].append(found)
    better = [_best(word, near.get(word, [])) for word in typed]
    return " ".join(better) if better != typed else ""


def as_written(words: str, texts: Iterable[str]) -> str:
    """Words without accents as the texts spell them, each as most of them do; what stands in none stays as it is."""
    counted = Counter(re.findall(r"\w+", " ".join(texts).lower()))
    spelt: dict[str, str] = {}
    for word, _times in counted.most_common():
        spelt.setdefault(_plain(word), word)
    return " ".join(spelt.get(word, word) for word in words.split())


def _nearest(words: list[str]) -> list[tuple[str, str]]:
    """(asked, known) for the known words most like each one: one query."""
    if not words:
        return []
    found: list[Any] = [
        Word.objects.annotate(asked=Value(word, output_field=CharField()), distance=TrigramDistance("text", word))
        .order_by("distance")
        .values_list("asked", "text")[:NEAR]
        for word in dict.fromkeys(words)
    ]
    return list(found[0].union(*found[1:], all=True))


def _best(word: str, known: list[str]) -> str:
    if word in known:
        return word
    return next(iter(get_close_matches(word, known, n=1, cutoff=LIKENESS)), word)


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
