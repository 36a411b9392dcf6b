"""The papers of a declaration: clean text, redline between two drafts, with amendments, compilation of proposals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.i18n import LANGUAGES
from declarations import setting
from declarations.documents.frame import Item, Paper, block_of, changes_of, runs_of, said
from declarations.enums import Kind
from publications import blocks as b

LANGUAGE_NAMES = {"en": "English", "es": "Español"}


@dataclass(frozen=True)
class Offer:
    """A tabled amendment as it is printed below its paragraph; `changes` by language, [] where there are no words."""

    label: str
    who: str
    what: str
    changes: dict[str, setting.Pieces]
    reason: str = ""
    joined: str = ""
    outcome: str = ""

    @property
    def head(self) -> str:
        return " · ".join(filter(None, [self.label, self.who, self.what, self.joined, self.outcome]))


Line = tuple[Item, Sequence[Offer]]


def clean(paper: Paper, items: Sequence[Item], language: str) -> b.Document:
    """The text in one language."""
    with override(language):
        parts = [block_of(item, said(item, language, paper.style), language) for item in items]
        return paper.document(language, parts)


def clean_parallel(paper: Paper, items: Sequence[Item], language: str) -> b.Document:
    """Both languages side by side, paragraph by paragraph; the words around them in `language`."""
    with override(language):
        rows = [
            (_label(item, language), *(_side(item, code, paper) for code in LANGUAGES))
            for item in items
        ]  # fmt: skip
        return paper.document(language, [_two_columns(rows)], _("English and Spanish"))


def redline(paper: Paper, old: Sequence[Item], new: Sequence[Item], language: str, *, between: str) -> b.Document:
    """From one draft to another: words that came and went, and whole paragraphs; numbers that changed."""
    with override(language):
        parts: list[b.Block] = [_legend()]
        before = {item.key: item for item in old}
        for item, changes in both(old, new, language):
            earlier = before.get(item.key)
            was = earlier.number.label(language) if earlier else None
            plain = "strong" if item.kind == Kind.HEADING else "plain"
            parts.append(block_of(item, changes_of(changes, plain=plain), language, was))  # type: ignore[arg-type]
        return paper.document(language, parts, between)


def both(old: Sequence[Item], new: Sequence[Item], language: str) -> list[tuple[Item, setting.Pieces]]:
    """Every paragraph of both drafts in reading order with what changed; one that went stands where it stood."""
    before, after = {item.key: item for item in old}, {item.key: item for item in new}
    found: list[tuple[Item, setting.Pieces]] = []
    for item in new:
        text = item.texts[language]
        earlier = before.get(item.key)
        found.append((item, setting.redline(earlier.texts[language], text) if earlier else [("insert", text)]))
    for place, item in enumerate(old):
        if item.key in after:
            continue
        ahead = {one.key for one in old[:place]}
        at = max((n + 1 for n, (other, _changes) in enumerate(found) if other.key in ahead), default=0)
        found.insert(at, (item, [("delete", item.texts[language])]))
    return found


def with_amendments(paper: Paper, lines: Sequence[Line], language: str) -> b.Document:
    """The text, each paragraph followed by what is proposed to it."""
    with override(language):
        parts: list[b.Block] = [_legend()]
        for item, offers in lines:
            parts.append(block_of(item, runs_of(item.texts[language], item.kind, paper.style), language))
            parts += [_offered(offer, language) for offer in offers]
        return paper.document(language, parts, _("with amendments"))


def compilation(paper: Paper, lines: Sequence[Line], language: str) -> b.Document:
    """Proposals by paragraph, as a table."""
    with override(language):
        columns = (
            b.Column(_("Paragraph"), 2),
            b.Column(_("Proposal"), 3),
            b.Column(_("Text"), 8),
            b.Column(_("Reason"), 4),
        )
        rows = tuple(
            (
                (b.Run(item.number.handle, "strong"),),
                (b.Run(offer.head),),
                _changes(offer, language),
                (b.Run(offer.reason),),
            )
            for item, offers in lines
            for offer in offers
        )
        parts: list[b.Block] = [_legend()]
        if rows:
            parts.append(b.Table(_("Proposals by paragraph"), columns, rows, numbered=False))
        else:
            parts.append(b.Paragraph((b.Run(_("No amendment was tabled")),)))
        return paper.document(language, parts, _("compilation of proposals"))


def _offered(offer: Offer, language: str) -> b.Block:
    blocks = [b.Paragraph(_changes(offer, language))]
    if offer.reason:
        blocks.append(b.Paragraph((b.Run(offer.reason, "emphasis"),)))
    return b.NoteBox(tuple(blocks), title=offer.head)


def _changes(offer: Offer, language: str) -> b.Runs:
    """The redline in the language, or in the other one while the translation is pending."""
    if offer.changes[language]:
        return changes_of(offer.changes[language], author=offer.who)
    for code in LANGUAGES:
        if offer.changes[code]:
            pending = b.Run(f"[{_('Translation pending')}] ", "emphasis")
            told = tuple(
                b.Run(run.text, run.style, lang=code, author=run.author)
                for run in changes_of(offer.changes[code], author=offer.who)
            )
            return (pending, *told)
    return (b.Run(offer.what),)


def _legend() -> b.Paragraph:
    words = _("Words that are added are underlined; words that are left out are struck through.")
    return b.Paragraph((b.Run(words, "emphasis"),))


def _label(item: Item, language: str) -> b.Runs:
    return (b.Run(item.number.label(language), "strong"),)


def _side(item: Item, code: str, paper: Paper) -> b.Runs:
    return tuple(replace(run, lang=code) for run in said(item, code, paper.style))


def _two_columns(rows: Sequence[tuple[b.Runs, ...]]) -> b.Table:
    columns = (b.Column("", 1), *(b.Column(LANGUAGE_NAMES[code], 6) for code in LANGUAGES))
    return b.Table(_("Text in both languages"), columns, tuple(rows), numbered=False)
