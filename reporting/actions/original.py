"""Which language an answer was written in first: the other version is a translation of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.i18n import other_language
from common.results import require
from reporting import rules
from reporting.enums import TranslationState
from reporting.models import Answer, AnswerText
from reporting.snapshots import is_stale
from reporting.trail import note_answer


@transaction.atomic
def declare_original(*, answer: Answer, language: str, by: Seat) -> Answer:
    """Declare in which language an answer was written first. The state of the other version follows.

    What was agreed stays agreed, what was older than its counterpart stays marked as such, anything else becomes a
    human translation. Declaring it twice has one effect. Raises Refused for a language without a text.
    """
    require(rules.may_edit_answer(by, answer))
    rows = {row.language: row for row in AnswerText.objects.filter(answer=answer).order_by().select_for_update()}
    answer.refresh_from_db(fields=["source_language"])
    before = answer.source_language
    if before == language:
        return answer
    original, other = rows[language], rows[other_language(language)]
    if not original.text:
        raise Refused(_("There is no text in this language yet. Write it first."))
    fields = {"updated_at": timezone.now(), "updated_by": by.user}
    stale = is_stale(original, other, before)
    agreed = original.state == TranslationState.AGREED and not stale
    follows = TranslationState.AGREED if agreed else TranslationState.HUMAN
    AnswerText.objects.filter(pk=original.pk).update(state=TranslationState.NONE, based_on=0, **fields)
    AnswerText.objects.filter(pk=other.pk).update(
        state=follows if other.text else TranslationState.NONE,
        based_on=max(original.version - stale, 0),
        **fields,
    )
    Answer.objects.filter(pk=answer.pk).update(source_language=language, **fields)
    answer.source_language = language
    note_answer("original_declared", answer=answer, by=by, language=language, before=before)
    return answer
