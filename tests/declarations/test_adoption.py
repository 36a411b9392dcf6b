"""Adoption: refused while something is open, frozen with a hash, published by the presidency and taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Body
from accounts.seats import PUBLIC
from catalogue.models import PublicState, Tombstone
from catalogue.registry import RESOURCES
from common.errors import Refused
from common.resources import plan
from declarations.actions import adoption as actions
from declarations.actions import text
from declarations.actions.adoption import Occasion
from declarations.actions.consolidation import Made, decide
from declarations.actions.drafts import circulate, close_amendments
from declarations.enums import DraftStatus, Outcome
from declarations.models import AdoptedParagraph, Adoption
from publications.actions import digest
from publications.enums import Audience
from publications.models import Edition, RenderJob
from tests.counts import VISITOR
from tests.factories.declarations import amend, circulated, paragraph, settle, start

JSON = {"accept": "application/json"}


@pytest.fixture
def organ(db):
    return Body.objects.create(code="vice-ministers", kind="organ", name_en="Vice-Ministers", name_es="Viceministros")


@pytest.fixture
def draft(world):
    return settle(world, start(world))


def occasion(world, organ, **said):
    values = {"on": date(2026, 4, 1), "organ": organ, "present": list(world.countries.values())[:2],
              "authentic": ["en", "es"], "place_en": "City", "place_es": "Ciudad"}  # fmt: skip
    return Occasion(**(values | said))


@pytest.fixture
def adopted(world, draft, organ):
    return actions.adopt(draft=draft, occasion=occasion(world, organ), by=world.presidency)


def told(name):
    resource = RESOURCES[name]
    how = plan(resource.fields)
    return [how.object(row) for row in resource.rows(PUBLIC).values_list(*how.columns)]


def url(adoption, name="declaration"):
    return reverse(f"declarations:{name}", args=[adoption.year, adoption.number])


def test_it_is_refused_while_a_bracket_or_a_pair_is_open_unless_the_presidency_says_why(world, organ):
    draft = start(world)
    text.save_text(paragraph=paragraph(draft, "1"), language="es", text="Otro;", version=1, by=world.secretariat)
    with pytest.raises(Refused, match=r"1: The source changed.*2: A place in brackets"):
        actions.adopt(draft=draft, occasion=occasion(world, organ), by=world.presidency)
    reason = "The delegations settled it in the room."
    made = actions.adopt(draft=draft, occasion=occasion(world, organ, reason=reason), by=world.presidency)

    assert made.reason == reason
    assert made.hindrances == ["1: The source changed after the translation", "2: A place in brackets is open"]


def test_it_is_refused_while_an_amendment_is_undecided_unless_the_presidency_says_why(world, draft, organ):
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)
    left = amend(world, draft, "1", en="To develop a follow-up mechanism;")
    amend(world, draft, "1", en="Nobody else's business.", table=False)
    close_amendments(draft=draft, by=world.presidency)
    with pytest.raises(Refused, match="XXA-1: An amendment that is not decided"):
        actions.adopt(draft=draft, occasion=occasion(world, organ), by=world.presidency)
    decide(amendment=left, made=Made(Outcome.NOT_TAKEN), version=0, by=world.presidency)

    assert actions.adopt(draft=draft, occasion=occasion(world, organ), by=world.presidency).hindrances == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"present": []}, "which members"),
        ({"authentic": []}, "which languages"),
        ({"on": timezone.localdate() + timedelta(days=1)}, "lies ahead"),
    ],
)
def test_an_adoption_says_enough(world, draft, organ, said, why):
    with pytest.raises(Refused, match=why):
        actions.adopt(draft=draft, occasion=occasion(world, organ, **said), by=world.presidency)


@pytest.mark.parametrize("role", ["secretariat", "focal_point", "observer", "anonymous"])
def test_only_the_presidency_adopts(world, draft, organ, role):
    with pytest.raises(PermissionDenied):
        actions.adopt(draft=draft, occasion=occasion(world, organ), by=getattr(world, role))


def test_both_languages_are_frozen_with_their_hash(world, draft, adopted):
    edition = adopted.edition
    draft.refresh_from_db()

    assert draft.status == DraftStatus.ADOPTED
    assert adopted.symbol == draft.symbol == f"RCM/{adopted.year}/DEC/{adopted.number}"
    assert adopted.sha256 == edition.sha256 == digest(edition.blocks, edition.manifest)
    said = str(edition.blocks)
    for words in ("Country A and Country B", "País A y País B", "Both versions, English and Spanish, are authentic.",
                  "Adopted on 1 April 2026: Vice-Ministers, City", "Adoptada el 1 de abril de 2026"):  # fmt: skip
        assert words in said
    assert "and Country C" not in said
    with pytest.raises(PermissionDenied, match="Adopted"):
        text.save_text(paragraph=paragraph(draft, "1"), language="es", text="x", version=1, by=world.secretariat)


def test_one_authentic_language_is_said(world, draft, organ):
    made = actions.adopt(draft=draft, occasion=occasion(world, organ, authentic=["es"]), by=world.presidency)

    assert "Authentic version: Spanish." in str(made.edition.blocks)


@pytest.mark.parametrize(
    ("role", "inside"),
    [("secretariat", True), ("focal_point", True), ("contributor", True), ("observer", False), ("anonymous", False)],
)
def test_before_publication_it_is_read_within_the_conference(world, client_of, adopted, role, inside):
    seat = getattr(world, role)

    assert Adoption.objects.visible_to(seat).exists() is inside
    assert Edition.objects.visible_to(seat).filter(pk=adopted.edition_id).exists() is inside
    assert client_of(seat).get(url(adopted)).status_code == (200 if inside else 404)
    assert told("declarations") == told("declaration-paragraphs") == []


def test_published_it_stands_in_page_interface_and_files_from_one_definition(world, client_of, adopted):
    client_of(world.presidency).post(url(adopted, "publication"), {"public": "1"})
    row = told("declarations")[0]
    paragraphs = told("declaration-paragraphs")
    page = Client().get(url(adopted)).content.decode()

    assert row["symbol"] == adopted.symbol
    assert row["present"] == ["XXA", "XXB"]
    assert [one["label"] for one in paragraphs] == [None, None, None, "1.", "a)", "b)", "2.", None]
    for one in paragraphs:
        assert one["text_en"] in page
        assert one["text_es"] in page
    assert "Drafts and amendments" not in page
    assert adopted.symbol in Client().get(reverse("declarations:list")).content.decode()
    assert RenderJob.objects.filter(edition=adopted.edition).count() == 4


def test_it_is_found_by_search_and_through_the_interface(world, adopted):
    actions.publish_adoption(adoption=adopted, by=world.presidency)

    found = Client().get(reverse("catalogue:search"), {"q": "mechanism"}).content.decode()
    assert "Declaration of the demonstration, " in found
    listed = Client().get("/api/v1/declaration-paragraphs", {"declaration": adopted.code}, headers=JSON).json()
    assert "follow-up mechanism" in str(listed)


def test_taken_back_it_is_within_the_conference_again_and_leaves_a_trace(world, client_of, adopted):
    actions.publish_adoption(adoption=adopted, by=world.presidency)
    with pytest.raises(Refused, match="already"):
        actions.publish_adoption(adoption=adopted, by=world.presidency)
    endings = PublicState.objects.get().endings
    client_of(world.presidency).post(url(adopted, "publication"), {"public": "0"})
    adopted.edition.document.refresh_from_db()

    assert Client().get(url(adopted)).status_code == 404
    assert told("declarations") == told("declaration-paragraphs") == []
    assert not AdoptedParagraph.objects.exists()
    assert adopted.edition.document.readers == Audience.MEMBERS
    assert Tombstone.objects.filter(table="declarations_adoption", code=adopted.code).exists()
    assert PublicState.objects.get().endings > endings
    with pytest.raises(Refused, match="not published"):
        actions.withdraw_publication(adoption=adopted, by=world.presidency)


def test_the_secretariat_does_not_publish(world, client_of, adopted):
    assert client_of(world.secretariat).post(url(adopted, "publication"), {"public": "1"}).status_code == 403
    assert client_of(world.observer).post(url(adopted, "publication"), {"public": "1"}).status_code == 404


def test_the_public_page_asks_the_same_whatever_the_length(world, adopted, django_assert_num_queries):
    actions.publish_adoption(adoption=adopted, by=world.presidency)
    with django_assert_num_queries(VISITOR + 6):
        Client().get(url(adopted))


def test_nothing_open_to_the_world_reads_a_table_of_drafting(world):
    for resource in RESOURCES.values():
        query = str(resource.rows(PUBLIC).values_list(*plan(resource.fields).columns).query)
        for table in ("paragraph", "draft", "declaration", "amendment", "position", "decision"):
            assert f'"declarations_{table}"' not in query, resource.name


def test_it_is_adopted_on_the_page(world, client_of, organ):
    draft = circulated(world)
    client = client_of(world.presidency)
    address = reverse("declarations:adopt", args=[draft.declaration.year, draft.declaration.number, 0])
    assert "A place in brackets is open" in client.get(address).content.decode()
    values = {"on": "2026-04-01", "organ": organ.pk, "present": [c.pk for c in world.countries.values()],
              "authentic": ["en", "es"]}  # fmt: skip
    response = client.post(address, values)
    assert response.status_code == 422
    assert "The text is still open" in response.content.decode()
    response = client.post(address, values | {"reason": "Settled in the room."}, follow=True)

    assert "Settled in the room." in response.content.decode()
    assert client_of(world.focal_point).get(address).status_code == 404
