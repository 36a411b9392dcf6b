"""Pages of the Word files of a draft: taking it along, sending it back, the preview."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from declarations.actions.sent import send_file
from declarations.models import Amendment, SentFile
from declarations.notify import draft_path
from publications.models import RenderJob
from tests.counts import SEATED
from tests.declarations.returned import changed
from tests.factories.declarations import circulated
from tests.reporting.offline.hostile import plain_word

EN = "To develop a follow-up mechanism within the Conference;"
OLD = "To establish a follow-up mechanism"


@pytest.fixture
def draft(world):
    return circulated(world)


def address(draft, name="word", *more):
    return reverse(f"declarations:{name}", args=[*draft_path(draft), *more])


def upload(content, name="ours.docx"):
    return {"file": SimpleUploadedFile(name, content)}


def test_a_focal_point_sends_a_file_looks_at_it_and_takes_it_in(world, client_of, draft):
    client = client_of(world.focal_point)
    content = changed(draft, lambda body: body.track(OLD, "establish", "develop"))
    page = client.post(address(draft), upload(content), follow=True)
    text = page.content.decode()
    assert "<del>establish</del><ins>develop</ins>" in text.replace("\n", "")
    row = SentFile.objects.get()
    values = {"act": "take", "take": "r0", "digest": page.context["comparison"].digest}
    text = client.post(address(draft, "sent", row.pk), values, follow=True).content.decode()

    assert "1 amendment was drafted" in text
    assert Amendment.objects.get().text_en == EN
    assert reverse("declarations:amendment", args=[Amendment.objects.get().pk]) in text
    assert "ours.docx" in client.get(address(draft)).content.decode()
    assert b"".join(client.get(address(draft, "sent-original", row.pk)).streaming_content) == content


def test_a_file_that_is_not_read_is_answered_on_the_same_page(world, client_of, draft):
    client = client_of(world.focal_point)
    response = client.post(address(draft), upload(plain_word("A letter")))

    assert response.status_code == 422
    assert "none of the marks" in response.content.decode()
    assert client.post(address(draft)).status_code == 422
    page = client.post(address(draft).replace("/en/", "/es/"), upload(b"%PDF-1.7")).content.decode()
    assert "Este es un PDF" in page
    assert not SentFile.objects.exists()


def test_an_old_preview_is_shown_again_with_what_was_chosen(world, client_of, draft):
    row = send_file(draft=draft, content=changed(draft, lambda body: body.overtype(OLD, EN)), name="x.docx",
                    by=world.focal_point)  # fmt: skip
    client = client_of(world.focal_point)
    stale = client.post(address(draft, "sent", row.pk), {"act": "take", "take": "r0", "digest": "old"})
    empty = client.post(address(draft, "sent", row.pk), {"act": "take", "digest": stale.context["comparison"].digest})

    assert (stale.status_code, empty.status_code) == (409, 422)
    assert 'value="r0" checked' in stale.content.decode()
    assert 'value="r0" checked' not in empty.content.decode()
    assert client.post(address(draft, "sent", row.pk), {"act": "leave"}).status_code == 302
    assert "Nothing was taken in" in client.get(address(draft, "sent", row.pk)).content.decode()


@pytest.mark.parametrize("role", ["other_focal_point", "secretariat", "presidency", "observer", "civil_society"])
def test_a_file_does_not_exist_for_others(world, client_of, draft, role):
    row = send_file(draft=draft, content=changed(draft, lambda body: body.overtype(OLD, "zq-canary-7319")),
                    name="zq-name.docx", by=world.focal_point)  # fmt: skip
    client = client_of(getattr(world, role))
    for name in ("sent", "sent-original"):
        assert client.get(address(draft, name, row.pk)).status_code == 404
    assert client.post(address(draft, "sent", row.pk), {"act": "leave"}).status_code == 404
    assert "zq-" not in client.get(address(draft)).content.decode()


def test_colleagues_read_a_file_and_do_not_take_it_in(world, client_of, draft):
    row = send_file(draft=draft, content=changed(draft, lambda body: body.overtype(OLD, EN)), name="x.docx",
                    by=world.focal_point)  # fmt: skip
    client = client_of(world.clearer)
    page = client.get(address(draft, "sent", row.pk))

    assert 'name="take"' not in page.content.decode()
    for act in ("take", "leave"):
        assert client.post(address(draft, "sent", row.pk), {"act": act, "take": "r0"}).status_code == 403


def test_the_draft_is_taken_along_as_word(world, client_of, draft):
    client = client_of(world.focal_point)
    assert "Make the Word file" in client.get(address(draft)).content.decode()
    client.post(address(draft, "paper-make"), {"what": "parallel", "language": "es", "format": "docx"})

    assert "{rcm:" in str(RenderJob.objects.get().edition.blocks)


def test_the_pages_cost_the_same_whatever_is_in_the_file(world, client_of, draft, django_assert_num_queries):
    client = client_of(world.focal_point)
    changes = [lambda body: body.overtype(OLD, EN), lambda body: body.overtype("in each", "in every country;"),
               lambda body: body.add("in the region", "at home;")]  # fmt: skip
    for count in (1, 3):
        row = send_file(draft=draft, content=changed(draft, *changes[:count]), name="x.docx", by=world.focal_point)
        with django_assert_num_queries(SEATED + 8):
            client.get(address(draft, "sent", row.pk))
        with django_assert_num_queries(SEATED + 2):
            client.get(address(draft))
