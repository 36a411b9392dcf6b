"""What a file that came back proposes, row by row, as a preview shows it and as it is taken in."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from declarations import setting
from declarations.enums import Operation
from declarations.models import Paragraph
from declarations.numbering import Number


class Standing(models.TextChoices):
    """How a row of the file stands to the draft."""

    UNDERSTOOD = "understood", _("Understood")
    BROUGHT = "brought", _("Brought to the words of the present draft")
    STALE = "stale", _("The draft has other words here by now")
    LANGUAGE = "language", _("Seems to be written in the other language")
    ABSENT = "absent", _("The paragraph is not in the file")
    NO_PLACE = "no_place", _("The paragraph is no longer in the draft")
    ALREADY = "already", _("Your delegation has proposed this already")


TAKEN = (Standing.UNDERSTOOD, Standing.BROUGHT)
"""Chosen unless the person says otherwise."""
ASKED = (Standing.STALE, Standing.LANGUAGE, Standing.ABSENT)
"""Taken in only when the person says so."""


@dataclass
class Row:
    """One amendment that the file would make. `texts` hold the languages that it speaks."""

    standing: Standing
    operation: Operation
    paragraph: Paragraph | None = None
    number: Number | None = None
    after: Paragraph | None = None
    after_number: Number | None = None
    kind: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    comments: list[dict[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    key: str = ""

    @property
    def may_be_taken(self) -> bool:
        return self.standing in TAKEN or self.standing in ASKED

    @property
    def is_chosen(self) -> bool:
        return self.standing in TAKEN

    @property
    def sides(self) -> list[tuple[str, setting.Pieces]]:
        """The redline of each language against the present draft."""
        if self.operation == Operation.DELETE and self.paragraph:
            return [
                (code, [("delete", self.paragraph.text(code))]) for code in ("en", "es") if self.paragraph.text(code)
            ]
        before = self.paragraph if self.operation == Operation.REPLACE else None
        return [
            (code, setting.redline(before.text(code), text) if before else [("insert", text)])
            for code, text in self.texts.items()
        ]

    def facts(self) -> list[Any]:
        paragraph = str(self.paragraph.pk) if self.paragraph else ""
        versions = [self.paragraph.version_en, self.paragraph.version_es] if self.paragraph else []
        return [self.standing, self.operation, paragraph, versions, str(self.after and self.after.pk), self.texts]


@dataclass
class Comparison:
    """`loose` are lines that were not understood, `comments` those beside paragraphs that stay as they are."""

    rows: list[Row]
    loose: list[str]
    comments: list[dict[str, str]]
    unchanged: int
    tracked: int
    made_from: str

    def __post_init__(self) -> None:
        for place, row in enumerate(self.rows):
            row.key = f"r{place}"

    def of(self, *standings: Standing) -> Sequence[Row]:
        return [row for row in self.rows if row.standing in standings]

    @property
    def digest(self) -> str:
        """The same for the same proposals: whoever looked at other ones is asked to look again."""
        facts = json.dumps([row.facts() for row in self.rows], default=str)
        return hashlib.sha256(facts.encode()).hexdigest()
