"""The package that the presidency transmits: summary, the declaration as frozen, annexes; one document per language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_day
from declarations.documents.annex import Voice, annex
from declarations.documents.frame import ORGANIZATION
from publications import blocks as b
from publications.authoring import plain, text_blocks


@dataclass(frozen=True)
class Promised:
    """A commitment made of a paragraph."""

    reference: str
    texts: dict[str, str]
    owners: dict[str, str]
    due: dict[str, str]


@dataclass(frozen=True)
class Rested:
    """What a paragraph rests on, named in each language."""

    paragraph: str
    names: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Parts:
    """All that a package is made of, in plain values. `texts` are the frozen block trees of the declaration."""

    titles: dict[str, str]
    symbol: str
    adopted_on: date
    organ: dict[str, str]
    present: dict[str, tuple[str, ...]]
    objectives: tuple[int, ...]
    sha256: str
    texts: dict[str, b.Document]
    voices: list[Voice]
    commitments: list[Promised]
    evidence: list[Rested]


def build_package(
    parts: Parts,
    language: str,
    said: tuple[str, str],
    manifest: dict[str, Any],
    on: date,
    letterhead: b.Letterhead | None,
) -> b.Document:
    """The package in one language; `said` are addressee and summary, `manifest` its parts by name with their hashes."""
    addressee, summary = said
    with override(language):
        blocks: list[b.Block] = [
            b.KeyValues(
                tuple(
                    b.KeyValue(label, plain(value))
                    for label, value in (
                        (_("Declaration"), f"{parts.titles[language]} ({parts.symbol})"),
                        (_("Day of adoption"), say_day(parts.adopted_on)),
                        (_("Organ that adopts"), parts.organ[language]),
                        (_("Transmitted to"), addressee),
                        (_("Transmitted on"), say_day(on)),
                    )
                )
            ),
            _contents(manifest),
            b.Heading(_("Summary"), 1, number="I."),
            *text_blocks(summary),
            b.Heading(_("Declaration"), 1, number="II.", new_page=True),
            *parts.texts[language].blocks,
        ]
        blocks += _annexes(parts, language)
        return b.Document(
            title=_("Package of the declaration"),
            language="es" if language == "es" else "en",
            date=on.isoformat(),
            subtitle=parts.titles[language],
            symbol=parts.symbol,
            organization=ORGANIZATION[language],
            letterhead=letterhead,
            blocks=tuple(blocks),
        )


def summary_of(parts: Parts, language: str) -> str:
    """What the summary says to begin with; the presidency changes it as it likes."""
    with override(language):
        lines = [
            _("On %(day)s the %(organ)s adopted the declaration “%(title)s” (%(symbol)s).")
            % {
                "day": say_day(parts.adopted_on),
                "organ": parts.organ[language],
                "title": parts.titles[language],
                "symbol": parts.symbol,
            },
            _("Member Countries present: %(names)s.") % {"names": ", ".join(parts.present[language])},
        ]
        if parts.objectives:
            numbers = ", ".join(map(str, parts.objectives))
            lines.append(_("It bears on these objectives of the Global Compact: %(numbers)s.") % {"numbers": numbers})
        return "\n\n".join(lines)


NAMES = {
    "declaration": lambda: _("Declaration"),
    "summary": lambda: _("Summary"),
    "statements": lambda: _("Statements of delegations"),
    "commitments": lambda: _("Commitments"),
    "evidence": lambda: _("What the paragraphs rest on"),
}


def _contents(manifest: dict[str, Any]) -> b.Table:
    columns = (b.Column(_("Part"), 3), b.Column(_("Checksum (SHA-256)"), 8))
    rows = tuple((plain(NAMES[name]()), plain(held["sha256"])) for name, held in manifest.items())
    return b.Table(_("What the package holds"), columns, rows, numbered=False)


def _annexes(parts: Parts, language: str) -> list[b.Block]:
    found: list[b.Block] = [b.Heading(_("Annexes"), 1, number="III.", new_page=True)]
    found.append(b.Heading(_("Statements of delegations"), 2))
    found += annex(parts.voices, language) if parts.voices else _none(_("No State published a statement."))
    found.append(b.Heading(_("Commitments"), 2))
    found += [_promised(parts.commitments, language)] if parts.commitments else _none(_("None was entered."))
    found.append(b.Heading(_("What the paragraphs rest on"), 2))
    found += [_rested(parts.evidence, language)] if parts.evidence else _none(_("Nothing is linked."))
    return found


def _none(words: str) -> list[b.Block]:
    return [b.Paragraph((b.Run(words, "emphasis"),))]


def _promised(rows: Sequence[Promised], language: str) -> b.Table:
    columns = (b.Column(_("Reference"), 3), b.Column(_("Text"), 7), b.Column(_("Owners"), 3), b.Column(_("Date"), 2))
    cells = tuple(
        (plain(row.reference), plain(row.texts[language]), plain(row.owners[language]), plain(row.due[language]))
        for row in rows
    )
    return b.Table(_("Commitments"), columns, cells, numbered=False)


def _rested(rows: Sequence[Rested], language: str) -> b.Table:
    columns = (b.Column(_("Paragraph"), 2), b.Column(_("Rests on"), 10))
    cells = tuple((plain(row.paragraph), plain("\n".join(row.names[language]))) for row in rows)
    return b.Table(_("What the paragraphs rest on"), columns, cells, numbered=False)
