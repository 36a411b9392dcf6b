"""What comes of an adopted text: commitments of its paragraphs, the package that the presidency transmits."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from accounts.seats import PUBLIC
from catalogue.registry import RESOURCES
from commitments.actions.commitments import add_note
from commitments.enums import CommitmentKind, Readers
from commitments.models import Commitment
from common.dates import today
from common.errors import Refused
from common.resources import plan
from declarations.actions import products as actions
from declarations.actions import statements
from declarations.actions.adoption import publish_adoption, withdraw_publication
from declarations.actions.products import Sending
from declarations.actions.statements import Said
from declarations.actions.text import add_basis
from declarations.models import Transmission, Undertaking
from objectives.models import Objective
from publications.actions import digest
from publications.enums import Format
from publications.models import Edition, EditionFile, RenderJob
from publications.transmittals import pass_on
from tests.factories.declarations import adopted as adopt_one
from tests.factories.declarations import occasion_of, paragraph, settle, start

SENDING = Sending("The forum", "El foro", "What it is about.", "De qué trata.")
POINT = 4


@pytest.fixture
def adopted(world):
    return adopt_one(world)


@pytest.fixture
def published(world, adopted):
    publish_adoption(adoption=adopted, by=world.presidency)
    adopted.refresh_from_db()
    return adopted


def undertake(world, adoption, place=POINT, **options):
    values = {"owners": [world.countries["A"]], "by": world.secretariat} | options
    return actions.undertake(adoption=adoption, place=place, **values)


def url(adoption, name="declaration", *more):
    return reverse(f"declarations:{name}", args=[adoption.year, adoption.number, *more])


def test_a_point_becomes_a_commitment_in_its_own_words(world, adopted):
    made = undertake(world, adopted, due=date(2027, 4, 1))

    assert made.kind == CommitmentKind.DECLARATION
    assert made.reference == f"{adopted.symbol}, 1"
    assert made.text_es == "Establecer un mecanismo de seguimiento en el marco de la Conferencia;"
    assert (made.made_on, made.organ, made.due) == (adopted.on, adopted.organ, date(2027, 4, 1))
    assert [one.who for one in made.owners] == [world.countries["A"]]
    assert Undertaking.objects.get().commitment == made


def test_the_list_of_declarations_names_what_was_undertaken_in_which_paragraph(world, published):
    before = Client().get("/api/v1/declarations").json()["results"][0]
    made = undertake(world, published)
    told = Client().get("/api/v1/declarations").json()["results"][0]

    assert before["undertakings"] == []
    assert told["undertakings"] == [{"place": POINT, "commitment": made.code}]
    assert told["updated_at"] > before["updated_at"]


def test_it_is_read_by_as_many_as_the_declaration(world, adopted):
    made = undertake(world, adopted)
    read = []
    for step in (lambda: None, lambda: publish_adoption(adoption=adopted, by=world.presidency),
                 lambda: withdraw_publication(adoption=adopted, by=world.presidency)):  # fmt: skip
        step()
        read.append(Commitment.objects.get(pk=made.pk).readers)

    assert read == [Readers.MEMBERS, Readers.PUBLIC, Readers.MEMBERS]


def test_one_commitment_of_a_paragraph_and_of_a_point_alone(world, adopted):
    undertake(world, adopted)
    with pytest.raises(Refused, match="already"):
        undertake(world, adopted)
    for place in (1, 99):
        with pytest.raises(Refused, match="a point of the text"):
            undertake(world, adopted, place=place)


@pytest.mark.parametrize("role", ["focal_point", "observer", "anonymous"])
def test_the_desk_makes_it(world, adopted, role):
    with pytest.raises(PermissionDenied):
        undertake(world, adopted, by=getattr(world, role))


def test_the_report_of_a_cycle_names_what_its_country_undertook_until_it_is_closed(world, client_of, published):
    made = undertake(world, published)
    pages = {
        seat: reverse("reporting:whole-report", args=[assignment.pk])
        for seat, assignment in ((world.focal_point, world.a), (world.other_focal_point, world.b))
    }
    named = [made.reference in client_of(seat).get(page).content.decode() for seat, page in pages.items()]
    assert named == [True, False]
    add_note(commitment=made, on=published.on, status="fulfilled", by=world.secretariat)

    assert made.reference not in client_of(world.focal_point).get(pages[world.focal_point]).content.decode()


def test_both_pages_lead_to_each_other(world, client_of, published):
    client = client_of(world.secretariat)
    page = client.get(url(published, "undertake", POINT)).content.decode()
    assert "To establish a follow-up mechanism" in page
    assert client.get(url(published, "undertake", 99)).status_code == 404
    made = client.post(url(published, "undertake", POINT), {"owners": ["country:XXA"], "due": "2027-04-01"})
    commitment = Client().get(made["Location"]).content.decode()
    declaration = Client().get(url(published)).content.decode()

    assert f"{url(published)}#p-{POINT}" in commitment
    assert made["Location"] in declaration
    assert client_of(world.focal_point).get(url(published, "undertake", POINT)).status_code == 403


def test_the_package_holds_summary_text_and_annexes_in_both_languages(world):
    draft = settle(world, start(world))
    add_basis(
        paragraph=paragraph(draft, "1"), name="objective", thing=Objective.objects.get(pk=8), by=world.secretariat
    )
    from declarations.actions.adoption import adopt

    adoption = adopt(draft=draft, occasion=occasion_of(world), by=world.presidency)
    row = statements.write_statement(
        adoption=adoption, said=Said("reservation", [POINT], "Country A reserves.", "El País A reserva."),
        by=world.focal_point,
    )  # fmt: skip
    statements.hand_over_statement(statement=row, by=world.focal_point)
    kept = statements.write_statement(
        adoption=adoption, said=Said("explanation", [], "zq-members-only", ""), by=world.other_focal_point
    )
    statements.hand_over_statement(statement=kept, by=world.other_focal_point)
    statements.publish_statement(statement=row, public=True, by=world.focal_point)
    publish_adoption(adoption=adoption, by=world.presidency)
    undertake(world, adoption)
    edition = actions.transmit(adoption=adoption, sending=SENDING, by=world.presidency).edition
    english, spanish = (str(edition.blocks[code]) for code in ("en", "es"))

    for words in ("What it is about.", "The forum", "To establish a follow-up mechanism", "Country A reserves.",
                  "Objective 8", f"{adoption.symbol}, 1", adoption.sha256):  # fmt: skip
        assert words in english
    for words in ("De qué trata.", "El foro", "Establecer un mecanismo", "El País A reserva."):
        assert words in spanish
    assert "zq-members-only" not in english
    assert edition.manifest["parts"]["declaration"]["sha256"] == adoption.sha256
    assert edition.manifest["parts"]["statements"]["entries"] == 1
    assert edition.sha256 == digest(edition.blocks, edition.manifest)


def test_it_is_transmitted_once_after_publication_with_all_it_needs(world, adopted):
    with pytest.raises(Refused, match="before it is transmitted"):
        actions.transmit(adoption=adopted, sending=SENDING, by=world.presidency)
    publish_adoption(adoption=adopted, by=world.presidency)
    with pytest.raises(Refused, match="in both languages"):
        actions.transmit(adoption=adopted, sending=Sending("The forum", "", "x", "x"), by=world.presidency)
    with pytest.raises(PermissionDenied):
        actions.transmit(adoption=adopted, sending=SENDING, by=world.secretariat)
    made = actions.transmit(adoption=adopted, sending=SENDING, by=world.presidency)
    with pytest.raises(Refused, match="transmitted already"):
        actions.transmit(adoption=adopted, sending=SENDING, by=world.presidency)

    resource = RESOURCES["declarations"]
    how = plan(resource.fields)
    row = next(how.object(row) for row in resource.rows(PUBLIC).values_list(*how.columns))
    assert row["transmitted_on"] is not None
    assert RenderJob.objects.filter(edition=made.edition).count() == 4
    assert Edition.objects.visible_to(PUBLIC).filter(pk=made.edition_id).exists()
    withdraw_publication(adoption=adopted, by=world.presidency)
    assert not Edition.objects.visible_to(PUBLIC).filter(pk=made.edition_id).exists()


def test_one_click_transmits_with_the_summary_that_stands_there(world, client_of, published):
    client = client_of(world.presidency)
    form = client.get(url(published, "transmit")).context["form"]
    assert "Country A, Country B, Country C" in form.initial["summary_en"]
    page = client.post(url(published, "transmit"), form.initial, follow=True).content.decode()
    (told,) = Client().get("/api/v1/transmittals").json()["results"]
    assert told["addressee_en"] == "International Migration Review Forum"
    assert told["edition"] == f"{published.symbol}/PKG-1"
    assert Client().get(url(published)).content.decode().count("International Migration Review Forum") == 1
    more = {"addressee_en": "Another forum", "addressee_es": "Otro foro", "on": today()}
    pass_on(edition=Transmission.objects.get().edition, by=world.presidency, **more)
    alone = Client().get(url(published)).content.decode()
    assert alone.index('id="tra"') < alone.index("Another forum")
    assert "Passed on</h2>" not in alone

    assert "International Migration Review Forum" in page
    assert "The files are being made." in page
    assert Transmission.objects.get().addressee_es == "Foro de Examen de la Migración Internacional"
    assert "International Migration Review Forum" in Client().get(url(published)).content.decode()
    assert client_of(world.secretariat).get(url(published, "transmit")).status_code == 403
    assert client_of(world.observer).get(url(published, "transmit")).status_code == 404


def test_the_package_is_one_file_with_its_manifest_once_all_is_made(world, published):
    address = url(published, "package")
    assert Client().get(address).status_code == 404
    made = actions.transmit(adoption=published, sending=SENDING, by=world.presidency)
    assert Client().get(address).status_code == 404
    for edition in (made.edition, published.edition):
        for language in ("en", "es"):
            for format_ in Format.values:
                path = default_storage.save(f"t/{edition.pk}.{language}.{format_}", ContentFile(b"words"))
                EditionFile.objects.create(
                    edition=edition,
                    language=language,
                    format=format_,
                    paper="letter",
                    path=path,
                    sha256="0" * 64,
                    size=5,
                )
    response = Client().get(address)
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    manifest = json.loads(archive.read("manifest.json"))

    assert response["Content-Type"] == "application/zip"
    assert len(archive.namelist()) == 9
    assert {row["name"] for row in manifest["files"]} == set(archive.namelist()) - {"manifest.json"}
    assert manifest["sha256"] == made.edition.sha256
    assert Client().get(address).content == response.content
    withdraw_publication(adoption=published, by=world.presidency)
    assert Client().get(address).status_code == 404
