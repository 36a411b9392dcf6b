"""From plain authored text to blocks: paragraphs and dash lists, nothing else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from publications.blocks import BulletList, Footnote, ListItem, Paragraph, Prose, Run, Runs

_NOTE = re.compile(r"\^\[(?P<note>(?:[^\[\]]|\[\[[^\[\]]*\]\]|\[[^\[\]]*\])+)\]")
_NAMED = re.compile(r"\[\[([a-z0-9][-a-z0-9_]*)\]\]")
_ITEM = re.compile(r"^(?P<indent>[ \t]*)[-–•][ \t]+(?P<text>.+)$")


def plain(text: str, **attributes: str) -> Runs:
    """One run of text, as blocks take it: `plain("See annex I", style="strong")`."""
    return (Run(text, **attributes),)  # type: ignore[arg-type]


def text_blocks(text: str, lang: str = "") -> tuple[Prose, ...]:
    """The blocks of a plain text: a blank line ends a paragraph, a line that opens with a dash is a list item.

    An indented dash line belongs to the item above it (one level; deeper ones stay at that level). A line break
    inside a paragraph is kept. No character of the text is lost except the dashes and blank lines.
    """
    found: list[Prose] = []
    lines: list[str] = []
    items: list[ListItem] = []

    def close_paragraph() -> None:
        if lines:
            found.append(Paragraph(plain("\n".join(lines)), lang=lang))
            lines.clear()

    def close_list() -> None:
        if items:
            found.append(BulletList(tuple(items), lang=lang))
            items.clear()

    for line in text.replace("\r\n", "\n").split("\n"):
        item = _ITEM.match(line)
        if item:
            close_paragraph()
            runs = plain(item["text"].strip())
            if items and len(item["indent"].expandtabs(4)) >= 2:
                items[-1] = ListItem(items[-1].runs, (*items[-1].items, runs))
            else:
                items.append(ListItem(runs))
        elif not line.strip():
            close_paragraph()
            close_list()
        elif items and line[:1] in " \t":
            items[-1] = _continued(items[-1], line.strip())
        else:
            close_list()
            lines.append(line.strip())
    close_paragraph()
    close_list()
    return tuple(found)


def names_in(text: str) -> set[str]:
    """The codes that a text names as `[[code]]`."""
    return set(_NAMED.findall(text))


def with_named(block: Prose, said: Mapping[str, Run]) -> Prose:
    """The block with what each `[[code]]` of its text stands for; a code that nobody knows stays as it was typed.

    Inside a note it is the words alone: notes carry no notes.
    """

    def named(runs: Runs) -> Runs:
        return tuple(part for run in runs for part in _with_named(run, said))

    if isinstance(block, Paragraph):
        return replace(block, runs=named(block.runs))
    items = (ListItem(named(item.runs), tuple(map(named, item.items))) for item in block.items)
    return replace(block, items=tuple(items))


def _with_named(run: Run, said: Mapping[str, Run]) -> Iterator[Run]:
    note = run.note and _note_with_named(run.note, said)
    parts = _NAMED.split(run.text)
    for place, part in enumerate(parts):
        is_code, is_last = place % 2 == 1, place == len(parts) - 1
        if is_code:
            yield said.get(part) or replace(run, text=f"[[{part}]]", note=None)
        elif part or (is_last and note):
            yield replace(run, text=part, note=note if is_last else None)


def _note_with_named(note: Footnote, said: Mapping[str, Run]) -> Footnote:
    def words(code: re.Match[str]) -> str:
        return said[code[1]].text if code[1] in said else code[0]

    return Footnote(tuple(replace(run, text=_NAMED.sub(words, run.text)) for run in note.runs))


def with_notes(block: Prose) -> Prose:
    """The block with each `^[note]` of its text as a footnote behind the words before it."""
    if isinstance(block, Paragraph):
        return replace(block, runs=_noted(block.runs))
    items = (ListItem(_noted(item.runs), tuple(map(_noted, item.items))) for item in block.items)
    return replace(block, items=tuple(items))


def _noted(runs: Runs) -> Runs:
    return tuple(part for run in runs for part in _cut(run))


def _cut(run: Run) -> Runs:
    """`Compact^[A/RES/73/195] says` as a run that carries the note and a run for the rest."""
    words, *rest = _NOTE.split(run.text)
    if not rest:
        return (run,)
    pairs = zip(rest[::2], [words, *rest[1::2]], strict=False)
    found = [replace(run, text=before, note=Footnote(plain(note.strip()))) for note, before in pairs]
    return (*found, replace(run, text=rest[-1])) if rest[-1] else tuple(found)


def _continued(item: ListItem, line: str) -> ListItem:
    """An indented line without a dash goes on with the item above it."""
    if item.items:
        return ListItem(item.runs, (*item.items[:-1], plain(f"{item.items[-1][0].text}\n{line}")))
    return ListItem(plain(f"{item.runs[0].text}\n{line}"))
