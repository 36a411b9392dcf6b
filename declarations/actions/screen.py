"""What the room looks at: the presidency moves, or the Secretariat while it is let to; everybody follows.

Each move is a row of the record of the session; showing again what is shown is none.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from declarations import rules
from declarations.models import Declaration, Draft, Paragraph, Screen, ScreenMove
from declarations.policy import POLICY, Act
from declarations.trail import note


@transaction.atomic
def put_on_screen(*, paragraph: Paragraph, by: Seat) -> Screen:
    """Show a paragraph to the room."""
    require(rules.may_move_screen(by, paragraph.draft.declaration, paragraph.draft))
    return _show(paragraph.draft.declaration, paragraph, by)


@transaction.atomic
def step_on_screen(*, draft: Draft, steps: int, by: Seat) -> Screen:
    """Show the paragraph that stands `steps` further in the draft; the first one where none of it is shown yet.

    Two steps at once are two.
    """
    require(rules.may_move_screen(by, draft.declaration, draft))
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
    require(rules.may_move_screen(by, draft.declaration))
    return _show(draft.declaration, None, by)


@transaction.atomic
def hand_screen(*, declaration: Declaration, on: bool, by: Seat) -> Screen:
    """Let the Secretariat move the screen for the presidency, or take that back."""
    require(rules.may(by, Act.HAND_SCREEN))
    screen, _made = Screen.objects.get_or_create(declaration=declaration)
    if screen.in_hands != on:
        screen.in_hands = on
        screen.save(update_fields=["in_hands"])
        note("screen.handed" if on else "screen.taken_back", declaration=declaration, by=by)
    return screen


def _show(declaration: Declaration, paragraph: Paragraph | None, by: Seat) -> Screen:
    Declaration.objects.select_for_update(of=("self",)).get(pk=declaration.pk)
    screen, _made = Screen.objects.get_or_create(declaration=declaration)
    if screen.paragraph_id == (paragraph.pk if paragraph else None):
        return screen
    now = timezone.now()
    Screen.objects.filter(pk=screen.pk).update(
        paragraph=paragraph, version=F("version") + 1, moved_at=now, moved_by=by.user
    )
    ScreenMove.objects.create(
        declaration=declaration, paragraph=paragraph, at=now, by=by.user,
        for_presidency=by.role in POLICY[Act.MOVE_SCREEN_FOR_PRESIDENCY].roles,
    )  # fmt: skip
    screen.refresh_from_db()
    return screen
