"""One rule for counting words, the same in Python and in the browser (static/js).

A word is a run of letters and digits; an apostrophe, hyphen, full stop or comma between two of them joins
them ("well-being", "1,000", "d'accord" count as one). Punctuation, bullets and dashes count as nothing.
"""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’\-.,][^\W_]+)*")


def count_words(text: str) -> int:
    """Number of words in `text`, after Unicode normalization (NFC)."""
    return sum(1 for _ in WORD.finditer(unicodedata.normalize("NFC", text)))
