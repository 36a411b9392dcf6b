"""Agendas as institutions write them, taken apart."""

from datetime import date, time

import pytest

from events.checks.agenda import check_agenda
from events.directory import Directory, directory
from events.intake.agenda import parse_agenda
from events.intake.moments import days_in, hours_at

KINDS = {"coffee": "break", "lunch": "break"}


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestTheAgendaOfTheSecondWorkshop:
    @pytest.fixture
    def parsed(self, agenda_text):
        return parse_agenda(agenda_text, directory())

    def test_comes_out_as_the_data_has_it(self, parsed, agenda_data):
        read = [
            (
                day.date.isoformat(),
                f"{item.start:%H:%M}",
                f"{item.end:%H:%M}" if item.end else None,
                item.number or None,
                item.title,
                KINDS.get(item.kind, item.kind),
            )
            for day in parsed.days
            for item in day.items
        ]

        assert read == [
            (row["date"], row["start"], row["end"], row["item"], row["title"], row["kind"])
            for row in agenda_data["agenda"]
        ]
        announced = {day.date.isoformat(): [f"{day.opens:%H:%M}", f"{day.closes:%H:%M}"] for day in parsed.days}
        assert announced == agenda_data["announced_hours"]
        assert (parsed.status, parsed.zone, parsed.errors) == ("tentative", "America/Mexico_City", [])

    def test_speakers_are_found_in_the_directory_and_keep_their_words(self, parsed, agenda_data):
        items = [item for day in parsed.days for item in day.items]
        countries = [
            [s.who.country.iso2 for s in item.speakers] for item in items if item.kind == "country_presentations"
        ]
        welcome = next(item for item in items if item.title == "Welcoming Remarks")

        assert countries == [row["actors"] for row in agenda_data["agenda"] if row["kind"] == "country_presentations"]
        assert [(s.who.country and s.who.country.code, s.who.body and s.who.body.code) for s in welcome.speakers] == [
            ("SLV", "presidency"),
            (None, "iom"),
            ("MEX", "mexico-segob"),
        ]
        assert welcome.speakers[2].words == "Ministry of the Interior (Mexico)"

    def test_sections_and_round_tables_are_kept_and_the_venue_is_shown_as_not_recognised(self, parsed):
        items = [item for day in parsed.days for item in day.items]

        assert {item.section for item in items} == {
            "",
            "Progress and priorities of the Member Countries",
            "Regional challenges and priorities",
        }
        assert len(next(item for item in items if item.number == "6").notes) == 4
        assert [line.text for line in parsed.rest] == ["Ministry of the Interior of Mexico"]

    def test_the_check_says_of_it_what_a_reader_said(self, parsed, agenda_data):
        said = [(finding.level, finding.words) for finding in check_agenda(parsed.plan())]

        assert said == [
            *((row["level"], row["text"]) for row in agenda_data["agenda_checks"]),
            ("info", "31 March: “Open Dinner” has no end"),
        ]


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_countries_that_stand_under_an_item_without_bullets_are_its_speakers_and_no_section():
    text = "March 31, 2022\n10:45-11:45\t3. Presentation\nBelize\nCanadá\n\tUnited States\n11:45 Coffee break"
    presentation, coffee = parse_agenda(text, directory()).days[0].items

    assert [speaker.who.country.code for speaker in presentation.speakers] == ["BLZ", "CAN", "USA"]
    assert presentation.kind == "country_presentations"
    assert coffee.section == ""


def test_an_item_of_a_list_is_no_section_where_it_stands_under_no_item():
    parsed = parse_agenda("March 31, 2022\nProgress\n• Guatemala\n10:00 Opening", Directory())

    assert parsed.days[0].items[0].section == "Progress"
    assert [line.text for line in parsed.rest] == ["• Guatemala"]


def test_spanish_agendas_are_read_as_well():
    text = """Agenda definitiva
Jueves 31 de marzo de 2022
Horario: 31 de marzo: 10:00 a 17:00 (San José)
9h30 – 10h00\t1) Palabras de bienvenida
2:30 - 3:45 p.m.: Mesa redonda sobre datos
"""
    parsed = parse_agenda(text, Directory())
    day = parsed.days[0]

    assert (parsed.status, parsed.zone) == ("final", "America/Costa_Rica")
    assert (day.date, day.opens, day.closes) == (date(2022, 3, 31), time(10), time(17))
    assert [(i.start, i.end, i.number, i.kind) for i in day.items] == [
        (time(9, 30), time(10), "1", "remarks"),
        (time(14, 30), time(15, 45), "", "round_table"),
    ]


def test_what_is_wrong_is_said_and_nothing_is_lost():
    text = """10:00-10:30 Before any day
March 31, 2022
Schedule: March 31: 10:00-17:00 (GTM-6)
11:00-10:00 The wrong way round
12:00-12:30
This is a long sentence about the hotel and its rates, which belongs to no item of the agenda at all.
"""
    parsed = parse_agenda(text, Directory())

    assert any("GTM-6" in error and "UTC−6" in error for error in parsed.errors)
    assert any("The wrong way round" in error for error in parsed.errors)
    assert any("has no title" in error for error in parsed.errors)
    assert [line.number for line in parsed.rest] == [1, 6]


def test_a_text_without_items_is_no_agenda():
    (said,) = parse_agenda("Dear colleagues,\n10:00-11:00 Opening", Directory()).errors

    assert said.startswith("No item with a day and hours was found.")


def test_where_a_meeting_has_one_day_the_text_need_not_name_it():
    parsed = parse_agenda("Agenda\n10:00-11:00 Opening", Directory(), only_day=date(2022, 3, 31))

    assert [(day.date, [item.title for item in day.items]) for day in parsed.days] == [(date(2022, 3, 31), ["Opening"])]
    assert parsed.errors == []


@pytest.mark.parametrize("written", ["31/03/2022", "Jueves 31.3.2022", "3/31/2022", "2022-03-31"])
def test_a_day_in_figures_is_read_where_it_can_be_one_day_only(written):
    assert [day.date for day in parse_agenda(f"{written}\n10:00 Opening", Directory()).days] == [date(2022, 3, 31)]


def test_a_day_that_can_be_two_is_asked_about():
    parsed = parse_agenda("03/04/2022\n10:00 Opening", Directory())

    assert "“03/04/2022” can be read as two days. Write the month as a word." in parsed.errors


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("9:30-10:00 am: X", time(9, 30), time(10)),
        ("11:30-1:00 pm X", time(11, 30), time(13)),
        ("12:15 am X", time(0, 15), None),
        ("17: 50\tX", time(17, 50), None),
        ("10.45 – 11.45 X", time(10, 45), time(11, 45)),
        ("9 am - 10:30 am: X", time(9), time(10, 30)),
        ("2 p. m. X", time(14), None),
    ],
)
def test_hours_are_read_as_people_write_them(written, start, end):
    hours, rest = hours_at(written)

    assert (hours.start, hours.end, rest) == (start, end, "X")


@pytest.mark.parametrize("text", ["25:00 X", "2022 was a year", "10:75 X"])
def test_what_is_no_hour_is_none(text):
    assert hours_at(text) is None


def test_a_day_without_a_year_gets_the_one_that_follows_or_the_events():
    assert days_in("March 31 and April 1, 2022", None) == [date(2022, 3, 31), date(2022, 4, 1)]
    assert days_in("1 de abril", 2023) == [date(2023, 4, 1)]
    assert days_in("1 April", None) == []
