"""The chapters of the regional report: one per group of the scheme, and what joins countries across objectives."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.i18n import pick, sort_by_name
from practices.models import Practice
from publications import blocks as b
from publications.authoring import plain, text_blocks, with_named, with_notes
from publications.sourced import values_of
from reporting import phrases
from reporting.documents import figures
from reporting.documents.quotations import country_quotation, place_of, statement_quotation
from reporting.models.report import ReportBlock
from reporting.queries.report import Contribution, Material
from sources.models import Statement

NOTHING_NAMED: Mapping[str, b.Run] = MappingProxyType({})
Builder = Callable[[ReportBlock, Material, str], list[b.Block]]


def heading(block: ReportBlock, language: str, *, number: str = "", new_page: bool = False) -> list[b.Block]:
    """The block's own heading, if it has one."""
    text = pick(block, "heading", language)
    if not text:
        return []
    level = min(max(block.level, 1), 3)
    return [b.Heading(text, level, f"block-{block.pk}", number=number, new_page=new_page)]  # type: ignore[arg-type]


def numbered_text(text: str, lang: str = "", said: Mapping[str, b.Run] = NOTHING_NAMED) -> list[b.Block]:
    """Authored prose with numbered paragraphs; `^[…]` in it is a footnote, `[[code]]` a figure on record."""
    return [
        b.Paragraph(part.runs, numbered=True, lang=part.lang) if isinstance(part, b.Paragraph) else part
        for part in (with_named(with_notes(part), said) for part in text_blocks(text, lang))
    ]


