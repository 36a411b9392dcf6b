"""Notes: the list, and the form of one session, written by several persons at once or read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.enums import Language
from accounts.http import SeatRequest
from common import shapes
from common.errors import Conflict, Refused
from common.i18n import pick
from common.outcomes import Outcome, version_of
from common.results import require
from common.shapes import Link
from common.text import uuid_or_none
from events import queries, rules
from events.actions import note_rows as actions
from events.actions.note_rows import Point, point_of
from events.actions.notes import save_head
from events.documents.notes import notetakers_of, uncleared, when_of
from events.enums import NoteKind
from events.forms.meetings import NoteFilter, NoteHeadForm
from events.models import NoteRow, NoteSummary, NoteTable
from events.models.note import SUMMARY_WORDS
from events.views.base import form_page
from events.views.note_rows import posted_point, rows_of, save_row, save_summary, signature, table_of
from objectives.models import Objective, Principle

PER_PAGE = 30
"""Rows of a page; a row has nine fields, and a request a limit of them."""
LISTED = 100
"""Notes of a page of the list: those of many events can be chosen at once."""
BLANK = UUID(int=0)
"""The key in the row that static/js/autosave.js makes further rows of; each of them gets a key of its own."""
LANGUAGE_NAMES = {"en": "English", "es": "Español"}


@dataclass
class RowBox:
    """A row as its template needs it: what stands in the boxes, its version, and what became of a save."""

    row: NoteRow
    point: Point
    version: int
    url: str
    were: str
    outcome: Outcome | None = None


@dataclass
class SummaryBox:
    """The summary in one language."""

    language: str
    name: str
    text: str
    version: int
    url: str
    were: str
    outcome: Outcome | None = None


@dataclass
class Posted:
    """What became of the rows ("<row>") and summaries ("summary-<language>") of a posted form."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """200, or that of the worst thing that happened."""
        return max((outcome.status for outcome in self.outcomes.values()), default=200)


@seat_required
@require_safe
def note_list(request: SeatRequest) -> HttpResponse:
    """The notes that the seat reads, of all events or of one (`?event=`); the desk prints several as one."""
    seat = request.seat
    if not (seat.is_desk or seat.is_member):
        raise Http404
    tables = NoteTable.objects.visible_to(seat).select_related("event", "session")
    if code := request.GET.get("event"):
        tables = tables.filter(event__code=code)
    tables = tables.annotate(points=Count("rows", filter=~Q(rows__text="")))
    rows = tables.order_by("-event__starts", "event__code", "session__order")
    page = Paginator(rows, LISTED).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "of_one_event": bool(code),
        "may_print": rules.may_keep_events(seat),
        "crumbs": [Link(_("Notes"))],
    }
    return render(request, "events/notes/list.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def notes(request: SeatRequest, pk: str) -> HttpResponse:
    """The form: each row saves alone. Without JavaScript the page saves every changed row, then adds, moves, removes.

    What could not be saved stays in its box: 409 with both texts, 422 with the reason.
    """
    table = table_of(request, pk)
    may_write = rules.may_take_notes(request.seat, table.event)
    posted = Posted()
    if request.method == "POST":
        require(may_write)
        posted = _save_all(request, table)
        if posted.status == 200:
            return _then(request, table)
    form = NoteFilter(table, request.GET)
    rows = rows_of(table) if may_write else queries.by_item(rows_of(table).exclude(text=""))
    page = Paginator(form.narrow(rows), PER_PAGE).get_page(request.GET.get("page"))
    summaries = NoteSummary.objects.filter(table=table)
    summaries = summaries if may_write else summaries.exclude(text="")
    context = {
        "table": table,
        "event": table.event,
        "when": when_of(table),
        "notetakers": notetakers_of(table),
        "may_write": may_write,
        "may_keep": rules.may_keep_events(request.seat),
        "form": form,
        "source": form.cleaned_data.get("source", ""),
        "page": page,
        "rows": _row_boxes(request, table, page, posted),
        "blank": None if page.has_next() else _blank_row(table, page),
        "summaries": _summary_boxes(request, table, summaries, posted),
        "troubled": posted.status != 200,
        "max": SUMMARY_WORDS,
        "kinds": NoteKind.choices,
        "languages": Language.choices,
        "items": queries.items_to_choose(table.event) if may_write else [],
        "objectives": Objective.objects.all(),
        "principles": Principle.objects.all(),
        "uncleared": uncleared(),
        "crumbs": _crumbs(request, table),
    }
    return render(request, "events/notes/notes.html", context, status=posted.status)


@seat_required
@require_http_methods(["GET", "POST"])
def notes_head(request: SeatRequest, pk: str) -> HttpResponse:
    """When the session began and who takes its notes."""
    table = table_of(request, pk)
    require(rules.may_take_notes(request.seat, table.event))
    form = NoteHeadForm(request.POST or None, instance=table)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.changed_data}
        save_head(table=table, fields=fields, by=request.seat)
        messages.success(request, _("Saved."))
        return redirect(table)
    title = _("Day, hour and notetakers")
    trail = [*_crumbs(request, table), Link(title)]
    return form_page(request, form, title, table.get_absolute_url(), crumbs=trail)


def _save_all(request: SeatRequest, table: NoteTable) -> Posted:
    """Save each posted row and summary that is not as the page was opened with."""
    posted = Posted()
    sent = request.POST
    keys = [name.removeprefix("were-") for name in sent if name.startswith("were-")]
    ids = [key for key in keys if uuid_or_none(key)]
    for row in rows_of(table).filter(pk__in=ids):
        point = posted_point(sent, row.pk)
        if point and signature(*point.key) != sent[f"were-{row.pk}"]:
            posted.outcomes[str(row.pk)] = save_row(request.seat, row, point, sent.get(f"version-{row.pk}", ""))
    for summary in NoteSummary.objects.select_related("table__event", "updated_by").filter(table=table):
        key = f"summary-{summary.language}"
        text = sent.get(f"text-{key}")
        if text is not None and signature(text.replace("\r\n", "\n").strip()) != sent.get(f"were-{key}"):
            posted.outcomes[key] = save_summary(request.seat, summary, text, sent.get(f"version-{key}", ""))
    return posted


def _then(request: SeatRequest, table: NoteTable) -> HttpResponse:
    """What was asked for beside saving: "add", or "up", "down", "remove" with the row ("up:<row>")."""
    act, _colon, key = request.POST.get("act", "").partition(":")
    here = request.get_full_path()
    if act == "add":
        row = actions.add_row(table=table, by=request.seat)
        last = -(-table.rows.count() // PER_PAGE)
        return redirect(f"{table.get_absolute_url()}?page={last}#n-{row.pk}")
    chosen = rows_of(table).filter(pk=key).first() if uuid_or_none(key) else None
    if chosen is None:
        messages.success(request, _("Taken out.") if act == "remove" else _("Saved."))
        return redirect(here)
    if act == "remove":
        return _remove(request, chosen, here)
    actions.move_row(row=chosen, up=act == "up", by=request.seat)
    return redirect(f"{here}#n-{chosen.pk}")


def _remove(request: SeatRequest, row: NoteRow, here: str) -> HttpResponse:
    # The row may just have been saved by this very request: then its own version is the one that was read.
    sent = version_of(request.POST.get(f"version-{row.pk}", ""))
    point = posted_point(request.POST, row.pk)
    version = row.version if point and point.key == point_of(row).key else sent
    try:
        actions.remove_row(row=row, version=version, by=request.seat)
        messages.success(request, _("Taken out."))
    except Conflict:
        messages.error(
            request, _("Somebody wrote in this row in the meantime. Look at it again before you take it out.")
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(here)


def _row_boxes(request: SeatRequest, table: NoteTable, rows: Page, posted: Posted) -> list[RowBox]:
    boxes = []
    for row in rows:
        outcome = posted.outcomes.get(str(row.pk))
        stored = point_of(row)
        failed = outcome is not None and outcome.status != 200
        point = (failed and posted_point(request.POST, row.pk)) or stored
        version = outcome.version if outcome and outcome.conflict else row.version
        url = reverse("events:note-row", args=[table.pk, row.pk])
        boxes.append(RowBox(row, point, version, url, signature(*stored.key), outcome if failed else None))
    return boxes


def _blank_row(table: NoteTable, rows: Page) -> RowBox:
    """A row that nobody has written yet, in the language of the last one."""
    last = rows[-1] if rows else NoteRow()
    point = Point(text="", language=last.language)
    url = reverse("events:note-row", args=[table.pk, BLANK])
    return RowBox(NoteRow(pk=BLANK), point, actions.UNSENT, url, signature(*point.key))


def _summary_boxes(
    request: SeatRequest, table: NoteTable, summaries: Iterable[NoteSummary], posted: Posted
) -> list[SummaryBox]:
    boxes = []
    for summary in summaries:
        name = f"text-summary-{summary.language}"
        outcome = posted.outcomes.get(f"summary-{summary.language}")
        failed = outcome is not None and outcome.status != 200
        boxes.append(
            SummaryBox(
                language=summary.language,
                name=LANGUAGE_NAMES[summary.language],
                text=request.POST[name] if failed else summary.text,
                version=outcome.version if outcome and outcome.conflict else summary.version,
                url=reverse("events:note-summary", args=[table.pk, summary.language]),
                were=signature(summary.text),
                outcome=outcome if failed else None,
            )
        )
    return boxes


def _crumbs(request: SeatRequest, table: NoteTable) -> list[shapes.Link]:
    name = pick(table.event, "name")
    if request.seat.is_desk:
        event = reverse("events:event", args=[table.event.code])
        of_event = reverse("events:event-notes", args=[table.event.code])
        trail = [Link(_("Events"), reverse("events:desk")), Link(name, event), Link(_("Notes"), of_event)]
    else:
        trail = [Link(_("Notes"), reverse("events:note-list")), Link(name)]
    return [*trail, Link(table.session.name)] if table.session else trail
