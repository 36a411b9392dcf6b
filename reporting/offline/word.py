"""The form as a Word document: one row to a box, its code hidden before the label, a bookmark at the end of the box.

That is what word processors keep, also where they drop content controls; the boxes to mark are controls besides, so
that Word ticks them with a click.
"""

import io
from collections.abc import Iterable

import docx
from django.utils import timezone
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml
from docx.shared import Mm

from accounts.seats import Seat
from common.i18n import pick
from publications.letterheads import CONFERENCE
from publications.render import docx_parts, docx_styles
from reporting.offline import codes, words
from reporting.offline.form import Asked, Box, Entries, Form, Options, Part
from reporting.offline.passport import Passport, issue
from reporting.offline.wordxml import (
    LABEL,
    SHADE,
    SPACE,
    cell,
    fixed_lines,
    hidden,
    lines,
    paragraph,
    row,
    table,
    tick,
)  # fmt: skip

WIDTH, NARROW, NUMBER = 9_380, 1_560, 560
BLANK_ROWS = 3
BOX_HEIGHT, LINE_HEIGHT, SIGNING_HEIGHT = 1_400, 420, 1_300
BROAD = {"label_en": 3, "label_es": 3, "source": 3, "address": 3, "title": 4, "title_en": 4, "title_es": 4,
         "topic_en": 3, "topic_es": 3, "text_en": 5, "text_es": 5}  # fmt: skip
STYLES = {
    "Form Head": docx_styles.Look(9, docx_styles.SANS, docx_styles.INK_2, after=0),
    "Form Question": docx_styles.Look(
        10, docx_styles.SANS, docx_styles.PETROL_DARK, bold=True, after=1, keep=True, line=1.1
    ),
    "Form Help": docx_styles.Look(8.5, docx_styles.SANS, docx_styles.INK_2, after=1, line=1.1, keep=True),
    "Form Box": docx_styles.Look(10.5, after=0),
    "Form Cell": docx_styles.Look(9, docx_styles.SANS, after=0, line=1.1),
    "Form Gap": docx_styles.Look(5, docx_styles.SANS, after=0, line=1, keep=True),
}
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def write(form: Form, by: Seat) -> bytes:
    """The document for this seat: what it may not write stands there to be read."""
    return _Document(form).finish(issue(form, by))


