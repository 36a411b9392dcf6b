"""Saving answers one by one. Every write is a conditional UPDATE on the version that the writer had read."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.i18n import other_language
from common.results import require
from common.text import MAX_CHARACTERS, CleanText, clean_text, uuid_or_none
from objectives.models import Principle
from practices.models import Practice
from reporting import notify, rules
from reporting.enums import (
    AnswerKind,
    ProposalStatus,
    QuestionType,
    TranslationState,
)
from reporting.items import clean_item
from reporting.models import Answer, AnswerItem, AnswerText, Proposal
from reporting.policy import Act
from reporting.trail import note_answer
from reporting.workflow import move


def cleaned(raw: str) -> CleanText:
    """The text as it will be stored. Raises Refused when it is longer than one answer can be."""
    clean = clean_text(raw)
    if len(clean.text) > MAX_CHARACTERS:
        raise Refused(
            _(
                "This text has %(count)s characters; one answer holds %(limit)s. It was not saved and is still in "
                "the box. Shorten it or attach it as evidence."
            )
            % {"count": len(clean.text), "limit": MAX_CHARACTERS}
        )
    return clean


@transaction.atomic
def save_text(*, answer: Answer, language: str, text: str, version: int, by: Seat) -> AnswerText:
    """Store the words of an answer in one language and return the row with its new version.

    The first language written becomes the source. Text in the other one becomes a human translation based on the
    present source version. Sending what is stored already changes nothing. Raises Conflict when `version` is
    stale, Refused when the text is too long or the question asks for none, PermissionDenied by the rules.
    """
    require(rules.may_edit_text(by, answer, language))
    _in_words(answer)
    clean = cleaned(text)
    row = AnswerText.objects.get(answer=answer, language=language)
    if row.text == clean.text:
        return row
    source_language = answer.source_language or language
    fields: dict[str, Any] = {"text": clean.text, "updated_at": timezone.now(), "updated_by": by.user}
    if language != source_language:
        source = AnswerText.objects.filter(answer=answer, language=source_language).values_list("version", flat=True)
        fields |= {
            "state": TranslationState.HUMAN if clean.text else TranslationState.NONE,
            "based_on": source[0],
        }
    changed = AnswerText.objects.filter(pk=row.pk, version=version).update(version=F("version") + 1, **fields)
    if not changed:
        row.refresh_from_db()
        raise Conflict(stored=row.text, version=row.version, submitted=clean.text)
    if not answer.source_language and clean.text:
        Answer.objects.filter(pk=answer.pk, source_language="").update(source_language=language)
        answer.source_language = language
    _say_reported(answer, bool(clean.text))
    row.version = version + 1
    for name, value in fields.items():
        setattr(row, name, value)
    return row


@transaction.atomic
def agree_translation(*, row: AnswerText, version: int, by: Seat) -> AnswerText:
    """The country agrees the translation as it stands, against the source as it stands."""
    answer = row.answer
    require(rules.may_edit_answer(by, answer))
    source = AnswerText.objects.get(answer=answer, language=other_language(row.language))
    changed = (
        AnswerText.objects.filter(pk=row.pk, version=version)
        .exclude(text="")
        .update(
            state=TranslationState.AGREED,
            based_on=source.version,
            updated_at=timezone.now(),
            updated_by=by.user,
        )
    )
    if not changed:
        row.refresh_from_db()
        raise Conflict(stored=row.text, version=row.version, submitted=row.text)
    row.refresh_from_db()
    return row


@transaction.atomic
def save_marks(
    *,
    answer: Answer,
    version: int,
    by: Seat,
    kind: str | None = None,
    choices: list[str] | None = None,
    audience: str | None = None,
    ready: bool | None = None,
) -> Answer:
    """Store what an answer says beside its text: kind, choices, narrower audience, readiness.

    Fields left at None stay as they are. Raises Conflict, Refused (unknown value) or PermissionDenied.
    """
    require(rules.may_edit_answer(by, answer))
    fields: dict[str, Any] = {}
    if kind is not None:
        fields["kind"] = _known(kind, ["", *AnswerKind.values])
    if choices is not None:
        allowed = choice_codes(answer)
        fields["choices"] = [code for code in allowed if code in {_known(code, allowed) for code in choices}]
        if choices and kind is None and not answer.kind:
            fields["kind"] = AnswerKind.REPORTED
    if audience is not None:
        fields["audience"] = _known(audience, answer.question.audiences)
    if ready is not None:
        fields["ready"] = ready
    if all(getattr(answer, name) == value for name, value in fields.items()):
        return answer
    changed = Answer.objects.filter(pk=answer.pk, version=version).update(
        version=F("version") + 1, updated_at=timezone.now(), updated_by=by.user, **fields
    )
    if not changed:
        answer.refresh_from_db()
        raise Conflict(
            stored={name: getattr(answer, name) for name in fields}, version=answer.version, submitted=fields
        )
    answer.refresh_from_db()
    return answer


@transaction.atomic
def save_item(
    *, answer: Answer, data: dict[str, Any], by: Seat, item: AnswerItem | None = None, version: int = 0
) -> AnswerItem:
    """Add an item to an answer (no `item`), or change one. Raises Refused with all that is wrong, or Conflict."""
    require(rules.may_edit_answer(by, answer))
    data, errors = clean_item(answer.question.type, data)
    if data.get("practice") and not _may_be_named(data["practice"], answer):
        errors.append(_("Choose a practice or give a title."))
    if errors:
        raise Refused(" ".join(errors))
    if item is None:
        present = list(AnswerItem.objects.filter(answer=answer).order_by("position").select_for_update())
        if twin := next((row for row in present if row.data == data), None):
            return twin
        limit = answer.question.item_limit
        if limit and len(present) >= limit:
            raise Refused(_("This question takes up to %(limit)s entries.") % {"limit": limit})
        item = AnswerItem.objects.create(
            answer=answer, position=present[-1].position + 1 if present else 1, data=data, updated_by=by.user
        )
        _say_reported(answer, True)
        return item
    if item.data == data:
        return item
    changed = AnswerItem.objects.filter(pk=item.pk, answer=answer, version=version).update(
        data=data, version=F("version") + 1, updated_at=timezone.now(), updated_by=by.user
    )
    if not changed:
        stored = AnswerItem.objects.filter(pk=item.pk).first()
        raise Conflict(stored=stored.data if stored else {}, version=stored.version if stored else 0, submitted=data)
    item.refresh_from_db()
    return item


def _may_be_named(pk: str, answer: Answer) -> bool:
    key = uuid_or_none(pk)
    return key is not None and Practice.objects.nameable(answer.assignment.country).filter(pk=key).exists()


@transaction.atomic
def remove_item(*, item: AnswerItem, version: int, by: Seat) -> None:
    """Remove an item; its history stays. Removing what is gone already changes nothing."""
    require(rules.may_edit_answer(by, item.answer))
    if not AnswerItem.objects.filter(pk=item.pk, version=version).delete()[0]:
        stored = AnswerItem.objects.filter(pk=item.pk).first()
        if stored:
            raise Conflict(stored=stored.data, version=stored.version, submitted={})


@transaction.atomic
def move_item(*, item: AnswerItem, up: bool, by: Seat) -> None:
    """Exchange an item with its neighbour above or below."""
    require(rules.may_edit_answer(by, item.answer))
    rows = list(AnswerItem.objects.filter(answer=item.answer_id).order_by("position", "id").select_for_update())
    place = next(i for i, row in enumerate(rows) if row.pk == item.pk)
    target = place - 1 if up else place + 1
    if 0 <= target < len(rows):
        rows[place], rows[target] = rows[target], rows[place]
        for position, row in enumerate(rows, start=1):
            if row.position != position:
                AnswerItem.objects.filter(pk=row.pk).update(position=position, version=F("version") + 1)


@transaction.atomic
def save_proposal(*, answer: Answer, language: str, text: str, version: int, by: Seat) -> Proposal:
    """A contributor's own text for an answer, apart from the country's until a focal point takes it."""
    require(rules.may_propose(by, answer))
    _in_words(answer)
    clean = cleaned(text)
    proposal, created = Proposal.objects.get_or_create(
        answer=answer,
        language=language,
        author=by.user,
        status=ProposalStatus.OPEN,
        defaults={
            "text": clean.text,
            "version": 1,
            "institution_en": by.membership.institution_en if by.membership else "",
            "institution_es": by.membership.institution_es if by.membership else "",
        },
    )
    if created and clean.text:
        notify.proposed(proposal, by=by)
    if created or proposal.text == clean.text:
        return proposal
    changed = Proposal.objects.filter(pk=proposal.pk, version=version, status=ProposalStatus.OPEN).update(
        text=clean.text, version=F("version") + 1, updated_at=timezone.now()
    )
    proposal.refresh_from_db()
    if not changed:
        raise Conflict(stored=proposal.text, version=proposal.version, submitted=clean.text)
    return proposal


@transaction.atomic
def take_proposal(*, proposal: Proposal, text: str, version: int, by: Seat) -> AnswerText:
    """Make `text` (the proposal as it is, or merged by the focal point) the country's, with credit in the trail."""
    answer = proposal.answer
    require(rules.may(by, Act.DECIDE_PROPOSAL, answer.assignment))
    row = save_text(answer=answer, language=proposal.language, text=text, version=version, by=by)
    move(proposal, ProposalStatus.TAKEN, by=by, decided_by=by.user, decided_at=timezone.now())
    note_answer("proposal_taken", answer=answer, by=by, author=str(proposal.author), language=proposal.language)
    notify.proposal_decided(proposal, by=by)
    return row


