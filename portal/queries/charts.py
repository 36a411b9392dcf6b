"""What the charts count: published texts and objectives by group, over all members together and never per country.

They read what is public, whoever asks. A chart is drawn once enough countries stand behind it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.seats import PUBLIC
from common.dates import say_day
from common.i18n import pick
from objectives.models import Principle, Scheme
from publications.blocks import Bar, BarChart
from reporting.enums import QuestionType
from reporting.models import Cycle, PublishedAnswer
from reporting.phrases import MINIMUM_BEHIND_A_FIGURE

TEXTS, OBJECTIVES, PRINCIPLES = "texts", "objectives", "principles"
BY_GROUP = (TEXTS, OBJECTIVES)


@dataclass(frozen=True)
class Counted:
    """(objective, country) of each public answer that counts, and the day of the latest one."""

    pairs: tuple[tuple[int, object], ...]
    latest: datetime | None

    @property
    def is_enough(self) -> bool:
        return len({country for _number, country in self.pairs}) >= MINIMUM_BEHIND_A_FIGURE


@dataclass(frozen=True)
class Chart:
    """A chart with its stable code `measure.cycle[.scheme]`; `bars` holds caption, data, source and date."""

    code: str
    cycle: Cycle
    scheme: Scheme | None
    bars: BarChart
    note: str = ""


def public_cycles() -> list[Cycle]:
    """Cycles of which the public reads something, newest first: one query."""
    readable = PublishedAnswer.objects.visible_to(PUBLIC).filter(objective__isnull=False).values("cycle")
    return list(Cycle.objects.filter(pk__in=readable).order_by("-starts", "code"))


def chart(measure: str, cycle: Cycle, scheme: Scheme | None) -> Chart | None:
    """The chart in the active language; None where too few countries stand behind it or nothing is counted.

    `scheme` is read with its groups, and None for the principles.
    """
    if measure == PRINCIPLES:
        return _by_principle(cycle)
    if measure not in BY_GROUP or scheme is None:
        return None
    rows = _public(cycle)
    counted = _counted(rows.exclude(text_en="", text_es="") if measure == TEXTS else rows)
    if not counted.is_enough:
        return None
    return _texts(cycle, scheme, counted) if measure == TEXTS else _objectives(cycle, scheme, counted)


def _public(cycle: Cycle) -> QuerySet[PublishedAnswer]:
    rows: QuerySet[PublishedAnswer] = PublishedAnswer.objects.visible_to(PUBLIC)
    return rows.filter(cycle=cycle, objective__isnull=False).order_by()


def _counted(rows: QuerySet[PublishedAnswer]) -> Counted:
    found = list(rows.values_list("objective_id", "country_id", "published_at"))
    return Counted(
        tuple((number, country) for number, country, _at in found if number is not None),
        max((at for _number, _country, at in found), default=None),
    )


def _texts(cycle: Cycle, scheme: Scheme, counted: Counted) -> Chart:
    texts = Counter(number for number, _country in counted.pairs)
    groups = [(group, [o.number for o in group.objectives.all()]) for group in scheme.groups.all()]
    bars = tuple(Bar(_label(group), sum(texts[number] for number in numbers)) for group, numbers in groups)
    caption = _("Published texts by group: %(scheme)s. %(cycle)s")
    return _chart(TEXTS, cycle, scheme, caption, bars, _("Texts"), counted, _overlap(groups))


def _objectives(cycle: Cycle, scheme: Scheme, counted: Counted) -> Chart:
    spoken_of = {number for number, _country in counted.pairs}
    groups = [(group, [o.number for o in group.objectives.all()]) for group in scheme.groups.all()]
    bars = tuple(
        Bar(_label(group), here, _("%(count)s of %(of)s") % {"count": here, "of": len(numbers)}, len(numbers))
        for group, numbers in groups
        for here in [len(spoken_of.intersection(numbers))]
    )
    caption = _("Objectives with at least one published text, by group: %(scheme)s. %(cycle)s")
    return _chart(OBJECTIVES, cycle, scheme, caption, bars, _("Objectives"), counted, _overlap(groups))


def _by_principle(cycle: Cycle) -> Chart | None:
    rows = _public(cycle).filter(type=QuestionType.PRINCIPLES).exclude(choices=[])
    counted = _counted(rows)
    if not counted.is_enough:
        return None
    named: dict[str, set[int]] = {}
    for number, letters in rows.values_list("objective_id", "choices"):
        for letter in letters:
            named.setdefault(letter, set()).add(number or 0)
    bars = tuple(
        Bar(f"({one.letter}) {pick(one, 'title')}", len(named.get(one.letter, ()))) for one in Principle.objects.all()
    )
    caption = _("Objectives of which a published text names the principle. %(cycle)s")
    return _chart(PRINCIPLES, cycle, None, caption, bars, _("Objectives"), counted, "")


def _chart(
    measure: str, cycle: Cycle, scheme: Scheme | None, caption: str, bars: tuple[Bar, ...], unit: str,
    counted: Counted, note: str,
) -> Chart:  # fmt: skip
    words = {"scheme": pick(scheme, "name") if scheme else "", "cycle": pick(cycle, "name")}
    made = BarChart(
        caption=caption % words,
        category=_("Group") if scheme else _("Guiding principle"),
        bars=bars,
        unit=unit,
        source=_("Texts that Member Countries published in this portal; all members together."),
        date=say_day(counted.latest) if counted.latest else "",
    )
    code = ".".join(filter(None, [measure, cycle.code, scheme.code if scheme else ""]))
    return Chart(code, cycle, scheme, made, note)


def _label(group: object) -> str:
    name, topic = pick(group, "name"), pick(group, "topic")
    return f"{name}. {topic}" if topic else name


def _overlap(groups: Iterable[tuple[object, Sequence[int]]]) -> str:
    """Whether a text may be counted in two groups."""
    numbers = Counter(number for _group, members in groups for number in members)
    if max(numbers.values(), default=0) < 2:
        return ""
    return _("Groups of this scheme overlap: what concerns an objective in two groups is counted in both.")


def parse(code: str) -> tuple[str, str, str]:
    """`measure.cycle.scheme` taken apart; '' for a part that is not there."""
    measure, _dot, rest = code.partition(".")
    cycle, _dot, scheme = rest.partition(".")
    return measure, cycle, scheme
