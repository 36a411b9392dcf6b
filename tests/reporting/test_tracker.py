"""The tracker: the country's own word before a submission, one grid of what was submitted after it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Country
from common.dates import today
from notices.models import Notice
from objectives.models import Group, Scheme
from reporting.actions.clarification import draft_question, reply, send_request
from reporting.actions.cycles import ask_extension, close_call, prepare_assignment, state_intention
from reporting.actions.report import build_edition
from reporting.actions.submission import withdraw
from reporting.enums import Audience
from reporting.queries.tracker import chosen, tracker
from tests.counts import SEATED
from tests.factories import fill, make_country, publish_all, submit_all
from tests.reporting.test_report import start
from tests.security.states import CANARY


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def address(world):
    return reverse("reporting:tracker", args=[world.call.pk])


@pytest.fixture
def revision(world):
    fill(world, world.a, 8, 9, marker=CANARY)
    return submit_all(world, world.a, 8, 9)


def row(response, name="Country A"):
    """The row of one member, as HTML."""
    return next("".join(map(str, row)) for row in response.context["rows"] if name in row.name)


def ask(world, revision, number=8):
    answer = next(a["id"] for a in revision.snapshot["answers"] if a["objective"] == number)
    thread = draft_question(revision=revision, answer_id=answer, text="Since when?", by=world.secretariat)
    send_request(revision=revision, message="", reply_by=None, by=world.secretariat)
    thread.refresh_from_db()
    return thread


def test_before_a_submission_it_tells_the_countrys_own_word_only(world, desk, address):
    fill(world, world.a, 8, marker=CANARY)
    state_intention(assignment=world.b, intention="needs_time", remark="Consulting until May", by=world.focal_point_b)

    response = desk.get(address)

    assert "Invited" in row(response)
    assert "objective=" not in row(response)
    assert CANARY not in response.content.decode()
    assert "Needs more time to consult" in row(response, "Country B")
    assert "Consulting until May" in row(response, "Country B")


def test_a_submitted_country_has_a_cell_for_each_objective_of_its_revision(world, desk, address, revision):
    found = row(desk.get(address))

    assert f'href="{reverse("reporting:desk-revision", args=[revision.pk])}?objective=8">8</a>' in found
    assert found.count("<td") - 1 == 23 - 1
    assert found.count("objective=") == 2


def test_a_cell_says_that_a_question_is_open_and_that_a_reply_is_to_be_read(world, desk, address, revision):
    thread = ask(world, revision)
    assert "c--ask" in row(desk.get(address))
    assert "open question" in row(desk.get(address))

    reply(thread=thread, text="Since March.", by=world.focal_point)

    assert "c--new" in row(desk.get(address))
    assert "reply to read" in row(desk.get(address))


def test_a_reply_on_an_earlier_revision_is_still_to_be_read_beside_a_newer_question(world, desk, address, revision):
    thread = ask(world, revision)
    reply(thread=thread, text="Since March.", by=world.focal_point)
    ask(world, submit_all(world, world.a, 8, 9))

    found = row(desk.get(address))

    assert "reply to read" in found
    assert "open question" not in found


def test_of_what_a_country_took_back_no_reply_waits(world, desk, address, revision):
    reply(thread=ask(world, revision), text="Since March.", by=world.focal_point)
    withdraw(revision=revision, remark="", by=world.focal_point)

    (place,) = [place for place in tracker(world.call) if place.code == "XXA"]

    assert not place.waits
    assert not place.is_asked


def test_a_draft_question_changes_no_cell(world, desk, address, revision):
    answer = revision.snapshot["answers"][0]["id"]
    draft_question(revision=revision, answer_id=answer, text="Since when?", by=world.secretariat)

    assert "c--ask" not in row(desk.get(address))


def test_compilation_and_publication_are_told_apart_from_receipt(world, desk, address, revision):
    assert "Included in the compilation" not in row(desk.get(address))

    publish_all(world, revision, Audience.MEMBERS)
    build_edition(report=start(world, audience=Audience.MEMBERS), by=world.secretariat)
    found = row(desk.get(address))

    assert "Submitted" in found
    assert "Included in the compilation" in found
    assert "Published: Member Countries and the Secretariat" in found


def test_marks_that_are_true_of_an_earlier_revision_say_of_which(world, desk, address, revision):
    publish_all(world, revision, Audience.MEMBERS)
    build_edition(report=start(world, audience=Audience.MEMBERS), by=world.secretariat)
    assert "revision" not in row(desk.get(address)).partition("tr__s")[2]

    submit_all(world, world.a, 8, 9)
    found = row(desk.get(address)).partition("tr__s")[2]

    said = ["revision 2", "Included in the compilation", "revision 1", "Published: Member Countries", "revision 1"]
    places = []
    for words in said:
        places.append(found.index(words, places[-1] + 1 if places else 0))
    assert found.count("revision 1") == 2


def test_a_publication_under_embargo_is_announced_and_not_called_published(world, desk, address, revision):
    publish_all(world, revision, embargo_until=timezone.now() + timedelta(days=3))
    found = row(desk.get(address))

    assert "To be published on" in found
    assert "Published:" not in found


def test_a_withdrawal_leaves_its_trace_beside_the_countrys_own_word(world, desk, address, revision):
    assert "Withdrawn by the country" not in row(desk.get(address))

    withdraw(revision=revision, remark="", by=world.focal_point)
    found = row(desk.get(address))

    assert "Invitation acknowledged" in found
    assert "Withdrawn by the country" in found
    assert "objective=8" not in found


def test_an_objective_that_a_scheme_repeats_stands_under_both_groups(world, desk, address, revision):
    scheme = Scheme.objects.create(code="overlap", name_en="Overlap", name_es="Traslape")
    for order, numbers in enumerate(([8, 23], [8]), start=1):
        group = Group.objects.create(scheme=scheme, code=str(order), order=order, name_en="Area", name_es="Área")
        group.objectives.set(numbers)

    response = desk.get(f"{address}?scheme=overlap")

    assert row(response).count("objective=8") == 2
    assert response.context["groups"][-1]["name"] == "Not in this grouping"


def test_members_stand_in_the_order_of_the_language_and_names_are_escaped(world, desk, address):
    Country.objects.filter(code="XXA").update(name_en="Zeta <b>", name_es="Ábaco")

    response = desk.get(address)

    assert [place.code for place in response.context["places"]] == ["XXB", "XXC", "XXA"]
    assert "Zeta &lt;b&gt;" in response.content.decode()
    assert "Zeta <b>" not in response.content.decode()
    spanish = desk.get(address.replace("/en/", "/es/"))
    assert spanish.context["places"][0].code == "XXA"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["XXA", "XXB", "XXC"]),
        ({"state": "submitted"}, ["XXA"]),
        ({"state": "invited"}, ["XXB", "XXC"]),
        ({"state": "waiting"}, ["XXA", "XXB"]),
        ({"state": "asked"}, ["XXA"]),
        ({"state": "no such state"}, ["XXA", "XXB", "XXC"]),
        ({"words": "país c"}, []),
        ({"words": "COUNTRY C"}, ["XXC"]),
        ({"words": "xxb"}, ["XXB"]),
        ({"words": "country", "state": "submitted"}, ["XXA"]),
    ],
)
def test_the_grid_is_filtered_by_state_and_name(world, revision, query, expected):
    ask(world, revision)
    later = today() + timedelta(days=90)
    ask_extension(assignment=world.b, until=later, by=world.focal_point_b)

    found = chosen(tracker(world.call), **{"state": "", "words": ""} | query)

    assert [place.code for place in found] == expected


def test_a_filter_that_nothing_matches_says_so(desk, address):
    page = desk.get(f"{address}?q=nowhere").content.decode()

    assert "No country matches." in page
    assert 'value="nowhere"' in page


def test_it_takes_the_same_queries_for_three_members_and_for_twelve(
    world, desk, address, revision, django_assert_num_queries
):
    desk.get(address)
    with django_assert_num_queries(SEATED + 7):
        desk.get(address)
    for letter in "DEFGHIJKL":
        prepare_assignment(world.call, make_country(letter))
    with django_assert_num_queries(SEATED + 7):
        assert len(desk.get(address).context["rows"]) == 12


def test_the_presidency_reads_and_acts_on_nothing(world, client_of, address):
    page = client_of(world.presidency).get(address).content.decode()

    assert "Country A" in page
    assert "Close the call" not in page
    assert "/extension/" not in page


# a later date


def test_a_later_date_is_agreed_for_one_country_and_it_is_told(world, desk):
    later = world.call.due_at.date() + timedelta(days=200)

    response = desk.post(reverse("reporting:extension-grant", args=[world.a.pk]), {"until": later.isoformat()})

    assert response["Location"] == reverse("reporting:tracker", args=[world.call.pk])
    world.a.refresh_from_db()
    world.b.refresh_from_db()
    assert (world.a.extension_until, world.b.extension_until) == (later, None)
    assert "agreed a later indicative date" in Notice.objects.get(user=world.focal_point.user).text_en


def test_the_day_after_the_indicative_one_is_a_later_date(world, desk):
    world.call.due_at = datetime(2027, 1, 7, 5, 59, tzinfo=UTC)  # 6 January, 23:59, in San José
    world.call.save()

    for day, agreed in (("2027-01-06", None), ("2027-01-07", date(2027, 1, 7))):
        desk.post(reverse("reporting:extension-grant", args=[world.a.pk]), {"until": day})
        world.a.refresh_from_db()
        assert world.a.extension_until == agreed


def test_the_date_that_was_asked_for_is_shown_and_offered(world, desk, address):
    later = today() + timedelta(days=90)
    ask_extension(assignment=world.a, until=later, by=world.focal_point)

    assert "asks for" in row(desk.get(address))
    page = desk.get(reverse("reporting:extension-grant", args=[world.a.pk])).content.decode()
    assert f'value="{later.isoformat()}"' in page


@pytest.mark.parametrize("until", ["", "31 of never", "1999-01-01"])
def test_a_date_that_is_none_or_too_early_is_answered_at_the_field(world, desk, until):
    response = desk.post(reverse("reporting:extension-grant", args=[world.a.pk]), {"until": until})

    assert response.status_code == 422
    world.a.refresh_from_db()
    assert world.a.extension_until is None


def test_no_later_date_is_offered_once_the_call_is_closed(world, desk, address):
    close_call(call=world.call, by=world.secretariat)

    assert "/extension/" not in row(desk.get(address))
    assert desk.get(reverse("reporting:extension-grant", args=[world.a.pk])).status_code == 403
