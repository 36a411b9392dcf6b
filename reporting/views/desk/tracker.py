"""The tracker: one grid member x objective. A row is written from plain values, a repeated part of it once."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from html import escape
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.dates import say_day
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
    """One member as the page shows it; `cells` are table cells, all that stands between name and date.

    The page joins whole rows: a template that puts one together from its parts takes ten times as long.
    """

    name: str
    cells: str
    when: str
    state: str
    act: str | None

    def __html__(self) -> str:
        act = "" if self.act is None else f'<td class="tr__t">{self.act}</td>'
        return (
            f'<tr><th scope="row">{self.name}</th>{self.cells}<td class="tr__t">{self.when}</td>'
            f'<td class="tr__t">{self.state}</td>{act}</tr>\n'
        )


@seat_required
@require_safe
def tracker(request: SeatRequest, pk: str) -> HttpResponse:
    """The members of a call (`?scheme=…&state=…&q=…`)."""
    desk_only(request, Act.SEE_TRACKER)
    call = get_object_or_404(Call.objects.select_related("cycle", "scheme", "template_version__template"), pk=pk)
    if call.template_version.template.is_questionnaire:
        return redirect("reporting:survey-desk", call.pk)
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
    """Writes the rows of one page. What many rows share (states, days, words) is written once.

    Names and notes come from people and are escaped here; all else is ours.
    """

    def __init__(self, call: Call, columns: list[tuple[int, bool]], may_run: bool) -> None:
        self.call, self.columns, self.may_run = call, columns, may_run
        self.later_dates = may_run and call.is_open
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
        self.agree, self.later = escape(_("Agree")), escape(_("Later date"))
        self.day = cache(day)
        self.before = cache(self._before)
        self.after = cache(self._after)

    def row(self, place: queries.Place) -> Row:
        name = escape(place.name)
        if place.revision is None:
            cells = f'<td class="tr__none" colspan="{len(self.columns)}">{escape(place.note)}</td>'
        else:
            address = self.revision.format(place.revision)
            cells = "".join(self.cells(place, address))
            name = f'<a href="{address}">{name}</a>'
        return Row(name, cells, self.when(place), self.state(place), self.act(place) if self.may_run else None)

    def cells(self, place: queries.Place, address: str) -> Iterable[str]:
        """A cell per column: the objective's number where the revision holds it, marked where a question stands."""
        for number, opens_group in self.columns:
            opening = '<td class="g">' if opens_group else "<td>"
            if number in place.objectives:
                look, words = self.marks[place.threads.get(number, "")]
                yield f'{opening}<a class="c {look}" href="{address}?objective={number}">{number}{words}</a></td>'
            else:
                yield f"{opening}</td>"

    def when(self, place: queries.Place) -> str:
        due = self.day(place.extension_until or self.call.due_at)
        if place.asked_until:
            return format_html('{} <span class="ask">{} {}</span>', due, _("asks for"), self.day(place.asked_until))
        return due

    def state(self, place: queries.Place) -> str:
        """Where nothing is submitted the country's own word; afterwards receipt, compilation and publication."""
        if place.revision_status is None:
            return self.before(place.status, place.has_withdrawn)
        return self.after(
            place.revision_status, place.number or 1, place.compiled, place.published, place.audience, place.held_until
        )

    def _before(self, status: str, has_withdrawn: bool) -> str:
        said = tag(status, str(AssignmentStatus(status).label))
        if not has_withdrawn:
            return said
        trace = format_html('<span class="small muted">{}</span>', RevisionStatus.WITHDRAWN.label)
        return format_html('<span class="tr__s">{}{}</span>', said, trace)

    def _after(
        self,
        status: str,
        number: int,
        compiled: int | None,
        published: int | None,
        audience: str | None,
        held_until: datetime | None,
    ) -> SafeString:
        """Marks of the current revision; one that is true of an earlier revision says of which."""
        parts = [tag(status, str(RevisionStatus(status).label))]
        if number > 1:
            parts.append(self._revision(number))
        if compiled:
            parts.append(self._mark("book-open", _("Included in the compilation"), compiled, number))
        if audience and held_until:
            words = {"day": say_day(held_until), "audience": Audience(audience).label}
            said = _("To be published on %(day)s: %(audience)s") % words
            parts.append(self._mark("calendar", said, published or number, number))
        elif audience:
            said = _("Published: %(audience)s") % {"audience": Audience(audience).label}
            parts.append(self._mark("globe", said, published or number, number))
        return format_html('<span class="tr__s">{}</span>', format_html_join("", "{}", ((part,) for part in parts)))

    def _mark(self, name: str, words: str, number: int, current: int) -> SafeString:
        mark = icon(name, words)
        return (
            format_html('<span class="nowrap">{} {}</span>', mark, self._revision(number)) if number < current else mark
        )

    def _revision(self, number: int) -> SafeString:
        return format_html('<span class="small muted">{} {}</span>', _("revision"), number)

    def act(self, place: queries.Place) -> str:
        if not self.later_dates or place.revision is not None or place.status == AssignmentStatus.WILL_NOT_REPORT:
            return ""
        word = self.agree if place.asked_until else self.later
        address = self.extension.format(place.assignment)
        return f'<a href="{address}">{word}<span class="vh">: {escape(place.name)}</span></a>'
