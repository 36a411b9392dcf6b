"""What a row held at an earlier version, from the history that the database keeps."""

from typing import Any

from django.db.models import Q

from reporting.models import Answer
from reporting.offline.form import Options


class History:
    """Earlier versions, asked for together: one query for each kind of row."""

    def __init__(self) -> None:
        self.wanted: dict[Any, set[tuple[Any, int]]] = {}
        self.found: dict[Any, dict[tuple[Any, int], dict[str, Any]]] = {}

    def want(self, model: Any, pk: Any, version: int) -> None:
        self.wanted.setdefault(model, set()).add((pk, version))
        self.found.pop(model, None)

    def at(self, model: Any, pk: Any, version: int) -> dict[str, Any] | None:
        """The columns of a row as they stood at a version; None where nobody asked for it or nothing is known."""
        if model not in self.found:
            self.found[model] = self._read(model)
        return self.found[model].get((pk, version))

    def text(self, row: Any, version: int) -> str | None:
        """The words of a text; at version 0 there were none."""
        if version == 0:
            return ""
        before = self.at(type(row), row.pk, version) if row is not None else None
        return before["text"] if before else None

    def marks(self, options: Options, version: int) -> list[str] | None:
        if version == 0:
            return []
        before = self.at(Answer, options.answer.pk, version)
        if before is None:
            return None
        return ([before["kind"]] if before["kind"] else []) if options.single else before["choices"]

    def _read(self, model: Any) -> dict[tuple[Any, int], dict[str, Any]]:
        wanted = self.wanted.get(model, set())
        if not wanted:
            return {}
        keys, versions = {pk for pk, _version in wanted}, {version for _pk, version in wanted}
        rows = model.pgh_event_model.objects.filter(Q(pgh_obj_id__in=keys) & Q(version__in=versions)).order_by("pgh_id")
        return {(row["pgh_obj_id"], row["version"]): row for row in rows.values()}
