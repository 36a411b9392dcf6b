"""One next act for each person, by role and by the state of the contribution."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import ClearanceStep
from common.errors import Refused
from reporting.actions.answers import leave_proposal, save_proposal
from reporting.actions.clarification import draft_question, reply, send_request
from reporting.actions.clearance import ask_clearance, sign
from reporting.actions.cycles import close_call, state_intention
from reporting.actions.team import delegate
from reporting.checks import Severity, run_checks
from reporting.enums import AnswerKind, AssignmentStatus
from reporting.models import AnswerText
from reporting.queries import workspace as queries
from tests.factories import fill, publish_all, submit_all, write
from tests.factories.work import answer_on


@pytest.fixture
def home_of(world, client_of):
    """`home_of(seat)`: (title of the next act, titles of those after it) on that person's home."""

    def look(seat):
        context = client_of(seat).get(reverse("reporting:contribution", args=[world.a.pk])).context
        return context["next_act"].title, [act.title for act in context["then"]]

    return look


def acknowledge(world):
    state_intention(assignment=world.a, intention=AssignmentStatus.ACKNOWLEDGED, remark="", by=world.focal_point)


def ask(world, *objectives):
    findings = run_checks(world.a, objectives=objectives, includes_whole=False)
    return ask_clearance(
        assignment=world.a,
        objectives=list(objectives),
        includes_whole=False,
        what_changed="",
        reasons={f.key: "-" for f in findings if f.severity == Severity.WARNING},
        by=world.focal_point,
    )


def test_a_focal_point_first_acknowledges_with_one_press(world, client_of, home_of):
    address = reverse("reporting:contribution", args=[world.a.pk])
    client = client_of(world.focal_point)
    act = client.get(address).context["next_act"]
    assert act.title == "Acknowledge the invitation"

    client.post(act.url, dict(act.post))
    client.post(act.url, dict(act.post))

    world.a.refresh_from_db()
    assert world.a.status == AssignmentStatus.ACKNOWLEDGED
    assert home_of(world.focal_point)[0] == "Begin with objective 1"


def test_a_focal_point_goes_on_with_what_is_begun_then_checks(world, home_of):
    acknowledge(world)
    write(world, world.a, "progress", "Begun", 9)
    assert home_of(world.focal_point)[0] == "Go on with objective 9"

    fill(world, world.a, 9)
    assert home_of(world.focal_point)[0] == "Check the answers and ask for clearance"


def test_without_a_chain_the_chain_comes_before_the_check(world, home_of):
    acknowledge(world)
    fill(world, world.a, 9)
    ClearanceStep.objects.filter(country=world.a.country).delete()

    assert home_of(world.focal_point)[0] == "Set the clearance chain of your country"


def test_a_proposal_waits_for_the_focal_point_and_for_its_author(world, home_of):
    acknowledge(world)
    assert home_of(world.contributor)[0] == "No objective was given to you yet"
    delegate(assignment=world.a, user=world.contributor.user, objectives=[8, 9], by=world.focal_point)
    assert home_of(world.contributor) == ("Propose a text on objective 8", ["Propose a text on objective 9"])
    proposal = save_proposal(
        answer=answer_on(world.a, "progress", 8), language="en", text="Ours", version=0, by=world.contributor
    )

    assert home_of(world.focal_point)[0] == "Take or leave the proposed text on: Objective 8"
    assert home_of(world.contributor)[0] == "Propose a text on objective 9"
    assert home_of(world.contributor)[1] == ["Your proposal on objective 8 waits for a focal point"]

    leave_proposal(proposal=proposal, by=world.focal_point)
    assert home_of(world.contributor) == ("Propose a text on objective 9", [])


def test_through_clearance_each_role_knows_whose_turn_it_is(world, home_of):
    acknowledge(world)
    fill(world, world.a, 8)
    assert home_of(world.clearer)[0] == "Nothing waits for your signature"
    clearance = ask(world, 8)
    step = "step 1: Ministry of Foreign Affairs"
    assert home_of(world.clearer)[0] == f"Clear or return {step}"
    assert home_of(world.focal_point) == (f"Wait for clearance, {step}", [])

    sign(clearance=clearance, cleared=False, remark="The figure", by=world.clearer)
    assert home_of(world.focal_point)[0] == "Read why clearance was returned, mend the text and ask again"

    sign(clearance=ask(world, 8), cleared=True, remark="", by=world.clearer)
    assert home_of(world.focal_point)[0] == "Submit what was cleared"


def test_a_step_of_others_is_not_offered_to_a_clearer(world, home_of):
    fill(world, world.a, 8)
    world.a.country.clearance_steps.get().clearers.set([world.focal_point.user])
    ask(world, 8)

    assert home_of(world.clearer)[0] == "Wait: step 1 belongs to others"
    assert "Clear or return step 1: Ministry of Foreign Affairs" in (
        home_of(world.focal_point)[0],
        *home_of(world.focal_point)[1],
    )


