"""Filters of countries and bodies."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from accounts.enums import BodyKind
from common.filters import AnyChoice, AnyOf


class CountryFilters(filters.FilterSet):
    code = AnyOf("code", label=_("Code"), help_text=_("Codes of countries, with commas between."))


class BodyFilters(filters.FilterSet):
    code = AnyOf("code", label=_("Code"), help_text=_("Codes of bodies, with commas between."))
    kind = AnyChoice("kind", BodyKind, label=_("Kind"), help_text=_("Kinds of bodies, with commas between."))
    country = AnyOf("country__code", label=_("Country"), help_text=_("Codes of countries, with commas between."))
