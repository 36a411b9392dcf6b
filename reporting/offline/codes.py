"""Names of the boxes of a form, as they travel hidden in a file and come back.

A code is "<objective or whole>/<question>/<part>": part "en" or "es" for a text, "marks" for choices, "items" for a
table. In Word it stands hidden in the row as "{rcm:8/progress/en@3}", 3 being the version of what the box held when
the file was made; "#" names one option or one row of a table. A bookmark at the end of the box is the second witness.
"""

import hashlib
import re
import zlib

from common.words import plain
from publications.reading.word import CODE

FIELD = re.compile(r"\{rcm:([^{}@]+)@(\d{1,9})\}")
OPTION = re.compile(r"\{rcm=([^{}]+)\}")
FIXED = re.compile(r"\{rcm~([0-9a-f]{8})\}")
ANY = CODE
BOOKMARK = re.compile(r"rcm_([0-9a-f]{12})_(\d{1,9})")
WHOLE, MARKS, ITEMS, NEW = "whole", "marks", "items", "new"


def code_of(objective: int | None, question: str, part: str) -> str:
    return f"{objective or WHOLE}/{question}/{part}"


def split_code(code: str) -> tuple[int | None, str, str] | None:
    """(objective, question, part) of a code; None for what is no code."""
    pieces = code.split("/")
    if len(pieces) != 3 or not all(pieces):
        return None
    number, question, part = pieces
    if number == WHOLE:
        return None, question, part
    return (int(number), question, part) if number.isdecimal() and len(number) < 3 else None


def hidden(code: str, version: int) -> str:
    return f"{{rcm:{code}@{version}}}"


def hidden_option(code: str) -> str:
    return f"{{rcm={code}}}"


def fixed(text: str) -> str:
    """The mark of a paragraph of the form itself: whoever writes into it is not overlooked."""
    return f"{{rcm~{zlib.crc32(plain(text).encode()):08x}}}"


def is_fixed(text: str) -> bool:
    """Is this a paragraph of the form as it was made, hidden marks included?"""
    found = FIXED.search(text)
    return bool(found) and fixed(ANY.sub("", text)) == found[0]  # type: ignore[index]


def short(code: str) -> str:
    """The part of a bookmark's name that stands for a code: names of bookmarks are short and plain."""
    return hashlib.sha256(code.encode()).hexdigest()[:12]


def bookmark(code: str, version: int) -> str:
    return f"rcm_{short(code)}_{version}"
