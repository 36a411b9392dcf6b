"""The proof of how a silence procedure went. It says what was done; of those that said nothing it says nothing."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_moment
from common.i18n import sort_key
from common.zones import say_zone
from declarations.enums import SilenceStatus
from publications import blocks as b
from publications.authoring import plain, text_blocks
from reporting.documents.quotations import only_in

if TYPE_CHECKING:
    from declarations.queries.silence import Account, Words


def build_outcome(account: "Account", language: str) -> b.Document:
    """The document in one language, from plain values."""
    with override(language):
        parts: list[b.Block] = [
            b.NoteBox((b.Paragraph(plain(_said(account))),), title=str(account.status.label), kind="statement"),
            b.KeyValues(tuple(b.KeyValue(label, value) for label, value in _facts(account, language))),
        ]
        if account.status == SilenceStatus.BROKEN:
            parts += _broken(account, language)
        if account.reason.text:
            parts += [b.Heading(_("Reason"), 3), *_told(account.reason, language)]
        if account.extensions:
            parts.append(_extensions(account, language))
        parts.append(_capitals(account, language))
        words = _("This paper records what was done. Who said nothing took no position by it.")
        parts.append(b.Paragraph((b.Run(words, "emphasis"),)))
        return account.paper.document(language, parts, _("record of the silence procedure"))


def _said(account: "Account") -> str:
    if account.status == SilenceStatus.ENDED:
        return _("The deadline passed and no delegation broke the silence. The text stands by tacit consent.")
    if account.status == SilenceStatus.BROKEN:
        return _("A delegation broke the silence before the deadline. The clock stopped at once.")
    return _("The Presidency cancelled the procedure. Nothing follows from it.")


def _facts(account: "Account", language: str) -> list[tuple[str, b.Runs]]:
    closed = _moment(account.closed_at) if account.closed_at else ""
    by = _("by the clock of the portal") if account.by_clock else _("by the Presidency")
    if account.status == SilenceStatus.ENDED:
        closed = f"{closed}, {by}"
    return [
        (_("Text under silence"), plain(account.text)),
        (_("Checksum (SHA-256)"), plain(account.sha256)),
        (_("Invoked by the Presidency"), plain(_moment(account.opened_at))),
        *([(_("Remark"), _run(account.remark, language))] if account.remark.text else []),
        (_("Deadline"), plain(_moment(account.until))),
        *([(_("Ended"), plain(closed))] if closed else []),
    ]


def _run(words: "Words", language: str) -> b.Runs:
    """What somebody wrote, within a line; of the other language it says that it stands in that one only."""
    if words.language == language:
        return plain(words.text)
    note = b.Run(f" {only_in(words.language)}", "emphasis")
    return (b.Run(words.text, lang=words.language), note)


def _told(words: "Words", language: str) -> list[b.Prose]:
    """The same in paragraphs of its own."""
    if words.language == language:
        return [*text_blocks(words.text)]
    note = b.Paragraph((b.Run(only_in(words.language), "emphasis"),))
    return [*text_blocks(words.text, words.language), note]


def _broken(account: "Account", language: str) -> list[b.Block]:
    rows = (
        b.KeyValue(_("Delegation"), plain(account.breaker[language])),
        b.KeyValue(_("Paragraphs"), plain(", ".join(account.paragraphs))),
    )
    return [b.KeyValues(rows), b.Heading(_("Reason of the delegation"), 3), *_told(account.break_reason, language)]


def _extensions(account: "Account", language: str) -> b.Table:
    columns = (b.Column(_("From"), 3), b.Column(_("To"), 3), b.Column(_("Reason"), 5))
    rows = tuple(
        (plain(_moment(was)), plain(_moment(until)), _run(reason, language))
        for was, until, reason in account.extensions
    )
    return b.Table(_("Extensions"), columns, rows, numbered=False)


def _capitals(account: "Account", language: str) -> b.Table:
    columns = (b.Column(_("Country"), 3), b.Column(_("Date and hour"), 4), b.Column(_("Time zone"), 4))
    rows = tuple(
        (plain(names[language]), plain(say_moment(account.until, ZoneInfo(zone))), plain(_zone(zone, account.until)))
        for names, zone in sorted(account.capitals, key=lambda one: sort_key(one[0][language]))
    )
    return b.Table(_("The deadline in the capitals"), columns, rows, numbered=False)


def _zone(name: str, moment: datetime) -> str:
    return say_zone(name, moment.date())


def _moment(moment: datetime) -> str:
    return _("%(moment)s (San José time)") % {"moment": say_moment(moment)}
