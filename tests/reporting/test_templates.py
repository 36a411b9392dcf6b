"""Templates in the browser: drafts, the map of codes, the freeze, files, rehearsals."""

import json
import re
from copy import deepcopy
from datetime import timedelta

import pgtrigger
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import InternalError, transaction
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Country
from common.errors import Conflict, Refused
from notices.models import Notice
from publications.actions import create_document
from publications.enums import DocumentKind
from reporting import notify
from reporting.actions import templates as actions
from reporting.actions.answers import save_item, save_text
from reporting.actions.cycles import create_call
from reporting.actions.rehearsal import rehearse
from reporting.actions.reminders import add_reminder, send_reminders
from reporting.actions.report import start_report
from reporting.documents.quotations import country_quotation
from reporting.enums import QuestionType, ReportPlace, Scope
from reporting.models import (
    Answer,
    Call,
    Cycle,
    Publication,
    Question,
    Reminder,
    Report,
    Section,
    Template,
    TemplateVersion,
)
from reporting.queries.report import material
from reporting.queries.workspace import last_cycle
from reporting.templatefile import FileProblems, as_file, as_value, read_file
from tests.counts import SEATED
from tests.factories import fill, make_seat, publish_all, submit_all, text_of, write
from tests.factories.work import answer_on, start_next_cycle

QUESTION = {
    "code": "lessons", "type": QuestionType.TEXT, "label_en": "Lessons", "label_es": "Lecciones", "help_en": "",
    "help_es": "", "word_limit": 100, "item_limit": None, "is_core": False, "place": ReportPlace.QUOTED, "choices": [],
}  # fmt: skip


@pytest.fixture
def frozen(world):
    return world.call.template_version


@pytest.fixture
def draft(world, frozen):
    """Version 2, a copy of the one in use."""
    return actions.next_version(template=frozen.template, by=world.secretariat)


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


def asked(version, code):
    return Question.objects.select_related("section__version__template").get(section__version=version, code=code)


def rename(world, version, code, new):
    row = asked(version, code)
    fields = {name: getattr(row, name) for name in QUESTION} | {"code": new}
    actions.save_question(section=row.section, question=row, fields=fields, saves=row.saves, by=world.secretariat)
    version.refresh_from_db()


def test_the_next_version_asks_what_the_last_one_asks(frozen, draft):
    assert draft.number == 2
    assert not draft.is_frozen
    assert as_value(draft)["sections"] == as_value(frozen)["sections"]


def test_there_is_one_draft_at_a_time(world, draft):
    with pytest.raises(Refused, match="already"):
        actions.next_version(template=draft.template, by=world.secretariat)


@pytest.mark.parametrize("change", ["version", "section", "question", "new question", "question away", "thawed"])
def test_the_database_refuses_every_change_of_a_frozen_version(frozen, change):
    question = asked(frozen, "support")
    acts = {
        "version": lambda: TemplateVersion.objects.filter(pk=frozen.pk).update(moved={"a": "b"}),
        "section": lambda: Section.objects.filter(version=frozen).update(title_en="Other"),
        "question": lambda: Question.objects.filter(pk=question.pk).update(label_en="Other"),
        "new question": lambda: Question.objects.create(section=question.section, order=99, **QUESTION),
        "question away": lambda: Question.objects.filter(code="evidence").delete(),
        "thawed": lambda: TemplateVersion.objects.filter(pk=frozen.pk).update(published_at=None),
    }
    Answer.objects.filter(question__code="evidence").delete()
    with pytest.raises(InternalError), transaction.atomic():
        acts[change]()


def test_rules_refuse_it_in_words(world, frozen):
    row = asked(frozen, "support")
    with pytest.raises(Refused, match="never changes"):
        actions.save_question(section=row.section, question=row, fields=QUESTION, saves=0, by=world.secretariat)
    with pytest.raises(Refused, match="never changes"):
        actions.remove_part(part=row, by=world.secretariat)


@pytest.mark.parametrize("seat", ["presidency", "focal_point", "observer"])
def test_only_the_secretariat_keeps_templates(world, draft, seat):
    with pytest.raises(PermissionDenied):
        actions.freeze(version=draft, by=getattr(world, seat))


