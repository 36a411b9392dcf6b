"""The fonts documents are set in: our own files, and which characters they can print."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONT_FOLDER = Path(__file__).resolve().parent.parent / "static" / "vendor" / "fonts"
FONTCONFIG_FILE = Path(__file__).resolve().parent / "fonts.conf"

# Printed alike: a hyphen or space that must not break has no glyph of its own.
LOOKS_LIKE = {"\u2011": "-", "\u202f": "\u00a0", "\u2007": "\u00a0"}
# Says nothing by itself: joiners, direction marks, variation selectors.
INVISIBLE = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f")


@dataclass(frozen=True)
class Face:
    """One file: a CSS family of its own, so that families can follow each other glyph by glyph."""

    family: str
    file: str
    style: str = "normal"
    variable: bool = True

    @property
    def css(self) -> str:
        weight = "font-weight:200 900;" if self.variable else ""
        source = f'src:url(report:{self.file}) format("woff2")'
        return f'@font-face{{font-family:"{self.family}";{weight}font-style:{self.style};{source}}}'


def _faces(family: str, stem: str, subset: str) -> tuple[Face, ...]:
    return tuple(Face(family, f"{stem}-{subset}-wght-{style}.woff2", style) for style in ("normal", "italic"))


# In order of preference. The first group is always loaded, the others when a document needs them: unpacking the
# symbol fonts alone takes longer than laying out ten pages.
GROUPS = (
    (*_faces("Document Serif", "source-serif-4", "latin"), *_faces("Document Sans", "source-sans-3", "latin")),
    (
        *_faces("Document Serif Extended", "source-serif-4", "latin-ext"),
        *_faces("Document Sans Extended", "source-sans-3", "latin-ext"),
    ),
    (Face("Document Mathematics", "noto-sans-math-latin-400-normal.woff2", variable=False),),
    (Face("Document Symbols", "noto-sans-symbols-2-symbols-400-normal.woff2", variable=False),),
)


@cache
def coverage(group: int) -> frozenset[str]:
    """Characters that every face of a group can print."""
    faces = (set(TTFont(FONT_FOLDER / face.file, lazy=True).getBestCmap()) for face in GROUPS[group])
    return frozenset(map(chr, set.intersection(*faces)))


def missing_characters(text: str) -> list[str]:
    """Characters of `text` that no font of ours can print, each once, in order of appearance."""
    rest = dict.fromkeys(character for character in text if character not in INVISIBLE)
    known = frozenset.union(*(coverage(group) for group in range(len(GROUPS))))
    return [character for character in rest if LOOKS_LIKE.get(character, character) not in known]


def printable(text: str) -> str:
    """`text` as it can be printed: a character without a glyph stands there as its code, [U+1F642].

    A document is never held up by one character, and never prints an empty box without saying what it was.
    """
    codes = {ord(character): f"[U+{ord(character):04X}]" for character in missing_characters(text)}
    return text.translate(codes | {ord(character): other for character, other in LOOKS_LIKE.items()})


def font_faces(text: str) -> str:
    """The @font-face rules that `text` needs, with addresses in the `report:` scheme."""
    rest = set(printable(text)) - INVISIBLE - coverage(0)
    rules = [face.css for face in GROUPS[0]]
    for group in range(1, len(GROUPS)):
        if rest & coverage(group):
            rest -= coverage(group)
            rules += [face.css for face in GROUPS[group]]
    return "\n".join(rules)
