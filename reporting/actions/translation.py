"""Giving texts to translators; a draft by a machine, where an operator has set one up (none is, by default)."""

from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.db.models import F
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
from reporting.trail import note


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
    for work in works:
        tasks = TranslationTask.objects.filter(answer=work.answer, language=work.target.language)
        if translator is None:
            tasks.delete()
        else:
            tasks.update_or_create(
                answer=work.answer, language=work.target.language,
                defaults={"translator": translator, "given_by": by.person, "given_at": timezone.now()},
            )  # fmt: skip
    note(
        "translation_given", assignment=assignment, by=by, to=str(translator or "–"),
        texts=[work.code for work in works],
    )  # fmt: skip
    return works


@transaction.atomic
def draft_by_machine(*, work: Work, by: Seat) -> AnswerText:
    """Put a machine's translation where there is none, marked as such until a person has gone over it.

    `settings.TRANSLATION_HOOK` names the function (text, from, to) -> text; without one nothing leaves the portal.
    """
    require(rules.may_edit_text(by, work.answer, work.target.language))
    if not settings.TRANSLATION_HOOK:
        raise Refused(_("No machine translation is set up. Texts do not leave the portal."))
    if work.target.text:
        raise Refused(_("There is a translation already."))
    made = import_string(settings.TRANSLATION_HOOK)(work.source.text, work.source.language, work.target.language)
    text = cleaned(made).text
    changed = AnswerText.objects.filter(pk=work.target.pk, version=work.target.version, text="").update(
        text=text, state=TranslationState.MACHINE, based_on=work.source.version, version=F("version") + 1,
        updated_at=timezone.now(), updated_by=by.person,
    )  # fmt: skip
    work.target.refresh_from_db()
    if not changed:
        raise Conflict(stored=work.target.text, version=work.target.version, submitted=text)
    return work.target
