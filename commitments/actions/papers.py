"""Documents for approval: their steps through the organs, and what members say of them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Body, Country
from accounts.seats import Seat
from audit.actions import record
from commitments import rules, workflow
from commitments.enums import Position, Stage
from commitments.models import Paper, PaperStatement, PaperStep
from common.dates import today
from common.errors import Refused
from common.results import require


@transaction.atomic
def create_paper(*, by: Seat, **fields: Any) -> Paper:
    """A document as a draft. Raises Refused when its code is taken."""
    require(rules.may_keep_papers(by))
    if Paper.objects.filter(code=fields["code"]).exists():
        raise Refused(_("There is a document with this code already."))
    paper = Paper.objects.create(**fields)
    _trail("paper.created", paper, by=by)
    return paper


@transaction.atomic
def take_step(
    *,
    paper: Paper,
    stage: Stage | str,
    on: date,
    by: Seat,
    organ: Body | None = None,
    reference: str = "",
    **notes: str,
) -> PaperStep:
    """Record what an organ did with the document. Raises Refused for a step that does not follow, or a day to come."""
    require(rules.may_keep_papers(by))
    if on > today():
        raise Refused(_("A step speaks of a day that has come."))
    if paper.stage_on and on < paper.stage_on:
        raise Refused(_("The document came to its present stage later than this day."))
    workflow.move_paper(paper, stage, on)
    step = PaperStep.objects.create(
        paper=paper, stage=stage, on=on, organ=organ, reference=reference, recorded_by=by.user, **notes
    )
    _trail("paper.step", paper, by=by, stage=str(stage), on=on.isoformat())
    return step


@transaction.atomic
def state(
    *, paper: Paper, country: Country, position: Position | str, on: date, by: Seat, **words: Any
) -> PaperStatement:
    """Record what a member says of the document. It closes nothing and no date makes more of it."""
    require(rules.may_state(by, country))
    statement = PaperStatement.objects.create(
        paper=paper, country=country, position=position, on=on, recorded_by=by.user, **words
    )
    _trail("paper.stated", paper, by=by, country=country.code, position=str(position))
    return statement


def _trail(action: str, paper: Paper, *, by: Seat, **detail: Any) -> None:
    record(action, by=by, chain=f"paper:{paper.pk}", object_type="Paper", object_id=paper.pk, **detail)
