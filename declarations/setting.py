"""How a paragraph reads on paper: members filled in, the opening verb in italics where the style has it."""

import re

from common.diff import diff_words
from declarations import brackets
from declarations.styles import Template

MEMBERS = "{members}"
Pieces = list[tuple[str, str]]
"""[(mark, text)]; mark: "" plain, "verb" the opening verb, "open" a place in brackets, "insert", "delete"."""
_OPENING = re.compile(r"^\s*(?:(?:Also|Asimismo|Además|Deeply|Profundamente)\s+)?[^\W\d_]+")


def filled(text: str, members: str) -> str:
    """The text with the members present in the place that the chapeau keeps for them."""
    return text.replace(MEMBERS, members) if members else text


def pieces(text: str, kind: str, style: Template) -> Pieces:
    """A text in its pieces, in order; together they are the text."""
    found: Pieces = []
    verb = _OPENING.match(text) if kind in style.italic and not text.startswith("[") else None
    done = 0
    if verb:
        found.append(("verb", verb.group()))
        done = verb.end()
    for choice in brackets.choices(text):
        if choice.start < done:
            continue
        found += [("", text[done : choice.start]), ("open", text[choice.start : choice.end])]
        done = choice.end
    found.append(("", text[done:]))
    return [(mark, words) for mark, words in found if words]


def redline(before: str, after: str) -> Pieces:
    """The difference by word."""
    return diff_words(before, after)


def excerpt(changes: Pieces, words: int = 8) -> Pieces:
    """A redline with long unchanged stretches shortened to some words around each change ("… an end")."""
    shown: Pieces = []
    for place, (kind, text) in enumerate(changes):
        if kind:
            shown.append((kind, text))
            continue
        parts = re.findall(r"\s*\S+\s*", text)
        first, last = place == 0, place == len(changes) - 1
        if first and not last and len(parts) > words:
            text = "… " + "".join(parts[-words:])
        elif last and not first and len(parts) > words:
            text = "".join(parts[:words]).rstrip() + " …"
        elif not first and not last and len(parts) > 2 * words:
            text = "".join(parts[:words]).rstrip() + " … " + "".join(parts[-words:])
        shown.append(("", text))
    return shown
