"""A country's own space in the browser's eyes, without JavaScript and with the autosave contract."""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from publications.models import Edition, RenderJob
from reporting.actions.answers import save_marks
from reporting.actions.clearance import ask_clearance, sign
from reporting.actions.cycles import close_call
from reporting.actions.team import delegate
from reporting.enums import AnswerKind, AssignmentStatus, ProposalStatus
from reporting.models import AnswerItem, Attachment, Proposal, Publication
from tests.counts import SEATED
from tests.factories import fill, publish_all, submit_all, text_of, write
from tests.factories.work import answer_on


def save(client, answer, text, version=0, language="en"):
    address = reverse("reporting:answer-text", args=[answer.pk, language])
    return client.post(address, {"text": text, "version": version}, headers={"accept": "application/json"})


@pytest.fixture
def focal(world, client_of):
    return client_of(world.focal_point)


def test_the_home_counts_what_the_answers_really_say(world, focal):
    fill(world, world.a, 8)
    write(world, world.a, "progress", "Begun", 9)

    response = focal.get(reverse("reporting:contribution", args=[world.a.pk]))

    tasks = {task.number: task for group in response.context["groups"] for task in group["tasks"]}
    assert (tasks[8].answered, tasks[8].asked, tasks[8].state) == (3, 3, "complete")
    assert (tasks[9].answered, tasks[9].state) == (1, "in_progress")
    assert tasks[10].state == "not_started"


def test_the_home_takes_the_same_number_of_queries_for_one_objective_and_for_three(
    world, focal, django_assert_num_queries
):
    for objectives in ([8], [8, 9, 10]):
        fill(world, world.a, *objectives)
        with django_assert_num_queries(SEATED + 22):
            focal.get(reverse("reporting:contribution", args=[world.a.pk]))


def tasks_of(client, assignment):
    groups = client.get(reverse("reporting:contribution", args=[assignment.pk])).context["groups"]
    return {task.number: task for group in groups for task in group["tasks"]}


def test_the_home_says_of_each_objective_what_of_it_went_out(world, focal):
    fill(world, world.a, 8, 9)
    revision = submit_all(world, world.a, 8)
    tasks = tasks_of(focal, world.a)
    assert (tasks[8].state, tasks[8].facts) == ("submitted", ["In revision 1, not published"])
    assert (tasks[9].state, tasks[9].facts) == ("complete", [])

    publish_all(world, revision)
    tasks = tasks_of(focal, world.a)
    assert (tasks[8].state, tasks[8].facts) == ("published", ["In revision 1, published"])

    write(world, world.a, "progress", "Newer words", 8)
    tasks = tasks_of(focal, world.a)
    assert (tasks[8].state, tasks[8].facts) == ("complete", ["Changed since revision 1"])


def test_what_is_under_embargo_or_was_published_of_an_earlier_revision_is_not_called_published(world, focal):
    fill(world, world.a, 8)
    first = submit_all(world, world.a, 8)
    publish_all(world, first, embargo_until=timezone.now() + timedelta(days=3))
    assert tasks_of(focal, world.a)[8].state == "submitted"

    publish_all(world, first)
    fill(world, world.a, 9)
    submit_all(world, world.a, 8, 9)
    assert tasks_of(focal, world.a)[8].facts == ["In revision 2, not published"]
    page = focal.get(reverse("reporting:contribution", args=[world.a.pk])).text
    assert "Revision 1 is published for: Public." in page


def test_the_home_takes_the_same_number_of_queries_for_one_objective_submitted_and_for_three(
    world, focal, django_assert_num_queries
):
    for objectives in ([8], [8, 9, 10]):
        fill(world, world.a, *objectives)
        publish_all(world, submit_all(world, world.a, *objectives))
        with django_assert_num_queries(SEATED + 22):
            focal.get(reverse("reporting:contribution", args=[world.a.pk]))


def test_the_editor_says_what_went_out_and_who_sees_changes(world, focal):
    fill(world, world.a, 8)
    address = reverse("reporting:objective", args=[world.a.pk, 8])
    assert "only your team sees drafts" in focal.get(address).text

    publish_all(world, submit_all(world, world.a, 8))
    page = focal.get(address).text
    assert "In revision 1, published" in page
    assert "only your team sees changes until the next revision" in page

    write(world, world.a, "progress", "Newer words", 8)
    assert "Changed since revision 1" in focal.get(address).text


def test_the_list_of_revisions_leads_on_to_publication(world, focal):
    fill(world, world.a, 8)
    revision = submit_all(world, world.a, 8)
    address = reverse("reporting:revisions", args=[world.a.pk])
    assert "Decide who may read it" in focal.get(address).text

    publish_all(world, revision)
    assert "Decide who may read it" not in focal.get(address).text
    assert "Published for: Public" in focal.get(address).text


