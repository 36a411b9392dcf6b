"""Text out of what was uploaded: a Word file as institutions write it, or plain text."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from common.errors import Refused
from common.numerals import letter, roman

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_CHARACTERS = 400_000
_LABEL = re.compile(r"%\d")


def read_upload(upload: UploadedFile) -> str:
    """The text of an uploaded .docx or .txt file, list numbers of Word included.

    Raises Refused, in words for the person, when it is something else, too large, damaged or built to do harm.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise Refused(_("The file is larger than 5 MB. Paste its text instead."))
    content = upload.read()
    if content[:2] == b"PK":
        return _limited(_word_text(content))
    if content[:4] in (b"\xd0\xcf\x11\xe0", b"%PDF"):
        raise Refused(_("Only Word files of the kind .docx and plain text can be read. Save it as .docx, or paste it."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return _limited(text)
    raise Refused(_("Only Word files of the kind .docx and plain text can be read. Save it as .docx, or paste it."))


def _word_text(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > MAX_UNPACKED:
                raise Refused(_("The file unpacks to more than can be read. Paste its text instead."))
        document = docx.Document(BytesIO(content))
    except Refused:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds for a file that is none
        raise Refused(_("The file is damaged or no Word file. Save it again as .docx, or paste its text.")) from error
    return "\n".join(_lines(document))


def _lines(document: WordDocument) -> Iterator[str]:
    """Paragraphs with the numbers that Word shows before them; a table's row as one line, its cells parted by tabs."""
    numbers = _Numbers(document)
    for child in document.element.body.iterchildren():
        if child.tag == qn("w:p"):
            yield _line(Paragraph(child, document), numbers)
        elif child.tag == qn("w:tbl"):
            for row in Table(child, document).rows:
                cells = [_cell(cell.paragraphs, numbers) for cell in row.cells]
                yield "\t".join(cell for i, cell in enumerate(cells) if cell and cell not in cells[:i])


def _cell(paragraphs: list[Paragraph], numbers: "_Numbers") -> str:
    """The text of a cell. A break before its first words would part them from the cell on its left."""
    return "\n".join(filter(str.strip, (_line(paragraph, numbers) for paragraph in paragraphs))).strip()


def _line(paragraph: Paragraph, numbers: "_Numbers") -> str:
    label = numbers.label(paragraph)
    return f"{label} {paragraph.text}" if label and paragraph.text.strip() else paragraph.text


class _Numbers:
    """Counts the numbered paragraphs of a Word file, whose numbers are no text."""

    def __init__(self, document: WordDocument) -> None:
        self.counts: dict[str, dict[int, int]] = {}
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.abstract: dict[str, str] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for definition in root.findall(qn("w:abstractNum")):
            self.levels[definition.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"))): (
                    _value(level, "w:numFmt", "decimal"),
                    _value(level, "w:lvlText", ""),
                    int(_value(level, "w:start", "1")),
                )
                for level in definition.findall(qn("w:lvl"))
            }
        for num in root.findall(qn("w:num")):
            self.abstract[num.get(qn("w:numId"))] = _value(num, "w:abstractNumId", "")

    def label(self, paragraph: Paragraph) -> str:
        """What Word shows before the paragraph, '' for none; a bullet as "•"."""
        found = paragraph._p.find(f".//{qn('w:numPr')}")
        if found is None and paragraph.style is not None:
            found = paragraph.style.element.find(f".//{qn('w:numPr')}")
        if found is None:
            return ""
        list_id, level = _value(found, "w:numId", "0"), int(_value(found, "w:ilvl", "0"))
        abstract = self.abstract.get(list_id, "")
        kind, pattern, start = self.levels.get(abstract, {}).get(level, ("none", "", 1))
        counts = self.counts.setdefault(abstract, {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [deep for deep in counts if deep > level]:
            del counts[deeper]
        if kind == "bullet":
            return "•"
        written = _written(kind, counts[level])
        # Institutions read "p." where Word may write "7.p."; the reference is put together again from the parts.
        return written + (_LABEL.sub("", pattern)[-1:] or ".") if written else ""


def _written(kind: str, number: int) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        return letter(number)
    if kind in ("lowerRoman", "upperRoman"):
        return roman(number).lower()
    return str(number) if kind.startswith("decimal") else ""


def _value(parent: Any, tag: str, default: str) -> str:
    child = parent.find(qn(tag))
    value = child.get(qn("w:val")) if child is not None else None
    return str(value) if value is not None else default


def _limited(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise Refused(_("The text is longer than can be read at once."))
    return text
