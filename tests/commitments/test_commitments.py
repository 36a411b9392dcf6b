"""What a commitment is, who reads it, and what is recorded of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Country
from accounts.seats import PUBLIC
from audit.models import AuditEvent
from commitments.actions.commitments import add_note, save_commitment
from commitments.enums import Progress
from commitments.models import Commitment, StatusNote
from common.dates import today
from common.errors import Conflict, Refused
from common.i18n import pick


def note(world, made, status, on, **more):
    return add_note(commitment=made, on=on, status=status, by=world.secretariat, **more)


@pytest.mark.parametrize(
    ("readers", "found"),
    [
        ("public", {"secretariat", "presidency", "focal_point", "observer", "anonymous"}),
        ("members", {"secretariat", "presidency", "focal_point"}),
        ("desk", {"secretariat", "presidency"}),
    ],
)
def test_a_commitment_is_read_by_whom_its_document_is(world, made, readers, found):
    Commitment.objects.update(readers=readers)
    seats = ("secretariat", "presidency", "focal_point", "observer", "anonymous")

    assert {name for name in seats if Commitment.objects.visible_to(getattr(world, name)).exists()} == found


def test_the_newest_day_says_the_status_whatever_was_written_last(world, made):
    note(world, made, Progress.FULFILLED, date(2024, 9, 1), text_en="Held.")
    note(world, made, Progress.UNDER_WAY, date(2024, 6, 1), text_en="Dates agreed.")
    made.refresh_from_db()

    assert (made.status, made.status_on) == ("fulfilled", date(2024, 9, 1))
    assert [n.status for n in made.notes.all()] == ["fulfilled", "under_way"]
    assert made.is_closed


def test_of_two_notes_of_one_day_the_later_written_counts(world, made):
    note(world, made, Progress.OPEN, date(2024, 6, 1))
    note(world, made, Progress.UNDER_WAY, date(2024, 6, 1))
    made.refresh_from_db()

    assert made.status == "under_way"


def test_nothing_is_set_aside_without_a_reason(world, made):
    with pytest.raises(Refused, match="Say why"):
        note(world, made, Progress.SET_ASIDE, date(2024, 6, 1), text_en="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        StatusNote.objects.create(commitment=made, on=date(2024, 6, 1), status="set_aside")
    made.refresh_from_db()
    assert made.status == "open"


def test_a_note_of_a_day_to_come_is_refused(world, made):
    with pytest.raises(Refused, match="a day that has come"):
        note(world, made, Progress.UNDER_WAY, today() + timedelta(days=1))


def test_no_date_ever_changes_what_is_recorded(world, made):
    Commitment.objects.update(due=date(2001, 1, 1))
    made.refresh_from_db()

    assert (made.status, made.get_status_display()) == ("open", "Open")
    assert {str(label).lower() for label in Progress.labels}.isdisjoint({"overdue", "late", "failed", "missed"})


def test_a_members_own_statement_stays_among_members(world, made):
    country = Country.objects.get(code="XXB")
    own = note(world, made, Progress.NEEDS_TIME, date(2024, 6, 1), country=country, until_en="first quarter of 2025")
    shared = note(world, made, Progress.UNDER_WAY, date(2024, 7, 1))

    assert set(StatusNote.objects.visible_to(world.other_focal_point)) == {own, shared}
    assert set(StatusNote.objects.visible_to(world.presidency)) == {own, shared}
    assert list(StatusNote.objects.visible_to(PUBLIC)) == [shared]
    assert list(StatusNote.objects.visible_to(world.observer)) == [shared]


def test_a_members_own_statement_is_told_by_no_status(world, made):
    """The status of a commitment is read by everybody who reads the commitment."""
    country = Country.objects.get(code="XXB")
    note(world, made, Progress.UNDER_WAY, date(2024, 6, 1))
    before = Commitment.objects.values("status", "status_on", "updated_at").get()

    note(world, made, Progress.NEEDS_TIME, date(2024, 7, 1), country=country)

    assert Commitment.objects.values("status", "status_on", "updated_at").get() == before


@pytest.mark.parametrize("role", ["focal_point", "observer", "anonymous"])
def test_only_the_desk_records_what_became_of_a_conclusion(world, made, role):
    with pytest.raises(PermissionDenied, match="kept by the Presidency and the Secretariat"):
        add_note(commitment=made, on=date(2024, 6, 1), status="fulfilled", by=getattr(world, role))
    assert not made.notes.exists()


def test_whose_it_is_can_change_and_two_who_save_keep_both(world, bodies, made):
    change = {"commitment": made, "supporters": [], "fields": {"due": date(2024, 12, 1)}, "by": world.secretariat}
    save_commitment(owners=[bodies["wg-a"], bodies["wg-b"]], version=1, **change)

    assert [str(one.who) for one in made.owners] == ["Working Group on Borders", "Working Group on Irregular Migration"]
    assert made.supporters == []
    with pytest.raises(Conflict) as clash:
        save_commitment(owners=[], version=1, **change | {"fields": {"due": date(2025, 1, 1)}})
    assert (clash.value.version, clash.value.stored) == (2, {"due": date(2024, 12, 1)})
    assert made.parties.count() == 2


def test_owners_stand_in_the_order_of_the_language_countries_first(made, bodies):
    for letter in "CA":
        made.parties.create(role="owner", country=Country.objects.get(code=f"XX{letter}"))
    made.parties.create(role="owner", body=bodies["wg-a"])

    assert [pick(one.who, "name") for one in made.owners] == [
        "Country A", "Country C", "Working Group on Borders", "Working Group on Irregular Migration",
    ]  # fmt: skip


def test_every_act_stands_in_the_trail_and_every_version_in_the_history(world, made):
    note(world, made, Progress.FULFILLED, date(2024, 9, 1))
    actions = AuditEvent.objects.filter(chain=f"commitment:{made.pk}").order_by("number")

    assert list(actions.values_list("action", flat=True)) == ["commitment.made", "commitment.noted"]
    assert list(made.events.order_by("pgh_id").values_list("status", flat=True)) == ["open", "fulfilled"]


def test_only_a_pledge_belongs_to_a_country(made):
    for wrong in ({"country": Country.objects.first()}, {"readers": "country"}, {"kind": "pledge"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.filter(pk=made.pk).update(**wrong)
