"""Public pages of meetings: list, month, one event, one conclusion, calendars."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from accounts.seats import PUBLIC, Seat
from commitments.models import Paper
from common.dates import today
from common.filtering import filtered, kept
from common.http import public_page
from common.i18n import pick
from common.shapes import Link
from events import ical, queries, rules
from events.enums import EventAudience, NoteOf, PartRole
from events.filters import PAGE, ConclusionFilters, EventFilters, choices_of, days_of
from events.models import ConceptSection, Conclusion, Event, EventPart, SessionReport
from portal.queries.deadlines import said
from portal.queries.declarations import declarations_of
from portal.views.months import activities_in, activities_of, month_of, month_page
from publications.models import EditionFile
from reporting.models import CallTheme, Cycle, Publication
from sources.models import Claim

ITEMS_FOUND = 30


@public_page
@require_safe
def event_list(request: SeatRequest) -> HttpResponse:
    """Meetings by year, newest first, or the month of `?month=2022-03`; a search finds conclusions too."""
    every = Event.objects.visible_to(request.seat)
    found = filtered(EventFilters, every, request.GET.dict(), PAGE)
    month = month_of(request.GET.get("month", ""))
    cycles = [(cycle.code, pick(cycle, "name")) for cycle in Cycle.objects.announced().order_by("-starts")]
    choices, days = choices_of(every, found.asked, cycles), days_of(found.asked)
    context: dict[str, Any] = {
        "filtered": found,
        "choices": choices,
        "days": days,
        "kept": [*kept(request.GET, [*choices, *days], found), *([("month", f"{month:%Y-%m}")] if month else [])],
        "plain": f"?month={month:%Y-%m}" if month else "?",
        "views": _views(request, month),
        "feed": f"{reverse('portal:event-calendar')}{found.query}",
        "may_keep": rules.may_keep_events(request.seat),
    }
    if month:
        context |= month_page(request, found.rows, month, activities_in(month, request.seat, found.asked))
        return render(request, "events/event_month.html", context)
    rows = list(found.rows.select_related("organ").order_by("-starts", "code"))
    dated = groupby((row for row in rows if row.starts), key=lambda row: row.starts.year if row.starts else 0)
    context["years"] = [(str(year), list(found)) for year, found in dated]
    context["undated"] = [row for row in rows if not row.starts]
    context["conclusions"] = _conclusions(request.seat, found.asked)
    return render(request, "events/event_list.html", context)


@public_page
@require_safe
def event(request: SeatRequest, code: str) -> HttpResponse:
    """A meeting: what it was, who had which part, agenda, conclusions whole and verbatim, the chain of decisions."""
    row = _event(request, code)
    lines = queries.conclusions_of(row, request.seat)
    forth, back = queries.links_of(row, request.seat)
    printed = (row.concept_note_document_id, row.logistics_document_id, row.agenda_document_id)
    documents = [pk for pk in (*printed, row.conclusions_document_id, row.forum_report_document_id) if pk]
    files = EditionFile.objects.visible_to(request.seat).filter(edition__document__in=documents)
    sessions, days = queries.sessions_of(row), queries.agenda_of(row, request.seat)
    context = {
        "event": row,
        "sessions": sessions,
        "findings": bool(sessions) and request.seat.is_authenticated and _found(row, request.seat),
        "notes": _notes(row, request.seat),
        "coverage": queries.coverage(sessions),
        "roles": _roles(row.parts.select_related("country", "body", "source")),
        "days": days,
        "itemized": any(day.items.all() for day in days),
        "unofficial": any(item.title_es and item.es_unofficial for day in days for item in day.items.all()),
        "announced": [day for day in days if day.opens],
        "floor": queries.floor_of(row, request.seat),
        "contributed": _contributed(row, request.seat),
        "lines": queries.tree(lines),
        "thanked": queries.thanked(lines),
        "happened": queries.what_happened(lines, request.seat),
        "commitments": queries.commitments_of(lines, request.seat),
        "numbered": sum(1 for line in lines if line.level == 1),
        "translated": any(line.text_es and line.es_unofficial for line in lines),
        "forth": forth,
        "back": back,
        "carried_out": queries.carried_out_at(row, request.seat),
        "prepared": Paper.objects.visible_to(request.seat).filter(meetings__event=row),
        "claims": _claims(row.claim_groups, request.seat),
        "date_changes": row.date_changes.select_related("source"),
        "documents": row.documents.all(),
        "files": files.select_related("edition__document").defer("edition__blocks", "edition__manifest"),
        "declarations": declarations_of(row, request.seat),
        "members_only": row.audience != EventAudience.PUBLIC,
        "may_keep": rules.may_keep_events(request.seat),
        "crumbs": [Link(_("Events"), reverse("portal:event-list")), Link(row.series_name or pick(row, "name"))],
    }
    return render(request, "events/event_detail.html", context)


@public_page
@require_safe
def conclusion(request: SeatRequest, code: str, reference: str) -> HttpResponse:
    """One item of the conclusions, where it stands, and what became of it."""
    row = _event(request, code)
    lines = queries.conclusions_of(row, request.seat)
    line = get_object_or_404(Conclusion.objects.visible_to(request.seat), event=row, reference=reference)
    numbered = [other for other in lines if other.reference]
    place = numbered.index(line)
    parents = {other.reference: other for other in numbered}
    path = reference.split(".")
    before = lines[: lines.index(line)]
    made = queries.commitments_of([line], request.seat).get(line, [])
    context = {
        "event": row,
        "line": numbered[place],
        "commitments": made,
        "papers": Paper.objects.visible_to(request.seat).filter(steps__decision__conclusion=line).distinct(),
        "calls": CallTheme.objects.visible_to(request.seat).filter(conclusion=line).select_related("call"),
        "may_make": rules.may_keep_events(request.seat) and line.asks_for_action and not made,
        "above": [parents[".".join(path[:n])] for n in range(1, len(path)) if ".".join(path[:n]) in parents],
        "heading": next((o for o in reversed(before) if o.role == "heading" or o.level == 1), None),
        "below": [o for o in numbered if o.reference.startswith(f"{reference}.")],
        "links": queries.what_happened([line], request.seat).get(line, []),
        "before": numbered[place - 1] if place else None,
        "after": numbered[place + 1] if place + 1 < len(numbered) else None,
        "crumbs": [
            Link(_("Events"), reverse("portal:event-list")),
            Link(pick(row, "name"), reverse("portal:event", args=[code])),
            Link(_("Conclusion %(reference)s") % {"reference": reference}),
        ],
    }
    return render(request, "events/conclusion_detail.html", context)


@public_page
@require_safe
def event_calendar(request: SeatRequest) -> HttpResponse:
    """All events that everybody may read, as a calendar to subscribe to; narrowed like the list."""
    public = Event.objects.filter(audience=EventAudience.PUBLIC)
    found = filtered(EventFilters, public, request.GET.dict(), PAGE)
    entries = [
        entry
        for row in found.rows.prefetch_related("days", "sessions")
        for entry in ical.entries_of(row, list(row.days.all()), _absolute(row))
    ]
    if "organ" in found.asked:
        entries += _activities(found.asked)
    return _calendar(_("Regional Conference on Migration"), entries, "events")


@public_page
@require_safe
def event_ics(request: SeatRequest, code: str) -> HttpResponse:
    """One event as a calendar: its agenda item by item where it has one."""
    row = _event(request, code)
    entries = ical.agenda_entries(row, queries.agenda_of(row), _absolute(row))
    return _calendar(pick(row, "name"), entries, row.code)


def _activities(asked: dict[str, str]) -> list[ical.Entry]:
    """What working groups are to do on a day, as far as it is public."""
    return [
        ical.Entry(
            f"commitment-{row.pk}@rcm-portal", said(row), row.due, url=f"{settings.SITE_URL}{row.get_absolute_url()}",
            category=_("Activity"), tentative=True,
        )
        for row in activities_of(PUBLIC, asked)
        if row.due
    ]  # fmt: skip


def _conclusions(seat: Seat, asked: dict[str, str]) -> list[Conclusion]:
    """The newest items that answer a search for words, narrowed as the list is; none without words."""
    if "q" not in asked:
        return []
    items = filtered(ConclusionFilters, Conclusion.objects.visible_to(seat), asked, PAGE).rows.exclude(reference="")
    return list(items.select_related("event").order_by("-event__starts", "order")[:ITEMS_FOUND])


def _event(request: SeatRequest, code: str) -> Event:
    events = Event.objects.visible_to(request.seat).select_related("source", "organ", "registration")
    return get_object_or_404(events, code=code)


def _calendar(name: str, entries: Iterable[ical.Entry], file: str) -> HttpResponse:
    response = HttpResponse(ical.write(name, entries), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    return response


def _absolute(row: Event) -> str:
    return f"{settings.SITE_URL}{reverse('portal:event', args=[row.code])}"


def _found(row: Event, seat: Seat) -> bool:
    """Does the seat read what a session of the event found?"""
    return SessionReport.objects.visible_to(seat).filter(session__event=row).exists()


def _notes(row: Event, seat: Seat) -> list[tuple[str, str]]:
    """The concept note and the logistics note, as far as the seat reads them, with what they are called."""
    held = set(ConceptSection.objects.visible_to(seat).filter(event=row).values_list("note", flat=True))
    return [(note.value, str(note.label)) for note in NoteOf if note.value in held]


def _contributed(row: Event, seat: Seat) -> dict[object, str]:
    """Where the published contribution of each country to the event's cycle is read, as far as the seat reads it."""
    if not row.cycle_code:
        return {}
    rows = Publication.objects.visible_to(seat).filter(assignment__call__cycle__code=row.cycle_code)
    return {
        country: reverse("portal:country-cycle", args=[code, row.cycle_code])
        for country, code in rows.values_list("assignment__country", "assignment__country__code")
    }


def _roles(parts: Iterable[EventPart]) -> list[tuple[str, list[EventPart]]]:
    """Roles in the order of their list; in each, names in the order of the language."""
    found: dict[str, list[EventPart]] = {}
    for part in parts:
        found.setdefault(part.role, []).append(part)
    return [
        (str(PartRole(role).label), sorted(found[role], key=lambda part: (part.body_id is not None, part.sort_name)))
        for role in PartRole.values
        if role in found
    ]


def _claims(groups: list[str], seat: Seat) -> list[tuple[Claim, list[Claim]]]:
    """Claims that disagree, side by side, under their topic, for who reads claims."""
    rows = Claim.objects.visible_to(seat).in_force().filter(group__in=groups).order_by("group", "id") if groups else []
    return [(found[0], found) for _group, each in groupby(rows, key=lambda c: c.group) for found in [list(each)]]


def _views(request: SeatRequest, month: date | None) -> list[Link]:
    query = request.GET.copy()
    query.pop("month", None)
    listed = f"?{query.urlencode()}"
    query["month"] = f"{month or today():%Y-%m}"
    return [
        Link(_("List"), listed, "" if month else "true"),
        Link(_("Month"), f"?{query.urlencode()}", "true" if month else "", icon="calendar-days"),
    ]
