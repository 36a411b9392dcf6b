"""That an edition was passed on: recorded by the desk of what is public, read by everybody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import AuditEvent
from common.dates import today
from publications.models import Transmittal
from publications.transmittals import pass_on
from tests.factories.documents import make_edition

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
