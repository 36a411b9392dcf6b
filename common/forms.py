"""Small helpers for forms."""

from collections.abc import Callable
from typing import Any

from django import forms


def label_rows(form: forms.BaseForm, name: str, words: Callable[[Any], str]) -> None:
    """Say the rows of a choice of database rows in the reader's words."""
    field: Any = form.fields[name]
    field.label_from_instance = words


class Paired:
    """A form whose boxes of the two languages stand side by side."""

    def rows(self) -> list[list[forms.BoundField]]:
        """The boxes in order, English and Spanish of one thing in one row."""
        found: list[list[forms.BoundField]] = []
        for box in self.visible_fields():  # type: ignore[attr-defined]
            if box.name.endswith("_es") and found and found[-1][0].name == f"{box.name[:-3]}_en":
                found[-1].append(box)
            else:
                found.append([box])
        return found
