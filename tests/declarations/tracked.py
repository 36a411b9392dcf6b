"""What Word and LibreOffice make of tracked changes when all of them are accepted, or all rejected."""

import io
import zipfile
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from publications import blocks
from publications.render.docx import Word

GONE = {"accept": qn("w:del"), "reject": qn("w:ins")}


def lines(document: blocks.Document, what: str) -> list[str]:
    """The paragraphs of the Word file of a document after all changes were accepted or rejected, without the title."""
    word = Word(document, paper="letter", pages={})
    for position, block in enumerate(document.blocks):
        word.block(block, position)
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(word.finish("test"))).read("word/document.xml"))[0]
    found = []
    for paragraph in body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in ("Title", "Subtitle", "Small"):
            continue
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{GONE[what]}")
        text = _text(paragraph, GONE[what])
        if mark is None:
            found.append(text)
        else:
            assert text == ""
    return found


def _text(element: Any, gone: str) -> str:
    """The text below an element without what is gone; tabs part a label from its words."""
    text = ""
    for child in element:
        if child.tag in (gone, qn("w:pPr")):
            continue
        if child.tag in (qn("w:t"), qn("w:delText")):
            text += child.text or ""
        elif child.tag == qn("w:tab"):
            text += "\t"
        elif child.tag == qn("w:br"):
            text += "\n"
        else:
            text += _text(child, gone)
    return text


def authors(document: blocks.Document) -> set[tuple[str, str]]:
    """(tag, author) of every tracked change."""
    word = Word(document, paper="letter", pages={})
    for position, block in enumerate(document.blocks):
        word.block(block, position)
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(word.finish("test"))).read("word/document.xml"))
    return {
        (etree.QName(one).localname, one.get(qn("w:author")))
        for one in root.iter(qn("w:ins"), qn("w:del"))
        if one.get(qn("w:date"))
    }