def test_a_new_code_is_noted_in_the_map_and_follows_a_second_one(world, draft):
    rename(world, draft, "support", "assistance")
    assert draft.moved == {"support": "assistance"}

    rename(world, draft, "assistance", "help")
    assert draft.moved == {"support": "help"}

    rename(world, draft, "help", "support")
    assert draft.moved == {}


def test_a_question_taken_out_leaves_the_map(world, draft):
    rename(world, draft, "support", "assistance")
    actions.remove_part(part=asked(draft, "assistance"), by=world.secretariat)
    draft.refresh_from_db()

    assert draft.moved == {}


def test_the_map_joins_a_code_that_is_gone_with_a_new_one_of_the_same_kind_only(world, draft):
    section = asked(draft, "support").section
    actions.remove_part(part=asked(draft, "support"), by=world.secretariat)
    actions.save_question(section=section, question=None, fields=QUESTION, saves=0, by=world.secretariat)
    for wrong in ({"support": "progress"}, {"progress": "lessons"}, {"support": "nothing"}):
        with pytest.raises(Refused):
            actions.save_map(version=draft, moved=wrong, by=world.secretariat)

    actions.save_map(version=draft, moved={"support": "lessons"}, by=world.secretariat)
    assert TemplateVersion.objects.get(pk=draft.pk).moved == {"support": "lessons"}


def test_the_last_cycle_is_found_under_the_code_of_now(world, draft):
    """A country that answered version 1 starts version 2 from it, though the question has another code."""
    fill(world, world.a, 8)
    rename(world, draft, "progress", "advances")
    actions.freeze(version=draft, by=world.secretariat)
    assignment = start_next_cycle(world)
    Call.objects.filter(pk=assignment.call_id).update(template_version=draft)
    assignment = (
        type(assignment)
        .objects.select_related("call__cycle", "call__template_version", "country")
        .get(pk=assignment.pk)
    )

    found = last_cycle(assignment)

    assert ("advances", 8) in found
    assert ("progress", 8) not in found
    assert found["advances", 8]["texts"]["en"]["text"].startswith("Country A progress 8")


def test_a_frozen_version_can_be_asked_and_a_draft_cannot(world, draft):
    due = {"cycle": world.cycle, "scheme": world.scheme, "due_at": world.call.due_at, "by": world.secretariat}
    with pytest.raises(Refused):
        create_call(template_version=draft, **due)

    actions.freeze(version=draft, by=world.secretariat)
    assert create_call(template_version=draft, **due).template_version == draft


def test_what_asks_nothing_is_not_frozen(world):
    version = actions.create_template(
        code="empty", audience="members", name_en="Empty", name_es="Vacía", by=world.secretariat
    )
    with pytest.raises(Refused, match="asks nothing"):
        actions.freeze(version=version, by=world.secretariat)


def test_a_stale_save_is_told_and_nothing_is_written(world, draft):
    row = asked(draft, "support")
    actions.save_question(
        section=row.section, question=row, fields=QUESTION | {"label_en": "First"}, saves=0, by=world.secretariat
    )
    with pytest.raises(Conflict) as clash:
        actions.save_question(
            section=row.section, question=row, fields=QUESTION | {"label_en": "Second"}, saves=0, by=world.secretariat
        )
    assert clash.value.stored["label_en"] == "First"


def test_parts_move_and_stay_at_the_ends(world, draft):
    codes = lambda: [q.code for q in asked(draft, "support").section.questions.all()]  # noqa: E731
    before = codes()
    actions.move_part(part=asked(draft, before[0]), up=True, by=world.secretariat)
    assert codes() == before

    actions.move_part(part=asked(draft, before[0]), up=False, by=world.secretariat)
    assert codes() == [before[1], before[0], *before[2:]]


# The file


def test_a_file_brings_back_exactly_what_went_out(world, frozen, draft):
    rename(world, draft, "support", "assistance")
    actions.freeze(version=draft, by=world.secretariat)

    again = actions.import_version(value=read_file(as_file(draft).encode()), by=world.secretariat)

    assert again.number == 3
    assert as_value(again)["sections"] == as_value(draft)["sections"]


def test_a_file_takes_the_place_of_a_draft_and_keeps_its_questions_by_code(world, draft):
    value = as_value(draft)
    value["sections"][0]["questions"][1]["label"]["en"] = "Advances"
    value["sections"][0]["questions"].pop()
    kept = asked(draft, "progress")

    again = actions.import_version(value=read_file(json.dumps(value).encode()), by=world.secretariat)

    assert again == draft
    assert asked(draft, "progress").pk == kept.pk
    assert asked(draft, "progress").label_en == "Advances"
    assert not Question.objects.filter(section__version=draft, code="evidence").exists()


