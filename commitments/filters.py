"""Filters of commitments, the same for page, interface, files and search."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commitments.enums import CommitmentKind, PaperKind, PartyRole, Progress, Stage
from commitments.models import Party
from common.filters import AnyChoice, AnyOf, FromDay, ToDay, Words


class Named(AnyOf):
    """Commitments in which one of the countries or bodies stands in a role."""

    def __init__(self, role: PartyRole, **kwargs: Any) -> None:
        self.role = role
        super().__init__("parties", **kwargs)

    def filter(self, qs: QuerySet[Any], value: list[Any]) -> QuerySet[Any]:
        if not value:
            return qs
        parties = Party.objects.filter(Q(country__code__in=value) | Q(body__code__in=value), role=self.role)
        return qs.filter(pk__in=parties.values("commitment"))


class CommitmentFilters(filters.FilterSet):
    kind = AnyChoice("kind", CommitmentKind, label=_("Kind"), help_text=_("Kinds of commitments, with commas between."))
    status = AnyChoice("status", Progress, label=_("Status"), help_text=_("States of follow-up, with commas between."))
    owner = Named(PartyRole.OWNER, label=_("Owner"), help_text=_("Codes of countries or bodies, with commas between."))
    supporter = Named(
        PartyRole.SUPPORTER, label=_("Supporter"), help_text=_("Codes of countries or bodies, with commas between.")
    )
    organ = AnyOf("organ__code", label=_("Organ"), help_text=_("Codes of organs that decided, with commas between."))
    meeting = AnyOf("meeting_code", label=_("Meeting"), help_text=_("Codes of meetings, with commas between."))
    made_from = FromDay("made_on", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    made_to = ToDay("made_on", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))
    q = Words()


class PaperFilters(filters.FilterSet):
    kind = AnyChoice("kind", PaperKind, label=_("Kind"), help_text=_("Kinds of documents."))
    stage = AnyChoice("stage", Stage, label=_("Stage"), help_text=_("How far the document has come."))
    group = AnyOf("group__code", label=_("Prepared by"), help_text=_("Codes of bodies, with commas between."))
    stage_from = FromDay("stage_on", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    stage_to = ToDay("stage_on", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))
    q = Words()


class NoteFilters(filters.FilterSet):
    commitment = AnyOf(
        "commitment__code", label=_("Commitment"), help_text=_("Codes of commitments, with commas between.")
    )
    kind = AnyChoice(
        "commitment__kind", CommitmentKind, label=_("Kind"), help_text=_("Kinds of commitments, with commas between.")
    )
    status = AnyChoice("status", Progress, label=_("Status"), help_text=_("States of follow-up, with commas between."))
    on_from = FromDay("on", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    on_to = ToDay("on", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))
    q = Words()
