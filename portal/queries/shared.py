"""What was shared with readers outside the Member Countries: by whom, on which cycle, for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Max, Q

from accounts.models import Country
from accounts.seats import Seat
from common.i18n import pick, sort_key
from reporting.enums import Audience
from reporting.models import Cycle, PublishedAnswer

COUNTRY = ("country__code", "country__name_en", "country__name_es")
CYCLE = ("cycle__code", "cycle__name_en", "cycle__name_es")


@dataclass(frozen=True)
class SharedText:
    """What one country lets the reader read of one cycle; `is_public` when any of it is open to everybody."""

    country: Country
    cycle: Cycle
    at: datetime
    objectives: int
    is_public: bool


def shared_texts(seat: Seat, cycle_limit: int = 2) -> Sequence[SharedText]:
    """Texts of the latest cycles that the seat may read, by country in the order of the language: one query."""
    readable = PublishedAnswer.objects.visible_to(seat)
    latest = Cycle.objects.filter(pk__in=readable.values("cycle")).order_by("-starts", "code")[:cycle_limit]
    rows = (
        readable.filter(cycle__in=latest.values("pk"))
        .order_by()
        .values_list(*COUNTRY, *CYCLE, "cycle__starts")
        .annotate(
            at=Max("published_at"),
            objectives=Count("objective", distinct=True),
            is_public=BoolOr(Q(audience=Audience.PUBLIC)),
        )
    )
    found = []
    for code, name_en, name_es, cycle_code, cycle_en, cycle_es, starts, at, objectives, is_public in rows:
        country = Country(code=code, name_en=name_en, name_es=name_es)
        cycle = Cycle(code=cycle_code, name_en=cycle_en, name_es=cycle_es, starts=starts)
        found.append(SharedText(country, cycle, at, objectives, bool(is_public)))
    return sorted(found, key=lambda text: (-text.cycle.starts.toordinal(), sort_key(pick(text.country, "name"))))
