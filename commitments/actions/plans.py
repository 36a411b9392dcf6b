"""Items of a plan as commitments: they are followed up and handed over like every other one."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Body, Country
from accounts.seats import Seat
from commitments.actions.commitments import create_commitment
from commitments.enums import CommitmentKind, PaperKind, Readers
from commitments.models import Commitment, Paper
from common.errors import Refused


@transaction.atomic
def take_item(
    *,
    plan: Paper,
    number: str,
    text_en: str,
    text_es: str,
    owners: Iterable[Country | Body],
    supporters: Iterable[Country | Body],
    by: Seat,
    **dates: Any,
) -> Commitment:
    """One item of the plan as a commitment that Member Countries read.

    It was made on the day of the plan's stage; where that is not recorded, on no day that is known.

    Raises Refused when the document is no plan, and when the item was taken before.
    """
    if plan.kind != PaperKind.PLAN:
        raise Refused(_("Only a plan has items."))
    return create_commitment(
        code=f"{plan.code}.{number}",
        reference=f"{plan.code}, {number}"[:120],
        kind=CommitmentKind.PLAN,
        plan=plan,
        text_en=text_en,
        text_es=text_es,
        es_unofficial=plan.es_unofficial,
        organ=plan.group,
        made_on=plan.stage_on,
        readers=Readers.MEMBERS,
        owners=owners,
        supporters=supporters,
        by=by,
        **dates,
    )
