"""Cleaning of authored text: plain text with paragraphs and dash lists, and nothing else."""

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser
from uuid import UUID

from django.utils.translation import gettext as _

MAX_CHARACTERS = 60_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udfff]")
_WORD_MARKUP = re.compile(r"<o:p>|<w:|class=\"?Mso|<!--\[if|urn:schemas-microsoft-com|mso-[a-z]+:", re.IGNORECASE)
_BULLET = re.compile(r"[•·▪◦‣●–—*]")
_BULLET_OF_A_LINE = re.compile(rf"^([ \t]*){_BULLET.pattern}[ \t]+", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class CleanText:
    """A text as it will be stored, with what was changed on the way in, in the reader's language."""

    text: str
    remarks: list[str] = field(default_factory=list)


def clean_text(raw: str) -> CleanText:
    """Normalize pasted or typed text so that it can be stored, compared and printed.

    Line ends become LF, Unicode NFC, bullets become dashes; control characters and Word markup are removed and
    the removal is said in `remarks`. The words of the person are never changed.
    """
    remarks = []
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
        remarks.append(_("Characters that cannot be stored or printed were removed."))
    # Markup has one of these signs; few texts do, and looking for it without regard to case takes long.
    if any(sign in text for sign in "<=:") and _WORD_MARKUP.search(text):
        text = _plain_from_markup(text)
        remarks.append(_("Word formatting was removed; the words were kept."))
    text = unicodedata.normalize("NFC", text.replace("\u00a0", " "))
    # Most texts have none of these signs, and looking for one sign is quick; for one at the start of a line, it is not.
    if _BULLET.search(text):
        text = _BULLET_OF_A_LINE.sub(r"\1- ", text)
    text = "\n".join([line.rstrip() for line in text.split("\n")])
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    return CleanText(text.strip(), remarks)


def uuid_or_none(text: str) -> UUID | None:
    """The identifier that a form sent, None for anything that is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


class _Plain(HTMLParser):
    """Collects the words of HTML as plain paragraphs and dash lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script", "xml", "title"):
            self.hidden += 1
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in ("p", "div", "tr", "h1", "h2", "h3", "h4"):
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "xml", "title") and self.hidden:
            self.hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def _plain_from_markup(text: str) -> str:
    parser = _Plain()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)
