"""Writing rows that an editor may change afterwards: what was changed by hand is never overwritten.

For each row the ledger keeps the values that were loaded. A row is written again only while it still has them. A row
that somebody else wrote first, or that an editor deleted, is left alone.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models

from sources.models import LoadedRow

MAX_NAME = 200
KEPT = "kept as an editor left it"
M = TypeVar("M", bound=models.Model)


class Ledger:
    """One run of a loader. `counts` says how many rows were created, updated, unchanged or left to the editors.

    `outcome` is what became of the row that was put last: below one that an editor changed nothing is to be written.
    """

    outcome = ""

    def __init__(self) -> None:
        self.rows = {(row.model, row.key): row for row in LoadedRow.objects.all()}
        self.counts: Counter[str] = Counter()

    def put(
        self,
        model: type[M],
        key: dict[str, Any],
        values: dict[str, Any],
        many: Mapping[str, Sequence[Any]] | None = None,
    ) -> M | None:
        """Bring one row to `values` and its relations to the primary keys in `many`; `key` finds the row.

        Returns the row as it stands, or None when an editor had deleted it.
        """
        many = many or {}
        label, name = model._meta.label, _name(key)
        loaded = self.rows.get((label, name))
        row = model._default_manager.filter(**key).first()
        if row is None and loaded:
            self._note("deleted by an editor")
            return None
        if row and (loaded is None or _plain(row, loaded.values) != loaded.values):
            self._note(KEPT)
            return row
        wanted = _plain(model(**key, **values), values, many)
        if loaded and loaded.values == wanted:
            self._note("unchanged")
            return row
        self._note("updated" if row else "created")
        row = row or model(**key)
        for field, value in values.items():
            setattr(row, field, value)
        row.save()
        for field, keys in many.items():
            getattr(row, field).set(keys)
        self.rows[label, name], _created = LoadedRow.objects.update_or_create(
            model=label, key=name, defaults={"values": wanted}
        )
        return row

    def _note(self, outcome: str) -> None:
        self.outcome = outcome
        self.counts[outcome] += 1

    def remove_others(self, model: type[M], codes: Collection[str]) -> None:
        """Remove the rows of `model` that were loaded once and that the data no longer holds, unless edited."""
        label = model._meta.label
        for name in [name for row_label, name in self.rows if row_label == label and name not in codes]:
            loaded = self.rows.pop((label, name))
            row = model._default_manager.filter(code=name).first()
            if row and _plain(row, loaded.values) == loaded.values:
                row.delete()
                self.counts["removed"] += 1
            loaded.delete()


def _name(key: dict[str, Any]) -> str:
    """The key as the ledger knows it; a long one (whole sentences) by its hash."""
    name = "|".join(str(getattr(part, "pk", part)) for part in key.values())
    return name if len(name) <= MAX_NAME else hashlib.sha256(name.encode()).hexdigest()


def _plain(row: models.Model, names: Iterable[str], many: Mapping[str, Sequence[Any]] | None = None) -> dict[str, Any]:
    """The named columns and relations of a row as JSON values; relations in `many` are taken from there."""
    many = many or {}
    content: dict[str, Any] = {}
    for name in names:
        field = row._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            content[name] = sorted(str(key) for key in getattr(row, name).values_list("pk", flat=True))
        elif isinstance(field, models.Field):
            content[name] = field.to_python(getattr(row, field.attname))
    content |= {name: sorted(str(key) for key in keys) for name, keys in many.items()}
    plain: dict[str, Any] = json.loads(json.dumps(content, default=str))
    return plain
