"""Documents for approval: their steps, and what members say of them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import Country
from accounts.seats import PUBLIC
from commitments.actions.papers import create_paper, state, take_step
from commitments.models import Paper, PaperStatement
from common.dates import today
from common.errors import Refused
from events.actions.papers import decide, prepare_for
from events.models import Event
from events.models.follow_up import months_before
from tests.counts import VISITOR

DAY = date(2024, 5, 3)


@pytest.fixture
def paper(world, bodies):
    return create_paper(
        code="guide", kind="guidelines", title_en="Guide on search", title_es="Guía", group=bodies["wg-a"],
        by=world.secretariat,
    )  # fmt: skip


@pytest.fixture
def waits(world, paper):
    """Country B needs more time."""
    return state(
        paper=paper, country=world.countries["B"], position="needs_time", on=DAY, until_en="the first quarter of 2025",
        by=world.secretariat,
    )  # fmt: skip


def page_of(client, paper):
    return client.get(paper.get_absolute_url())


def test_the_group_recommends_and_the_vice_ministers_approve(world, paper, bodies, line_of, client):
    decide(
        paper=paper, stage="recommended", on=DAY, organ=bodies["group"], conclusion=line_of("7.q"), by=world.secretariat
    )
    assert page_of(client, paper).status_code == 404
    take_step(paper=paper, stage="approved", on=date(2024, 11, 1), by=world.presidency, note_en="As amended.")
    page = page_of(client, paper).content.decode()

    assert (paper.stage, paper.stage_on) == ("approved", date(2024, 11, 1))
    for words in (
        "Recommended for approval",
        "GC 2024-05-03, 7.q",
        "Consultation Group",
        "1 November 2024",
        "As amended.",
    ):
        assert words in page
    assert line_of("7.q").get_absolute_url() in page


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        (["accepted", "recommended"], "does not become"),
        (["draft"], "does not become"),
        (["approved", "accepted"], "does not become"),
    ],
)
def test_a_step_that_does_not_follow_is_refused(world, paper, stages, said):
    *before, wrong = stages
    for stage in before:
        take_step(paper=paper, stage=stage, on=DAY, by=world.secretariat)
    with pytest.raises(Refused, match=said):
        take_step(paper=paper, stage=wrong, on=DAY, by=world.secretariat)
    assert paper.steps.count() == len(before)


def test_steps_stand_in_the_order_of_days_that_have_come(world, paper):
    take_step(paper=paper, stage="recommended", on=DAY, by=world.secretariat)
    with pytest.raises(Refused, match="later than this day"):
        take_step(paper=paper, stage="approved", on=DAY - timedelta(days=1), by=world.secretariat)
    with pytest.raises(Refused, match="a day that has come"):
        take_step(paper=paper, stage="approved", on=today() + timedelta(days=1), by=world.secretariat)
    with pytest.raises(PermissionDenied):
        take_step(paper=paper, stage="approved", on=DAY, by=world.focal_point)


def test_needs_more_time_is_read_by_members_and_the_desk_and_by_nobody_else(world, paper, waits, client, client_of):
    take_step(paper=paper, stage="approved", on=DAY, by=world.secretariat)
    said = "until the first quarter of 2025"
    for seat in (world.focal_point, world.other_focal_point, world.presidency, world.secretariat):
        assert said in " ".join(page_of(client_of(seat), paper).content.decode().split())
    for reader in (client, client_of(world.observer)):
        page = page_of(reader, paper).content.decode()
        assert "first quarter" not in page
        assert "Country B" not in page
    assert not PaperStatement.objects.visible_to(PUBLIC).exists()


def test_no_date_makes_more_of_a_statement(world, paper, waits):
    """Long after "until", the statement reads as it was recorded, and the document stands where it stood."""
    waits.refresh_from_db()

    assert (waits.get_position_display(), waits.until_en) == ("Needs more time to consult", "the first quarter of 2025")
    assert paper.stage == "draft"


def test_a_member_speaks_for_itself_or_the_secretariat_as_it_was_said(world, paper):
    own, other = world.countries["A"], world.countries["B"]
    state(paper=paper, country=own, position="consulted", on=DAY, by=world.focal_point)
    for seat in (world.focal_point, world.presidency, world.observer):
        with pytest.raises(PermissionDenied):
            state(paper=paper, country=other, position="consulted", on=DAY, by=seat)
    assert list(paper.statements.values_list("country__code", flat=True)) == ["XXA"]


def test_statements_and_steps_are_recorded_in_the_browser(world, paper, bodies, line_of, client_of):
    member, desk = client_of(world.focal_point), client_of(world.secretariat)
    address = reverse("commitments:statement-new", args=["guide"])
    sent = {"position": "needs_time", "on": "2024-05-03", "until_en": "May"}

    assert "country" not in member.get(address).context["form"].fields
    member.post(address, sent)
    desk.post(address, sent | {"country": Country.objects.get(code="XXB").pk})
    assert set(paper.statements.values_list("country__code", flat=True)) == {"XXA", "XXB"}
    assert client_of(world.observer).get(address).status_code == 404
    assert client_of(world.contributor).get(address).status_code == 403
    step = reverse("events:paper-step", args=["guide"])
    asked = {"on": "2024-05-03", "stage": "recommended", "organ": bodies["group"].pk, "event": "m-2024"}
    assert "no conclusion with this number" in desk.post(step, asked | {"item": "99.z"}).content.decode()
    assert desk.post(step, asked | {"item": "7.Q."}).status_code == 302
    assert paper.steps.get().decision.conclusion == line_of("7.q")
    assert desk.post(step, asked | {"stage": "recommended"}).status_code == 422
    assert member.post(step, asked).status_code == 403


def test_a_document_is_entered_once_and_listed_for_who_may_read_it(world, paper, client, client_of):
    desk = client_of(world.secretariat)
    sent = {"code": "new", "kind": "budget", "title_en": "Budget", "address_en": "example.org/budget"}
    desk.post(reverse("commitments:paper-new"), sent)
    listed = reverse("portal:paper-list")

    assert Paper.objects.get(code="new").address_en == "https://example.org/budget"
    assert "code" in desk.post(reverse("commitments:paper-new"), sent).context["form"].errors
    assert [p.code for p in desk.get(listed, {"kind": "budget"}).context["page"]] == ["new"]
    assert len(desk.get(listed, {"stage": "nonsense"}).context["page"]) == 2
    assert list(client.get(listed).context["page"]) == []
    assert "no document fits" in desk.get(listed, {"stage": "approved"}).content.decode().lower()


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2021, 12, 1), 1, date(2021, 11, 1)),
        (date(2022, 1, 15), 1, date(2021, 12, 15)),
        (date(2022, 3, 31), 1, date(2022, 2, 28)),
        (date(2022, 3, 31), 0, date(2022, 3, 31)),
        (date(2022, 1, 31), 14, date(2020, 11, 30)),
    ],
)
def test_months_ahead_of_a_meeting(day, months, found):
    assert months_before(day, months) == found


def test_a_document_is_with_members_one_month_ahead_of_its_meeting(world, paper, meeting, client_of):
    desk = client_of(world.secretariat)
    desk.post(reverse("events:paper-prepare", args=["guide"]), {"event": "m-2024", "months": 1})

    assert paper.meetings.get().circulate_on == date(2024, 4, 2)
    assert "2 April 2024" in page_of(desk, paper).content.decode()
    undated = Event.objects.create(code="u", kind="meeting", name_en="Undated")
    assert prepare_for(paper=paper, event=undated, months=2, by=world.secretariat).circulate_on is None
    assert "Undated" not in page_of(client_of(world.focal_point), paper).content.decode()


def test_pages_ask_the_same_number_of_queries_however_much_there_is(
    world, paper, bodies, line_of, meeting, client, django_assert_num_queries
):
    def count():
        with django_assert_num_queries(VISITOR + 3):
            client.get(reverse("portal:paper-list"))
        with django_assert_num_queries(VISITOR + 4):
            page_of(client, paper)

    for stage in ("approved", "draft") * 3:
        decide(paper=paper, stage=stage, on=DAY, organ=bodies["group"], conclusion=line_of("7.q"), by=world.secretariat)
    take_step(paper=paper, stage="approved", on=DAY, by=world.secretariat)
    prepare_for(paper=paper, event=meeting, months=1, by=world.secretariat)
    count()
    for number in range(5):
        Paper.objects.create(code=f"p{number}", kind="plan", title_en="P", stage="approved", group=bodies["wg-b"])
    take_step(paper=paper, stage="draft", on=DAY, by=world.secretariat)
    take_step(paper=paper, stage="approved", on=DAY, organ=bodies["group"], by=world.secretariat)
    count()
