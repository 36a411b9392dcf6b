"""An autosave of somebody who goes on writing: one statement, who sends it included."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from accounts.sessions import ASKED, Sitting, as_it_was
from common.composed import Composed, update_of
from common.text import MAX_CHARACTERS, clean_text
from reporting import rules
from reporting.models import Answer, AnswerText
from reporting.policy import POLICY, Act


def keep_writing(*, answer: UUID, language: str, text: str, version: int, by: Sitting) -> int | None:
    """`save_text` of somebody who goes on writing the source text: the answer's new version.

    The statement asks what the rule asks, and whether the person still sits where they sat when they were last let
    through, and changes the row, or none. None means that anything is otherwise (a log-out, a first text, a
    translation, the same text again, something to remark on it, a stale version, another country, a state in which
    nobody writes): then nothing was changed, and `save_text` does what there is to do or says why not.
    """
    seat = by.seat
    if seat.role not in POLICY[Act.EDIT_TRANSLATION].roles or seat.is_translator:
        return None
    clean = clean_text(text)
    if clean.remarks or len(clean.text) > MAX_CHARACTERS:
        return None
    changed = _KEEP_WRITING.change(
        answer=answer, language=language, text=clean.text, version=version,
        country=seat.home.pk, user=seat.person.pk, **by.asked(),
    )  # fmt: skip
    return version + 1 if changed else None


def _compose(
    answer: UUID, language: str, text: str, version: int, country: UUID, user: UUID,
    session: str, stored: str, password: str, membership: UUID, moment: datetime, on: date,
) -> Any:  # fmt: skip
    writable = Answer.objects.filter(
        rules.states_of(Act.EDIT_TRANSLATION, "assignment"),
        pk=OuterRef("answer"),
        assignment__country=country,
        source_language=OuterRef("language"),
    ).exclude(kind="")
    seated = as_it_was(session, stored, password, membership, moment, on)
    row = AnswerText.objects.filter(
        Exists(seated), Exists(writable), answer=answer, language=language, version=version
    ).exclude(text=text)
    return update_of(row, text=text, version=F("version") + 1, updated_at=moment, updated_by=user)


_KEEP_WRITING = Composed(
    "keep_writing", _compose,
    answer=UUID, language=str, text=str, version=int, country=UUID, user=UUID, **ASKED,
)  # fmt: skip
