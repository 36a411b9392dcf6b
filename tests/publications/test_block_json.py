import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publications import blocks
from publications.block_json import InvalidBlocks, from_json, to_json
from tests.publications import samples

texts = st.text(max_size=20)
anchors = st.sampled_from(["", "a", "b-1"])
languages = st.sampled_from(["", "en", "es"])
links = st.sampled_from(["", "#a", "https://a.example/x"])
simple_runs = st.builds(blocks.Run, text=texts, lang=languages, href=links)
footnotes = st.builds(blocks.Footnote, st.lists(simple_runs, max_size=2).map(tuple))
runs = st.lists(
    st.builds(
        blocks.Run,
        text=texts,
        style=st.sampled_from(["plain", "strong", "emphasis", "insert", "delete"]),
        href=links,
        note=st.none() | footnotes,
    ),
    max_size=3,
).map(tuple)
items = st.builds(blocks.ListItem, runs, st.lists(runs, max_size=2).map(tuple))
paragraphs = st.builds(blocks.Paragraph, runs, numbered=st.booleans(), lang=languages, anchor=anchors)
lists = st.builds(blocks.BulletList, st.lists(items, max_size=2).map(tuple), languages)
prose = st.lists(paragraphs | lists, max_size=3).map(tuple)
bars = st.builds(blocks.Bar, texts, st.floats(0, 1e9), texts)


@st.composite
def tables(draw: Any) -> blocks.Table:
    columns = draw(st.lists(st.builds(blocks.Column, texts, st.integers(1, 9)), min_size=1, max_size=3))
    row = st.tuples(*[runs] * len(columns))
    return blocks.Table(draw(texts), tuple(columns), tuple(draw(st.lists(row, max_size=3))))


@st.composite
def matrices(draw: Any) -> blocks.Matrix:
    columns = draw(st.lists(st.builds(blocks.MatrixColumn, texts, texts), min_size=1, max_size=3))
    cells = st.tuples(*[st.builds(blocks.MatrixCell, texts, anchors)] * len(columns))
    rows = st.lists(st.builds(blocks.MatrixRow, texts, texts, cells), max_size=2).map(tuple)
    groups = draw(st.lists(st.builds(blocks.MatrixGroup, texts, rows), max_size=2))
    return blocks.Matrix(draw(texts), draw(texts), tuple(columns), tuple(groups))


any_block = st.one_of(
    paragraphs,
    lists,
    tables(),
    matrices(),
    st.builds(blocks.Quotation, prose, texts, texts, languages),
    st.builds(blocks.NoteBox, prose, texts, st.sampled_from(["information", "statement", "attention"])),
    st.builds(blocks.BarChart, texts, texts, st.lists(bars, max_size=3).map(tuple), texts),
    st.builds(blocks.Heading, texts, st.sampled_from([1, 2, 3]), anchors),
    st.builds(blocks.Cover, texts, marks=st.lists(texts, max_size=2).map(tuple)),
    st.just(blocks.PageBreak()),
)
documents = st.builds(
    blocks.Document,
    title=texts,
    language=st.sampled_from(["en", "es"]),
    date=texts,
    draft=st.booleans(),
    blocks=st.lists(any_block, max_size=4).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_a_document_comes_back_from_json_as_it_was(document: blocks.Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_every_kind_of_block_comes_back() -> None:
    document = samples.report("es")
    assert from_json(json.loads(json.dumps(to_json(document)))) == document
    kinds = {type(block) for block in document.blocks}
    assert kinds == set(blocks.Block.__args__)


def changed(path: list[Any], value: Any) -> dict[str, Any]:
    """The JSON of a one-paragraph document with one place changed."""
    data: Any = to_json(samples.note())
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "not a document"),
        ([], "not a document"),
        (changed(["format"], 2), "not a document of format 1"),
        (changed(["colour"], "red"), "unknown colour"),
        (changed(["language"], "fr"), "is not one of"),
        (changed(["draft"], 1), "bool is needed"),
        (changed(["title"], None), "str is needed"),
        (changed(["blocks"], {}), "a list is needed"),
        (changed(["blocks", 0], "x"), "unknown block None"),
        (changed(["blocks", 0, "type"], "Script"), "unknown block 'Script'"),
        (changed(["blocks", 0, "onclick"], "x"), "unknown onclick"),
        (changed(["blocks", 0, "runs"], [{}]), "missing 1 required"),
        (changed(["blocks", 0, "runs"], ["x"]), "an object is needed"),
        (changed(["blocks", 0, "runs", 0, "href"], "javascript:x"), "not a web address"),
        (changed(["blocks", 0, "runs", 0, "style"], "blink"), "is not one of"),
        (changed(["blocks", 0], {"type": "Heading", "text": "x", "level": True}), "is not one of"),
        (changed(["blocks", 0], {"type": "Quotation", "blocks": [{"type": "PageBreak"}]}), "unknown block 'PageBreak'"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(data: Any, words: str) -> None:
    with pytest.raises(InvalidBlocks, match=words):
        from_json(data)


def test_whole_numbers_may_stand_for_lengths() -> None:
    chart = blocks.BarChart("c", "y", (blocks.Bar("a", 3.0),), "n")
    data = to_json(blocks.Document("T", "en", "", blocks=(chart,)))
    data["blocks"][0]["bars"][0]["value"] = 3
    assert from_json(data).blocks == (chart,)