def test_an_explicit_word_instead_of_answers_counts_the_same_in_the_bar_and_in_the_list(world, focal):
    statement = answer_on(world.a, "reported", 8)
    save_marks(answer=statement, version=0, kind=AnswerKind.NOT_PRIORITY, by=world.focal_point)

    context = focal.get(reverse("reporting:contribution", args=[world.a.pk])).context

    tick = next(tick for group in context["ticks"] for tick in group.ticks if tick.number == 8)
    task = next(task for group in context["groups"] for task in group["tasks"] if task.number == 8)
    assert tick.words.endswith(": 3/3")
    assert (task.answered, task.asked) == (3, 3)


def test_no_change_is_explained_where_there_is_no_answer_of_a_last_cycle(world, focal):
    page = focal.get(reverse("reporting:objective", args=[world.a.pk, 8])).text
    assert "is offered where the last cycle holds an answer" in page


def test_the_editor_takes_the_same_number_of_queries_however_much_is_written(world, focal, django_assert_num_queries):
    address = reverse("reporting:objective", args=[world.a.pk, 8])
    for text in ("One", "Two words"):
        write(world, world.a, "progress", text, 8)
        with django_assert_num_queries(SEATED + 14):
            focal.get(address)


def test_a_save_answers_with_the_new_version_and_the_time(world, focal):
    answer = answer_on(world.a, "progress", 8)

    response = save(focal, answer, "A text")

    assert response.status_code == 200
    assert response.json()["version"] == 1
    assert text_of(world.a, "progress", 8).text == "A text"


def test_the_same_save_sent_twice_has_one_effect(world, focal):
    answer = answer_on(world.a, "progress", 8)
    save(focal, answer, "A text")

    again = save(focal, answer, "A text")

    assert (again.status_code, again.json()["version"]) == (200, 1)


def test_a_stale_save_gets_409_with_both_texts_and_changes_nothing(world, focal):
    answer = answer_on(world.a, "progress", 8)
    write(world, world.a, "progress", "Of a colleague", 8)

    response = save(focal, answer, "Mine", version=0)

    assert response.status_code == 409
    assert "Of a colleague" in response.json()["html"]
    assert "Mine" in response.json()["html"]
    assert text_of(world.a, "progress", 8).text == "Of a colleague"


def test_a_text_of_200_000_words_is_refused_in_words_and_not_cut(world, focal):
    response = save(focal, answer_on(world.a, "progress", 8), "word " * 200_000)

    assert response.status_code == 422
    assert "still in the box" in response.json()["errors"][0]
    assert text_of(world.a, "progress", 8).text == ""


def test_nul_bytes_and_word_markup_are_taken_out_and_the_words_kept(world, focal):
    save(focal, answer_on(world.a, "progress", 8), '<p class="MsoNormal">Un\x00 texto<o:p></o:p></p>')

    assert text_of(world.a, "progress", 8).text == "Un texto"


def test_a_closed_call_refuses_with_423_and_says_so(world, focal):
    close_call(call=world.call, by=world.secretariat)

    response = save(focal, answer_on(world.a, "progress", 8), "Late")

    assert response.status_code == 423
    assert "closed" in response.json()["reason"]


def test_an_unknown_language_and_another_countrys_answer_do_not_exist(world, focal):
    assert save(focal, answer_on(world.a, "progress", 8), "x", language="fr").status_code == 404
    assert save(focal, answer_on(world.b, "progress", 8), "x").status_code == 404


def test_a_logged_out_save_is_told_where_to_log_in(world, client):
    response = save(client, answer_on(world.a, "progress", 8), "x")

    assert (response.status_code, "login" in response.json()["login"]) == (401, True)


def test_a_membership_that_ended_in_mid_session_ends_the_seat_with_the_next_request(world, focal):
    membership = world.focal_point.membership
    membership.ends = membership.starts
    membership.save()

    response = save(focal, answer_on(world.a, "progress", 8), "x")

    assert response.status_code == 403
    assert "ended" in response.json()["reason"]


def test_without_javascript_each_answer_is_saved_alone_and_a_conflict_loses_neither(world, focal):
    progress, challenges = answer_on(world.a, "progress", 8), answer_on(world.a, "challenges", 8)
    write(world, world.a, "progress", "Of a colleague", 8)
    address = reverse("reporting:objective", args=[world.a.pk, 8])

    response = focal.post(
        address,
        {
            f"text-{progress.pk}-en": "Mine",
            f"was-{progress.pk}-en": "",
            f"version-{progress.pk}-en": "0",
            f"text-{challenges.pk}-en": "Saved all the same",
            f"was-{challenges.pk}-en": "",
            f"version-{challenges.pk}-en": "0",
        },
    )

    assert response.status_code == 409
    page = response.content.decode()
    assert "Mine" in page
    assert "Of a colleague" in page
    assert text_of(world.a, "challenges", 8).text == "Saved all the same"


