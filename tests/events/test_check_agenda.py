"""What a careful reader notices in an agenda."""

from datetime import date, time

import pytest
from django.utils.translation import override

from events.checks.agenda import DayPlan, Slot, check_agenda, plan_of
from events.models import Event

DAY = date(2022, 3, 31)


def plan(*slots, opens=time(9), closes=time(12)):
    return [DayPlan(DAY, opens, closes, slots)]


def words(*slots, **hours):
    return [finding.words for finding in check_agenda(plan(*slots, **hours))]


def test_an_agenda_that_fits_has_no_findings():
    assert words(Slot(time(9), time(10, 30), "A"), Slot(time(10, 30), time(12), "B")) == []


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (None, None, []),
        (DAY, None, []),
        (date(2022, 3, 30), date(2022, 4, 1), []),
        (date(2022, 4, 1), None, ["31 March 2022 is not a day of the event (1 April 2022)"]),
        (date(2022, 4, 1), date(2022, 4, 2), ["31 March 2022 is not a day of the event (1–2 April 2022)"]),
    ],
)
def test_a_day_on_which_the_event_does_not_take_place_is_said(starts, ends, said):
    slots = (Slot(time(9), time(12), "A"),)

    found = check_agenda(plan(*slots), Event(starts=starts, ends=ends))

    assert [finding.words for finding in found] == said


def test_a_day_without_items_is_not_checked():
    assert check_agenda(plan()) == []


def test_hours_before_and_after_the_announced_ones_are_said_together():
    assert words(Slot(time(8, 30), time(12, 30), "A")) == [
        "31 March: items from 08:30 to 12:30 fall outside the announced 09:00-12:00"
    ]


def test_an_agenda_shorter_than_announced_says_both_ends():
    assert words(Slot(time(9, 30), time(11), "A")) == [
        "31 March: announced from 09:00, first item at 09:30",
        "31 March: announced until 12:00, last item until 11:00",
    ]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({"closes": None}, "31 March: announced from 09:00, first item at 08:00"),
        ({"opens": None}, "31 March: announced until 12:00, last item until 13:00"),
    ],
)
def test_one_announced_hour_is_enough(hours, said):
    assert words(Slot(time(8), time(13), "A"), **hours) == [said]


def test_gaps_and_overlaps_are_found_whatever_the_order_of_the_rows():
    slots = (
        Slot(time(11), time(12), "Late"),
        Slot(time(9), time(10), "Early"),
        Slot(time(9, 30), time(10, 30), "Beside"),
    )

    assert words(*slots) == [
        "31 March: “Early” and “Beside” overlap",
        "31 March: nothing is planned between 10:30 and 11:00",
    ]


def test_a_long_item_overlaps_every_one_inside_it():
    slots = (Slot(time(9), time(12), "All"), Slot(time(9), time(10), "One"), Slot(time(11), time(12), "Two"))

    assert len([w for w in words(*slots) if "overlap" in w]) == 2


def test_after_an_item_without_an_end_no_gap_is_claimed():
    found = check_agenda(plan(Slot(time(9), None, "Visit"), Slot(time(11), time(12), "B")))

    assert [(f.level, f.words) for f in found] == [("info", "31 March: “Visit” has no end")]


def test_unequal_time_per_country_is_said_panel_by_panel():
    def panel(start, end, countries):
        return Slot(start, end, "P", "country_presentations", countries)

    equal = (panel(time(9), time(10), 6), panel(time(10), time(10, 50), 5))
    unequal = (panel(time(9), time(10), 6), panel(time(10), time(11), 5), panel(time(11), time(12), 8))

    assert words(*equal, closes=time(10, 50)) == []
    assert words(*unequal) == [
        "country time is unequal: 10 minutes on the first panel, 12 on the second, 7.5 on the third"
    ]


def test_findings_are_said_in_spanish_too():
    with override("es"):
        said = words(Slot(time(9, 30), None, "Visita"))

    assert said == [
        "31 de marzo: anunciado desde las 09:00, primer punto a las 09:30",
        "31 de marzo: anunciado hasta las 12:00, último punto hasta las 09:30",
        "31 de marzo: «Visita» no tiene hora de término",
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_stored_agenda_of_the_second_workshop_has_the_findings_of_the_data(agenda_data):
    days = Event.objects.get(code="ii-workshop-2022").days.prefetch_related("items__speakers")

    said = [(finding.level, finding.words) for finding in check_agenda(plan_of(days))]

    assert said == [
        *((row["level"], row["text"]) for row in agenda_data["agenda_checks"]),
        ("info", "31 March: “Open Dinner” has no end"),
    ]
