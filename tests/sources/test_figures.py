"""Figures are entered with their source, corrected in one place, and each change stays in the trail."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import AuditEvent
from common.errors import Conflict
from sources.figures import correct_figure, enter_figure, enter_source
from sources.models import Figure, Source

NEW = reverse("portal:figure-new")
TYPED = {
    "statement_en": "In 2030, 120 persons took part.",
    "value": "120",
    "unit_en": "persons",
    "year": "2030",
    "source_title_en": "Report of a meeting",
    "source_date": "2030-05-01",
}
# As the form is sent when the source is chosen from those on record.
CHOSEN = TYPED | {"source_title_en": "", "source_date": ""}


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def figure(world):
    source = enter_source(
        fields={"title_en": "Notes", "title_es": "", "date": date(2030, 1, 2), "address": ""}, by=world.secretariat
    )
    fields = {"statement_en": "In 2030, 120 persons took part.", "value": "120", "source": source}
    return enter_figure(fields=fields, by=world.secretariat)[0]


def test_a_figure_is_entered_with_a_source_of_its_own_and_sending_it_twice_enters_it_once(desk, client):
    for _time in range(2):
        desk.post(NEW, TYPED | {"objectives": [8]})

    row = Figure.objects.get()
    assert (row.code, row.value, row.source.title_en) == ("in-2030-120-persons-took", "120", "Report of a meeting")
    assert [objective.number for objective in row.objectives.all()] == [8]
    assert Source.objects.filter(title_en="Report of a meeting").count() == 1
    assert AuditEvent.objects.filter(action="figure_entered").count() == 1
    assert AuditEvent.objects.filter(action="source_entered", object_type="source").count() == 1
    assert "In 2030, 120 persons took part." in client.get("/en/figures/?of=record").text


def test_no_figure_stands_without_a_source(desk):
    page = desk.post(NEW, TYPED | {"source_title_en": " "})

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"source"}
    assert not Figure.objects.exists()


def test_a_source_is_chosen_or_named_and_never_dropped_unsaid(desk, figure):
    page = desk.post(NEW, TYPED | {"value": "121", "source": figure.source_id})

    assert page.status_code == 422
    assert "not both" in str(page.context["form"].errors["source"])
    assert Figure.objects.count() == 1


def test_a_source_is_named_in_both_languages_side_by_side(desk, client):
    page = desk.get(NEW).context["form"]
    desk.post(NEW, TYPED | {"source_title_es": "Informe de una reunión"})

    rows = [[box.name for box in row] for row in page.rows()]
    assert ["source_title_en", "source_title_es"] in rows
    assert ["statement_en", "statement_es"] in rows
    assert "Informe de una reunión" in client.get("/es/figures/?of=record").text


def test_a_source_named_in_spanish_alone_is_asked_for_its_english_title(desk):
    page = desk.post(NEW, TYPED | {"source_title_en": "", "source_title_es": "Informe"})

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"source_title_en"}


def test_a_source_on_record_gets_the_spanish_title_and_the_address_that_it_lacks(desk, figure):
    named = {"source_title_en": "Notes", "source_date": "2030-01-02", "source_title_es": "Notas"}
    named["source_address"] = "https://example.org/notes"
    desk.post(NEW, TYPED | {"value": "121"} | named)

    assert Source.objects.values_list("title_es", "address").get() == ("Notas", "https://example.org/notes")
    assert AuditEvent.objects.filter(action="source_completed").count() == 1


def test_figures_that_begin_with_the_same_words_have_codes_of_their_own(world, figure):
    other, _is_new = enter_figure(
        fields={"statement_en": figure.statement_en, "value": "121", "source": figure.source}, by=world.secretariat
    )

    assert other.code == f"{figure.code}-2"


def test_a_correction_keeps_the_earlier_value_in_the_trail(desk, figure):
    address = reverse("portal:figure-edit", args=[figure.code])
    typed = CHOSEN | {"value": "125", "source": figure.source_id, "read_at": figure_read(desk, address)}
    desk.post(address, typed)

    figure.refresh_from_db()
    assert figure.value == "125"
    assert AuditEvent.objects.get(action="figure_corrected").detail["was"]["value"] == "120"


def figure_read(desk, address):
    return desk.get(address).context["form"]["read_at"].value()


def test_two_who_correct_the_same_figure_are_told_and_both_values_are_shown(desk, world, figure):
    address = reverse("portal:figure-edit", args=[figure.code])
    read_at = figure_read(desk, address)
    fields = {"value": "130"}
    correct_figure(figure=figure, read_at=figure.updated_at, fields=fields, by=world.secretariat)

    page = desk.post(address, CHOSEN | {"value": "125", "source": figure.source_id, "read_at": read_at})

    assert page.status_code == 409
    assert 'name="value" value="125"' in page.text, "what was typed stands in the box as it was typed"
    assert ("Value, as the source writes it", "130") in page.context["conflict"]
    with pytest.raises(Conflict):
        correct_figure(figure=figure, read_at=figure.updated_at, fields=fields, by=world.secretariat)


def test_who_corrected_other_objectives_meanwhile_is_seen_and_the_earlier_ones_stay_in_the_trail(desk, figure):
    address = reverse("portal:figure-edit", args=[figure.code])
    same = CHOSEN | {"source": figure.source_id, "read_at": figure_read(desk, address)}
    desk.post(address, same | {"objectives": [8]})
    correction = AuditEvent.objects.latest("pk").detail["was"]
    page = desk.post(address, same | {"objectives": [9]})

    assert correction["objectives"] == []
    assert page.status_code == 409
    assert [(label, said[:2]) for label, said in page.context["conflict"]] == [("Objectives", "8.")]
    assert [objective.number for objective in figure.objectives.all()] == [8]


def test_two_who_make_the_same_correction_are_told_that_it_is_saved(desk, figure):
    address = reverse("portal:figure-edit", args=[figure.code])
    typed = CHOSEN | {"value": "125", "source": figure.source_id, "read_at": figure_read(desk, address)}
    desk.post(address, typed)
    page = desk.post(address, typed)

    assert page.status_code == 409
    assert "with the same content as in the boxes" in page.text
    assert AuditEvent.objects.filter(action="figure_corrected").count() == 1


def test_who_enters_a_figure_that_is_on_record_is_told_so_and_led_to_it(desk):
    desk.post(NEW, TYPED | {"objectives": [8]})
    page = desk.post(NEW, TYPED | {"objectives": [9]}, follow=True)

    row = Figure.objects.get()
    assert page.redirect_chain == [(reverse("portal:figure-edit", args=[row.code]), 302)]
    assert "This figure is already on record" in page.text
    assert [objective.number for objective in row.objectives.all()] == [8]


@pytest.mark.parametrize("name", ["focal_point", "presidency", "observer"])
def test_only_the_secretariat_keeps_figures(world, figure, name):
    with pytest.raises(PermissionDenied):
        enter_figure(fields={"statement_en": "x", "value": "1", "source": figure.source}, by=getattr(world, name))
