"""The form of a practice in its parts."""

import pytest

from practices.forms import RecordForm, VersionForm


@pytest.mark.parametrize("form", [VersionForm, RecordForm])
def test_every_box_stands_in_one_part_of_the_form(form, db):
    """A box that no part shows would be sent empty, and saved so."""
    made = form()

    shown = [box.name for _code, _title, rows in made.sections() for row in rows for box in row]
    assert sorted(shown) == sorted(box.name for box in made.visible_fields())
