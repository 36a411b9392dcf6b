"""Filters of editions."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from common.filters import AnyOf
from publications.enums import DocumentKind


class EditionFilters(filters.FilterSet):
    document = AnyOf("document__symbol", label=_("Document"), help_text=_("Document symbols, with commas between."))
    kind = filters.ChoiceFilter(
        field_name="document__kind", choices=DocumentKind, label=_("Kind"), help_text=_("Kind of document.")
    )
