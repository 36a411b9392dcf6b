"""References to resolutions of the General Assembly in authored texts lead to the official text.

A symbol is known by its form, whether or not the portal holds the resolution among its sources: "A/RES/73/195, para.
50", "resolution 73/326", "resolución 73/195". The official address of a document of the United Nations is its symbol.
"""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

OFFICIAL = "https://undocs.org/{}"
_NUMBER = r"(?P<number>\d{2}/\d{1,3})"
_PARAGRAPH = (
    r"(?:,?\s+(?:paras?\.|paragraphs?|párrs?\.|párrafos?)\s*\d{1,3}(?:\s?\([a-z]{1,2}\))?(?:\s?[–-]\s?\d{1,3})?)?"
)
REFERENCE = re.compile(rf"(?<![\w/])(?:A/RES/|[Rr]esoluci[oó]n\s+|[Rr]esolution\s+){_NUMBER}(?![\w/]){_PARAGRAPH}")


def official_address(symbol: str) -> str:
    """Where the United Nations keeps the document of this symbol."""
    return OFFICIAL.format(symbol)


def linked(text: str) -> SafeString:
    """The text, escaped, with each reference to a resolution as a link, its paragraph within the link's words."""
    parts: list[str] = []
    end = 0
    for found in REFERENCE.finditer(text):
        address = official_address(f"A/RES/{found['number']}")
        parts += [escape(text[end : found.start()]), format_html('<a href="{}">{}</a>', address, found[0])]
        end = found.end()
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped
