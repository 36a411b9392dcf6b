"""The paragraphs that a file speaks of: its codes resolved, or the file refused as a whole."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.i18n import LANGUAGES
from declarations.models import Draft, Paragraph
from declarations.offline import codes
from declarations.offline.codes import Code
from publications.render.docx_parts import witness


@dataclass(frozen=True)
class Place:
    """A paragraph in one language, as the draft that the file was made of holds it."""

    code: Code
    source: Paragraph

    @property
    def is_current(self) -> bool:
        """Are the words in the file made from those that the paragraph has in its draft?"""
        return self.code.version == self.source.version(self.code.language)


class Known:
    """Paragraphs by their codes, over every draft of the declaration that the seat reads. Two queries."""

    def __init__(self, draft: Draft, by: Seat) -> None:
        self.draft, self.by = draft, by
        drafts = Draft.objects.visible_to(by).filter(declaration=draft.declaration_id)
        self.drafts = {codes.short(one.pk, 8): one for one in drafts}
        for one in self.drafts.values():
            one.declaration = draft.declaration
        self.paragraphs: dict[tuple[str, str], Paragraph] = {}
        self.witnesses: dict[str, str] = {}
        rows = Paragraph.objects.filter(draft__in=self.drafts.values()).order_by("draft__number", "order")
        for row in rows:
            prefix = codes.short(row.draft_id, 8)
            self.paragraphs[prefix, codes.short(row.identity, 12)] = row
            for language in LANGUAGES:
                code = codes.code_of(self.drafts[prefix], row, language)
                self.witnesses[witness(code)] = code

    def of(self, prefix: str) -> list[Paragraph]:
        """The paragraphs of one draft in order."""
        return [row for (draft, _identity), row in self.paragraphs.items() if draft == prefix]

    def place(self, cell: dict[str, Any], present: Collection[str]) -> Place | None:
        """The paragraph that a cell of the file stands for; None where it is new. Raises Refused for a wrong code.

        A bookmark counts where its code is not `present` in the file: pressing Enter behind a paragraph takes the
        bookmark along to the new one.
        """
        beside = (self.witnesses.get(name, "") for name in cell["witnesses"])
        found: list[str] = cell["codes"][:1] or [code for code in beside if code and code not in present]
        return self.resolve(found[0]) if found else None

    def resolve(self, text: str) -> Place:
        code = codes.parse(text)
        draft = self.drafts.get(code.draft) if code else None
        if code and draft is None:
            self._of_another(code)
        source = self.paragraphs.get((code.draft, code.identity)) if code else None
        if code is None or draft is None or source is None or not codes.is_genuine(text, draft):
            raise Refused(
                _(
                    "The hidden marks of the paragraphs were changed, so nobody can say where the words belong. "
                    "Download the draft again and copy your words into it. Nothing was taken in."
                )
            )
        return Place(code, source)

    def _of_another(self, code: Code) -> None:
        """Say of which declaration the file is, when the seat reads that one."""
        for one in Draft.objects.visible_to(self.by).select_related("declaration"):
            if codes.short(one.pk, 8) == code.draft:
                raise Refused(
                    _("This is a file of another declaration: %(symbol)s. Send it back on the page of that one.")
                    % {"symbol": one.symbol}
                )
