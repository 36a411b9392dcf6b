"""The tracker: one grid member x objective. A row is written from plain values, a repeated part of it once."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.i18n import pick
from common.templatetags.portal import day, icon, tag
from objectives.models import Objective, Scheme
from reporting import rules
from reporting.enums import AssignmentStatus, Audience, RevisionStatus, ThreadStatus
from reporting.models import Call
from reporting.policy import Act
from reporting.queries import tracker as queries
from reporting.queries.workspace import grouped
from reporting.views.desk.base import desk_only


class Row(NamedTuple):
    """One member as the page shows it; `cells` are table cells, all that stands between name and date."""

    name: SafeString
    cells: SafeString
    when: SafeString
    state: SafeString
    act: SafeString


@seat_required
@require_safe
def tracker(request: SeatRequest, pk: str) -> HttpResponse:
    """The members of a call (`?scheme=…&state=…&q=…`)."""
    desk_only(request, Act.SEE_TRACKER)
    call = get_object_or_404(Call.objects.select_related("cycle", "scheme"), pk=pk)
    schemes = list(Scheme.objects.order_by("order", "name_en"))
    scheme = next((s for s in schemes if s.code == request.GET.get("scheme")), call.scheme)
    groups = grouped(scheme, Objective.objects.all())
    state, words = request.GET.get("state", ""), request.GET.get("q", "")
    places = queries.tracker(call)
    shown = queries.chosen(places, state=state, words=words)
    may_run = bool(rules.may(request.seat, Act.RUN_CYCLE))
    columns = [(objective.number, place == 0) for _group, members in groups for place, objective in enumerate(members)]
    writer = _Writer(call, columns, may_run)
    context = {
        "call": call,
        "rows": [writer.row(place) for place in shown],
        "places": places,
        "groups": [
            {"name": pick(group, "name") if group else _("Not in this grouping"), "objectives": objectives}
            for group, objectives in groups
        ],
        "schemes": schemes,
        "scheme": scheme,
        "states": [("", _("All")), ("waiting", _("Waits for the desk")), ("asked", _("Question open"))]
        + [(str(value), str(label)) for value, label in AssignmentStatus.choices],
        "state": state,
        "words": words,
        "may_run": may_run,
    }
    return render(request, "reporting/desk/tracker.html", context)


class _Writer:
    """Writes the rows of one page. What many rows share (states, days) is written once."""

    def __init__(self, call: Call, columns: list[tuple[int, bool]], may_run: bool) -> None:
        self.call, self.columns, self.may_run = call, columns, may_run
        self.day = cache(day)
        self.tag = cache(tag)
        # Addresses differ in their id only: asked for once, because looking one up costs more than a row.
        nobody = "00000000-0000-0000-0000-000000000000"
        self.revision = reverse("reporting:desk-revision", args=[nobody]).replace(nobody, "{}")
        self.extension = reverse("reporting:extension-grant", args=[nobody]).replace(nobody, "{}")
        hidden = '<span class="vh"> {}</span>'
        self.marks: dict[str, tuple[str, str]] = {
            "": ("c--read", ""),
            ThreadStatus.OPEN: ("c--ask", format_html(hidden, _("open question"))),
            ThreadStatus.ANSWERED: ("c--new", format_html(hidden, _("reply to read"))),
        }

    def row(self, place: queries.Place) -> Row:
        if place.revision is None:
            name = format_html("{}", place.name)
            cells = format_html('<td class="tr__none" colspan="{}">{}</td>', len(self.columns), place.note)
        else:
            address = self.revision.format(place.revision)
            name = format_html('<a href="{}">{}</a>', address, place.name)
            cells = format_html_join("", "{}", ((cell,) for cell in self.cells(place, address)))
        return Row(name, cells, self.when(place), self.state(place), self.act(place))

    def cells(self, place: queries.Place, address: str) -> Iterable[SafeString]:
        """A cell per column: the objective's number where the revision holds it, marked where a question stands."""
        for number, opens_group in self.columns:
            opening = '<td class="g">' if opens_group else "<td>"
            if number not in place.objectives:
                yield SafeString(f"{opening}</td>")
                continue
            look, words = self.marks[place.threads.get(number, "")]
            cell = opening + '<a class="c {}" href="{}?objective={}">{}{}</a></td>'
            yield format_html(cell, look, address, number, number, words)

    def when(self, place: queries.Place) -> SafeString:
        if place.asked_until:
            return format_html(
                '{} <span class="ask">{} {}</span>',
                self.day(self.due(place)),
                _("asks for"),
                self.day(place.asked_until),
            )
        return SafeString(self.day(self.due(place)))

    def due(self, place: queries.Place) -> date | datetime:
        return place.extension_until or self.call.due_at

    def state(self, place: queries.Place) -> SafeString:
        """Before a submission the country's own word; afterwards receipt, compilation and publication."""
        if place.revision_status is None:
            return self.tag(place.status, AssignmentStatus(place.status).label)
        parts = [self.tag(place.revision_status, RevisionStatus(place.revision_status).label)]
        if place.number and place.number > 1:
            parts.append(format_html('<span class="small muted">{} {}</span>', _("revision"), place.number))
        if place.is_compiled:
            parts.append(icon("book-open", _("Included in the compilation")))
        if place.audience:
            parts.append(icon("globe", _("Published: %(audience)s") % {"audience": Audience(place.audience).label}))
        joined = format_html_join("", "{}", ((part,) for part in parts))
        return format_html('<span class="tr__s">{}</span>', joined)

    def act(self, place: queries.Place) -> SafeString:
        if not (self.may_run and self.call.is_open and place.revision is None):
            return SafeString("")
        if place.status == AssignmentStatus.WILL_NOT_REPORT:
            return SafeString("")
        return format_html(
            '<a href="{}">{}<span class="vh">: {}</span></a>',
            self.extension.format(place.assignment),
            _("Agree") if place.asked_until else _("Later date"),
            place.name,
        )
