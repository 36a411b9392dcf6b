"""Filters of editions."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from common.filters import AnyChoice, AnyOf, FromDay, ToDay
from publications.enums import DocumentKind


class EditionFilters(filters.FilterSet):
    document = AnyOf("document__symbol", label=_("Document"), help_text=_("Document symbols, with commas between."))
    kind = AnyChoice("document__kind", DocumentKind, label=_("Kind"), help_text=_("Kinds of documents."))
    language = AnyChoice("files__language", Language, many=True, label=_("Language"), help_text=_("Of a file: en, es."))
    published_from = FromDay(
        "created_at", moment=True, label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD).")
    )
    published_to = ToDay("created_at", moment=True, label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))


class TransmittalFilters(filters.FilterSet):
    kind = AnyChoice("edition__document__kind", DocumentKind, label=_("Kind"), help_text=_("Kinds of documents."))
    on_from = FromDay("on", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    on_to = ToDay("on", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))
