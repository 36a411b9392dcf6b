"""Acts and marks beside one answer of the editor, with the form alone and with the autosave contract."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from audit.models import AuditEvent
from notices.models import Notice
from reporting.actions.answers import save_marks
from reporting.actions.team import delegate
from reporting.checks import Severity, run_checks
from reporting.enums import AnswerKind, Audience
from reporting.models import Proposal
from tests.counts import SEATED
from tests.factories import start_next_cycle, text_of, write
from tests.factories.work import answer_on

LAST = "Country A progress 8"


@pytest.fixture
def focal(world, client_of):
    return client_of(world.focal_point)


@pytest.fixture
def next_cycle(world):
    return start_next_cycle(world)


def editor(assignment, number=8):
    return reverse("reporting:objective", args=[assignment.pk, number])


def test_last_cycles_answer_stands_beside_the_box_with_its_acts(next_cycle, focal):
    page = focal.get(f"{editor(next_cycle)}?view=en").content.decode()
    answer = answer_on(next_cycle, "progress", 8)

    assert LAST in page
    assert f'value="start {answer.pk} en"' in page
    assert f'value="no_change {answer.pk}"' in page
    assert "No change since then" in page


def test_starting_from_last_cycle_saves_what_was_typed_and_copies_once(next_cycle, focal):
    answer, other = answer_on(next_cycle, "progress", 8), answer_on(next_cycle, "challenges", 8)
    form = {
        "act": f"start {answer.pk} en",
        f"text-{other.pk}-en": "Typed elsewhere",
        f"was-{other.pk}-en": "",
        f"version-{other.pk}-en": "0",
    }

    response = focal.post(editor(next_cycle), form)
    again = focal.post(editor(next_cycle), form)

    assert response["Location"].endswith(f"#a-{answer.pk}")
    assert again.status_code == 302
    row = text_of(next_cycle, "progress", 8)
    assert (row.text, row.version) == (LAST, 1)
    assert text_of(next_cycle, "challenges", 8).text == "Typed elsewhere"
    assert AuditEvent.objects.filter(chain=next_cycle.chain, action="started_from_last_cycle").count() == 1


def test_starting_from_last_cycle_never_replaces_a_text(world, next_cycle, focal):
    answer = answer_on(next_cycle, "progress", 8)
    write(world, next_cycle, "progress", "Already new", 8)

    response = focal.post(editor(next_cycle), {"act": f"start {answer.pk} en"}, follow=True)

    assert "it was not replaced" in response.content.decode()
    assert text_of(next_cycle, "progress", 8).text == "Already new"


def test_a_contributor_starts_a_proposal_from_last_cycle(world, next_cycle, client_of):
    delegate(assignment=next_cycle, user=world.contributor.user, objectives=[8], by=world.focal_point)
    answer = answer_on(next_cycle, "progress", 8)

    client_of(world.contributor).post(editor(next_cycle), {"act": f"start {answer.pk} en"})

    assert Proposal.objects.get().text == LAST
    assert text_of(next_cycle, "progress", 8).text == ""


def test_a_reader_who_presses_an_act_is_told_why_not(next_cycle, world, client_of):
    answer = answer_on(next_cycle, "progress", 8)

    response = client_of(world.clearer).post(editor(next_cycle), {"act": f"start {answer.pk} en"}, follow=True)

    assert "Your role does not allow this" in response.content.decode()
    assert text_of(next_cycle, "progress", 8).text == ""


def test_no_change_is_marked_once_and_only_where_the_last_cycle_says_something(next_cycle, focal):
    answer, never = answer_on(next_cycle, "progress", 8), answer_on(next_cycle, "progress", 9)
    for _turn in range(2):
        focal.post(editor(next_cycle), {"act": f"no_change {answer.pk}"})
    response = focal.post(editor(next_cycle, 9), {"act": f"no_change {never.pk}"}, follow=True)

    answer.refresh_from_db()
    never.refresh_from_db()
    assert (answer.kind, answer.version) == (AnswerKind.NO_CHANGE, 1)
    assert never.kind == ""
    assert "no answer of the last cycle" in response.content.decode()


def page_fields(page, answer):
    """The hidden fields with which the page says what the marks of an answer were."""
    field = next(f for f in [*page.context["fields"], *page.context["item_fields"]] if f["answer"].pk == answer.pk)
    return {
        f"marks-{answer.pk}": list(field["marks"]),
        f"was-{answer.pk}": field["was"],
        f"version-{answer.pk}": str(field["answer"].version),
        f"kind-{answer.pk}": field["answer"].kind if field["answer"].kind != AnswerKind.REPORTED else "",
        f"audience-{answer.pk}": field["answer"].audience,
    }


@pytest.mark.parametrize("code", ["progress", "challenge_tags", "figures"])
@pytest.mark.parametrize("kind", [AnswerKind.NOTHING, AnswerKind.NOT_PRIORITY, AnswerKind.PREFER_NOT])
def test_a_word_instead_of_an_answer_is_saved_by_the_form_and_sent_twice_once(world, focal, code, kind):
    answer = answer_on(world.a, code, 8)
    form = page_fields(focal.get(editor(world.a)), answer) | {f"kind-{answer.pk}": kind, "go": "stay"}

    answers = [focal.post(editor(world.a), form) for _turn in range(2)]

    answer.refresh_from_db()
    assert [response.status_code for response in answers] == [302, 302]
    assert (answer.kind, answer.version) == (kind, 1)


def test_a_word_instead_of_an_answer_is_saved_by_the_script_too(world, focal):
    answer = answer_on(world.a, "progress", 8)
    form = {f"marks-{answer.pk}": ["kind", "audience"], f"kind-{answer.pk}": "nothing", "version": "0"}

    response = focal.post(reverse("reporting:answer-marks", args=[answer.pk]), form)

    answer.refresh_from_db()
    assert (response.json()["version"], answer.kind, answer.audience) == (1, "nothing", "")


def test_marks_of_a_page_opened_before_a_text_was_typed_do_not_take_it_back(world, focal):
    answer = answer_on(world.a, "progress", 8)
    form = page_fields(focal.get(editor(world.a)), answer)
    write(world, world.a, "progress", "Typed", 8)

    form |= {f"audience-{answer.pk}": Audience.MEMBERS, "go": "stay"}
    assert focal.post(editor(world.a), form).status_code == 302

    answer.refresh_from_db()
    assert (answer.kind, answer.audience) == (AnswerKind.REPORTED, Audience.MEMBERS)


def test_nobody_but_the_focal_point_narrows_an_answer(world, client_of):
    answer = answer_on(world.a, "progress", 8)
    form = {f"marks-{answer.pk}": ["audience"], f"audience-{answer.pk}": "own", "version": "0"}

    for role in ("contributor", "clearer", "translator"):
        client = client_of(getattr(world, role))
        assert client.post(reverse("reporting:answer-marks", args=[answer.pk]), form).status_code == 403
        assert f'name="audience-{answer.pk}"' not in client.get(editor(world.a)).content.decode()


def test_an_unknown_audience_is_refused_in_words(world, focal):
    answer = answer_on(world.a, "progress", 8)
    form = {f"marks-{answer.pk}": ["audience"], f"audience-{answer.pk}": "everybody", "version": "0"}

    response = focal.post(reverse("reporting:answer-marks", args=[answer.pk]), form)

    assert (response.status_code, "not one of the choices" in response.json()["errors"][0]) == (422, True)


def test_an_answer_said_to_be_nothing_yet_holding_a_text_stands_in_the_way(world):
    answer = answer_on(world.a, "progress", 8)
    save_marks(answer=answer, version=0, kind=AnswerKind.NOTHING, by=world.focal_point)
    write(world, world.a, "progress", "A text all the same", 8)

    findings = run_checks(world.a, objectives=[8], includes_whole=False)

    blockers = [finding.message for finding in findings if finding.severity == Severity.BLOCKER]
    assert blockers == ["“Progress” is marked “Nothing to report”, yet it holds an answer. Keep one of the two."]


def test_the_editor_with_a_last_cycle_takes_the_same_number_of_queries_however_much_stands_beside(
    next_cycle, world, focal, django_assert_num_queries
):
    for number in (8, 9):
        with django_assert_num_queries(SEATED + 15):
            focal.get(editor(next_cycle, number))


def stale_marks(world, focal):
    """A page opened before somebody else marked the answer: what it posts, and that answer."""
    answer = answer_on(world.a, "challenge_tags", 8)
    form = page_fields(focal.get(editor(world.a)), answer)
    save_marks(answer=answer, version=0, choices=["staff_training"], audience="members", by=world.focal_point)
    return answer, form | {f"choices-{answer.pk}": ["human_resources", "data_gap"]}


@pytest.mark.parametrize(
    ("language", "mine", "theirs"),
    [
        ("en", "– Human resources", "At most: Member Countries and the Secretariat"),
        ("es", "– Recursos humanos", "Como máximo: Países Miembros y Secretaría"),
    ],
)
def test_two_people_who_mark_an_answer_see_both_choices_in_words(world, focal, language, mine, theirs):
    answer, form = stale_marks(world, focal)
    with override(language):
        address = reverse("reporting:answer-marks", args=[answer.pk])

    response = focal.post(address, form | {"version": "0"})

    html = response.json()["html"]
    assert response.status_code == 409
    assert html.index(mine) < html.index('data-take="mine"') < html.index(theirs) < html.index('data-take="theirs"')
    assert world.focal_point.user.name in html
    assert 'data-take="both"' not in html
    answer.refresh_from_db()
    assert (answer.choices, answer.audience) == (["staff_training"], "members")


def test_without_scripts_a_stale_choice_stays_marked_and_saving_again_keeps_it(world, focal):
    answer, form = stale_marks(world, focal)

    page = focal.post(editor(world.a), form | {"go": "stay"})

    words = page.content.decode()
    assert page.status_code == 409
    assert "Your choice is still marked in the form" in words
    field = next(f for f in page.context["fields"] if f["answer"].pk == answer.pk)
    assert [code for code, _label, chosen in field["choices"] if chosen] == ["human_resources", "data_gap"]
    again = page_fields(page, answer) | {f"choices-{answer.pk}": ["human_resources", "data_gap"], "go": "stay"}
    assert focal.post(editor(world.a), again).status_code == 302
    answer.refresh_from_db()
    assert answer.choices == ["human_resources", "data_gap"]


def test_marks_on_which_both_agree_are_not_shown(world, focal):
    answer = answer_on(world.a, "reported", 8)
    form = page_fields(focal.get(editor(world.a)), answer)
    save_marks(answer=answer, version=0, kind=AnswerKind.NOTHING, by=world.focal_point)

    page = focal.post(editor(world.a), form | {f"kind-{answer.pk}": "reported", "go": "stay"})

    shown = next(f for f in page.context["fields"] if f["answer"].pk == answer.pk)["conflicts"][0]
    assert (shown.mine, shown.theirs) == ("Reported", "Nothing to report")


def test_an_empty_answer_has_no_original_yet(world, focal):
    page = focal.get(editor(world.a) + "?view=both").content.decode()
    assert "original" not in page
    write(world, world.a, "progress", "Typed", 8)
    assert focal.get(editor(world.a)).content.decode().count("· original") == 1


def test_focal_points_hear_of_a_contributors_first_text_on_an_objective_once(world, client_of):
    delegate(assignment=world.a, user=world.contributor.user, objectives=[8], by=world.focal_point)
    client = client_of(world.contributor)
    for code in ("progress", "challenges", "progress"):
        address = reverse("reporting:answer-text", args=[answer_on(world.a, code, 8).pk, "en"])
        assert client.post(address, {"text": f"Proposed {code}", "version": "0"}).status_code == 200

    told = Notice.objects.filter(key__startswith="proposed:")
    assert {notice.user for notice in told} == {world.focal_point.user}
    assert told.get().text_es == f"{world.contributor.user.name} propone un texto para el objetivo 8"
    assert told.get().address == reverse("reporting:objective", args=[world.a.pk, 8])[3:]
