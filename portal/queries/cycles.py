"""What a cycle holds: its calls and the countries that published."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from accounts.models import Country
from accounts.seats import Seat
from common.i18n import sort_by_name
from reporting.enums import CallStatus, TemplateAudience
from reporting.models import Call, Cycle, PublishedAnswer


@dataclass(frozen=True)
class Publishing:
    """A country with texts in the cycle; `country` holds code and names alone."""

    country: Country
    revision: int
    published_at: datetime


def publishing_countries(seat: Seat, cycle: Cycle) -> list[Publishing]:
    """Who published something that the seat may read, in the order of the language: one query."""
    rows = PublishedAnswer.objects.visible_to(seat).filter(cycle=cycle).order_by()
    names = ("country__code", "country__name_en", "country__name_es")
    grouped = rows.values_list(*names).annotate(Max("revision__number"), Max("published_at"))
    found = {
        code: Publishing(Country(code=code, name_en=name_en, name_es=name_es), revision, published_at)
        for code, name_en, name_es, revision, published_at in grouped
    }
    return [found[country.code] for country in sort_by_name(one.country for one in found.values())]


def calls_of(cycle: Cycle, seat: Seat) -> QuerySet[Call]:
    """The calls that were opened, with their template and grouping; a working group's request is among the members."""
    calls = cycle.calls.exclude(status=CallStatus.DRAFT)
    if not (seat.is_member or seat.is_desk):
        calls = calls.exclude(template_version__template__audience=TemplateAudience.REQUEST)
    return calls.select_related("template_version__template", "scheme").order_by("opened_at", "due_at")
