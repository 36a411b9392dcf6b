"""Steps of documents for approval, taken by items of conclusions, and the meetings that they are prepared for."""

from datetime import date

from django.db import transaction

from accounts.models import Body
from accounts.seats import Seat
from commitments.actions.papers import take_step
from commitments.enums import Stage
from commitments.models import Paper, PaperStep
from commitments.rules import may_keep_papers
from common.results import require
from events.actions.follow_up import cite
from events.models import Conclusion, Decision, Event, PaperFor


@transaction.atomic
def decide(
    *,
    paper: Paper,
    stage: Stage | str,
    on: date,
    by: Seat,
    organ: Body | None = None,
    conclusion: Conclusion | None = None,
    **notes: str,
) -> PaperStep:
    """Record a step, with the item that says so where there is one."""
    reference = cite([conclusion]) if conclusion else ""
    step = take_step(paper=paper, stage=stage, on=on, by=by, organ=organ, reference=reference, **notes)
    if conclusion:
        Decision.objects.create(step=step, conclusion=conclusion)
    return step


@transaction.atomic
def prepare_for(*, paper: Paper, event: Event, months: int, by: Seat) -> PaperFor:
    """Say for which meeting a document is prepared, and how many months before it members are to have it."""
    require(may_keep_papers(by))
    return PaperFor.objects.update_or_create(paper=paper, event=event, defaults={"months": months})[0]