WRONG = [
    (lambda v: v.update(format="other"), "format"),
    (lambda v: v.pop("name"), "name.en"),
    (lambda v: v["sections"][0].update(scope="nowhere"), "sections[1].scope"),
    (lambda v: v["sections"][0]["questions"][1]["label"].update(es=""), "sections[1].questions[2].label.es"),
    (lambda v: v["sections"][0]["questions"][1].update(type="level"), "sections[1].questions[2].type"),
    (lambda v: v["sections"][0]["questions"][2].update(code="progress"), "sections[1].questions[3].code"),
    (lambda v: v["sections"][0]["questions"][0].update(colour="red"), "sections[1].questions[1].colour"),
    (lambda v: v["sections"][0]["questions"][3].update(choices=[]), "sections[1].questions[4].choices"),
    (lambda v: v["sections"][0]["questions"][3]["choices"][1].pop("es"), "sections[1].questions[4].choices"),
    (lambda v: v["sections"][0]["questions"][1].update(word_limit=-5), "sections[1].questions[2].word_limit"),
    (lambda v: v["sections"][1]["questions"][0].update(type="statement"), "sections[2].questions[1].type"),
    (lambda v: v.update(sections={}), "sections"),
    (lambda v: v["sections"].append("text"), "sections[3]"),
    (lambda v: v["sections"][1].update(code="objective"), "sections[2].code"),
    (lambda v: v.update(moved={"old": "nowhere"}), "moved.old"),
    (lambda v: v.update(moved=["old"]), "moved"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "place"), WRONG)
def test_what_is_wrong_with_a_file_is_said_with_its_place(draft, spoil, place):
    value = deepcopy(as_value(draft))
    spoil(value)
    with pytest.raises(FileProblems) as found:
        read_file(json.dumps(value).encode())

    assert place in [where for where, _words in found.value.problems]
    assert all(words for _where, words in found.value.problems)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'{"format": "rcm-template",\n "code": }', "line 2, character 10"),
        (b"\xff\xfe\x00", ""),
        (b"[" * 100_000, ""),
        (b'"' + b"x" * (1024 * 1024) + b'"', ""),
        (b"[1, 2]", ""),
        (b"PK\x03\x04", "line 1, character 1"),
    ],
)
def test_what_is_no_template_file_is_refused(db, content, place):
    with pytest.raises(FileProblems) as found:
        read_file(content)
    assert found.value.problems[0][0] == place


def test_a_name_that_stands_twice_is_told(draft):
    text = as_file(draft).replace('"number": 2,', '"number": 2, "number": 3,')
    with pytest.raises(FileProblems) as found:
        read_file(text.encode())
    assert found.value.problems[0][0] == "number (2)"


# The rehearsal


@pytest.fixture
def rehearsal(world, draft):
    call, membership = rehearse(version=draft, by=world.secretariat)
    seat = type(world.secretariat)(user=world.secretariat.user, membership=membership)
    return call.assignments.get(), seat


def write_in(rehearsal, code="progress"):
    assignment, seat = rehearsal
    row = text_of(assignment, code, 8)
    save_text(answer=row.answer, language="en", text="Tried zq-rehearsal", version=row.version, by=seat)


def submitted(world, rehearsal):
    assignment, seat = rehearsal
    write_in(rehearsal)
    world.seats["focal_point_z"] = world.seats["clearer_z"] = seat
    return submit_all(world, assignment, 8)


def test_the_secretariat_tries_a_draft_in_the_workspace_of_no_country(world, client_of, rehearsal):
    assignment, seat = rehearsal
    write_in(rehearsal)
    page = client_of(seat).get(reverse("reporting:objective", args=[assignment.pk, 8])).text

    assert "Tried zq-rehearsal" in page
    assert "rehearsal" in page
    assert assignment.country not in Country.objects.all()
    assert not seat.is_member