def test_without_javascript_marks_are_saved_and_the_next_objective_follows(world, focal):
    statement, tags = answer_on(world.a, "reported", 8), answer_on(world.a, "challenge_tags", 8)

    response = focal.post(
        reverse("reporting:objective", args=[world.a.pk, 8]),
        {
            f"marks-{statement.pk}": ["kind", "ready"],
            f"kind-{statement.pk}": "not_priority",
            f"version-{statement.pk}": "0",
            f"marks-{tags.pk}": "choices",
            f"choices-{tags.pk}": ["data_gap", "human_resources"],
            f"version-{tags.pk}": "0",
        },
    )

    assert response.status_code == 302
    assert "/objectives/9/" in response["Location"]
    statement.refresh_from_db()
    tags.refresh_from_db()
    assert statement.kind == "not_priority"
    assert tags.choices == ["human_resources", "data_gap"]


def test_a_contributor_proposes_on_given_objectives_only_and_the_focal_point_takes(world, focal, client_of):
    delegate(assignment=world.a, user=world.contributor.user, objectives=[8], by=world.focal_point)
    contributor = client_of(world.contributor)

    assert save(contributor, answer_on(world.a, "progress", 8), "Proposed").status_code == 200
    assert save(contributor, answer_on(world.a, "progress", 9), "Not mine").status_code == 403
    assert text_of(world.a, "progress", 8).text == ""

    proposal = Proposal.objects.get()
    assert "Proposed" in focal.get(reverse("reporting:objective", args=[world.a.pk, 8])).content.decode()
    focal.post(reverse("reporting:proposal", args=[proposal.pk]), {"act": "take", "version": 0})
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.TAKEN
    assert text_of(world.a, "progress", 8).text == "Proposed"


def test_a_translator_writes_only_the_other_language(world, client_of):
    write(world, world.a, "progress", "Source", 8)
    translator = client_of(world.translator)

    assert save(translator, answer_on(world.a, "progress", 8), "Traducción", language="es").status_code == 200
    assert save(translator, answer_on(world.a, "progress", 8), "Changed", version=1).status_code == 403


def test_items_are_added_with_what_they_need_and_refused_with_words(world, focal):
    answer = answer_on(world.a, "figures", 8)
    address = reverse("reporting:item-add", args=[answer.pk])

    response = focal.post(address, {"label_en": "Searches", "value": "12"}, follow=True)
    assert "source" in response.content.decode()
    assert not AnswerItem.objects.exists()

    focal.post(address, {"label_en": "Searches", "value": "12", "source": "Registry"})
    assert AnswerItem.objects.get().data["value"] == "12"