class _Document:
    def __init__(self, form: Form) -> None:
        self.form = form
        self.bookmarks = 0
        self.file = docx.Document()
        docx_parts.strip_template(self.file)
        docx_styles.apply(self.file, language=form.languages[0], paper="letter")
        for name, look in STYLES.items():
            docx_styles.add_style(self.file, name, look)
        section = self.file.sections[0]
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin = section.bottom_margin = Mm(20)

    def finish(self, passport: Passport) -> bytes:
        self._head()
        for part in self.form.parts:
            self._part(part)
        self._signing()
        self._frame()
        self._properties(passport.properties())
        content = io.BytesIO()
        self.file.save(content)
        return content.getvalue()

    # From top to bottom

    def _head(self) -> None:
        for language in self.form.languages:
            self._add(paragraph(CONFERENCE[language], "Small", language, fixed=True))
        for place, language in enumerate(self.form.languages):
            self._add(
                paragraph(words.title(self.form, language), "Subtitle" if place else "Title", language, fixed=True)
            )
        widths = (2_600, WIDTH - 2_600)
        facts = (
            row(
                cell(paragraph(label, "Form Head", fixed=True), widths[0], fill=LABEL),
                cell(paragraph(value, "Form Head", fixed=True), widths[1]),
            )
            for label, value in words.facts(self.form, timezone.now())
        )
        self._add(table("".join(facts), widths))
        self._gap()
        for language, text in words.how(self.form):
            self._add(paragraph(text, "Small", language, fixed=True))

    def _part(self, part: Part) -> None:
        for place, language in enumerate(self.form.languages):
            self._add(paragraph(part.title(language), "Form Question" if place else "Heading 1", language, fixed=True))
        if part.objective is None:
            for language in self.form.languages:
                self._add(paragraph(part.intro(language), "Small", language, fixed=True))
        self._gap()
        for asked in part.asked:
            self._asked(asked)

    def _asked(self, asked: Asked) -> None:
        label = "".join(self._label(asked, language) for language in self.form.languages)
        widths = (NARROW, WIDTH - NARROW)
        head = row(cell(label, WIDTH, span=2, fill=LABEL), together=True)
        if asked.entries:
            self._add(table(head, widths))
            self._add(paragraph("", "Form Gap"))
            self._add(table(*self._entries(asked.entries)))
        else:
            rows = [self._box(asked, box) for box in asked.boxes]
            rows += [self._options(asked.options)] if asked.options else []
            self._add(table(head + "".join(rows), widths))
        self._gap()

    def _label(self, asked: Asked, language: str) -> str:
        label = f"{asked.number} {pick(asked.question, 'label', language)}"
        help_text = pick(asked.question, "help", language)
        found = paragraph(label, "Form Question", language, fixed=True)
        return found + (paragraph(help_text, "Form Help", language, fixed=True) if help_text else "")

    def _box(self, asked: Asked, box: Box) -> str:
        code = codes.hidden(box.code, box.version) if box.editable else ""
        narrow = paragraph(words.LANGUAGE_NAMES[box.language], "Form Cell", box.language, before=code, fixed=True)
        if advice := words.limit(asked.question, box.language):
            narrow += paragraph(advice, "Form Help", box.language, fixed=True)
        if not box.editable:
            return self._answer(narrow, fixed_lines(box.text or "–", "Form Box", box.language), fill=SHADE)
        beside = ""
        if box.beside:
            label = words.in_language(words.COUNTRY_TEXT, box.language)
            shown = fixed_lines(box.beside, "Form Cell", box.language)
            beside = self._answer(paragraph(label, "Form Help", box.language, fixed=True), shown, fill=SHADE)
        text = lines(box.text, "Form Box", box.language, after=self._bookmark(box.code, box.version))
        return beside + self._answer(narrow, text, height=BOX_HEIGHT)

    def _options(self, options: Options) -> str:
        hint = words.one_line(self.form, words.MARK_ONE if options.single else words.MARK_SOME)
        code = codes.hidden(options.code, options.version) if options.editable else ""
        narrow = paragraph(hint, "Form Help", before=code, fixed=True)
        inner = []
        for key, label in words.options(self.form, options):
            marked = key in options.chosen
            if options.editable:
                end = hidden(codes.hidden_option(key))
                inner.append(paragraph(f" {label}", "Form Cell", start=tick(marked), after=end))
            else:
                inner.append(paragraph(f"{'☒' if marked else '☐'} {label}", "Form Cell", fixed=True))
        if options.editable:
            inner.append(paragraph("", "Form Gap", after=self._bookmark(options.code, options.version)))
        return self._answer(narrow, "".join(inner) or paragraph("", "Form Cell"))

    def _entries(self, entries: Entries) -> tuple[str, tuple[int, ...]]:
        """Rows of the table of a repeated item, and the widths of its columns."""
        widths = _widths(entries.columns)
        labels = ["#", *(words.column(self.form, name) for name in entries.columns)]
        names = [codes.hidden_option(name) if entries.editable else "" for name in (entries.code, *entries.columns)]
        head = [
            cell(paragraph(label, "Form Help", before=name, fixed=True), width, fill=LABEL)
            for label, name, width in zip(labels, names, widths, strict=True)
        ]
        blanks = min(entries.room, BLANK_ROWS) if entries.editable else 0
        known: list[tuple[str, int, dict[str, str]]] = [(e.key, e.version, e.cells) for e in entries.entries]
        found = [row(*head, together=True, repeat=True)]
        for place, (key, version, values) in enumerate([*known, *([(codes.NEW, 0, {})] * blanks)], start=1):
            code = codes.hidden(f"{entries.code}#{key}", version) if entries.editable else ""
            cells = [cell(paragraph(str(place), "Form Cell", before=code, fixed=True), widths[0])]
            for name, width in zip(entries.columns, widths[1:], strict=True):
                language = name[-2:] if name[-3:] in ("_en", "_es") else ""
                make = lines if entries.editable else fixed_lines
                cells.append(cell(make(values.get(name, ""), "Form Cell", language), width))
            found.append(row(*cells, height=LINE_HEIGHT))
        return "".join(found), widths

    def _signing(self) -> None:
        self._add(paragraph(words.one_line(self.form, words.CLEARED), "Heading 2", fixed=True))
        width = WIDTH // len(words.SIGNING)
        labels = (paragraph(words.one_line(self.form, label), "Form Help", fixed=True) for label in words.SIGNING)
        head = row(*(cell(label, width, fill=LABEL) for label in labels), together=True)
        blank = row(
            *[cell(paragraph("", "Form Cell"), width)] * len(words.SIGNING), height=SIGNING_HEIGHT, together=True
        )
        self._add(table(head + blank * 2, (width,) * len(words.SIGNING)))

    def _frame(self) -> None:
        """Wordmark above, what it is and the page below."""
        section, assignment, language = self.file.sections[0], self.form.assignment, self.form.languages[0]
        section.header.paragraphs[0].add_run("RCM · CRM").bold = True
        footer = section.footer.paragraphs[0]
        names = [pick(assignment.country, "name", language), pick(assignment.call.cycle, "name", language)]
        footer.add_run(f"{' · '.join(names)} · ")
        docx_parts.field(footer._p, "PAGE", "1")
        footer.add_run(" / ")
        docx_parts.field(footer._p, "NUMPAGES", "1")
        core = self.file.core_properties
        core.title, core.author, core.comments = words.title(self.form, language), CONFERENCE[language], ""
        core.language = docx_styles.LANGUAGES[language]

    def _properties(self, named: dict[str, str]) -> None:
        entries = "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{place}" name="{name}">'
            f"<vt:lpwstr>{value}</vt:lpwstr></property>"
            for place, (name, value) in enumerate(named.items(), start=2)
        )
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="{_OFFICE}/custom-properties" '
            f'xmlns:vt="{_OFFICE}/docPropsVTypes">{entries}</Properties>'
        )
        package = self.file.part.package
        part = PackagePart(PackURI("/docProps/custom.xml"), _PROPERTIES, xml.encode(), package)
        package.relate_to(part, _CUSTOM)

    # Pieces

    def _answer(self, narrow: str, inner: str, *, fill: str = "", height: int = 0) -> str:
        return row(cell(narrow, NARROW, fill=fill), cell(inner, WIDTH - NARROW, fill=fill), height=height)

    def _bookmark(self, code: str, version: int) -> str:
        self.bookmarks += 1
        name = codes.bookmark(code, version)
        return f'<w:bookmarkStart w:id="{self.bookmarks}" w:name="{name}"/><w:bookmarkEnd w:id="{self.bookmarks}"/>'

    def _gap(self) -> None:
        self._add(paragraph("", "Form Gap"))

    def _add(self, xml: str) -> None:
        body = self.file.element.body
        for element in list(parse_xml(f"<w:body {SPACE}>{xml}</w:body>")):
            body.insert(len(body) - 1, element)


def _widths(columns: Iterable[str]) -> tuple[int, ...]:
    shares = [BROAD.get(name, 2) for name in columns]
    return (NUMBER, *((WIDTH - NUMBER) * share // sum(shares) for share in shares))
