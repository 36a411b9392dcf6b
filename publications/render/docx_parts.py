"""The parts of a Word file that python-docx has no call for: numbering, footnotes, fields, bookmarks, languages."""

import hashlib
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

W = nsdecls("w")
BULLETS, DECIMALS = 91, 92
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    f'w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>'
    for kind, number, mark in (
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    )
)


def element(tag: str, **attributes: object) -> Any:
    """`element("w:tab", val="right", pos=9000)`: an element whose attributes are in its namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


class Numbering:
    """Two list definitions (bullets, numbers) and fresh counts of the second."""

    def __init__(self, document: WordDocument) -> None:
        self.root = document.part.numbering_part.element
        first = self.root.find(qn("w:num"))
        for number, levels in (
            (BULLETS, [("bullet", "•", 397, 284), ("bullet", "–", 794, 284)]),
            (DECIMALS, [("decimal", "%1.", 397, 340), ("lowerLetter", "%2)", 794, 340)]),
        ):
            first.addprevious(_abstract(number, levels))
        self.last = max(int(num.get(qn("w:numId"))) for num in self.root.findall(qn("w:num")))
        self.bullets = self._use(BULLETS)

    def fresh(self) -> int:
        """A numbered list that starts at 1."""
        return self._use(DECIMALS, restart=True)

    def _use(self, abstract: int, *, restart: bool = False) -> int:
        self.last += 1
        num = element("w:num", numId=self.last)
        num.append(element("w:abstractNumId", val=abstract))
        for level in range(2 if restart else 0):
            override = element("w:lvlOverride", ilvl=level)
            override.append(element("w:startOverride", val=1))
            num.append(override)
        self.root.append(num)
        return self.last


def _abstract(number: int, levels: list[tuple[str, str, int, int]]) -> Any:
    """A list definition; each level: kind, text, left indent and hanging indent in twentieths of a point."""
    made = element("w:abstractNum", abstractNumId=number)
    made.append(element("w:multiLevelType", val="multilevel"))
    for position, (kind, text, left, hanging) in enumerate(levels):
        level = element("w:lvl", ilvl=position)
        level.append(element("w:start", val=1))
        level.append(element("w:numFmt", val=kind))
        level.append(element("w:lvlText", val=text))
        level.append(element("w:lvlJc", val="left"))
        properties = element("w:pPr")
        properties.append(element("w:ind", left=left, hanging=hanging))
        level.append(properties)
        made.append(level)
    return made


def number(paragraph: Paragraph, list_id: int, level: int = 0) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'))


class Footnotes:
    """The footnotes part: real notes of Word, numbered by it."""

    def __init__(self, document: WordDocument) -> None:
        self.root = parse_xml(f"<w:footnotes {W}>{_SEPARATORS}</w:footnotes>")
        self.document = document
        self.count = 0
        document.settings.element.find(qn("w:compat")).addprevious(
            parse_xml(f'<w:footnotePr {W}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
        )

    def add(self) -> tuple[Any, Any]:
        """A new note: the reference run for the text, and the note's own paragraph element to write into."""
        self.count += 1
        reference = parse_xml(
            f'<w:r {W}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{self.count}"/></w:r>'
        )
        note = parse_xml(
            f'<w:footnote {W} w:id="{self.count}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr>'
            '<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> '
            "</w:t></w:r></w:p></w:footnote>"
        )
        self.root.append(note)
        return reference, note.find(qn("w:p"))

    def close(self) -> None:
        """Attach the part once all notes are written."""
        package = self.document.part.package
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self.root, package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def field(parent: Any, instruction: str, shown: str) -> None:
    """Append a field (PAGE, PAGEREF …) with the text shown until Word works it out."""
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = element("w:r")
        if kind == "instruction":
            text = element("w:instrText")
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            text.text = f" {instruction} "
            run.append(text)
        elif kind == "shown":
            text = element("w:t")
            text.text = shown
            run.append(text)
        else:
            run.append(element("w:fldChar", fldCharType=kind))
        parent.append(run)


class Bookmarks:
    """Anchors of the block tree as bookmarks of Word, whose names are short and plain."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.count = 0

    def name(self, anchor: str) -> str:
        return self.names.setdefault(anchor, f"_rcm{len(self.names) + 1}")

    def wrap(self, paragraph: Any, anchor: str) -> None:
        """Put the bookmark of `anchor` around the content of a paragraph element."""
        self.count += 1
        start = element("w:bookmarkStart", id=self.count, name=self.name(anchor))
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None:
            properties.addnext(start)
        else:
            paragraph.insert(0, start)
        paragraph.append(element("w:bookmarkEnd", id=self.count))

    def mark(self, paragraph: Any, code: str) -> None:
        """An empty bookmark for a code at the end of what a paragraph element holds."""
        self.count += 1
        paragraph.append(element("w:bookmarkStart", id=self.count, name=witness(code)))
        paragraph.append(element("w:bookmarkEnd", id=self.count))


def witness(code: str) -> str:
    """The name of the bookmark that goes with a code: names are short and plain."""
    return f"rcm_{hashlib.sha256(code.encode()).hexdigest()[:12]}"


def hidden(text: str) -> Any:
    """A run that Word keeps and does not show."""
    run, look, words = element("w:r"), element("w:rPr"), element("w:t")
    look.append(element("w:vanish"))
    words.text = text
    run.extend([look, words])
    return run


def strip_template(document: WordDocument) -> None:
    """Drop what python-docx's template carries and no document of ours needs: its thumbnail and custom XML."""
    package = document.part.package
    for holder in (package, document.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/customXml", "/stylesWithEffects")):
                del holder.rels[key]
