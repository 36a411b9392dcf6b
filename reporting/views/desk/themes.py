"""The theme of a call for contributions, on the desk."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.forms import label_rows
from common.i18n import pick
from common.shapes import Link
from events.models import Conclusion
from reporting.actions.themes import say_theme
from reporting.models import Call, CallTheme
from reporting.policy import Act
from reporting.views.desk.base import desk_only


class ThemeForm(forms.ModelForm):
    """What contributions are asked for on, and which item of the conclusions asked for it."""

    class Meta:
        model = CallTheme
        fields = ["theme_en", "theme_es", "objectives", "conclusion"]
        widgets = {"objectives": forms.CheckboxSelectMultiple(attrs={"class": "ticklist"})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        conclusion: Any = self.fields["conclusion"]
        items = Conclusion.objects.exclude(reference="").select_related("event")
        conclusion.queryset = items.order_by("-event__starts", "order")
        label_rows(self, "objectives", lambda row: f"{row.number}. {pick(row, 'short')}")
        label_rows(
            self, "conclusion", lambda row: f"{row.reference} · {pick(row.event, 'name')} · {pick(row, 'text')}"[:160]
        )


@seat_required
@require_http_methods(["GET", "POST"])
def survey_theme(request: SeatRequest, pk: str) -> HttpResponse:
    """Theme and decision of a questionnaire; leads back to it."""
    desk_only(request, Act.RUN_CYCLE)
    call = get_object_or_404(Call.objects.questionnaires().filter(cycle__is_rehearsal=False), pk=pk)
    form = ThemeForm(request.POST or None, instance=CallTheme.objects.filter(call=call).first())
    back = reverse("reporting:survey-desk", args=[call.pk])
    if request.method == "POST" and form.is_valid():
        say_theme(call=call, by=request.seat, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(back)
    name = pick(call.template_version.template, "name")
    context = {
        "form": form,
        "title": _("Theme and decision"),
        "name": name,
        "back": back,
        "crumbs": [Link(_("Desk"), reverse("reporting:desk")), Link(name, back), Link(_("Theme and decision"))],
    }
    return render(request, "reporting/survey/theme.html", context, status=422 if form.errors else 200)