def test_a_rehearsal_follows_what_the_draft_asks(world, draft, rehearsal):
    assignment, _seat = rehearsal
    write_in(rehearsal)
    section = asked(draft, "support").section
    actions.save_question(section=section, question=None, fields=QUESTION, saves=0, by=world.secretariat)
    actions.remove_part(part=asked(draft, "evidence"), by=world.secretariat)

    codes = list(assignment.answers.filter(objective=8).values_list("question__code", flat=True))
    assert "lessons" in codes
    assert "evidence" not in codes
    assert text_of(assignment, "progress", 8).text == "Tried zq-rehearsal"


def test_rules_and_database_refuse_to_publish_a_rehearsal(world, rehearsal):
    revision = submitted(world, rehearsal)
    with pytest.raises(PermissionDenied, match="rehearsal"):
        publish_all(world, revision)
    cycle = revision.assignment.call.cycle
    with pytest.raises(Refused, match="rehearsal"):
        start_report(cycle=cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    rows = {"assignment": revision.assignment, "revision": revision, "published_by": world.secretariat.user}
    with pytest.raises(InternalError), transaction.atomic():
        Publication.objects.create(audience="public", **rows)
    with pytest.raises(InternalError), transaction.atomic():
        Cycle.objects.filter(pk=cycle.pk).update(is_rehearsal=False)
    report = Report(cycle=cycle, scheme=world.scheme, document=_document(world), title_en="R", title_es="R")
    with pytest.raises(InternalError), transaction.atomic():
        report.save()


def _document(world):
    return create_document(
        kind=DocumentKind.REGIONAL_REPORT, title_en="R", title_es="R", symbol="X", by=world.secretariat
    )


PUBLIC = (
    "/en/", "/en/cycles/", "/en/countries/", "/en/search/?q=zq-rehearsal", "/api/v1/cycles", "/api/v1/calls",
    "/api/v1/countries", "/en/reports/", "/en/practices/", "/en/figures/",
)  # fmt: skip


def test_a_rehearsal_is_on_no_public_page_and_in_no_interface(world, client, client_of, rehearsal):
    revision = submitted(world, rehearsal)
    code = revision.assignment.call.cycle.code
    for address in PUBLIC:
        for reader in (client, client_of(world.secretariat)):
            answer = reader.get(address)
            assert answer.status_code == 200, address
            assert [word for word in ("Tried", code, "ZZZ", "Rehearsal") if word in answer.text] == [], address


def test_a_rehearsal_ends_with_the_freeze_and_so_do_the_seats_in_it(world, draft, rehearsal):
    assignment, seat = rehearsal
    write_in(rehearsal)

    actions.freeze(version=draft, by=world.secretariat)

    seat.membership.refresh_from_db()
    assert seat.membership.ended_at is not None
    assert not Call.objects.get(pk=assignment.call_id).is_open
    assert text_of(assignment, "progress", 8).text == "Tried zq-rehearsal"
    again, membership = rehearse(version=draft, by=world.secretariat)
    assert again.pk == assignment.call_id
    assert again.is_open
    assert membership.pk != seat.membership.pk


def test_who_tries_two_forms_gets_up_with_the_second(world, desk, frozen, draft, rehearsal):
    _assignment, seat = rehearsal
    rehearse(version=frozen, by=world.secretariat)

    desk.post(reverse("reporting:template-act", args=[draft.pk]), {"act": "end"})
    seat.membership.refresh_from_db()
    assert seat.membership.ended_at is None

    desk.post(reverse("reporting:template-act", args=[frozen.pk]), {"act": "end"})
    seat.membership.refresh_from_db()
    assert seat.membership.ended_at is not None


def test_a_rehearsed_draft_is_not_thrown_away(world, desk, draft, rehearsal):
    with pytest.raises(Refused, match="rehearsal"):
        actions.discard(version=draft, by=world.secretariat)
    page = desk.get(reverse("reporting:template", args=[draft.pk])).text
    assert 'value="discard"' not in page
    assert "It was tried in a rehearsal, which keeps it." in page


def test_a_draft_nobody_tried_can_be_thrown_away(world, draft):
    actions.discard(version=draft, by=world.secretariat)
    assert Template.objects.get(pk=draft.template_id).versions.count() == 1


# Pages


def test_a_question_is_written_moved_and_frozen_in_the_browser(world, desk, draft):
    section = asked(draft, "support").section
    posted = QUESTION | {"choices_text": "", "item_limit": ""}
    answer = desk.post(reverse("reporting:question-new", args=[section.pk]), posted)
    row = asked(draft, "lessons")
    assert answer.url.endswith(f"#q-{row.pk}")

    desk.post(reverse("reporting:question-act", args=[row.pk]), {"act": "up"})
    desk.post(reverse("reporting:template-act", args=[draft.pk]), {"act": "freeze"})
    draft.refresh_from_db()
    assert draft.is_frozen
    assert desk.post(reverse("reporting:question", args=[row.pk]), posted).status_code == 422


def test_a_stale_page_gets_both_texts(world, desk, draft):
    row = asked(draft, "support")
    address = reverse("reporting:question", args=[row.pk])
    posted = {name: "" if value is None else value for name, value in QUESTION.items()} | {"choices_text": ""}
    desk.post(address, posted | {"label_en": "First wording", "saves": "0"})

    answer = desk.post(address, posted | {"label_en": "Second wording", "saves": "0"})

    assert answer.status_code == 409
    assert "First wording" in answer.text
    assert "Second wording" in answer.text
    assert desk.post(address, posted | {"label_en": "Second wording", "saves": "1"}).status_code == 302


def test_both_languages_are_seen_side_by_side(desk, draft):
    page = desk.get(reverse("reporting:template-preview", args=[draft.pk])).text
    assert "Progress" in page
    assert "Progress (es)" in page
    assert "Prefiere no informar" in page


def test_the_map_is_edited_in_the_browser(world, desk, draft):
    section = asked(draft, "support").section
    actions.remove_part(part=asked(draft, "support"), by=world.secretariat)
    actions.save_question(section=section, question=None, fields=QUESTION, saves=0, by=world.secretariat)

    desk.post(reverse("reporting:template-map", args=[draft.pk]), {"support": "lessons"})

    draft.refresh_from_db()
    assert draft.moved == {"support": "lessons"}


def test_the_map_says_which_version_was_before_and_which_is_now(world, desk, draft):
    section = asked(draft, "support").section
    actions.remove_part(part=asked(draft, "support"), by=world.secretariat)
    actions.save_question(section=section, question=None, fields=QUESTION, saves=0, by=world.secretariat)
    page = reverse("reporting:template-map", args=[draft.pk])

    def columns(language):
        heads = re.findall(r'<th scope="col">([^<]+)</th>', desk.get(page.replace("/en/", f"/{language}/")).text)
        return [head for head in heads if "vers" in head]

    assert columns("en") == ["Before: version 1", "Now: version 2"]
    assert columns("es") == ["Antes: versión 1", "Ahora: versión 2"]
    actions.save_map(version=draft, moved={"support": "lessons"}, by=world.secretariat)
    actions.freeze(version=draft, by=world.secretariat)
    assert columns("en") == ["Before: version 1", "Now: version 2"]
    assert re.search(r"<code>support</code>: Support</th>.*?<code>lessons</code>: Lessons</td>", desk.get(page).text)


def test_the_first_version_has_no_map(desk, frozen):
    page = desk.get(reverse("reporting:template-map", args=[frozen.pk])).text

    assert "This is the first version" in page
    assert "Before: version" not in page


def test_a_file_goes_out_and_comes_back_in_the_browser(desk, draft, tmp_path):
    content = desk.get(reverse("reporting:template-file", args=[draft.pk])).content
    path = tmp_path / "t.json"
    path.write_bytes(content.replace(b'"Support"', b'"Assistance"'))
    with path.open("rb") as file:
        answer = desk.post(reverse("reporting:template-import"), {"file": file})
    assert answer.url == reverse("reporting:template", args=[draft.pk])
    assert asked(draft, "support").label_en == "Assistance"

    path.write_bytes(b"{")
    with path.open("rb") as file:
        answer = desk.post(reverse("reporting:template-import"), {"file": file})
    assert answer.status_code == 422
    assert "line 1, character 2" in answer.text


def test_trying_a_draft_leads_into_the_workspace(world, desk, draft):
    answer = desk.post(reverse("reporting:template-act", args=[draft.pk]), {"act": "rehearse"}, follow=True)

    assert answer.status_code == 200
    assert "This is a rehearsal" in answer.text
    assert list(Call.objects.filter(cycle__is_rehearsal=True).values_list("template_version", flat=True)) == [draft.pk]


def test_a_question_that_is_not_printed_stays_out_of_the_report(world, frozen):
    fill(world, world.a, 8, marker="zq-printed")
    publish_all(world, submit_all(world, world.a, 8))
    report = start_report(cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    with pgtrigger.ignore("reporting.Question:frozen"):
        Question.objects.filter(code="challenges").update(place=ReportPlace.NOWHERE)
    m = material(report, list(report.blocks.all()))
    printed = str(country_quotation(m.contributions[0], 8, m, "en"))

    assert "progress 8 zq-printed" in printed
    assert "challenges 8 zq-printed" not in printed


@pytest.mark.parametrize(("written", "note"), [(("progress", "challenges"), "Support: "), ((), "")])
def test_a_text_that_stands_in_the_other_language_alone_is_named_among_others(world, written, note):
    for code in written:
        write(world, world.a, code, "In English", 8)
    write(world, world.a, "support", "Solo en español", 8, "es")
    publish_all(world, submit_all(world, world.a, 8))
    report = start_report(cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    m = material(report, list(report.blocks.all()))

    quotation = country_quotation(m.contributions[0], 8, m, "en")
    assert quotation.note == f"{note}Original in Spanish; no English version."


def test_an_item_that_stands_in_the_other_language_alone_is_marked_by_itself(world):
    write(world, world.a, "progress", "In English", 8)
    for words in ({"label_es": "Búsquedas atendidas"}, {"label_en": "Schools", "label_es": "Escuelas"}):
        figure = {**words, "value": "4", "source": "Registro"}
        save_item(answer=answer_on(world.a, "figures", 8), data=figure, by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8))
    report = start_report(cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", by=world.secretariat)
    m = material(report, list(report.blocks.all()))

    said = [str(country_quotation(m.contributions[0], 8, m, language)) for language in ("en", "es")]
    assert "[Original in Spanish; no English version.]" in said[0]
    assert said[0].count("no English version") == 1
    assert "Original in" not in said[0].partition("Schools")[2]
    assert "no English version" not in said[1]


def test_pages_cost_the_same_for_one_version_and_for_three(world, desk, frozen, django_assert_num_queries):
    def look():
        with django_assert_num_queries(SEATED + 4):
            desk.get(reverse("reporting:template-list"))

    look()
    for _number in (2, 3):
        actions.freeze(
            version=actions.next_version(template=frozen.template, by=world.secretariat), by=world.secretariat
        )
    look()
    with django_assert_num_queries(SEATED + 6):
        desk.get(reverse("reporting:template", args=[frozen.pk]))


def test_a_section_asked_once_cannot_ask_for_each_objective_in_a_questionnaire(world, desk):
    version = actions.create_template(
        code="stakeholders", audience="stakeholders", name_en="S", name_es="S", by=world.secretariat
    )
    posted = {"code": "a", "scope": Scope.OBJECTIVE, "title_en": "A", "title_es": "A"}
    answer = desk.post(reverse("reporting:section-new", args=[version.pk]), posted)

    assert answer.status_code == 422
    assert "asks once" in answer.text


def test_of_a_rehearsal_nobody_is_told_and_nobody_is_reminded(world, rehearsal):
    make_seat(Role.SECRETARIAT, hat=world.secretariat.membership.hat)
    assignment, seat = rehearsal
    revision = submitted(world, rehearsal)
    notify.submitted(revision, by=seat)
    other = make_seat(Role.FOCAL_POINT, country=assignment.country)
    notify.acknowledged(revision, by=world.secretariat)
    assert other.country.is_rehearsal
    assert not Notice.objects.exists()
    call, fields = assignment.call, {"roles": ["focal_point"], "words_en": "", "words_es": "", "to_everybody": True}
    with pytest.raises(Refused, match="rehearsal"):
        add_reminder(call=call, days=-5, statuses=["invited"], by=world.secretariat, **fields)
    Reminder.objects.create(call=call, days=-5, roles=["focal_point"], statuses=["submitted"], created_by=seat.user)
    with time_machine.travel(call.due_at - timedelta(days=4)):
        assert send_reminders() == 0


def test_a_preview_shows_help_that_is_written_in_one_language_only(world, desk, draft):
    question = asked(draft, "support")
    type(question).objects.filter(pk=question.pk).update(help_en="", help_es="zq-ayuda")

    assert "zq-ayuda" in desk.get(reverse("reporting:template-preview", args=[draft.pk])).text
