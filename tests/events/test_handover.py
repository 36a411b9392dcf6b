"""The hand-over from one presidency to the next."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import PresidencyTerm
from commitments.actions.commitments import add_note
from commitments.actions.pledges import move_pledge, start_pledge
from commitments.models import Carried, Commitment
from commitments.queries import standing_of
from common.dates import today
from events.actions.follow_up import link_event
from events.actions.handover import freeze_handover
from events.models import Event
from publications.block_json import from_json
from publications.blocks import Heading, Table, runs_of
from publications.models import Edition
from tests.counts import SEATED

ENDED = date(2024, 12, 31)


@pytest.fixture
def term(world):
    """The term of Country B, which ended on the last day of 2024."""
    return PresidencyTerm.objects.create(country=world.countries["B"], starts=date(2024, 1, 1), ends=ENDED)


def another(code, **fields):
    values = {"kind": "declaration", "text_en": f"Text {code}", "readers": "public", "made_on": date(2024, 2, 1)}
    return Commitment.objects.create(code=code, reference=code.upper(), **values | fields)


def note(world, row, status, on):
    add_note(commitment=row, on=on, status=status, text_en="As recorded.", by=world.secretariat)


def test_each_commitment_stands_in_one_list_as_it_stood_at_the_end_of_the_term(world, term, made):
    done, before, later, dropped = (another(code) for code in ("done", "before", "later", "dropped"))
    another("new", made_on=date(2025, 2, 1))
    another("secret", readers="desk")
    note(world, done, "fulfilled", date(2024, 6, 1))
    note(world, before, "fulfilled", date(2023, 6, 1))
    note(world, later, "under_way", date(2024, 6, 1))
    note(world, later, "fulfilled", date(2025, 6, 1))
    note(world, dropped, "set_aside", ENDED)
    standing = standing_of(term)

    assert standing.fulfilled == [done]
    assert standing.set_aside == [dropped]
    assert standing.open == [later, made]
    assert standing.open[0].then == "under_way"


def test_a_running_term_is_told_until_today(world):
    term = PresidencyTerm.objects.get()
    row = another("row", made_on=today() - timedelta(days=3))

    assert standing_of(term).until == today()
    assert standing_of(term).open == [row]


def test_a_countrys_pledge_is_not_handed_over(world, term):
    pledge = start_pledge(text_en="Ours.", by=world.focal_point)
    for to, seat in (("asked", world.focal_point), ("cleared", world.clearer), ("published", world.focal_point)):
        move_pledge(pledge=pledge, to=to, by=seat)
    Commitment.objects.update(made_on=date(2024, 2, 1))

    assert standing_of(term).all == []


def test_the_report_is_frozen_in_both_languages_and_says_what_goes_on(world, term, made):
    done = another("done")
    note(world, done, "fulfilled", date(2024, 6, 1))
    workshop = Event.objects.create(code="w", kind="workshop", name_en="The workshop", audience="members")
    link_event(commitment=done, event=workshop, by=world.secretariat)
    edition = freeze_handover(term=term, by=world.presidency)
    english, spanish = (from_json(edition.blocks[language]) for language in ("en", "es"))
    words = " ".join(run.text for run in runs_of(english))

    assert edition.audience == "members"
    assert english.letterhead.en[1] == f"Presidency Pro-Tempore: {term.country.name_en}"
    assert [b.text for b in english.blocks if isinstance(b, Heading)] == [
        "Fulfilled in the term", "Set aside in the term", "Carried over to the next presidency",
    ]  # fmt: skip
    assert [len(b.rows) for b in english.blocks if isinstance(b, Table)] == [1, 1]
    assert "GC 2024-05-03, 7.h" in words
    assert "The workshop" in words
    assert "Indicative date: second half of 2024" in words
    assert spanish.title == "Informe de traspaso"
    assert [row.commitment for row in Carried.objects.all()] == [made]


def test_what_is_recorded_afterwards_changes_no_frozen_report(world, term, made):
    first = freeze_handover(term=term, by=world.secretariat)
    assert freeze_handover(term=term, by=world.secretariat) == first
    note(world, made, "fulfilled", date(2025, 3, 1))
    assert freeze_handover(term=term, by=world.secretariat) == first
    note(world, made, "fulfilled", date(2024, 11, 1))
    second = freeze_handover(term=term, by=world.secretariat)

    assert (first.number, second.number) == (1, 2)
    assert "7.h" in str(Edition.objects.get(pk=first.pk).blocks["en"]["blocks"][-1])
    assert not Carried.objects.exists()


def test_members_read_the_report_and_nobody_else(world, term, made, client_of, client):
    page = reverse("events:handover", args=[term.pk])
    edition = freeze_handover(term=term, by=world.secretariat)
    for seat in (world.focal_point, world.other_focal_point, world.presidency, world.secretariat):
        reader = client_of(seat)
        assert made.reference in reader.get(page).content.decode()
        assert reader.get(edition.get_absolute_url()).status_code == 200
    observer = client_of(world.observer)
    for address in (page, reverse("events:handover-list"), edition.get_absolute_url()):
        assert observer.get(address).status_code == 404
    assert "/login/" in client.get(page)["Location"]
    assert (
        "by the presidency of Country B, 2024"
        in client_of(world.focal_point).get(made.get_absolute_url()).content.decode()
    )
    assert "presidency of Country B" not in client.get(made.get_absolute_url()).content.decode()


def test_the_desk_freezes_in_the_browser_and_members_are_told_why_not(world, term, made, client_of):
    act = reverse("events:handover-freeze", args=[term.pk])
    with pytest.raises(PermissionDenied):
        freeze_handover(term=term, by=world.focal_point)

    assert client_of(world.focal_point).post(act).status_code == 403
    assert client_of(world.observer).post(act).status_code == 404
    response = client_of(world.secretariat).post(act)
    assert response["Location"] == Edition.objects.get().get_absolute_url()
    assert (
        reverse("events:handover", args=[term.pk])
        in client_of(world.secretariat).get(reverse("events:handover-list")).content.decode()
    )


def test_the_page_says_as_the_paper_what_was_recorded_of_each_and_on_which_day(world, term, made, client_of):
    later = another("later")
    note(world, later, "under_way", date(2024, 6, 1))
    page = client_of(world.focal_point).get(reverse("events:handover", args=[term.pk])).text

    assert 'Under way, <time datetime="2024-06-01">' in page
    assert page.count("Open</span>") == 1


def test_a_term_to_come_has_no_report_yet(world, client_of):
    term = PresidencyTerm.objects.create(
        country=world.countries["A"], starts=today() + timedelta(days=400), ends=today() + timedelta(days=700)
    )

    assert client_of(world.secretariat).get(reverse("events:handover", args=[term.pk])).status_code == 404


def test_the_page_asks_the_same_number_of_queries_however_much_there_is(
    world,
    term,
    made,
    bodies,
    client_of,
    django_assert_num_queries,
):
    desk = client_of(world.secretariat)

    def count():
        with django_assert_num_queries(SEATED + 7):
            desk.get(reverse("events:handover", args=[term.pk]))

    made.parties.create(role="owner", country=world.countries["A"])
    count()
    for number in range(8):
        row = another(f"c{number}")
        row.parties.create(role="owner", body=bodies["wg-a"])
        note(world, row, "fulfilled", date(2024, 6, 1))
    count()


def test_the_shell_is_told_when_there_is_no_such_term(world):
    with pytest.raises(CommandError, match="XXB begins no term in 1999"):
        call_command(
            "print_handover", "--country", "XXB", "--year", "1999", "--language", "en", "--output", "/tmp/none.pdf"
        )
