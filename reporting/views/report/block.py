"""One section of the working copy: its text, what it prints, its pins, and what to do when two people changed it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.diff import diff_words
from common.errors import Conflict, Refused
from common.i18n import current_language, other_language, pick
from common.results import require
from common.shapes import Link
from reporting import rules
from reporting.actions import sections as actions
from reporting.forms.report import BlockForm, ClashForm
from reporting.models import ReportBlock
from reporting.policy import Act
from reporting.queries.notes import newer_notes, taken
from reporting.queries.report import contributions, newer_revisions
from reporting.views.report.pages import crumbs_of_reports, label_of, preview_of, report_of

FIELDS: tuple[str, ...] = tuple(BlockForm.Meta.fields)


@dataclass
class Clash:
    """One field that two people changed, with the form in which one of them chooses."""

    name: str
    mine: str
    theirs: str
    form: ClashForm

    @property
    def label(self) -> str:
        return str(ReportBlock._meta.get_field(self.name).verbose_name)  # type: ignore[union-attr]

    @property
    def language(self) -> str:
        return self.name[-2:]

    @property
    def runs(self) -> list[tuple[str, str]]:
        return diff_words(self.theirs, self.mine)

    @property
    def choice(self) -> str:
        return self.form.data.get(f"{self.name}-choice", "") if self.form.is_bound else ""

    @property
    def merged(self) -> str:
        """What stands in the box: what was typed there, else both texts."""
        if self.form.is_bound:
            return str(self.form.data.get(f"{self.name}-merged", ""))
        return f"{self.mine}\n\n{self.theirs}".strip()


@seat_required
@require_http_methods(["GET", "POST"])
def block_detail(request: SeatRequest, pk: str, block_pk: str) -> HttpResponse:
    """The section, for the desk. A POST saves it, or what was chosen after a stale save (field "resolve")."""
    if not request.seat.is_desk:
        raise Http404
    report = report_of(request, pk)
    blocks = report.blocks.select_related("report__cycle", "report__scheme", "updated_by")
    block = get_object_or_404(blocks, pk=block_pk)
    may_write = rules.may(request.seat, Act.WRITE_REPORT)
    form = BlockForm(request.POST or None, instance=block, initial={"version": block.version})
    clash: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        require(may_write)
        try:
            if "resolve" in request.POST:
                clash = _resolve(request, block)
            else:
                _save(request, block, form)
        except Conflict as conflict:
            block.refresh_from_db()
            clash = _clash(conflict)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        status = 409 if clash else 422 if form.errors else 302
        if status == 302:
            messages.success(request, _("Saved."))
            return redirect("reporting:report-block", report.pk, block.pk)
    context = {
        "report": report,
        "section": block,
        "name": label_of(block),
        "form": form,
        "saved_by": block.updated_by.name if block.updated_by else _("Somebody"),
        "previews": _shown(block),
        "comments": block.comments.select_related("country", "author"),
        "may_change": form.errors or (may_write and report.takes_changes),
        "may_answer": may_write,
        "newer": newer_revisions(contributions(report), [block]),
        "newer_notes": newer_notes(block, taken([block])),
        "crumbs": [
            *crumbs_of_reports(),
            Link(pick(report, "title"), reverse("reporting:report", args=[report.pk])),
            Link(label_of(block)),
        ],
    } | clash
    return render(request, "reporting/report/block_detail.html", context, status=status)


def _save(request: SeatRequest, block: ReportBlock, form: BlockForm) -> None:
    """Save what the form holds; one with errors is shown again. Raises Refused and Conflict."""
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in FIELDS if name in form.cleaned_data}
        block.refresh_from_db(fields=[*FIELDS, "version"])  # checking the form wrote into the row it was made from
        actions.save_block(block=block, fields=fields, version=form.cleaned_data["version"], by=request.seat)


def _resolve(request: SeatRequest, block: ReportBlock) -> dict[str, Any]:
    """Save what the person chose; without a choice for each text, what to ask again. Raises Conflict."""
    kept = {name: request.POST[name] for name in FIELDS if name in request.POST}
    forms = {name: ClashForm(request.POST, prefix=name) for name in FIELDS if f"{name}-mine" in request.POST}
    version = request.POST.get("version", "")
    if any(not form.is_valid() for form in forms.values()) or not version.isdecimal():
        clashes = [
            Clash(name, request.POST[f"{name}-mine"], getattr(block, name), form) for name, form in forms.items()
        ]
        return {"clashes": clashes, "kept": kept, "version": version if version.isdecimal() else block.version}
    chosen = {name: text for name, form in forms.items() if (text := form.chosen()) is not None}
    actions.save_block(block=block, fields=kept | chosen, version=int(version), by=request.seat)
    return {}


def _clash(conflict: Conflict) -> dict[str, Any]:
    """Both texts of the fields that two people changed, and the person's other changes to send along."""
    stored: Any = conflict.stored
    submitted: Any = conflict.submitted
    return {
        "clashes": [
            Clash(name, submitted[name], text, ClashForm(initial={"mine": submitted[name]}, prefix=name))
            for name, text in stored.items()
        ],
        "kept": {name: text for name, text in submitted.items() if name not in stored},
        "version": conflict.version,
    }


def _shown(block: ReportBlock) -> list[dict[str, Any]]:
    """What the block prints, in both languages, the page's first."""
    blocks = list(block.report.blocks.order_by("position"))
    own = next(row for row in blocks if row.pk == block.pk)
    return [
        {"language": language, "html": preview_of(block.report, blocks, [own], language)}
        for language in (current_language(), other_language(current_language()))
    ]
