"""The PDF of a report against WeasyPrint on straightforward CSS of the same content.

Straightforward means: tables laid out by their content, dotted leaders in the contents, the collector as it comes. Both
sides write tagged PDF/UA. Each render is a process of its own; its CPU seconds are what counts.
"""

import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.bench.harness import Row, interleave

COPIES = 7


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree.json"
        tree.write_text(json.dumps(_tree()), encoding="utf-8")
        limit, product = interleave(lambda: _child("plain", tree), lambda: _child("portal", tree), rounds=3)
        pages = _pages(tree.with_suffix(".pdf"))
    return [Row(f"report PDF, {pages} pages", "s CPU", limit, product, goal=0.75)]


def _tree() -> dict:
    """About sixty pages: many quotations, a contents list and tables of several columns."""
    from publications import block_json, blocks
    from publications.authoring import text_blocks

    words = "The country strengthened coordination between institutions and adopted instruments for regular migration. "
    parts: list[blocks.Block] = [blocks.Contents("Contents", depth=3)]
    for chapter in range(1, COPIES + 1):
        parts.append(blocks.Heading(f"Round table {chapter}", 1, f"c{chapter}", new_page=True))
        for objective in range(1, 4):
            parts.append(blocks.Heading(f"Objective {chapter}.{objective}", 2, f"o{chapter}-{objective}"))
            for letter in "ABCDEFG":
                parts.append(
                    blocks.Quotation(
                        text_blocks(words * 3 + "\n\n- " + words + "\n- " + words),
                        attribution=f"Country {letter}",
                        citation=f"Country {letter}, objective {objective}, revision 1",
                    )
                )
            figures = (str(chapter * 7), f"{objective * 13} %")
            rows = tuple((f"Country {letter}", words, *figures) for letter in "ABCDEFGHIJK")
            columns = tuple(blocks.Column(name) for name in ("Country", "Measure", "Number", "Share"))
            parts.append(blocks.Table(f"Measures {chapter}.{objective}", columns, _cells(rows)))
    document = blocks.Document("Regional report", "en", "2026-11-21", blocks=tuple(parts))
    return block_json.to_json(document)


def _cells(rows: tuple) -> tuple:
    from publications.authoring import plain

    return tuple(tuple(plain(cell) for cell in row) for row in rows)


def _child(variant: str, tree: Path) -> float:
    command = [sys.executable, "-m", "tests.bench.pdf", variant, str(tree)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _pages(path: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(path).pages)


def _render(variant: str, tree: Path) -> float:
    """CPU seconds of one render in this process, imports left out."""
    import gc

    from django.conf import settings

    settings.configure(USE_I18N=False)
    from publications import block_json
    from publications.render import pdf

    if variant == "plain":
        careful = pdf.style_sheet

        def straightforward(document, paper, source):
            return (
                careful(document, paper, source).replace("table-layout: fixed", "table-layout: auto")
                + ".doc-contents a::after { content: leader('.') target-counter(attr(href), page); }"
            )

        pdf.style_sheet = straightforward
        gc.freeze = lambda: None
        gc.set_threshold = lambda *_: None
    document = replace(block_json.from_json(json.loads(tree.read_text(encoding="utf-8"))))
    pdf.prepare()
    before = resource.getrusage(resource.RUSAGE_SELF)
    pdf.write(document, tree.with_suffix(".pdf"), paper="letter", identifier="bench", say=lambda **_: None)
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    print(_render(sys.argv[1], Path(sys.argv[2])))
