"""The hand-over report of a presidency: what was fulfilled in its term, what was set aside, what is carried over."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import PresidencyTerm
from commitments.enums import Progress
from commitments.models import Commitment
from commitments.queries import Standing
from common.dates import say_day, say_days
from common.i18n import pick
from events.documents.frame import ORGANIZATION, code_of, text_in
from publications import blocks as b
from publications.authoring import plain

Answers = Mapping[object, Sequence[object]]


def build_handover(
    term: PresidencyTerm,
    standing: Standing,
    answers: Answers,
    language: str,
    letterhead: b.Letterhead | None = None,
) -> b.Document:
    """`answers` holds the events that carry a commitment out, by the commitment's key."""
    with override(language):
        country = pick(term.country, "name", language)
        told = _("Member Countries alone read this report. Dates are indicative.")
        parts: list[b.Block] = [b.NoteBox((b.Paragraph(plain(told)),))]
        for title, rows in (
            (_("Fulfilled in the term"), standing.fulfilled),
            (_("Set aside in the term"), standing.set_aside),
            (_("Carried over to the next presidency"), standing.open),
        ):
            parts.append(b.Heading(title, 2))
            parts.append(_table(title, rows, answers, language) if rows else b.Paragraph(plain(_("None."))))
        period = say_days(term.starts, term.ends)
        return b.Document(
            title=_("Hand-over report"),
            language=code_of(language),
            date=standing.until.isoformat(),
            subtitle=_("Presidency Pro-Tempore of %(country)s, %(period)s") % {"country": country, "period": period},
            organization=ORGANIZATION[language],
            letterhead=letterhead,
            blocks=tuple(parts),
        )


def _table(title: str, rows: Sequence[Commitment], answers: Answers, language: str) -> b.Table:
    columns = (
        b.Column(_("Reference"), 2), b.Column(_("Commitment"), 5), b.Column(_("Whose it is"), 3),
        b.Column(_("What is recorded"), 3),
    )  # fmt: skip
    cells = []
    for row in rows:
        text, lang = text_in(row, "text", language)
        owners = "; ".join(pick(one.who, "name", language) for one in row.owners) or "–"
        cells.append(
            (plain(row.reference), (b.Run(text, lang=lang),), plain(owners), plain(_recorded(row, answers, language)))
        )
    return b.Table(title, columns, tuple(cells))


def _recorded(row: Commitment, answers: Answers, language: str) -> str:
    then: Progress = row.then  # type: ignore[attr-defined]
    lines = [str(then.label)]
    if then_on := getattr(row, "then_on", None):
        lines[0] += f", {say_day(then_on)}"
    lines += [pick(event, "name", language) for event in answers.get(row.pk, ())]
    if row.due or row.due_words_en or row.due_words_es:
        date = say_day(row.due) if row.due else pick(row, "due_words", language)
        lines.append(_("Indicative date: %(date)s") % {"date": date})
    return "\n".join(lines)
