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

if TYPE_CHECKING:
    from declarations.queries.silence import Account


def build_outcome(account: "Account", language: str) -> b.Document:
    """The document in one language, from plain values."""
    with override(language):
        parts: list[b.Block] = [
            b.NoteBox((b.Paragraph(plain(_said(account))),), title=str(account.status.label), kind="statement"),
            b.KeyValues(tuple(b.KeyValue(label, plain(value)) for label, value in _facts(account) if value)),
        ]
        if account.status == SilenceStatus.BROKEN:
            parts += _broken(account, language)
        if account.reason:
            parts += [b.Heading(_("Reason"), 3), *text_blocks(account.reason)]
        if account.extensions:
            parts.append(_extensions(account))
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


def _facts(account: "Account") -> list[tuple[str, str]]:
    closed = _moment(account.closed_at) if account.closed_at else ""
    by = _("by the clock of the portal") if account.by_clock else _("by the Presidency")
    if account.status == SilenceStatus.ENDED:
        closed = f"{closed}, {by}"
    return [
        (_("Text under silence"), account.text),
        (_("Checksum (SHA-256)"), account.sha256),
        (_("Invoked by the Presidency"), _moment(account.opened_at)),
        (_("Remark"), account.remark),
        (_("Deadline"), _moment(account.until)),
        (_("Ended"), closed),
    ]


def _broken(account: "Account", language: str) -> list[b.Block]:
    rows = (
        b.KeyValue(_("Delegation"), plain(account.breaker[language])),
        b.KeyValue(_("Paragraphs"), plain(", ".join(account.paragraphs))),
    )
    return [b.KeyValues(rows), b.Heading(_("Reason of the delegation"), 3), *text_blocks(account.break_reason)]


def _extensions(account: "Account") -> b.Table:
    columns = (b.Column(_("From"), 3), b.Column(_("To"), 3), b.Column(_("Reason"), 5))
    rows = tuple(
        (plain(_moment(was)), plain(_moment(until)), plain(reason)) for was, until, reason in account.extensions
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
