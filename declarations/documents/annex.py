"""The annex of an adopted text: what delegations attached to it. The text before it stays as it was frozen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_day
from common.i18n import other_language, sort_key
from declarations.enums import StatementKind
from publications import blocks as b
from publications.authoring import plain, text_blocks


@dataclass(frozen=True)
class Voice:
    """A statement in plain values; `paragraphs` are handles, none of them: the whole text."""

    code: str
    country: dict[str, str]
    kind: str
    on: str
    paragraphs: tuple[str, ...]
    texts: dict[str, str]


def with_annex(text: b.Document, voices: Sequence[Voice], language: str) -> b.Document:
    """The frozen text in one language with the statements behind it."""
    with override(language):
        head = b.Heading(_("Annex: statements of delegations"), 1, new_page=True)
        return replace(
            text, subtitle=f"{text.subtitle}, {_('with statements of delegations')}",
            blocks=(*text.blocks, head, *annex(voices, language)),
        )  # fmt: skip


def annex(voices: Sequence[Voice], language: str) -> list[b.Block]:
    """The statements by day, within a day in the order of the language; call it inside `override(language)`."""
    words = _("Each is the statement of the State that makes it. They stand beside the text and do not change it.")
    ordered = sorted(voices, key=lambda one: (one.on, sort_key(one.country[language])))
    return [
        b.NoteBox((b.Paragraph(plain(words)),), kind="statement"),
        *(_quoted(voice, language) for voice in ordered),
    ]


def _quoted(voice: Voice, language: str) -> b.Quotation:
    lang = language if voice.texts[language] else other_language(language)
    of = _("paragraphs %(list)s") % {"list": ", ".join(voice.paragraphs)} if voice.paragraphs else _("the whole text")
    said = (str(StatementKind(voice.kind).label), of, say_day(date.fromisoformat(voice.on)) if voice.on else "")
    return b.Quotation(
        text_blocks(voice.texts[lang]), attribution=voice.country[language], citation=", ".join(filter(None, said)),
        lang="" if lang == language else lang, note="" if lang == language else _("Translation pending"),
    )  # fmt: skip