def authored(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    text = getattr(block, f"text_{language}")
    said = values_of(m.named_figures, language)
    if text:
        return numbered_text(text, said=said)
    other = "es" if language == "en" else "en"
    return numbered_text(getattr(block, f"text_{other}"), other, said)


def overview(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """Who contributed, in words; or, for a cycle that is compiled from the record, that none are held here."""
    found = by_country(m.of(block), language)
    if not found:
        return [
            paragraph(_("Contributions of Member Countries: not held in this portal.")),
            paragraph(
                _(
                    "This report is compiled from the public record of the cycle: interventions, practices, figures "
                    "and conclusions, each with its source. Interventions stand as the notetakers recorded them; they "
                    "were not cleared by the States."
                )
            ),
        ]
    names = [pick(c.country, "name", language) for c in found]
    return [
        paragraph(
            ngettext(
                "%(number)s Member Country contributed to this report: %(names)s.",
                "%(number)s Member Countries contributed to this report: %(names)s.",
                len(found),
            )
            % {"number": phrases.number_word(len(found), language), "names": listed(names)}
        ),
        paragraph(
            _(
                "Texts are printed as each country published them, in its own words, with country, objective and "
                "revision. Countries stand in the alphabetical order of the language of the report; no ranking is "
                "implied. The report is a compilation and not necessarily the view of each member."
            )
        ),
    ]


def sovereignty(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    said = {code: b.Run(row.value) for code, row in m.named_figures.items()}
    text = getattr(block, f"text_{language}") or pick(block, "text", language)
    return [
        b.NoteBox(
            tuple(with_named(part, said) for part in text_blocks(text)),
            title=pick(block, "heading", language),
            kind="statement",
        )
    ]


def matrix(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """The index of published texts: what can be read, objective by country, without totals."""
    found = by_country(m.of(block), language)
    if not found:
        return []
    covered = {c.revision.pk: {a["objective"] for a in c.answers if a["objective"]} for c in found}

    def rows(numbers: list[int]) -> tuple[b.MatrixRow, ...]:
        return tuple(
            b.MatrixRow(
                str(n),
                pick(m.objectives[n], "short", language),
                tuple(
                    b.MatrixCell("", place_of(n, c)) if n in covered[c.revision.pk] else b.MatrixCell() for c in found
                ),
            )
            for n in numbers
        )

    seen: set[int] = set()
    groups = []
    for group in m.groups:
        numbers = [o.number for o in group.objectives.all() if o.number not in seen]
        seen.update(numbers)
        if numbers:
            groups.append(b.MatrixGroup(pick(group, "name", language), rows(sorted(numbers))))
    if rest := [n for n in sorted(m.objectives) if n not in seen]:
        groups.append(b.MatrixGroup(_("Outside this scheme"), rows(rest)))
    columns = tuple(b.MatrixColumn(c.country.code, pick(c.country, "name", language)) for c in found)
    return [
        b.Matrix(
            caption=_("Index of the texts that countries published, by objective"),
            corner=_("Objective"),
            columns=columns,
            groups=tuple(groups),
            source=" ".join(
                [
                    _("contributions of the Member Countries."),
                    _("A number is that of the paragraph with the country's text; a dot: reported, no text printed."),
                    _("A blank cell is not reported or not published."),
                ]
            ),
        )
    ]


def lead_to_what_stands(parts: list[b.Block]) -> list[b.Block]:
    """The blocks, with a dot in the index that leads to the objective where no text of the country stands there.

    It may have said no more than that it reports, or its section may quote what was published at another moment.
    """
    stand = {part.anchor for part in parts if isinstance(part, b.Quotation)}

    def cell(row: b.MatrixRow, one: b.MatrixCell) -> b.MatrixCell:
        return one if one.anchor in stand or not one.anchor else b.MatrixCell("•", f"objective-{row.number}")

    def led(row: b.MatrixRow) -> b.MatrixRow:
        return replace(row, cells=tuple(cell(row, one) for one in row.cells))

    def index(matrix: b.Matrix) -> b.Matrix:
        return replace(matrix, groups=tuple(replace(g, rows=tuple(map(led, g.rows))) for g in matrix.groups))

    return [index(part) if isinstance(part, b.Matrix) else part for part in parts]


def group(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """The head of a chapter: what the group is about, what it covers, and what is printed elsewhere."""
    numbers = block.parameters["objectives"]
    elsewhere = block.parameters.get("elsewhere", [])
    found = next((g for g in m.groups if g.code == block.parameters.get("group")), None)
    parts: list[b.Block] = []
    if found and pick(found, "topic", language):
        parts.append(b.Paragraph(plain(pick(found, "topic", language)), lead=True))
    if numbers:
        parts.append(
            paragraph(
                ngettext(
                    "This chapter covers objective %(numbers)s.",
                    "This chapter covers objectives %(numbers)s.",
                    len(numbers),
                )
                % {"numbers": listed([str(n) for n in numbers])}
            )
        )
    parts += [
        b.Paragraph(
            (
                b.Run(_("Objective %(number)s also belongs here and is printed once:") % {"number": n} + " "),
                b.Run(objective_title(m, n, language), href=f"#objective-{n}"),
                b.Run("."),
            ),
            numbered=True,
        )
        for n in elsewhere
    ]
    return parts


def objective(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """One objective: countries' own words, then practices, figures and interventions on record."""
    number = block.parameters["objective"]
    head = b.Heading(objective_title(m, number, language), 2, f"objective-{number}")
    parts: list[b.Block] = [
        quotation
        for contribution in by_country(m.of(block), language)
        if (quotation := country_quotation(contribution, number, m, language))
    ]
    parts += _statements_on(number, m, language)
    parts += _practices_on(number, m, language)
    parts += _figures_on(number, m, language)
    if not parts:
        unrecorded = _("The record of this cycle holds no text under this objective.")
        unpublished = _("Not reported or not published in this cycle.")
        parts = [paragraph(unrecorded if m.report.cycle.from_record else unpublished)]
    return [head, *parts]


def objective_title(m: Material, number: int, language: str) -> str:
    title = pick(m.objectives[number], "title", language)
    return _("Objective %(number)s. %(title)s") % {"number": number, "title": title}


def by_country(found: list[Contribution], language: str) -> list[Contribution]:
    """In the alphabetical order of the document's language."""
    place = {country.pk: i for i, country in enumerate(sort_by_name([c.country for c in found], language))}
    return sorted(found, key=lambda c: place[c.country.pk])


def paragraph(text: str) -> b.Paragraph:
    return b.Paragraph(plain(text), numbered=True)


def listed(names: list[str]) -> str:
    """'A, B and C' in the active language."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def subheading(text: str) -> b.Heading:
    return b.Heading(text, 3)


def _statements_on(number: int, m: Material, language: str) -> list[b.Block]:
    """Interventions are quoted where they first belong; elsewhere a line points to them."""
    parts: list[b.Block] = []
    for statement in m.statements:
        numbers = sorted(o.number for o in statement.objectives.all())
        if number not in numbers:
            continue
        if number == first_place(statement, m):
            parts.append(statement_quotation(statement, language, anchor=f"statement-{statement.code}"))
        else:
            who = pick(statement.country, "name", language) if statement.country else ""
            who = who or pick(statement, "attributed_to", language) or str(statement.get_kind_display())
            parts.append(
                b.Paragraph(
                    (
                        b.Run(f"{who}: "),
                        b.Run(_("see paragraph"), href=f"#statement-{statement.code}", numbered=True),
                        b.Run("."),
                    ),
                    numbered=True,
                )
            )
    return [subheading(_("On the record")), *parts] if parts else []


def first_place(statement: Statement, m: Material) -> int:
    """The objective under which a statement is printed: the first one in the order of the report."""
    numbers = {o.number for o in statement.objectives.all()}
    order = [o.number for g in m.groups for o in sorted(g.objectives.all(), key=lambda o: o.number)]
    order += [n for n in sorted(m.objectives) if n not in order]
    return next(n for n in order if n in numbers)


def _practices_on(number: int, m: Material, language: str) -> list[b.Block]:
    found = [p for p in m.practices if number in {o.number for o in p.objectives.all()}]
    if not found:
        return []
    items = tuple(b.ListItem(practice_runs(p, language)) for p in found)
    return [subheading(_("Good practices")), b.BulletList(items)]


def practice_runs(practice: Practice, language: str) -> tuple[b.Run, ...]:
    text, lang = (
        (getattr(practice, f"title_{language}"), "")
        if getattr(practice, f"title_{language}")
        else (pick(practice, "title", language), "es" if language == "en" else "en")
    )
    runs = [b.Run(text, lang=lang)]
    if practice.status == practice.Status.TO_BE_PUBLISHED:
        runs.append(b.Run(f" ({practice.get_status_display().lower()})"))
    if language == "es" and practice.es_unofficial and not lang:
        runs.append(b.Run(f" [{_('unofficial translation')}]"))
    return tuple(runs)


def _figures_on(number: int, m: Material, language: str) -> list[b.Block]:
    found = [f for f in m.figures if number in {o.number for o in f.objectives.all()}]
    if not found:
        return []
    return [subheading(_("Figures on the record")), *figures.on_record(found, language)]