def png(width, height):
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("virus.exe", b"MZ\x90\x00", "This kind of file is not taken"),
        ("fake.pdf", b"<html>", "This kind of file is not taken"),
        ("broken.docx", b"PK\x03\x04rubbish", "damaged"),
        ("huge.png", png(7200, 7200), "megapixels"),
        ("large.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024), "larger than 10 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(world, focal, name, content, words):
    answer = answer_on(world.a, "evidence", 8)

    response = focal.post(
        reverse("reporting:item-add", args=[answer.pk]),
        {"title": "Protocol", "file": SimpleUploadedFile(name, content)},
        follow=True,
    )

    assert words in response.content.decode()
    assert not Attachment.objects.exists()


def test_a_good_file_is_kept_made_anew_and_read_by_the_own_country_only(world, focal, client_of):
    answer = answer_on(world.a, "evidence", 8)
    upload = SimpleUploadedFile("../../map.png", png(20, 20))
    focal.post(reverse("reporting:item-add", args=[answer.pk]), {"title": "Map", "file": upload})
    attachment = Attachment.objects.get()

    address = reverse("reporting:attachment", args=[attachment.pk])
    assert attachment.name == "map.png"
    response = focal.get(address)
    assert (response.status_code, response["Content-Security-Policy"]) == (200, "sandbox")
    assert client_of(world.other_focal_point).get(address).status_code == 404


def test_from_the_check_page_to_the_receipt(world, focal, client_of):
    fill(world, world.a, 8)
    check = reverse("reporting:check", args=[world.a.pk])

    page = focal.get(check)
    assert page.context["count"] == 1
    focal.post(check, {"act": "ask", "objective": "8"})
    clearance = world.a.rounds.get()
    act = reverse("reporting:clearance-act", args=[world.a.pk, clearance.pk])
    client_of(world.clearer).post(act, {"act": "clear"})
    focal.post(act, {"act": "submit"})
    focal.post(act, {"act": "submit"})

    world.a.refresh_from_db()
    assert world.a.status == AssignmentStatus.SUBMITTED
    assert world.a.revisions.count() == 1
    receipt = Edition.objects.get()
    assert "left out" not in json.dumps(receipt.blocks)
    assert RenderJob.objects.count() == 2


def test_a_warning_needs_a_reason_and_the_reason_stays_in_the_box(world, focal):
    write(world, world.a, "progress", "Only progress", 8)
    check = reverse("reporting:check", args=[world.a.pk])

    response = focal.post(check, {"act": "ask", "objective": "8"})

    assert response.status_code == 422
    assert "still to be filled" in response.text
    key = response.context["warnings"][0][0].key
    reasons = {f"reason:{finding.key}": "Next time" for finding, *_rest in response.context["warnings"]}
    assert key in str(reasons)
    focal.post(check, {"act": "ask", "objective": "8", **reasons})
    assert world.a.rounds.get().warnings[0]["reason"] == "Next time"


def test_what_else_stands_in_the_way_is_said_even_beside_empty_boxes(world, focal):
    write(world, world.a, "progress", "Only progress", 8)

    page = focal.post(reverse("reporting:check", args=[world.a.pk]), {"act": "ask", "objective": "5"}).text
    assert "choose at least one objective that says something" in page


def test_publication_is_chosen_by_the_country_and_can_be_stopped(world, focal):
    fill(world, world.a, 8)
    submit_all(world, world.a, 8)
    address = reverse("reporting:publication", args=[world.a.pk])

    focal.post(address, {"act": "publish", "audience": "observers"})
    assert Publication.objects.in_force().get().audience == "observers"
    focal.post(address, {"act": "stop", "note_en": "Under review"})
    assert not Publication.objects.in_force().exists()


def test_history_tells_versions_with_what_changed(world, focal):
    write(world, world.a, "progress", "First words", 8)
    write(world, world.a, "progress", "Second words", 8)
    answer = answer_on(world.a, "progress", 8)

    page = focal.get(reverse("reporting:answer-history", args=[answer.pk, "en"]))

    assert page.context["versions"][0]["text"] == "Second words"


def test_the_trail_is_the_countrys_and_says_that_it_is_whole(world, focal):
    fill(world, world.a, 8)
    submit_all(world, world.a, 8)

    page = focal.get(reverse("reporting:trail", args=[world.a.pk])).content.decode()

    assert "submitted a revision" in page
    assert "none was changed or removed" in page
    assert f"{world.focal_point.user.name}, Focal point" in page
    assert "focal_point" not in page


def test_the_whole_report_is_chosen_at_first_only_where_something_was_said_of_it(world, focal):
    fill(world, world.a, 8)
    check = reverse("reporting:check", args=[world.a.pk])

    assert not focal.get(check).context["whole"]
    write(world, world.a, "institutions", "An office", None)
    assert focal.get(check).context["whole"]


def test_at_first_what_is_finished_or_was_submitted_is_chosen_and_nothing_half_written(world, focal):
    fill(world, world.a, 8, 9)
    write(world, world.a, "progress", "Begun", 10)
    check = reverse("reporting:check", args=[world.a.pk])
    assert chosen_on(focal, check) == [8, 9]

    write(world, world.a, "challenges", "", 9)
    submit_all(world, world.a, 9)
    assert chosen_on(focal, check) == [8, 9]


def test_while_a_clearance_runs_its_own_choice_is_shown_and_once_cleared_the_way_to_submit(world, focal):
    fill(world, world.a, 8, 9)
    check, home = (reverse(f"reporting:{name}", args=[world.a.pk]) for name in ("check", "contribution"))
    clearance = ask_clearance(
        assignment=world.a, objectives=[8], includes_whole=False, what_changed="", reasons={}, by=world.focal_point
    )
    assert chosen_on(focal, check) == [8]
    assert "A clearance is under way." in focal.get(check).text

    sign(clearance=clearance, cleared=True, remark="", by=world.clearer)
    for page in (focal.get(check).text, focal.get(home).text):
        assert "Cleared. It leaves your country only when a focal point submits it." in page
        assert "Go to submission" in page
    assert "A clearance is under way." not in focal.get(check).text
    write(world, world.a, "progress", "Words after the last signature", 8)
    assert "Cleared. It leaves" not in focal.get(check).text


def chosen_on(client, check):
    return [row["objective"].number for row in client.get(check).context["rows"] if row["chosen"]]
