"""The pages of files: download, send, look, take in as a whole or not at all."""

import io
from collections import Counter

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEvent
from common.errors import Refused
from reporting.actions.cycles import close_call
from reporting.actions.incoming import send_file, take_file
from reporting.actions.team import delegate
from reporting.models import AnswerText, IncomingFile, Proposal
from reporting.offline.compare import compare
from tests.counts import SEATED
from tests.factories import fill, text_of, write
from tests.reporting.offline.hostile import plain_word
from tests.reporting.offline.hostile_files import FILES
from tests.reporting.offline.samples import answered, excel_form, in_excel, in_word, typed, word_form


@pytest.fixture
def focal(world, client_of):
    return client_of(world.focal_point)


def page(world, name="files", *more):
    return reverse(f"reporting:{name}", args=[world.a.pk, *more])


def send(client, world, content, name="form.docx"):
    return client.post(page(world), {"file": SimpleUploadedFile(name, content)})


def edited(world, text="From Word", code="8/progress/en"):
    return in_word(word_form(world.a, world.focal_point, languages=["en"]), typed(code, text))


def confirm(client, address, **posted):
    digest = client.get(address).context["comparison"].digest
    return client.post(address, {"act": "take", "digest": digest, **posted})


@pytest.mark.parametrize(("kind", "opens"), [("word", docx.Document), ("excel", openpyxl.load_workbook)])
def test_the_form_is_downloaded_in_part_and_that_is_on_the_trail(world, focal, kind, opens):
    response = focal.post(
        page(world, "form-file"),
        {"format": kind, "language": "both", "part": "chosen", "objective": ["8", "23", "x"], "whole": "1"},
    )

    opens(io.BytesIO(response.content))
    assert response["Content-Disposition"].startswith('attachment; filename="XXA-demo-8-23-en-es.')
    event = AuditEvent.objects.filter(chain=world.a.chain).latest("number")
    assert (event.action, event.detail["objectives"]) == ("form_made", [8, 23])


def test_one_ministrys_objectives_are_one_choice(world, focal):
    delegate(assignment=world.a, user=world.contributor.user, objectives=[5, 6], by=world.focal_point)
    key = f"of-{world.contributor.user.pk}"

    shown = focal.get(page(world)).content.decode()
    response = focal.post(page(world, "form-file"), {"format": "excel", "language": "es", "part": key})

    assert f'value="{key}"' in shown
    assert "XXA-demo-5-6-es.xlsx" in response["Content-Disposition"]


def test_nothing_chosen_gives_no_file_but_a_word(world, focal):
    response = focal.post(page(world, "form-file"), {"part": "chosen"}, follow=True)

    assert "Choose at least one objective" in response.content.decode()


def test_a_file_is_looked_at_confirmed_and_kept_with_its_hash(world, focal):
    content = edited(world)

    looked = send(focal, world, content)
    assert text_of(world.a, "progress", 8).text == ""
    done = confirm(focal, looked["Location"])

    row = IncomingFile.objects.get()
    assert done["Location"] == reverse("reporting:contribution", args=[world.a.pk])
    assert text_of(world.a, "progress", 8).text == "From Word"
    assert (row.status, row.channel, row.outcome, row.file.read()) == ("taken", "word", {"new": 1}, content)
    event = AuditEvent.objects.filter(chain=world.a.chain).latest("number")
    assert (event.action, event.detail["sha256"], event.detail["new"]) == ("file_taken", row.sha256, 1)
    assert "took a file in" in focal.get(reverse("reporting:trail", args=[world.a.pk])).content.decode()


def test_the_page_of_files_lists_them_and_gives_them_back_as_they_came(world, focal, client_of):
    content = edited(world)
    send(focal, world, content)
    row = IncomingFile.objects.get()

    clearer = client_of(world.clearer)
    assert row.sha256[:16] in clearer.get(page(world)).content.decode()
    response = clearer.get(page(world, "incoming-original", row.pk))
    assert b"".join(response.streaming_content) == content
    assert response["Content-Security-Policy"] == "sandbox"
    assert clearer.get(page(world, "incoming", row.pk)).status_code == 404
    assert client_of(world.other_focal_point).get(page(world, "incoming-original", row.pk)).status_code == 404


