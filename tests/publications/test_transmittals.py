"""That an edition was passed on: recorded by the desk of what is public, read by everybody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import AuditEvent
from catalogue.models import Tombstone
from common.dates import today
from declarations.policy import POLICY, Act
from publications import rules
from publications.actions import take_back
from publications.enums import DocumentKind
from publications.exports import SHARED
from publications.models import Document, Transmittal
from publications.transmittals import pass_on
from tests.factories.documents import make_document, make_edition

TOLD = {
    "addressee_en": "High-level Political Forum", "addressee_es": "Foro Político de Alto Nivel", "on": "2024-07-01",
    "symbol": "E/HLPF/2024/0", "address": "https://undocs.org/E/HLPF/2024/0",
}  # fmt: skip


def address(edition):
    return reverse("publications:transmittal", args=[edition.pk])


@pytest.mark.parametrize("seat", ["secretariat", "presidency"])
def test_the_desk_records_it_and_everybody_reads_it(world, client, client_of, seat):
    edition = make_edition()
    desk = client_of(getattr(world, seat))
    assert address(edition) in desk.get(edition.get_absolute_url()).content.decode()
    assert desk.post(address(edition), TOLD).status_code == 302

    page = client.get(edition.get_absolute_url()).content.decode()
    assert "High-level Political Forum" in page
    assert '<a href="https://undocs.org/E/HLPF/2024/0" rel="noopener">E/HLPF/2024/0</a>' in page
    assert address(edition) not in page
    (told,) = client.get("/api/v1/transmittals").json()["results"]
    assert (told["addressee_es"], told["on"], told["symbol"]) == (
        "Foro Político de Alto Nivel", "2024-07-01", "E/HLPF/2024/0",
    )  # fmt: skip
    assert client.get(f"/api/v1/editions/{told['edition']}").status_code == 200


def test_a_regional_action_plan_is_listed_and_can_be_passed_on(world, client):
    edition = make_edition(document=make_document(DocumentKind.ACTION_PLAN))
    pass_on(edition=edition, by=world.secretariat, **TOLD | {"on": today()})

    assert [row["kind"] for row in client.get("/api/v1/editions").json()["results"]] == ["action_plan"]
    assert len(client.get("/api/v1/transmittals").json()["results"]) == 1
    assert list(client.get("/en/publications/").context["page"]) == [edition]


def test_a_form_that_is_sent_twice_is_recorded_once(world, client_of):
    edition = make_edition()
    desk = client_of(world.secretariat)

    assert [desk.post(address(edition), TOLD).status_code for _ in range(2)] == [302, 302]

    assert Transmittal.objects.count() == 1
    assert AuditEvent.objects.filter(action="edition.passed_on").count() == 1


def test_what_is_not_public_is_not_passed_on(world, client_of):
    for edition in (make_edition(audience="members"), make_edition(is_draft=True)):
        assert client_of(world.secretariat).post(address(edition), TOLD).status_code == 403
        with pytest.raises(PermissionDenied):
            pass_on(edition=edition, by=world.presidency, **TOLD)
    assert not Transmittal.objects.exists()


def test_nobody_else_records_it(world, client_of):
    edition = make_edition()

    assert client_of(world.focal_point).post(address(edition), TOLD).status_code == 403
    assert not Transmittal.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"on": str(today() + timedelta(days=2))}, {"addressee_es": ""}, {"address": "javascript:alert(1)"}],
)
def test_what_cannot_be_is_said_beside_its_field(world, client_of, wrong):
    response = client_of(world.secretariat).post(address(make_edition()), TOLD | wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(wrong)
    assert not Transmittal.objects.exists()


def test_of_a_declaration_the_presidency_alone_records_it_as_the_policy_says(world, client_of):
    edition = make_edition(document=make_document(DocumentKind.DECLARATION))
    may = {name for name in ("secretariat", "presidency") if rules.may_transmit(getattr(world, name), edition)}

    assert may == {str(role) for role in POLICY[Act.TRANSMIT].roles}
    assert client_of(world.secretariat).post(address(edition), TOLD).status_code == 403
    assert client_of(world.presidency).post(address(edition), TOLD).status_code == 302


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_what_leaves_the_list_with_its_document_is_told_as_gone(world, client, kind):
    document = make_document(kind)
    made = pass_on(edition=make_edition(document=document), by=world.presidency, **TOLD | {"on": today()})
    listed = kind in SHARED
    assert client.get(f"/api/v1/transmittals/{made.pk}").status_code == (200 if listed else 404)
    take_back(Document.objects.filter(pk=document.pk))

    assert client.get(f"/api/v1/transmittals/{made.pk}").status_code == (410 if listed else 404)
    assert Tombstone.objects.filter(table="publications_transmittal").count() == listed
    # The next edition opens the document again, not what was taken back: that does not end a second time.
    Document.objects.filter(pk=document.pk).update(readers="public")
    Document.objects.filter(pk=document.pk).update(readers="members")
    made.delete()
    assert Tombstone.objects.filter(table="publications_transmittal").count() == listed


def test_what_has_left_the_list_does_not_leave_it_again(world):
    document = make_document()
    made = pass_on(edition=make_edition(document=document), by=world.presidency, **TOLD | {"on": today()})
    Document.objects.filter(pk=document.pk).update(readers="members")
    Document.objects.filter(pk=document.pk).update(readers="presidency")

    assert Tombstone.objects.filter(table="publications_transmittal", object_id=str(made.pk)).count() == 1


def test_an_error_is_taken_out_and_stays_in_the_trail_and_in_the_changes(world, client, client_of):
    edition = make_edition()
    made = pass_on(edition=edition, by=world.secretariat, **TOLD | {"on": today()})
    gone = reverse("publications:transmittal-remove", args=[edition.pk, made.pk])
    assert client_of(world.focal_point).post(gone).status_code == 403
    client_of(world.secretariat).post(gone)

    assert client.get("/api/v1/transmittals").json()["results"] == []
    assert client.get(f"/api/v1/transmittals/{made.pk}").status_code == 410
    actions = AuditEvent.objects.values_list("action", flat=True)
    assert {"edition.passed_on", "edition.passed_on_removed"} <= set(actions)
