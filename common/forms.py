"""Small helpers for forms."""

from collections.abc import Callable
from typing import Any

from django import forms


def label_rows(form: forms.BaseForm, name: str, words: Callable[[Any], str]) -> None:
    """Say the rows of a choice of database rows in the reader's words."""
    field: Any = form.fields[name]
    field.label_from_instance = words
