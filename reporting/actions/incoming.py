"""Files that come back: kept as they were sent, compared, and taken in as a whole or not at all."""

import hashlib
from collections import Counter
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.results import require
from publications.reading.jail import read_file
from reporting import rules
from reporting.enums import Channel, FileStatus
from reporting.models import Assignment, IncomingFile
from reporting.offline.compare import compare
from reporting.offline.differences import LEFT_OUT, TAKEN_IN, TO_DECIDE, Comparison, Standing
from reporting.offline.form import form_of
from reporting.policy import Act
from reporting.trail import note
from reporting.workflow import move

READER = "reporting.offline.reading.child"
SUFFIX = {"word": "docx", "excel": "xlsx", "xliff": "xlf", "text": "txt"}
CHANNEL = {"excel": Channel.EXCEL, "xliff": Channel.XLIFF}
FILE, PORTAL, BOTH = "file", "portal", "both"
"""What may be decided of a box that was changed on both sides."""


class Outdated(Refused):
    """Something moved between the comparison that was looked at and the act."""


def send_file(*, assignment: Assignment, content: bytes, name: str, by: Seat, pasted: bool = False) -> IncomingFile:
    """Read a file and keep it, without taking anything in. The same file sent again is the same row.

    Raises Refused, in the reader's language, for what cannot be read and for a form of another country: that is not
    kept.
    """
    require(rules.may(by, Act.TAKE_FILE_IN, assignment))
    said = read_file(content, READER)
    if said["kind"] != "text":
        compare(said, assignment, by=by)
    elif not "".join(said["lines"]).strip():
        raise Refused(_("There are no words in it."))
    return _keep(assignment, content, name, said, by, pasted)


@transaction.atomic
def _keep(
    assignment: Assignment, content: bytes, name: str, said: dict[str, Any], by: Seat, pasted: bool
) -> IncomingFile:
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    digest = hashlib.sha256(content).hexdigest()
    sent = IncomingFile.objects.filter(
        assignment=assignment, sha256=digest, uploaded_by=by.person, status=FileStatus.READ
    )
    if again := sent.first():
        return again
    is_package = content.startswith(b"PK")
    suffix = SUFFIX["word" if is_package and said["kind"] == "text" else said["kind"]]
    stem = get_valid_filename(name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rsplit(".", 1)[0] or "file")[:150]
    channel = CHANNEL.get(said["kind"]) or (Channel.WORD if is_package else Channel.MAIL)
    row = IncomingFile(
        assignment=assignment,
        channel=channel,
        is_form=said["kind"] != "text",
        name=f"{stem}.{suffix}",
        size=len(content),
        sha256=digest,
        said=said,
        uploaded_by=by.person,
    )
    row.file.save(f"{row.pk}.{suffix}", ContentFile(content), save=True)
    _note("file_sent", row, by, pasted=pasted)
    return row


@transaction.atomic
def place_pieces(
    *, row: IncomingFile, placed: list[dict[str, str]], chosen: dict[str, str], left_out: int, by: Seat
) -> None:
    """Say where the pieces of a document belong: [{"code", "text"}]. Nothing is taken in by it.

    `chosen` is what the page of pieces was sent with, so that it can be put right later; `left_out` is how many pieces
    have no place.
    """
    require(rules.may(by, Act.TAKE_FILE_IN, row.assignment))
    row = IncomingFile.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.status != FileStatus.READ:
        raise Refused(_("This file was dealt with already."))
    boxes = form_of(row.assignment, by=by).boxes()
    joined: dict[str, list[str]] = {}
    for one in placed:
        if one["code"] not in boxes:
            raise Refused(_("“%(value)s” is not one of the choices.") % {"value": one["code"][:40]})
        joined.setdefault(one["code"], []).append(one["text"])
    if not joined:
        raise Refused(_("Choose a place for at least one piece."))
    row.said["placed"] = [{"code": code, "text": "\n\n".join(texts)} for code, texts in joined.items()]
    row.said |= {"chosen": chosen, "left_out": left_out}
    row.save(update_fields=["said"])


@transaction.atomic
def take_file(*, row: IncomingFile, decisions: dict[str, str], digest: str, by: Seat) -> Comparison:
    """Take in everything the file changes, with the versions and rules of typing, or nothing.

    `digest` is that of the comparison the person looked at: Outdated is raised when it is no longer true. `decisions`
    say of each box that was changed on both sides, or emptied, whether the file's words stand, the portal's, or both.
    """
    assignment = row.assignment
    require(rules.may(by, Act.TAKE_FILE_IN, assignment))
    Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    row.refresh_from_db(fields=["status", "said"])
    if row.status != FileStatus.READ:
        raise Refused(_("This file was dealt with already."))
    comparison = compare(row.said, assignment, by=by)
    if comparison.digest != digest:
        raise Outdated(_outdated())
    done: Counter[str] = Counter()
    try:
        for difference in comparison.rows:
            done[_carry_out(difference, decisions.get(difference.key, ""), by)] += 1
    except Conflict as conflict:
        raise Outdated(_outdated()) from conflict
    del done[""]
    if not done:
        raise Refused(_("There is nothing in it to take in."))
    move(row, FileStatus.TAKEN, by=by, taken_at=timezone.now(), outcome=dict(done))
    _note("file_taken", row, by, **done)
    return comparison


def _outdated() -> str:
    return _("Somebody saved in the meantime. Look at the comparison again before you decide.")


def _carry_out(difference: Any, decision: str, by: Seat) -> str:
    """Save one difference and say what was done: '' for nothing."""
    if difference.standing in TAKEN_IN:
        difference.save(by)
        return str(difference.standing)
    if difference.standing not in TO_DECIDE or difference.standing in LEFT_OUT:
        return ""
    if decision == PORTAL:
        return ""
    if decision == BOTH and difference.save_joined and difference.standing == Standing.CONFLICT:
        difference.save_joined(by)
    elif decision == FILE:
        difference.save(by)
    else:
        raise Refused(_("Decide first what is to stand where both sides changed, and where a box was emptied."))
    return str(difference.standing)


@transaction.atomic
def leave_file(*, row: IncomingFile, by: Seat) -> None:
    """Take nothing in. The file stays on record."""
    require(rules.may(by, Act.TAKE_FILE_IN, row.assignment))
    move(row, FileStatus.LEFT, by=by)
    _note("file_left", row, by)


def _note(action: str, row: IncomingFile, by: Seat, **detail: Any) -> None:
    note(
        action, assignment=row.assignment, by=by, object_type="incoming file", object_id=row.pk,
        name=row.name, sha256=row.sha256, channel=row.channel, **detail,
    )  # fmt: skip