def test_a_step_that_the_chain_lost_is_taken_back_by_a_focal_point_and_signed_by_nobody(world, client_of, home_of):
    acknowledge(world)
    fill(world, world.a, 8)
    clearance = ask(world, 8)
    world.a.country.clearance_steps.update(name_en="Minister", name_es="Ministra")

    with pytest.raises(Refused, match="no longer holds the step"):
        sign(clearance=clearance, cleared=True, remark="", by=world.clearer)
    assert home_of(world.focal_point)[0] == "Take the clearance back and ask again"
    assert home_of(world.clearer)[0] == "Wait until clearance is asked for again"
    page = client_of(world.focal_point).get(reverse("reporting:clearance", args=[world.a.pk])).text
    assert "no longer holds the step" in page
    assert "Take back" in page


def test_after_submission_come_questions_publication_and_then_nothing(world, home_of):
    fill(world, world.a, 8)
    revision = submit_all(world, world.a, 8)
    assert home_of(world.focal_point) == ("Decide who may read revision 1", [])

    answer = revision.snapshot["answers"][0]["id"]
    draft_question(revision=revision, answer_id=answer, text="Since when?", by=world.secretariat)
    send_request(revision=revision, message="", reply_by=None, by=world.secretariat)
    assert home_of(world.focal_point)[0] == "Answer the Secretariat's question on: Objective 8"

    reply(thread=revision.threads.get(), text="Since March.", by=world.focal_point)
    publish_all(world, revision)
    assert home_of(world.focal_point) == ("Nothing waits for you", [])

    write(world, world.a, "progress", "Something newer", 8)
    assert home_of(world.focal_point)[0] == "Check the answers and ask for clearance"


def test_publication_comes_before_what_is_still_being_written(world, home_of):
    fill(world, world.a, 8)
    write(world, world.a, "progress", "Begun", 9)
    revision = submit_all(world, world.a, 8)
    assert home_of(world.focal_point) == ("Decide who may read revision 1", ["Go on with objective 9"])

    publish_all(world, revision)
    assert home_of(world.focal_point) == ("Go on with objective 9", [])


def test_a_half_written_objective_that_was_submitted_asks_for_the_check_once_it_changes(world, home_of):
    write(world, world.a, "progress", "Begun", 9)
    publish_all(world, submit_all(world, world.a, 9))
    assert home_of(world.focal_point) == ("Nothing waits for you", [])

    write(world, world.a, "progress", "Begun again", 9)
    assert home_of(world.focal_point) == ("Go on with objective 9", ["Check the answers and ask for clearance"])


def test_a_translator_is_led_to_texts_without_or_behind_their_translation(world, home_of):
    assert home_of(world.translator)[0] == "Nothing waits for you"
    write(world, world.a, "progress", "Source", 8)
    assert home_of(world.translator)[0] == "Translate: Objective 8"
    write(world, world.a, "progress", "Traducción", 8, language="es")
    assert home_of(world.translator)[0] == "Nothing waits for you"
    write(world, world.a, "progress", "Source, longer", 8)
    assert home_of(world.translator)[0] == "Translate: Objective 8"


def test_a_country_that_will_not_report_and_a_closed_call_ask_nothing(world, home_of):
    close_call(call=world.call, by=world.secretariat)
    assert "The call is closed" in home_of(world.focal_point)[0]
    assert home_of(world.contributor)[0] == "The call is closed"
    type(world.a).objects.filter(pk=world.a.pk).update(status=AssignmentStatus.WILL_NOT_REPORT)
    assert home_of(world.focal_point) == ("Nothing is asked of you", [])


def test_a_text_that_was_emptied_again_is_no_answer(world, client_of):
    write(world, world.a, "progress", "Begun", 9)
    write(world, world.a, "progress", "", 9)
    assert answer_on(world.a, "progress", 9).kind == AnswerKind.REPORTED

    work = queries.work_of(world.a)[9]

    assert (work.answered, work.state) == (0, "not_started")


def test_the_activity_of_the_home_reads_no_history_and_finds_its_rows_by_index(world):
    for turn in range(3):
        write(world, world.a, "progress", f"Turn {turn}", 8)
    write(world, world.a, "challenges", "Later", 8)

    with CaptureQueriesContext(connection) as asked:
        found = queries.latest_edits(world.a)

    assert [row["label_en"] for row in found] == ["Challenges", "Progress"]
    assert len(asked) == 1
    statement = asked[0]["sql"]
    assert AnswerText.pgh_event_model._meta.db_table not in statement  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan on reporting_answer" not in plan
