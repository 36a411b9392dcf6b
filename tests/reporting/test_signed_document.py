"""What was signed on paper, kept with the step of the clearance it cleared."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reporting.actions.clearance import ask_clearance
from reporting.actions.submission import submit
from reporting.checks import Severity, run_checks
from reporting.documents.receipt import build_receipt
from reporting.models import Attachment, Signature
from tests.factories import fill
from tests.reporting.offline.hostile import plain_word

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"


@pytest.fixture
def clearance(world):
    fill(world, world.a, 8)
    findings = run_checks(world.a, objectives=[8], includes_whole=True)
    return ask_clearance(
        assignment=world.a,
        objectives=[8],
        includes_whole=True,
        what_changed="",
        reasons={f.key: "Stays blank." for f in findings if f.severity == Severity.WARNING},
        by=world.focal_point,
    )


def act(client, world, clearance, act, content=PDF, name="signed.pdf"):
    address = reverse("reporting:clearance-act", args=[world.a.pk, clearance.pk])
    posted = {"act": act, "remark": "See the note", "document": SimpleUploadedFile(name, content)}
    return client.post(address, posted, follow=True).content.decode()


def test_the_signed_pdf_is_kept_with_the_step_and_stays_in_the_country(world, clearance, client_of):
    clearer = client_of(world.clearer)

    page = act(clearer, world, clearance, "clear")

    kept = Signature.objects.get().document
    address = reverse("reporting:attachment", args=[kept.pk])
    assert (kept.name, kept.media_type, kept.sha256[:16] in page) == ("signed.pdf", "application/pdf", True)
    assert b"".join(client_of(world.focal_point).get(address).streaming_content) == PDF
    assert (
        "attached what was signed on paper"
        in clearer.get(reverse("reporting:trail", args=[world.a.pk])).content.decode()
    )
    revision = submit(clearance=clearance, by=world.focal_point)
    assert revision.clearance[0]["document"] == {"name": "signed.pdf", "sha256": kept.sha256}
    assert client_of(world.secretariat).get(address).status_code == 404
    facts = {row.label: row.runs[0].text for row in build_receipt(revision, "es").blocks[0].rows}
    assert facts["Firmado en papel"].startswith("signed.pdf, SHA-256 ")


def test_a_word_file_is_no_signature_and_nothing_is_signed_by_it(world, clearance, client_of):
    page = act(client_of(world.clearer), world, clearance, "clear", plain_word(), "signed.pdf")

    assert "Attach what was signed as PDF" in page
    assert not Signature.objects.exists()
    assert not Attachment.objects.exists()


def test_returned_texts_take_no_document(world, clearance, client_of):
    act(client_of(world.clearer), world, clearance, "return")

    assert Signature.objects.get().document is None
    assert not Attachment.objects.exists()


def test_the_texts_of_a_round_are_downloaded_to_be_signed(world, clearance, client_of):
    page = client_of(world.clearer).get(reverse("reporting:clearance", args=[world.a.pk])).content.decode()

    assert '<input type="hidden" name="objective" value="8">' in page
    assert reverse("reporting:form-file", args=[world.a.pk]) in page
