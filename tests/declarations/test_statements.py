"""Statements of delegations on an adopted text: their own until handed over, public when the State publishes them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import Country
from accounts.seats import PUBLIC
from catalogue.models import Tombstone
from catalogue.registry import RESOURCES
from common.errors import Conflict, Refused
from common.resources import plan
from declarations.actions import statements as actions
from declarations.actions.adoption import publish_adoption, withdraw_publication
from declarations.actions.amendments import set_tabling
from declarations.actions.statements import Said
from declarations.enums import StatementStatus
from declarations.models import AttachedStatement
from notices.models import Notice
from publications.enums import Audience
from publications.models import Edition, RenderJob
from tests.counts import VISITOR
from tests.factories.declarations import adopted as adopt_one

EN, ES = "Country A understands point 1 within its law.", "El País A entiende el punto 1 conforme a su legislación."
SAID = Said("reservation", [4], EN, ES)


@pytest.fixture
def adopted(world):
    return adopt_one(world)


def write(world, adopted, said=SAID, by=None):
    return actions.write_statement(adoption=adopted, said=said, by=by or world.focal_point)


def shared(world, adopted, **options):
    row = write(world, adopted, **options)
    actions.hand_over_statement(statement=row, by=options.get("by") or world.focal_point)
    return row


def url(adoption, name="declaration"):
    return reverse(f"declarations:{name}", args=[adoption.year, adoption.number])


def told():
    resource = RESOURCES["declaration-statements"]
    how = plan(resource.fields)
    return [how.object(row) for row in resource.rows(PUBLIC).values_list(*how.columns)]


def test_a_draft_is_its_delegations_own(world, client_of, adopted):
    row = write(world, adopted)
    readers = {role for role in ("focal_point", "clearer", "contributor", "other_focal_point", "secretariat",
                                 "presidency", "observer", "anonymous")
               if AttachedStatement.objects.visible_to(getattr(world, role)).exists()}  # fmt: skip

    assert row.code == f"{adopted.code}.XXA-1"
    assert readers == {"focal_point", "clearer", "contributor"}
    assert EN in client_of(world.contributor).get(url(adopted)).content.decode()
    for role in ("other_focal_point", "presidency"):
        assert EN not in client_of(getattr(world, role)).get(url(adopted)).content.decode()
    assert EN not in str(actions.freeze_annexed(adoption=adopted, by=world.focal_point).blocks)


def test_handed_over_it_is_dated_and_read_by_members_beside_the_text(world, client_of, adopted):
    before = adopted.edition.sha256
    row = shared(world, adopted)
    page = client_of(world.other_focal_point).get(url(adopted)).content.decode()

    assert row.on is not None
    assert EN in page
    assert ES in page
    assert "Country A: Reservation" in page
    assert Notice.objects.filter(key=f"statement:{row.pk}", user__email="focal_point_b@world.example").exists()
    assert not Notice.objects.filter(key=f"statement:{row.pk}", user__email="focal_point_a@world.example").exists()
    adopted.refresh_from_db()
    assert adopted.sha256 == adopted.edition.sha256 == before
    with pytest.raises(PermissionDenied, match="no longer changes"):
        actions.save_statement(statement=row, said=SAID, version=row.version, by=world.focal_point)


def test_it_is_public_once_the_state_and_the_presidency_have_published(world, client_of, adopted):
    row = shared(world, adopted)
    publish_adoption(adoption=adopted, by=world.presidency)
    assert told() == []
    assert EN not in Client().get(url(adopted)).content.decode()
    adopted.refresh_from_db()
    row.adoption = adopted
    actions.publish_statement(statement=row, public=True, by=world.focal_point)

    assert told()[0]["text_en"] == EN
    assert (told()[0]["country"], told()[0]["places"]) == ("XXA", [4])
    assert told()[0]["citation_en"].startswith(f"“{adopted.title_en}”, {row.code}. Regional Conference on Migration. ")
    assert told()[0]["licence"] is None
    assert EN in Client().get(url(adopted)).content.decode()
    adopted.refresh_from_db()
    annexed = adopted.annexed.editions.get()
    assert EN in str(annexed.blocks["en"])
    assert "follow-up mechanism" in str(annexed.blocks["en"])
    assert RenderJob.objects.filter(edition=annexed).count() == 4
    assert Edition.objects.visible_to(PUBLIC).filter(pk=annexed.pk).exists()


def test_a_statement_that_its_state_published_waits_for_the_declaration(world, adopted):
    row = shared(world, adopted)
    actions.publish_statement(statement=row, public=True, by=world.focal_point)
    assert told() == []
    publish_adoption(adoption=adopted, by=world.presidency)
    assert len(told()) == 1
    withdraw_publication(adoption=adopted, by=world.presidency)

    assert told() == []
    assert AttachedStatement.objects.get().status == StatementStatus.PUBLISHED
    adopted.refresh_from_db()
    assert adopted.annexed is None
    assert Tombstone.objects.filter(table="declarations_attachedstatement", code=row.code).exists()


@pytest.mark.parametrize("act", ["keep", "withdraw"])
def test_taken_back_it_is_no_longer_public_nor_is_the_paper_that_held_it(world, client_of, adopted, act):
    row = shared(world, adopted)
    actions.publish_statement(statement=row, public=True, by=world.focal_point)
    publish_adoption(adoption=adopted, by=world.presidency)
    adopted.refresh_from_db()
    paper = adopted.annexed.editions.get()
    client_of(world.focal_point).post(reverse("declarations:statement-act", args=[row.pk]), {"act": act})

    assert told() == []
    assert EN not in Client().get(url(adopted)).content.decode()
    assert not Edition.objects.visible_to(PUBLIC).filter(pk=paper.pk).exists()
    paper.document.refresh_from_db()
    assert paper.document.readers == Audience.MEMBERS


def test_withdrawn_its_words_are_read_by_its_own_delegation_alone(world, client_of, adopted):
    row = shared(world, adopted)
    actions.withdraw_statement(statement=row, by=world.focal_point)
    other = client_of(world.other_focal_point).get(url(adopted)).content.decode()

    assert EN not in other
    assert "Withdrawn" in other
    assert EN not in client_of(world.other_focal_point).get(
        reverse("declarations:statement", args=[row.pk])
    ).content.decode()  # fmt: skip
    assert EN in client_of(world.focal_point).get(url(adopted)).content.decode()
    assert EN not in str(actions.freeze_annexed(adoption=adopted, by=world.other_focal_point).blocks)
    with pytest.raises(Refused, match="handed over"):
        actions.withdraw_statement(statement=row, by=world.focal_point)


@pytest.mark.parametrize("role", ["clearer", "contributor", "secretariat", "presidency", "observer", "anonymous"])
def test_only_a_focal_point_writes_one(world, adopted, role):
    with pytest.raises(PermissionDenied):
        write(world, adopted, by=getattr(world, role))


def test_who_hands_it_over_is_the_countrys_rule_and_never_another_country(world, adopted):
    row = write(world, adopted)
    with pytest.raises(PermissionDenied):
        actions.hand_over_statement(statement=row, by=world.other_focal_point)
    set_tabling(country=world.countries["A"], clearer_tables=True, by=world.focal_point)
    with pytest.raises(PermissionDenied):
        actions.hand_over_statement(statement=row, by=world.focal_point)
    actions.hand_over_statement(statement=row, by=world.clearer)
    with pytest.raises(PermissionDenied):
        actions.publish_statement(statement=row, public=True, by=world.presidency)

    assert AttachedStatement.objects.get().status == StatementStatus.SHARED


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said("praise", [], EN, ES), "not in the list"),
        (Said("reservation", [], " ", ""), "in one language or both"),
        (Said("reservation", [99], EN, ES), "not in the text"),
    ],
)
def test_it_says_enough(world, adopted, said, why):
    with pytest.raises(Refused, match=why):
        write(world, adopted, said)


def test_a_stale_save_gets_both_texts(world, client_of, adopted):
    row = write(world, adopted)
    actions.save_statement(statement=row, said=Said("reservation", [], "New", ""), version=1, by=world.focal_point)
    with pytest.raises(Conflict):
        actions.save_statement(statement=row, said=SAID, version=1, by=world.focal_point)
    address = reverse("declarations:statement", args=[row.pk])
    values = {"kind": "reservation", "text_en": "Mine", "text_es": "", "source_language": "en", "version": 1}
    response = client_of(world.focal_point).post(address, values)
    page = response.content.decode()

    assert response.status_code == 409
    assert "Mine" in page
    assert "New" in page


def test_it_is_written_and_handed_over_on_the_pages(world, client_of, adopted):
    client = client_of(world.focal_point)
    assert client.post(url(adopted, "statement-new"), {"kind": "explanation"}).status_code == 422
    values = {"kind": "explanation", "text_es": ES, "source_language": "es", "places": [4]}
    made = client.post(url(adopted, "statement-new"), values)["Location"]
    page = client.post(f"{made}act/", {"act": "hand-over"}, follow=True).content.decode()
    assert "Publish it" in page
    assert client.post(f"{made}act/", {"act": "nonsense"}).status_code == 404
    other = write(world, adopted)
    client.post(reverse("declarations:statement-act", args=[other.pk]), {"act": "discard"})

    assert AttachedStatement.objects.get().status == StatementStatus.SHARED
    assert client_of(world.observer).get(made).status_code == 404


def test_the_annex_says_whose_words_they_are_and_which_language_is_to_come(world, adopted):
    shared(world, adopted, said=Said("disassociation", [], "", ES))
    edition = actions.freeze_annexed(adoption=adopted, by=world.secretariat)
    again = actions.freeze_annexed(adoption=adopted, by=world.focal_point)
    english = str(edition.blocks["en"])

    assert again == edition
    assert "Annex: statements of delegations" in english
    assert "Disassociation, the whole text" in english
    assert ES in english
    assert "Translation pending" in english
    assert edition.audience == Audience.MEMBERS
    assert (
        edition.blocks["en"]["blocks"][: len(adopted.edition.blocks["en"]["blocks"])]
        == (adopted.edition.blocks["en"]["blocks"])
    )


def test_statements_of_one_day_stand_in_the_order_of_the_language(world, client_of, adopted):
    for code, english, spanish in (("A", "Álamo", "Zulia"), ("B", "Beta", "Ñandú")):
        Country.objects.filter(pk=world.countries[code].pk).update(name_en=english, name_es=spanish)
    shared(world, adopted)
    shared(world, adopted, by=world.other_focal_point)
    blocks = actions.freeze_annexed(adoption=adopted, by=world.secretariat).blocks
    page = client_of(world.secretariat).get(url(adopted))

    for language, order in (("en", ["Álamo", "Beta"]), ("es", ["Ñandú", "Zulia"])):
        said = [one["attribution"] for one in blocks[language]["blocks"] if "attribution" in one]
        assert said == order
    assert [one.statement.country.name_en for one in page.context["beside"]] == ["Álamo", "Beta"]


def test_a_member_asks_for_the_file_with_statements(world, client_of, adopted):
    shared(world, adopted)
    response = client_of(world.other_focal_point).post(
        url(adopted, "annexed-make"), {"language": "es", "format": "docx"}
    )
    job = RenderJob.objects.get()

    assert (job.language, job.format) == ("es", "docx")
    assert response["Location"] == job.get_absolute_url()
    assert client_of(world.observer).post(url(adopted, "annexed-make"), {"language": "es"}).status_code == 404


@pytest.mark.parametrize("statements", [1, 3])
def test_the_public_page_asks_the_same_whatever_is_attached(world, adopted, statements, django_assert_num_queries):
    for _time in range(statements):
        actions.publish_statement(statement=shared(world, adopted), public=True, by=world.focal_point)
    publish_adoption(adoption=adopted, by=world.presidency)
    with django_assert_num_queries(VISITOR + 7):
        Client().get(url(adopted))