def test_the_same_file_sent_twice_is_one_row_and_taken_once(world, focal):
    content = edited(world)

    first, again = send(focal, world, content), send(focal, world, content)
    confirm(focal, first["Location"])
    late = focal.post(first["Location"], {"act": "take", "digest": "x"})

    assert first["Location"] == again["Location"]
    assert late.status_code == 422
    assert text_of(world.a, "progress", 8).version == 1


def test_what_cannot_be_read_is_refused_in_the_readers_language_and_not_kept(world, focal):
    english = send(focal, world, FILES["Word: macros"][0])
    spanish = focal.post(
        page(world).replace("/en/", "/es/"), {"file": SimpleUploadedFile("a.docx", FILES["Word: macros"][0])}
    )

    assert (english.status_code, spanish.status_code) == (422, 422)
    assert "The file holds macros" in english.content.decode()
    assert "El archivo contiene macros" in spanish.content.decode()
    assert not IncomingFile.objects.exists()


def test_nothing_sent_is_asked_for(world, focal):
    assert "Paste the text, or choose a file." in focal.post(page(world), {"text": " "}).content.decode()


def test_a_save_between_look_and_confirmation_shows_the_comparison_again(world, focal):
    address = send(focal, world, edited(world))["Location"]
    digest = focal.get(address).context["comparison"].digest
    write(world, world.a, "progress", "Typed meanwhile", 8)

    response = focal.post(address, {"act": "take", "digest": digest})

    assert response.status_code == 409
    assert text_of(world.a, "progress", 8).text == "Typed meanwhile"
    assert response.context["comparison"].counts["conflict"] == 1


@pytest.mark.parametrize(
    ("decision", "text"), [("portal", "In the portal"), ("file", "From Word"), ("both", "In the portal\n\nFrom Word")]
)
def test_a_conflict_waits_for_a_decision_and_then_does_what_was_decided(world, focal, decision, text):
    content = edited(world)
    write(world, world.a, "progress", "In the portal", 8)
    other = in_word(content, typed("9/progress/en", "Beside"))
    address = send(focal, world, other)["Location"]

    undecided = confirm(focal, address)
    assert (undecided.status_code, text_of(world.a, "progress", 9).text) == (422, "")
    confirm(focal, address, **{"decide:8/progress/en": decision})

    assert text_of(world.a, "progress", 8).text == text
    assert text_of(world.a, "progress", 9).text == "Beside"


def test_one_change_that_fails_takes_all_others_back(world, monkeypatch):
    content = in_word(edited(world), typed("9/progress/en", "Beside"))
    row = send_file(assignment=world.a, content=content, name="f.docx", by=world.focal_point)
    comparison = compare(row.said, world.a, by=world.focal_point)

    def fail(*, answer, **_fields):
        if answer.objective_id == 9:
            raise Refused("no")
        AnswerText.objects.filter(answer=answer, language="en").update(text="half")

    monkeypatch.setattr("reporting.actions.answers.save_text", fail)
    with pytest.raises(Refused, match="no"):
        take_file(row=row, decisions={}, digest=comparison.digest, by=world.focal_point)

    assert text_of(world.a, "progress", 8).text == ""
    assert IncomingFile.objects.get().status == "read"


def test_of_two_files_at_once_the_second_is_compared_anew(world):
    first, second = (
        send_file(assignment=world.a, content=edited(world, text), name="f.docx", by=world.focal_point)
        for text in ("One", "Two")
    )
    digests = [compare(row.said, world.a, by=world.focal_point).digest for row in (first, second)]

    take_file(row=first, decisions={}, digest=digests[0], by=world.focal_point)
    with pytest.raises(Refused, match="Somebody saved in the meantime"):
        take_file(row=second, decisions={}, digest=digests[1], by=world.focal_point)

    assert text_of(world.a, "progress", 8).text == "One"


def test_left_aside_it_stays_on_record_and_changes_nothing(world, focal):
    address = send(focal, world, edited(world))["Location"]

    focal.post(address, {"act": "leave"})

    assert IncomingFile.objects.get().status == "left"
    assert text_of(world.a, "progress", 8).text == ""
    assert "dealt with already" in focal.get(address).content.decode()


def test_a_contributors_file_becomes_proposals(world, client_of):
    delegate(assignment=world.a, user=world.contributor.user, objectives=[8], by=world.focal_point)
    content = in_excel(excel_form(world.a, world.contributor), answered("8/progress/en", "Proposed"))
    client = client_of(world.contributor)

    confirm(client, send(client, world, content, "f.xlsx")["Location"])

    assert [(p.text, p.author) for p in Proposal.objects.all()] == [("Proposed", world.contributor.user)]
    assert text_of(world.a, "progress", 8).text == ""


