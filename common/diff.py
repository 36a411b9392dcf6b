"""Word-level difference of two texts, as one list that pages, PDF and Word draw in their own way."""

import re

from diff_match_patch import diff_match_patch

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
KINDS = {-1: "delete", 0: "", 1: "insert"}


def diff_words(before: str, after: str) -> list[tuple[str, str]]:
    """[(kind, text)] with kind "", "insert" or "delete"; the pieces of "" and "insert" make up `after`."""
    tokens: dict[str, str] = {}
    words: list[str] = []

    def encode(text: str) -> str:
        found = []
        for token in _TOKEN.findall(text):
            if token not in tokens:
                # Private use planes hold more signs than an answer has different words.
                tokens[token] = chr(0xF0000 + len(words))
                words.append(token)
            found.append(tokens[token])
        return "".join(found)

    engine = diff_match_patch()
    pieces = engine.diff_main(encode(before), encode(after), False)
    engine.diff_cleanupSemantic(pieces)
    return [(KINDS[kind], "".join(words[ord(sign) - 0xF0000] for sign in signs)) for kind, signs in pieces]
