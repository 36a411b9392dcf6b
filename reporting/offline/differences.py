"""What a file would change, box by box: plain values that a page shows and an act carries out."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.diff import diff_words


class Standing(models.TextChoices):
    """How a box of the file stands to what the portal holds."""

    CONFLICT = "conflict", _("Changed on both sides")
    EMPTIED = "emptied", _("Emptied")
    NOT_UNDERSTOOD = "not_understood", _("Not understood")
    NOT_ALLOWED = "not_allowed", _("Not yours to change")
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")


TO_DECIDE = (Standing.CONFLICT, Standing.EMPTIED)
TAKEN_IN = (Standing.NEW, Standing.CHANGED)
LEFT_OUT = (Standing.NOT_UNDERSTOOD, Standing.NOT_ALLOWED)


@dataclass
class Difference:
    """One box, choice or row: what stands in the portal, what the file says, and how it would be saved.

    `version` is that of the portal's, `reasons` say why it is not understood or what to know of it, `joined` is both
    texts one after the other, `writer` the person who saved last.
    """

    key: str
    where: str
    label: str
    current: str
    sent: str
    standing: str = Standing.UNCHANGED
    language: str = ""
    version: int = 0
    reasons: list[str] = field(default_factory=list)
    comments: list[dict[str, str]] = field(default_factory=list)
    writer: Any = None
    saved_by: str = ""
    saved_at: datetime | None = None
    save: Callable[[Any], None] | None = None
    joined: str = ""
    save_joined: Callable[[Any], None] | None = None

    @property
    def runs(self) -> list[tuple[str, str]]:
        return diff_words(self.current, self.sent)

    @property
    def standing_words(self) -> str:
        return str(Standing(self.standing).label)

    @property
    def is_to_decide(self) -> bool:
        return self.standing in TO_DECIDE

    def refuse(self, *reasons: str, standing: str = Standing.NOT_UNDERSTOOD) -> "Difference":
        self.standing, self.save = standing, None
        self.reasons += reasons
        return self


@dataclass
class Comparison:
    """All differences of a file, what stands beside them, and one value that tells whether anything moved since."""

    rows: list[Difference]
    warnings: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    comments: list[dict[str, str]] = field(default_factory=list)
    tracked: int = 0

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.standing for row in self.rows)
        return {str(standing.value): found[standing.value] for standing in Standing}

    def of(self, *standings: str) -> list[Difference]:
        return [row for row in self.rows if row.standing in standings]

    @property
    def digest(self) -> str:
        said = [[row.key, row.standing, row.sent, row.current, row.version] for row in self.rows]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def name_writers(rows: list[Difference]) -> None:
    """Who typed in the meantime, for the rows that are to be decided: one query."""
    asked = [row for row in rows if row.standing == Standing.CONFLICT and row.writer]
    names = dict(User.objects.filter(pk__in={row.writer for row in asked}).values_list("pk", "name")) if asked else {}
    for row in asked:
        row.saved_by = names.get(row.writer, "")
