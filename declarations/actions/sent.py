"""Word files that a delegation sent back: kept as they were sent, compared, taken in as a whole or not at all."""

import hashlib
from collections.abc import Collection
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from declarations import rules
from declarations.actions.amendments import Wording, draft_amendment
from declarations.enums import SentStatus
from declarations.models import Amendment, Draft, SentFile
from declarations.offline.compare import compare
from declarations.offline.differences import Row
from declarations.offline.reasons import DRAFT_REASONS
from declarations.trail import note
from declarations.workflow import move
from publications.reading.jail import read_file

READER = "declarations.offline.child"
MAX_REASON = 2_000


class Outdated(Refused):
    """Something moved between the preview that was looked at and the act."""


def send_file(*, draft: Draft, content: bytes, name: str, by: Seat) -> SentFile:
    """Read a file and keep it, without taking anything in. The same file sent again is the same row.

    Raises Refused, in the reader's language, for what cannot be read and for a file of another declaration: that is
    not kept. PermissionDenied when no amendments are taken any more.
    """
    require(rules.may_amend(by, draft))
    said = read_file(content, READER, DRAFT_REASONS)
    compare(said, draft, by)
    return _keep(draft, content, name, said, by)


@transaction.atomic
def _keep(draft: Draft, content: bytes, name: str, said: dict[str, Any], by: Seat) -> SentFile:
    Draft.objects.select_for_update().get(pk=draft.pk)
    digest = hashlib.sha256(content).hexdigest()
    sent = SentFile.objects.filter(draft=draft, country=by.home, sha256=digest, status=SentStatus.READ)
    if again := sent.first():
        return again
    stem = get_valid_filename(name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rsplit(".", 1)[0] or "file")[:150]
    row = SentFile(
        draft=draft, country=by.home, name=f"{stem}.docx", size=len(content), sha256=digest, said=said,
        sent_by=by.person,
    )  # fmt: skip
    row.file.save(f"{row.pk}.docx", ContentFile(content), save=True)
    _note("file.sent", row, by)
    return row


@transaction.atomic
def take_file(*, row: SentFile, chosen: Collection[str], digest: str, by: Seat) -> list[Amendment]:
    """Draft an amendment of the delegation for every chosen row, or none at all. Nobody else reads them yet.

    `digest` is that of the preview the person looked at: Outdated is raised when it is no longer true.
    """
    draft = row.draft
    Draft.objects.select_for_update().get(pk=draft.pk)
    draft.refresh_from_db(fields=["status", "amendments_until"])
    require(rules.may_amend(by, draft))
    row.refresh_from_db(fields=["status", "said"])
    if row.status != SentStatus.READ:
        raise Refused(_("This file was dealt with already."))
    comparison = compare(row.said, draft, by)
    if comparison.digest != digest:
        raise Outdated(_("The draft or your amendments changed in the meantime. Look at the preview again."))
    taken = [one for one in comparison.rows if one.key in chosen and one.may_be_taken]
    if not taken:
        raise Refused(_("Choose at least one place of the file."))
    made = [_draft(one, draft, by) for one in taken]
    move(row, SentStatus.TAKEN, outcome=[str(one.pk) for one in made])
    _note("file.taken", row, by, amendments=len(made))
    return made


def _draft(row: Row, draft: Draft, by: Seat) -> Amendment:
    words = Wording(row.texts.get("en", ""), row.texts.get("es", ""), _reason(row))
    return draft_amendment(
        draft=draft, operation=row.operation, wording=words, by=by, paragraph=row.paragraph, after=row.after,
        kind=row.kind,
    )  # fmt: skip


def _reason(row: Row) -> str:
    """The comments that stand beside the words in the file."""
    said = (
        _("%(author)s, in the file: %(text)s") % {"author": one["author"] or "–", "text": one["text"]}
        for one in row.comments
    )
    return "\n".join(said)[:MAX_REASON]


@transaction.atomic
def leave_file(*, row: SentFile, by: Seat) -> None:
    """Take nothing in. The file stays on record."""
    require(rules.may_send_for(by, row))
    move(row, SentStatus.LEFT)
    _note("file.left", row, by)


def _note(action: str, row: SentFile, by: Seat, **detail: Any) -> None:
    note(
        action, declaration=row.draft.declaration, by=by, is_shared=False, file=str(row.pk), name=row.name,
        sha256=row.sha256, **detail,
    )  # fmt: skip
