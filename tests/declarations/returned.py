"""A draft as Word, changed as an editor in a capital changes it: typed over, tracked, moved, commented."""

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from declarations.documents import texts
from declarations.models import Draft
from declarations.offline.child import read
from declarations.queries.papers import items_of, paper_of
from publications import blocks
from publications.render.docx import Word

W = nsdecls("w")
BY = 'w:id="1" w:author="Capital" w:date="2026-03-01T10:00:00Z"'
CONTENT_TYPE = b'<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>'  # noqa: E501
Change = Callable[["Body"], Any]


def tree(draft: Draft, language: str = "en", *, parallel: bool = False) -> blocks.Document:
    build = texts.clean_parallel if parallel else texts.clean
    return build(paper_of(draft), items_of(draft, coded=True), language)


def docx_of(document: blocks.Document) -> bytes:
    word = Word(document, paper="letter", pages={})
    for position, block in enumerate(document.blocks):
        word.block(block, position)
    return word.finish("test")


class Body:
    """The body of a Word file of a draft."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root[0]

    def content(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return out.getvalue()

    def paragraph(self, words: str) -> Any:
        """The paragraph in which these words stand."""
        return next(p for p in self.body.iter(qn("w:p")) if words in "".join(t.text or "" for t in p.iter(qn("w:t"))))

    def runs(self, words: str) -> list[Any]:
        """The runs of a paragraph that hold its words: not the code, not the number."""
        runs = [
            run for run in self.paragraph(words).iter(qn("w:r")) if run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is None
        ]
        tab = next((place for place, run in enumerate(runs) if run.find(qn("w:tab")) is not None), -1)
        return runs[tab + 1 :]

    def overtype(self, words: str, new: str) -> None:
        """Write other words over those of a paragraph."""
        first, *rest = self.runs(words)
        first.find(qn("w:t")).text = new
        for run in rest:
            run.getparent().remove(run)

    def track(self, words: str, old: str, new: str) -> None:
        """Replace some words of a paragraph, tracked."""
        run = next(run for run in self.runs(words) if old in (run.find(qn("w:t")).text or ""))
        before, after = run.find(qn("w:t")).text.split(old, 1)
        made = parse_xml(
            f'<w:p {W}>{_run(before)}<w:del {BY}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'
            f"<w:ins {BY}>{_run(new)}</w:ins>{_run(after)}</w:p>"
        )
        for child in list(made):
            run.addprevious(child)
        run.getparent().remove(run)

    def delete(self, words: str) -> None:
        """Take a whole paragraph out, tracked: its words, its hidden code and its end."""
        paragraph = self.paragraph(words)
        for run in list(paragraph.iter(qn("w:r"))):
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")
            holder = parse_xml(f"<w:del {W} {BY}/>")
            run.addprevious(holder)
            holder.append(run)
        _mark(paragraph, "del")

    def add(self, after: str, text: str) -> None:
        """Press Enter behind a paragraph and write."""
        self.paragraph(after).addnext(parse_xml(f"<w:p {W}>{_run(text)}</w:p>"))

    def move(self, words: str, behind: str, *, tracked: bool) -> None:
        """Cut a paragraph and paste it behind another one."""
        paragraph = self.paragraph(words)
        target = self.paragraph(behind)
        if not tracked:
            target.addnext(paragraph)
            return
        copy = deepcopy(paragraph)
        target.addnext(copy)
        for one, tag in ((paragraph, "moveFrom"), (copy, "moveTo")):
            for run in list(one.iter(qn("w:r"))):
                holder = parse_xml(f"<w:{tag} {W} {BY}/>")
                run.addprevious(holder)
                holder.append(run)
            _mark(one, tag)

    def comment(self, words: str, text: str) -> None:
        self.paragraph(words).append(parse_xml(f'<w:r {W}><w:commentReference w:id="7"/></w:r>'))
        self.parts["word/comments.xml"] = (
            f'<w:comments {W}><w:comment w:id="7" w:author="Capital"><w:p>{_run(text)}</w:p></w:comment></w:comments>'
        ).encode()
        self.parts["[Content_Types].xml"] = self.parts["[Content_Types].xml"].replace(b"</Types>", CONTENT_TYPE)


def changed(draft: Draft, *changes: Change, language: str = "en", parallel: bool = False) -> bytes:
    """The file of a draft after some changes."""
    body = Body(docx_of(tree(draft, language, parallel=parallel)))
    for change in changes:
        change(body)
    return body.content()


def said(draft: Draft, *changes: Change, **options: Any) -> dict[str, Any]:
    """What the child process reads in it."""
    return read(changed(draft, *changes, **options))


def _mark(paragraph: Any, tag: str) -> None:
    properties = paragraph.find(qn("w:pPr"))
    properties.append(parse_xml(f"<w:rPr {W}><w:{tag} {BY}/></w:rPr>"))


def _run(text: str) -> str:
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' if piece else "" for piece in text.split("\t"))
    return f"<w:r>{pieces}</w:r>" if text else ""