@transaction.atomic
def leave_proposal(*, proposal: Proposal, by: Seat) -> None:
    """Leave a proposal aside; its author sees that, and its text stays readable."""
    require(rules.may(by, Act.DECIDE_PROPOSAL, proposal.answer.assignment))
    move(proposal, ProposalStatus.LEFT, by=by, decided_by=by.user, decided_at=timezone.now())
    note_answer("proposal_left", answer=proposal.answer, by=by, author=str(proposal.author))
    notify.proposal_decided(proposal, by=by)


@transaction.atomic
def start_from_last_cycle(*, answer: Answer, text: str, language: str, version: int, by: Seat) -> AnswerText:
    """Copy last cycle's words into an empty answer, as an act of its own in the trail.

    Doing it twice has one effect. Raises Refused when the answer holds another text by now.
    """
    stored = AnswerText.objects.select_for_update().get(answer=answer, language=language)
    if stored.text == cleaned(text).text:
        return stored
    if stored.text:
        raise Refused(_("The box already holds a text; it was not replaced."))
    row = save_text(answer=answer, language=language, text=text, version=version, by=by)
    note_answer("started_from_last_cycle", answer=answer, by=by, language=language)
    return row


def choice_codes(answer: Answer) -> list[str]:
    """The codes that a choice question accepts, in their order."""
    if answer.question.type == QuestionType.PRINCIPLES:
        return list(Principle.objects.values_list("letter", flat=True))
    return [choice["code"] for choice in answer.question.choices]


def _in_words(answer: Answer) -> None:
    """Raises Refused where the question asks for something else than a text."""
    if answer.question.type != QuestionType.TEXT:
        raise Refused(_("This question is not answered in words."))


def _say_reported(answer: Answer, has_content: bool) -> None:
    """Content makes an answer "reported" without another click; an explicit kind is never overwritten."""
    if has_content and not answer.kind:
        Answer.objects.filter(pk=answer.pk, kind="").update(kind=AnswerKind.REPORTED)
        answer.kind = AnswerKind.REPORTED


def _known(value: str, allowed: list[str]) -> str:
    if value not in allowed:
        raise Refused(_("“%(value)s” is not one of the choices.") % {"value": value[:40]})
    return value
