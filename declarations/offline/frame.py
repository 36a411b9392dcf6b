"""What stands in the papers of a draft besides its paragraphs: title, marks, headings of columns."""

from collections.abc import Iterator
from typing import Any

from common.i18n import LANGUAGES
from common.words import plain
from declarations.documents import texts
from declarations.models import Draft
from declarations.queries.papers import paper_of
from publications import blocks as b


def frame_of(draft: Draft) -> set[str]:
    """Every line of it in both languages, with single spaces."""
    paper = paper_of(draft)
    documents = [build(paper, [], code) for build in (texts.clean, texts.clean_parallel) for code in LANGUAGES]
    return {plain(line) for document in documents for line in _lines(document) if line}


def _lines(document: b.Document) -> Iterator[str]:
    yield from (document.title, document.subtitle, document.organization)
    if document.letterhead:
        yield from (" ".join(lines) for lines in (document.letterhead.en, document.letterhead.es))
    for block in document.blocks:
        yield from _in(block)


def _in(block: Any) -> Iterator[str]:
    if isinstance(block, b.Table):
        yield block.caption
        yield from (column.title for column in block.columns)
    elif isinstance(block, b.NoteBox):
        yield block.title
        for inner in block.blocks:
            yield from _in(inner)
    else:
        yield "".join(run.text for run in b.runs_of(block))
