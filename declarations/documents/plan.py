"""The regional action plan as one document."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_day
from common.i18n import pick
from declarations.documents.frame import ORGANIZATION
from events.documents.frame import text_in
from publications import blocks as b
from publications.authoring import plain

if TYPE_CHECKING:
    from commitments.models import Commitment
    from declarations.queries.plan import Part, Plan


def build_plan(plan: "Plan", language: str, *, on: str, letterhead: b.Letterhead | None) -> b.Document:
    """The plan in one language, as it was recorded on the day; what stands in one language only is marked with it."""
    with override(language):
        blocks: list[b.Block] = [b.NoteBox((b.Paragraph(plain(told())),))]
        if plan.is_demonstration:
            words = _("Demonstration text. It stands for no text of the Conference or position of a State.")
            blocks.append(b.NoteBox((b.Paragraph(plain(words)),), kind="attention"))
        for part in plan.parts:
            blocks.append(b.Heading(_titled(part, language), 2))
            blocks.append(_table(part, plan, language))
        if not plan.parts:
            blocks.append(b.Paragraph(plain(_("None."), style="emphasis")))
        return b.Document(
            title=_("Regional action plan"),
            language="es" if language == "es" else "en",
            date=on,
            subtitle=shared(plan, language),
            organization=ORGANIZATION[language],
            letterhead=letterhead,
            blocks=tuple(blocks),
        )


def told() -> str:
    """What the plan is; the page says the same."""
    return _(
        "Compiled from what adopted declarations and conclusions of meetings ask for, in their words, with what is "
        "recorded of it. Dates are indicative; the plan adds no obligation."
    )


def shared(plan: "Plan", language: str) -> str:
    """The line under the title of a plan that two processes share."""
    if plan.shared_with is None:
        return ""
    return _("Lines of action shared with: %(name)s") % {"name": pick(plan.shared_with, "name", language)}


def _titled(part: "Part", language: str) -> str:
    day = say_day(part.on) if part.on else ""
    return ", ".join(filter(None, [pick(part, "title", language), part.symbol, day]))


def _table(part: "Part", plan: "Plan", language: str) -> b.Table:
    columns = (
        b.Column(_("Reference"), 2), b.Column(_("Line of action"), 5), b.Column(_("Whose it is"), 3),
        b.Column(_("What is recorded"), 3),
    )  # fmt: skip
    cells = []
    for row in part.rows:
        text, lang = text_in(row, "text", language)
        cells.append(
            (plain(row.reference), (b.Run(text, lang=lang),), plain(_parties(row, language)),
             plain(_recorded(row, plan, language)))
        )  # fmt: skip
    return b.Table(_("Lines of action"), columns, tuple(cells), numbered=False)


def _parties(row: "Commitment", language: str) -> str:
    lines = ["; ".join(pick(one.who, "name", language) for one in row.owners) or "–"]
    if row.supporters:
        names = "; ".join(pick(one.who, "name", language) for one in row.supporters)
        lines.append(_("With the support of: %(names)s") % {"names": names})
    return "\n".join(lines)


def _recorded(row: "Commitment", plan: "Plan", language: str) -> str:
    state = str(row.get_status_display())
    lines = [f"{state}, {say_day(row.status_on)}" if row.status_on else state]
    lines += [pick(event, "name", language) for event in plan.answers.get(row.pk, ())]
    if row.due or row.due_words_en or row.due_words_es:
        day = say_day(row.due) if row.due else pick(row, "due_words", language)
        lines.append(_("Indicative date: %(date)s") % {"date": day})
    if numbers := ", ".join(str(one.number) for one in row.objectives.all()):
        lines.append(_("Objectives: %(numbers)s") % {"numbers": numbers})
    return "\n".join(lines)
