"""What a page does with the filters of its address: values that cannot be read are left out, and the page says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_filters import FilterSet

T = TypeVar("T")
LONGEST = 200
AT_ONCE = 5
"""A form with more controls than this keeps all but the first ones under "More filters"."""
IN_SIGHT = 2
"""How many stay in sight beside the words."""


@dataclass(frozen=True)
class Filtered:
    """`rows` after the filters that were understood; `remark` names the others; `active` when any is in force."""

    rows: QuerySet[Any]
    asked: dict[str, str]
    remark: str = ""

    @property
    def active(self) -> bool:
        return bool(self.asked)

    @property
    def query(self) -> str:
        """The filters in force as the end of an address; '' where there are none."""
        return f"?{urlencode(self.asked)}" if self.asked else ""


def filtered(filters: type[FilterSet], rows: QuerySet[Any], query: Mapping[str, str], names: Iterable[str]) -> Filtered:
    """Apply the named filters of the set, as the query string asks."""
    asked = {name: value for name in names if (value := query.get(name, "").strip())}
    bound = filters(asked, queryset=rows)
    wrong = [name for name in asked if name in bound.form.errors]
    if not wrong:
        return Filtered(bound.qs, asked)
    kept = {name: value for name, value in asked.items() if name not in wrong}
    labels = ", ".join(str(bound.form.fields[name].label) for name in wrong)
    remark = _("The portal could not read this filter and left it out: %(names)s.") % {"names": labels}
    return Filtered(filters(kept, queryset=rows).qs, kept, remark)


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class Choice:
    """One drop-down list of a filter form. `any_words` stands for no filter."""

    name: str
    label: str
    options: Sequence[Option]
    any_words: str = ""

    @property
    def is_used(self) -> bool:
        return any(option.chosen and option.value for option in self.options)


@dataclass(frozen=True)
class Day:
    """A field for a day (YYYY-MM-DD) of a filter form."""

    name: str
    label: str
    value: str = ""
    is_day: ClassVar[bool] = True

    @property
    def is_used(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True)
class Controls:
    """The controls of a filter form: those in sight, and those that are folded away unless one of them is in use."""

    in_sight: Sequence[Choice | Day]
    more: Sequence[Choice | Day]

    @property
    def is_open(self) -> bool:
        return any(control.is_used for control in self.more)


def folded(choices: Iterable[Choice] | None, days: Iterable[Day] | None, *, search: bool) -> Controls:
    """A long form folded: `choices` in the order in which people use them, then the `days`."""
    every: list[Choice | Day] = [*(choices or ()), *(days or ())]
    seen = IN_SIGHT if len(every) + search > AT_ONCE else len(every)
    return Controls(every[:seen], every[seen:])


def choice(
    name: str, label: str, options: Iterable[tuple[str, str]], asked: Mapping[str, str], any_words: str = ""
) -> Choice:
    """A drop-down list with the asked value chosen; a value that is no option stands in the list as it is."""
    value = asked.get(name, "")
    made = [Option(code, words, code == value) for code, words in options]
    if value and not any(option.chosen for option in made):
        made.append(Option(value[:LONGEST], value[:LONGEST], True))
    return Choice(name, label, made, any_words or _("All"))


def days_of(asked: Mapping[str, str], first: str, last: str) -> list[Day]:
    """The fields of a filter form for a first and a last day, named `first` and `last` in the address."""
    return [Day(name, label, asked.get(name, "")) for name, label in ((first, _("From")), (last, _("To")))]


def kept(
    query: Mapping[str, str], controls: Iterable[Choice | Day], found: Filtered, *others: str
) -> list[tuple[str, str]]:
    """What the form must carry along unseen: filters without a control of their own, and the named `others`."""
    shown = {"q", *(one.name for one in controls)}
    carried = [(name, value) for name, value in found.asked.items() if name not in shown]
    return carried + [(name, query[name][:LONGEST]) for name in others if query.get(name)]


def one_of(things: Sequence[T], code: str) -> tuple[T | None, bool]:
    """(The thing with this `code` or else the first one, was the code understood?). None when there are none."""
    for thing in things:
        if getattr(thing, "code", "") == code:
            return thing, True
    return (things[0] if things else None), not code
