"""Documents of an item of the agenda with an audience of their own, on the desk's side."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.i18n import pick
from events.actions import item_documents as actions
from events.models import AgendaItem, ItemDocument
from events.views.base import attempt, crumbs, event_of, form_page


class ItemDocumentForm(forms.ModelForm):
    """A document: its title in one language at least, where it can be read, and by whom."""

    address = forms.URLField(label=gettext_lazy("Where it can be read"), max_length=500, assume_scheme="https")

    class Meta:
        model = ItemDocument
        fields = ["title_en", "title_es", "address", "audience"]

    def clean(self) -> dict[str, object]:
        values = super().clean() or self.cleaned_data
        if not values.get("title_en") and not values.get("title_es"):
            self.add_error("title_en", _("Give the document a title in one language at least."))
        return values


@seat_required
@require_http_methods(["GET", "POST"])
def document_new(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    """A document at an item; leads back to the item."""
    row = event_of(request, code)
    item = get_object_or_404(AgendaItem.objects.select_related("day__event"), day__event=row, pk=pk)
    form = ItemDocumentForm(request.POST or None)
    back = reverse("events:item", args=[code, pk])
    if request.method == "POST" and form.is_valid():
        actions.add_document(item=item, fields=form.cleaned_data, by=request.seat)
        messages.success(request, _("Saved."))
        return redirect(back)
    trail = [*crumbs(row), crumbs(row, _("Agenda"))[-1], crumbs(row, pick(item, "title"))[-1]]
    return form_page(request, form, _("Document of the item"), back, crumbs=trail, event=row)


@seat_required
@require_POST
def document_remove(request: SeatRequest, code: str, pk: int) -> HttpResponse:
    row = event_of(request, code)
    papers = ItemDocument.objects.visible_to(request.seat).select_related("item__day__event")
    paper = get_object_or_404(papers, item__day__event=row, pk=pk)
    back = reverse("events:item", args=[code, paper.item_id])
    return attempt(request, lambda: actions.remove_document(paper=paper, by=request.seat), _("Taken out."), back)
