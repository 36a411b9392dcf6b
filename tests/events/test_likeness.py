"""Titles that are much alike and not the same, and those that were only reworded."""

import pytest

from accounts.models import Body
from events.directory import Directory, directory
from events.intake.likeness import likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Session I: Labour mobility", "Session II: Labour mobility"),
        ("Sesión IV: Movilidad laboral", "Sesión VI: Movilidad laboral"),
        ("Report of working group A", "Report of working group B"),
        ("Round table 1 on migration", "Round table 2 on migration"),
        ("Report of the 1st round table", "Report of the 2nd round table"),
        ("Discussion on data", "Discussion on data 2"),
        ("Opening remarks", "Closing remarks"),
        ("Presentation on regular migration", "Presentation on irregular migration"),
        ("Remarks by the Minister of Guatemala", "Remarks by the Minister of Honduras"),
    ],
)
def test_titles_that_number_or_turn_what_they_are_about_are_not_the_same(one, other):
    assert likeness(one, other, Directory()) == 0
    assert likeness(other, one, Directory()) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Discussion on data", "Discussion on the data"),
        ("Presentaton of the annual report", "Presentation of the annual report"),
        ("Session II: Labour mobility in the region", "Session II: Labor mobility in the region"),
        ("Presentación de los informes por países", "Presentacion de los informes por país"),
    ],
)
def test_a_title_that_is_put_right_or_a_little_reworded_is_the_same(one, other):
    assert likeness(one, other, Directory()) >= 0.9


@pytest.mark.django_db
def test_titles_that_name_other_countries_or_bodies_are_not_the_same(world):
    for code, about in (("irregular", "Irregular Migration"), ("border", "Irregular Migrations")):
        Body.objects.create(code=code, kind="organ", name_en=f"Working Group on {about}", name_es=f"Grupo {code}")
    people = directory()

    assert likeness("Presentation of Country A", "Presentation of Country B", people) == 0
    assert likeness("The view of Country A on Country B", "The view of Country B on Country A", people) == 0
    assert likeness("Working Group on Irregular Migration", "Working Group on Irregular Migrations", people) == 0
    assert likeness("Presentation of Country A", "Presentation by Country A", people) >= 0.9
