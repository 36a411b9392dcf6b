"""Filters of objectives and groups, and those that every list of things about objectives shares."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.filters import AnyNumber, AnyOf, CodeField, Words
from objectives.models import Group


class OfObjective(AnyNumber):
    """Things about any of the objectives, which the Compact numbers from 1 to 23."""

    least, most = 1, 23


class OfPrinciple(AnyOf):
    """Things that name any of the principles, to which the Compact gives the letters from a to j."""

    letters = "abcdefghij"

    def one(self) -> forms.Field:
        return CodeField(self.letters)


class InScheme(AnyOf):
    """Things about an objective that any of the named schemes groups. `field_name` leads to the objective."""

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        numbers = Group.objectives.through.objects.filter(group__scheme__code__in=value).values("objective")
        return _about(qs, self.field_name, numbers, self.many) if value else qs


class InGroup(AnyOf):
    """Things about an objective of any of the named groups ("imrf_roundtables.RT2")."""

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        if not value:
            return qs
        named = Q()
        for name in value:
            scheme, _dot, group = name.rpartition(".")
            named |= Q(group__scheme__code=scheme, group__code=group)
        return _about(
            qs, self.field_name, Group.objectives.through.objects.filter(named).values("objective"), self.many
        )


def _about(qs: QuerySet[Any], field_name: str, numbers: QuerySet[Any], many: bool) -> QuerySet[Any]:
    condition = {f"{field_name}__in": numbers}
    return (
        qs.filter(pk__in=qs.model._default_manager.filter(**condition).values("pk")) if many else qs.filter(**condition)
    )


def by_objective(field_name: str, *, many: bool = False) -> tuple[OfObjective, InScheme, InGroup]:
    """The filters by objective, scheme and group of things whose objective, or list of them, is at `field_name`."""
    return (
        OfObjective(
            field_name, many=many, label=_("Objective"), help_text=_("Numbers of objectives, with commas between.")
        ),
        InScheme(
            field_name, many=many, label=_("Scheme"), help_text=_("Objectives that one of these schemes groups.")
        ),
        InGroup(
            field_name, many=many, label=_("Group"),
            help_text=_("Objectives of one of these groups, as scheme.group: imrf_roundtables.RT2."),
        ),
    )  # fmt: skip


class AboutObjective(filters.FilterSet):
    """Base of the filters of things about one objective."""

    objective, scheme, group = by_objective("objective")


class AboutObjectives(filters.FilterSet):
    """Base of the filters of things about several objectives."""

    objective, scheme, group = by_objective("objectives", many=True)


class ObjectiveFilters(filters.FilterSet):
    objective, scheme, group = by_objective("number")
    q = Words()


class PrincipleFilters(filters.FilterSet):
    code = OfPrinciple("letter", label=_("Code"), help_text=_("Letters of principles, with commas between."))


class SchemeFilters(filters.FilterSet):
    code = AnyOf("code", label=_("Code"), help_text=_("Codes of schemes, with commas between."))
    objective = OfObjective(
        "groups__objectives",
        many=True,
        label=_("Objective"),
        help_text=_("Numbers of objectives, with commas between."),
    )


class GroupFilters(filters.FilterSet):
    scheme = AnyOf("scheme__code", label=_("Scheme"), help_text=_("Codes of schemes, with commas between."))
    objective = OfObjective(
        "objectives", many=True, label=_("Objective"), help_text=_("Numbers of objectives, with commas between.")
    )
