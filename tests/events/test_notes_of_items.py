"""Notes and findings name the item of the agenda in whose discussion they were said."""

from datetime import date, time

import pytest
from django.urls import reverse

from common.errors import Refused
from events.actions import notes
from events.actions.agenda import add_item, remove_item, save_day
from events.actions.agenda_intake import store_agenda
from events.actions.findings import Found, save_finding
from events.actions.note_rows import Point, point_of, save_point
from events.actions.printing import freeze_notes, freeze_print
from events.actions.session_reports import open_report
from events.enums import Print
from events.intake.agenda import ParsedAgenda, ParsedDay, ParsedItem
from events.models import Event, NoteRow, Session, SessionQuestion
from publications.block_json import from_json
from publications.blocks import Heading, Table
from tests.events.test_notes_pages import send

DAY = date(2022, 4, 1)


def meeting(code):
    return Event.objects.create(code=code, kind="workshop", name_en="Workshop", starts=DAY, audience="members")


@pytest.fixture
def event(world):
    return meeting("m")


@pytest.fixture
def items(world, event):
    day = save_day(event=event, on=DAY, opens=None, closes=None, by=world.secretariat)
    return [
        add_item(day=day, by=world.secretariat, start=time(hour, 0), title_en=title, title_es=f"{title} (es)")
        for hour, title in ((9, "Opening"), (14, "Discussion"))
    ]


@pytest.fixture
def table(world, event):
    return notes.open_notes(event=event, session=None, by=world.secretariat)


def noted(table, place, text, by, item=None):
    row = table.rows.order_by("order")[place]
    point = Point(text=text, item=str(item.pk) if item else "")
    return save_point(row=row, point=point, version=row.version, by=by)


def test_a_note_names_an_item_of_its_own_meeting_and_no_other(world, event, items, table):
    row = noted(table, 0, "Said", world.secretariat, items[1])
    other = meeting("other")
    day = save_day(event=other, on=DAY, opens=None, closes=None, by=world.secretariat)
    foreign = add_item(day=day, by=world.secretariat, start=time(9, 0), title_en="Elsewhere")

    assert point_of(row).item == str(items[1].pk)
    for key in (str(foreign.pk), "no-uuid"):
        with pytest.raises(Refused, match="not there any more"):
            save_point(row=row, point=Point(text="Said", item=key), version=row.version, by=world.secretariat)


def test_a_note_stays_when_its_item_is_taken_out(world, items, table):
    row = noted(table, 0, "Said", world.secretariat, items[1])

    remove_item(item=items[1], by=world.secretariat)

    row.refresh_from_db()
    assert (row.text, row.item) == ("Said", None)


def test_a_new_agenda_keeps_notes_at_the_item_of_the_same_title(world, event, items, table):
    kept, lost = noted(table, 0, "A", world.secretariat, items[1]), noted(table, 1, "B", world.secretariat, items[0])
    parsed = ParsedAgenda(days=[ParsedDay(date=DAY, items=[ParsedItem(time(15, 0), None, "DISCUSSION")])])

    store_agenda(event=event, parsed=parsed, language="en", replace=True, by=world.secretariat)

    kept, lost = NoteRow.objects.select_related("item").get(pk=kept.pk), NoteRow.objects.get(pk=lost.pk)
    assert kept.item.start == time(15, 0)
    assert (lost.text, lost.item) == ("B", None)


def test_a_new_agenda_tells_items_of_one_title_apart_by_their_place(world, event, items, table):
    breaks = [
        add_item(day=items[0].day, by=world.secretariat, start=time(hour), title_en="Coffee", title_es="Café")
        for hour in (11, 16)
    ]
    rows = [noted(table, place, "Said", world.secretariat, item) for place, item in enumerate(breaks)]
    again = [ParsedItem(time(hour, 30), None, "Café") for hour in (10, 15)]

    parsed = ParsedAgenda(days=[ParsedDay(date=DAY, items=again)])
    store_agenda(event=event, parsed=parsed, language="es", replace=True, by=world.secretariat)

    found = NoteRow.objects.filter(pk__in=[row.pk for row in rows]).order_by("order")
    assert [row.item.start for row in found] == [time(10, 30), time(15, 30)]


def test_the_print_stands_item_by_item_with_what_belongs_to_none_first(world, items, table):
    noted(table, 0, "Second", world.secretariat, items[1])
    noted(table, 1, "First", world.secretariat, items[0])
    noted(table, 2, "Of none", world.secretariat)

    document = from_json(freeze_notes(tables=[table], by=world.secretariat).blocks["en"])

    found = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append(block.text if hasattr(block, "text") else "".join(run.text for run in block.runs))
        elif isinstance(block, Table):
            found.append("".join(run.text for run in block.rows[0][0]))
    assert found == [
        "• Of none", "1 April 2022, 09:00 · Opening", "• First", "1 April 2022, 14:00 · Discussion", "• Second"
    ]  # fmt: skip


def test_the_page_offers_the_items_narrows_by_one_and_readers_see_them_grouped(world, client_of, items, table):
    desk, member = client_of(world.secretariat), client_of(world.focal_point_of(world.countries["B"]))
    row = table.rows.first()

    assert send(desk, row, "Said there", item=str(items[1].pk)).status_code == 200
    noted(table, 1, "Of none", world.secretariat)
    notes.share_notes(table=table, shared=True, by=world.secretariat)

    page = desk.get(table.get_absolute_url()).text
    narrowed = desk.get(table.get_absolute_url(), {"item": str(items[1].pk)}).text
    read = member.get(table.get_absolute_url()).text
    assert f'<option value="{items[1].pk}" selected>' in page
    assert "Said there" in narrowed
    assert "Of none" not in narrowed
    assert read.index("Of none") < read.index("<h3>1 April 2022, 14:00 · Discussion</h3>") < read.index("Said there")


def test_a_finding_names_its_item_on_page_and_in_print(world, client_of, event, items):
    session = Session.objects.create(event=event, code="1", order=1, title_en="Title", title_es="Título")
    question = SessionQuestion.objects.create(session=session, order=1, topic="practices", text_en="Which?")
    open_report(session=session, by=world.secretariat)
    row = question.findings.first()
    save_finding(finding=row, found=Found("Found", item=str(items[1].pk)), version=row.version, by=world.secretariat)

    said = "1 April 2022, 14:00 · Discussion"
    assert said in client_of(world.secretariat).get(reverse("events:findings", args=["m"])).text
    assert said in str(freeze_print(event=event, what=Print.FORUM_REPORT, by=world.secretariat).blocks["en"])
