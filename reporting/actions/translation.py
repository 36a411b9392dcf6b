"""Giving texts to translators; a draft by a machine, where an operator has set one up and the country agrees.

By default none is set up and no country has agreed.
"""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.results import require
from reporting import rules
from reporting.actions.answers import cleaned
from reporting.enums import TranslationState
from reporting.models import AnswerText, Assignment, TranslationTask
from reporting.policy import Act
from reporting.queries.translation import Work, queue_of, translators_of
from reporting.trail import note, note_answer


@transaction.atomic
def give_texts(*, assignment: Assignment, codes: Collection[str], translator: User | None, by: Seat) -> list[Work]:
    """Give these texts to a person, or to nobody; gives the texts. Whoever had them before has them no longer.

    Raises Refused when nothing is chosen, or the person may not translate for this country.
    """
    require(rules.may(by, Act.DELEGATE, assignment))
    works = [work for work in queue_of(assignment) if work.code in set(codes)]
    if not works:
        raise Refused(_("Choose at least one text."))
    if translator and translator not in translators_of(assignment):
        raise Refused(_("Texts are given to translators and focal points of your country."))
    _write_tasks(works, translator, by)
    note(
        "translation_given", assignment=assignment, by=by, to=str(translator or "–"),
        texts=[work.code for work in works],
    )  # fmt: skip
    return works


def _write_tasks(works: list[Work], translator: User | None, by: Seat) -> None:
    """In as many statements for one text as for all of a contribution."""
    if translator is None:
        texts = [Q(answer=work.answer, language=work.target.language) for work in works]
        TranslationTask.objects.filter(reduce(or_, texts)).delete()
        return
    now = timezone.now()
    TranslationTask.objects.bulk_create(
        [
            TranslationTask(
                answer=work.answer, language=work.target.language, translator=translator, given_by=by.person,
                given_at=now,
            )
            for work in works
        ],
        update_conflicts=True,
        unique_fields=["answer", "language"],
        update_fields=["translator", "given_by", "given_at"],
    )  # fmt: skip


@transaction.atomic
def agree_to_machine(*, assignment: Assignment, agreed: bool, by: Seat) -> None:
    """A focal point lets the country's texts go to the machine that an operator has set up, or ends that."""
    require(rules.may(by, Act.AGREE_TO_MACHINE, assignment))
    changed = Assignment.objects.filter(pk=assignment.pk, machine_agreed_at__isnull=agreed).update(
        machine_agreed_at=timezone.now() if agreed else None
    )
    if changed:
        note("machine_agreed" if agreed else "machine_agreement_ended", assignment=assignment, by=by)


def draft_by_machine(*, work: Work, by: Seat) -> AnswerText:
    """Put a machine's translation where there is none, marked as such until a person has gone over it.

    `settings.TRANSLATION_HOOK` names the function (text, from, to) -> text; without one, or before a focal point of
    the country has agreed, nothing leaves the portal. The trail keeps that a text left before it leaves; nothing is
    held in the database while the machine works.
    """
    require(rules.may_edit_text(by, work.answer, work.target.language))
    if not settings.TRANSLATION_HOOK:
        raise Refused(_("No machine translation is set up. Texts do not leave the portal."))
    if not Assignment.objects.filter(pk=work.answer.assignment_id, machine_agreed_at__isnull=False).exists():
        raise Refused(_("Your country has not agreed to drafts by a machine. Texts do not leave the portal."))
    if work.target.text:
        raise Refused(_("There is a translation already."))
    note_answer("sent_to_machine", answer=work.answer, by=by, language=work.target.language)
    made = import_string(settings.TRANSLATION_HOOK)(work.source.text, work.source.language, work.target.language)
    return _put(work, cleaned(made).text, by)


@transaction.atomic
def _put(work: Work, text: str, by: Seat) -> AnswerText:
    """The machine's text, where still nobody wrote."""
    changed = AnswerText.objects.filter(pk=work.target.pk, version=work.target.version, text="").update(
        text=text, state=TranslationState.MACHINE, based_on=work.source.version, version=F("version") + 1,
        updated_at=timezone.now(), updated_by=by.person,
    )  # fmt: skip
    work.target.refresh_from_db()
    if not changed:
        raise Conflict(stored=work.target.text, version=work.target.version, submitted=text)
    return work.target
