"""The country's own trail: narrowed, taken away as a file, and true about the way the text came."""

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEvent
from reporting.actions.cycles import state_intention
from reporting.models import IncomingFile
from reporting.trail import note
from tests.counts import SEATED
from tests.factories import fill, submit_all, write
from tests.reporting.offline.samples import answered, excel_form, in_excel, in_word, typed, word_form


@pytest.fixture
def focal(world, client_of):
    return client_of(world.focal_point)


@pytest.fixture
def page(world):
    return reverse("reporting:trail", args=[world.a.pk])


def file_of(world, form):
    return reverse("reporting:trail-file", args=[world.a.pk, form])


def acts(page):
    return [event.action for event, *_words in page.context["events"]]


@pytest.fixture
def trail(world):
    """Invited by the Secretariat, acknowledged by the focal point, then submitted."""
    state_intention(assignment=world.a, intention="acknowledged", remark="", by=world.focal_point)
    fill(world, world.a, 8)
    return submit_all(world, world.a, 8)


def test_the_trail_is_narrowed_by_act_person_channel_and_day(world, focal, page, trail):
    who = str(world.secretariat.user.pk)

    assert acts(focal.get(page, {"act": "invited"})) == ["invited"]
    assert acts(focal.get(page, {"who": who})) == ["invited"]
    assert acts(focal.get(page, {"channel": "word"})) == []
    assert acts(focal.get(page, {"since": "2999-01-01"})) == []
    assert acts(focal.get(page, {"until": "2999-01-01"})) == acts(focal.get(page))


def test_a_filter_that_cannot_be_read_is_left_out_and_named(focal, page, trail):
    shown = focal.get(page, {"since": "yesterday"})

    assert "submitted" in acts(shown)
    assert "could not read this filter" in shown.content.decode()


def test_the_file_has_the_words_of_both_languages_and_the_hashes(world, focal, trail):
    response = focal.get(file_of(world, "csv"))
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    event = AuditEvent.objects.filter(chain=world.a.chain).latest("number")

    assert response["Content-Disposition"] == 'attachment; filename="XXA-demo-trail.csv"'
    assert (rows[0]["action_en"], rows[0]["action_es"]) == ("submitted a revision", "envió una revisión")
    assert (rows[0]["hash"], rows[0]["previous_hash"]) == (event.hash, event.previous_hash)
    assert json.loads(rows[0]["detail"]) == event.detail


def test_json_lines_say_the_same_in_either_language_of_the_page(world, focal, trail):
    english, spanish = (focal.get(file_of(world, "jsonl").replace("/en/", f"/{code}/", 1)) for code in ("en", "es"))

    rows = [json.loads(line) for line in english.content.decode().splitlines()]
    assert english.content == spanish.content
    assert [row["number"] for row in rows] == sorted((row["number"] for row in rows), reverse=True)
    assert rows[-1]["action"] == "invited"


def test_the_file_holds_what_the_filters_leave(world, focal, trail):
    response = focal.get(f"{file_of(world, 'jsonl')}?act=invited")

    assert len(response.content.decode().splitlines()) == 1


def test_no_cell_of_the_file_is_calculated_by_a_spreadsheet(world, focal):
    note("invited", assignment=world.a, by=world.secretariat, object_type="=HYPERLINK(1)", object_id=1)

    rows = list(csv.DictReader(io.StringIO(focal.get(file_of(world, "csv")).content.decode("utf-8-sig"))))

    assert rows[0]["object_type"] == "'=HYPERLINK(1)"


def test_another_form_of_file_does_not_exist(world, focal):
    assert focal.get(file_of(world, "exe")).status_code == 404


def test_the_trail_asks_the_same_for_one_act_and_for_three(world, focal, page, django_assert_num_queries):
    for acts_more in (0, 2):
        for number in range(acts_more):
            note("invited", assignment=world.a, by=world.secretariat, object_id=number)
        with django_assert_num_queries(SEATED + 5):
            focal.get(page)
        with django_assert_num_queries(SEATED + 1):
            focal.get(file_of(world, "csv"))


def take(world, focal, content, name):
    files = reverse("reporting:files", args=[world.a.pk])
    looked = focal.post(files, {"file": SimpleUploadedFile(name, content)})
    digest = focal.get(looked["Location"]).context["comparison"].digest
    focal.post(looked["Location"], {"act": "take", "digest": digest})
    assert IncomingFile.objects.latest("uploaded_at").status == "taken"


def test_a_revision_says_by_which_file_its_text_came(world, focal):
    word = in_word(word_form(world.a, world.focal_point, languages=["en"]), typed("8/progress/en", "From Word"))
    take(world, focal, word, "form.docx")
    fill(world, world.a, 8)
    first = submit_all(world, world.a, 8)
    write(world, world.a, "progress", "Typed here", 8)
    second = submit_all(world, world.a, 8)
    excel = in_excel(excel_form(world.a, world.focal_point, languages=["en"]), answered("8/progress/en", "From Excel"))
    take(world, focal, excel, "form.xlsx")
    third = submit_all(world, world.a, 8)

    assert [revision.channel for revision in (first, second, third)] == ["word", "portal", "excel"]
    told = AuditEvent.objects.filter(chain=world.a.chain, action="submitted").order_by("number")
    assert [event.detail["came_by"] for event in told] == ["word", "portal", "excel"]
