"""Names in the order of the language."""

from types import SimpleNamespace

from django.utils.translation import override

from common.i18n import pick, sort_by_name, sort_key

MEMBERS = [
    ("Belize", "Belice"),
    ("Dominican Republic", "República Dominicana"),
    ("El Salvador", "El Salvador"),
    ("Mexico", "México"),
    ("United States of America", "Estados Unidos de América"),
]


def countries():
    return [SimpleNamespace(name_en=en, name_es=es) for en, es in MEMBERS]


def test_countries_stand_in_the_order_of_the_language():
    assert [c.name_es for c in sort_by_name(countries(), "es")] == [
        "Belice",
        "El Salvador",
        "Estados Unidos de América",
        "México",
        "República Dominicana",
    ]
    assert [c.name_en for c in sort_by_name(countries(), "en")][1] == "Dominican Republic"


def test_accents_do_not_count_and_enye_follows_n():
    assert sorted(["ñandú", "zona", "nube", "óptimo", "oasis"], key=sort_key) == [
        "nube",
        "ñandú",
        "oasis",
        "óptimo",
        "zona",
    ]


def test_an_empty_translation_falls_back_to_the_other_language():
    thing = SimpleNamespace(name_en="Only English", name_es="")

    with override("es"):
        assert pick(thing, "name") == "Only English"
