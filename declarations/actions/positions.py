"""What a delegation volunteers about a paragraph."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from common.text import clean_text
from declarations import rules
from declarations.enums import Stance
from declarations.models import Paragraph, Position
from declarations.trail import note


@transaction.atomic
def state_position(
    *, paragraph: Paragraph, stance: str, by: Seat, until: date | None = None, remark: str = ""
) -> Position:
    """The country's position from now on; the one before stays in its history. `until` ends a consultation."""
    require(rules.may_state_position(by, paragraph.draft))
    if stance not in Stance.values:
        raise Refused(_("This choice is not in the list."))
    if stance == Stance.CONSULTING and until is None:
        raise Refused(_("Say until when the country needs to consult."))
    Paragraph.objects.select_for_update().get(pk=paragraph.pk)
    Position.objects.filter(paragraph=paragraph, country=by.home, is_current=True).update(is_current=False)
    made = Position.objects.create(
        paragraph=paragraph, country=by.home, stance=stance, note=clean_text(remark).text[:2000], by=by.user,
        until=until if stance == Stance.CONSULTING else None,
    )  # fmt: skip
    note(
        "position.stated", declaration=paragraph.draft.declaration, by=by, paragraph=str(paragraph.identity),
        stance=stance, symbol=paragraph.draft.symbol,
    )  # fmt: skip
    return made
