"""What the room looks at: the desk moves, everybody follows."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from declarations import rules
from declarations.models import Declaration, Draft, Paragraph, Screen
from declarations.policy import Act


@transaction.atomic
def put_on_screen(*, paragraph: Paragraph, by: Seat) -> Screen:
    """Show a paragraph to the room."""
    require(rules.may(by, Act.MOVE_SCREEN, paragraph.draft))
    return _show(paragraph.draft.declaration, paragraph, by)


@transaction.atomic
def step_on_screen(*, draft: Draft, steps: int, by: Seat) -> Screen:
    """Show the paragraph that stands `steps` further in the draft; the first one where none of it is shown yet."""
    require(rules.may(by, Act.MOVE_SCREEN, draft))
    Declaration.objects.select_for_update(of=("self",)).get(pk=draft.declaration_id)
    shown = Screen.objects.filter(declaration=draft.declaration).values_list("paragraph", flat=True).first()
    rows = list(draft.paragraphs.order_by("order"))
    if not rows:
        raise Refused(_("There is no paragraph in the draft yet."))
    places = {row.pk: place for place, row in enumerate(rows)}
    place = places[shown] + steps if shown in places else 0
    return _show(draft.declaration, rows[min(max(place, 0), len(rows) - 1)], by)


@transaction.atomic
def clear_screen(*, draft: Draft, by: Seat) -> Screen:
    """Show nothing any more."""
    require(rules.may(by, Act.MOVE_SCREEN))
    return _show(draft.declaration, None, by)


def _show(declaration: Declaration, paragraph: Paragraph | None, by: Seat) -> Screen:
    screen, _made = Screen.objects.get_or_create(declaration=declaration)
    Screen.objects.filter(pk=screen.pk).update(
        paragraph=paragraph, version=F("version") + 1, moved_at=timezone.now(), moved_by=by.user
    )
    screen.refresh_from_db()
    return screen