def test_who_may_not_write_may_read_and_download_and_is_told_why_nothing_can_be_sent(world, client_of, focal):
    clearer = client_of(world.clearer)
    assert clearer.post(page(world, "form-file"), {"format": "word"}).status_code == 200
    assert send(clearer, world, edited(world)).status_code == 403
    address = send(focal, world, edited(world))["Location"]
    close_call(call=world.call, by=world.secretariat)

    assert send(focal, world, edited(world)).status_code == 403
    assert "The call is closed" in focal.get(page(world)).content.decode()
    assert focal.post(address, {"act": "take", "digest": "x"}).status_code == 403


def test_pages_take_the_same_number_of_queries_however_much_was_sent(world, focal, django_assert_num_queries):
    fill(world, world.a, 8)
    for text in ("One", "Two"):
        send(focal, world, edited(world, text))
        with django_assert_num_queries(SEATED + 4):
            focal.get(page(world))


# A document that was never our form


def test_a_plain_document_is_taken_apart_placed_and_compared(world, focal):
    write(world, world.a, "challenges", "There already", 8)
    content = plain_word(
        "To whom it may concern", "Objective 8: Short 8", "Progress", "We did the work and it is of use.",
        "Challenges", "There is a lack of data in the field.", "9. Title of 9", "Also this was done for the region.",
        "Institutions", "The Ministry of the Interior",
    )  # fmt: skip

    pieces = send(focal, world, content, "mail.docx")["Location"]
    shown = focal.get(pieces, follow=True)
    found = [(p.objective, p.question, p.text) for p in shown.context["pieces"]]
    assert found == [
        (None, "", "To whom it may concern"),
        (8, "progress", "We did the work and it is of use."),
        (8, "challenges", "There is a lack of data in the field."),
        (9, "progress", "Also this was done for the region."),
        (0, "institutions", "The Ministry of the Interior"),
    ]
    posted = {}
    for piece in shown.context["pieces"]:
        objective = "" if piece.objective is None else piece.objective
        posted |= {f"objective-{piece.number}": objective, f"question-{piece.number}": piece.question or "progress"}
        posted |= {f"language-{piece.number}": "en"}
    preview = focal.post(shown.redirect_chain[-1][0], posted)
    looked = focal.get(preview["Location"]).text
    assert "1 piece of the document has no place and is left out." in looked
    assert shown.redirect_chain[-1][0] in looked
    again = focal.get(shown.redirect_chain[-1][0]).context["pieces"]
    assert [(p.objective, p.question) for p in again[1:]] == [place[:2] for place in found[1:]]
    assert Counter(focal.get(preview["Location"]).context["comparison"].counts) >= Counter(new=3, conflict=1)
    confirm(focal, preview["Location"], **{"decide:8/challenges/en": "both"})

    assert text_of(world.a, "challenges", 8).text == "There already\n\nThere is a lack of data in the field."
    assert text_of(world.a, "progress", 9).text == "Also this was done for the region."
    assert text_of(world.a, "institutions").text == "The Ministry of the Interior"
    row = IncomingFile.objects.get()
    assert (row.is_form, row.name, row.status) == (False, "mail.docx", "taken")


def test_a_pasted_text_is_a_file_of_its_own_and_nothing_placed_takes_nothing(world, focal):
    response = focal.post(page(world), {"text": "Objetivo 8\nLo que se hizo en el país y en la región."}, follow=True)
    address = response.redirect_chain[-1][0]
    assert [p.language for p in response.context["pieces"]] == ["es"]

    refused = focal.post(address, {"objective-1": ""})
    elsewhere = focal.post(address, {"objective-1": "8", "question-1": "no-such", "language-1": "es"})

    assert "Choose a place" in refused.content.decode()
    focal.post(address, {"objective-1": "9", "question-1": "challenges", "language-1": "en"})
    kept = focal.get(address).context["pieces"][0]
    assert (kept.objective, kept.question, kept.language) == (9, "challenges", "en"), "what was chosen stays chosen"
    assert "is not one of the choices" in elsewhere.content.decode()
    assert IncomingFile.objects.get().channel == "mail"
