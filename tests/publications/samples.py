"""A small document that holds a block of every kind, in both languages."""

from publications import blocks
from publications.authoring import plain, text_blocks
from publications.blocks import Run

COUNTRIES = "ABC"
LONG_WORD = "Überprüfungsmechanismusverantwortungsträgerkonferenzdokumenten"


def say(language: str, english: str, spanish: str) -> str:
    return spanish if language == "es" else english


def names(language: str) -> list[str]:
    return [f"{say(language, 'Country', 'País')} {letter}" for letter in COUNTRIES]


def cover(language: str) -> blocks.Cover:
    return blocks.Cover(
        title=say(language, "Regional report", "Informe regional"),
        subtitle=say(language, "Compiled by round table", "Compilado por mesa redonda"),
        organization=say(language, "Regional Conference on Migration", "Conferencia Regional sobre Migración"),
        organization_other=say(language, "Conferencia Regional sobre Migración", "Regional Conference on Migration"),
        organization_other_lang=say(language, "es", "en"),
        marks=("RCM/2026/REP/9", say(language, "English", "Español")),
        names=tuple(names(language)),
        note=say(language, "Not necessarily the view of each member.", "No es necesariamente la opinión de cada uno."),
    )


def matrix(language: str, *, landscape: bool = False) -> blocks.Matrix:
    cell = blocks.MatrixCell(say(language, "read", "leer"), "objective-8")
    rows = (blocks.MatrixRow("8", say(language, "Save lives", "Salvar vidas"), (cell, blocks.MatrixCell(), cell)),)
    return blocks.Matrix(
        caption=say(language, "Index of answers", "Índice de respuestas"),
        corner=say(language, "Objective", "Objetivo"),
        columns=tuple(blocks.MatrixColumn(name[-1], name) for name in names(language)),
        groups=(blocks.MatrixGroup(say(language, "Round table two", "Mesa redonda dos"), rows),),
        source=say(language, "Index source", "Fuente del índice"),
        landscape=landscape,
    )


def with_index() -> blocks.Document:
    """An index whose cell leads to the paragraph of a text, in front of it."""
    said = blocks.Quotation((blocks.Paragraph(plain("x")),), "Country A", anchor="objective-8-XXA", numbered=True)
    row = blocks.MatrixRow("8", "Save lives", (blocks.MatrixCell("", said.anchor), blocks.MatrixCell()))
    columns = (blocks.MatrixColumn("A", "Country A"), blocks.MatrixColumn("B", "Country B"))
    index = blocks.Matrix("Index", "Objective", columns, (blocks.MatrixGroup("", (row,)),))
    opening = blocks.Paragraph(plain("y"), numbered=True)
    return blocks.Document("T", "en", "", blocks=(opening, index, said))


def quotation(language: str, name: str, lang: str = "") -> blocks.Quotation:
    return blocks.Quotation(
        text_blocks(f"Words of {name}.\n\n- First measure of {name}\n  - Detail of {name}\n- Second measure", lang),
        attribution=name,
        citation=f"{name}, {say(language, 'objective 8, revision 2', 'objetivo 8, revisión 2')}",
        lang=lang,
        note=say(language, "Unofficial translation.", "Traducción no oficial.") if lang else "",
        source=None if lang else blocks.Footnote(plain(say(language, "Register of A.", "Registro de A."))),
    )


def body(language: str, *, landscape: bool = False) -> tuple[blocks.Block, ...]:
    """Every kind of block except the cover, each with words found nowhere else."""
    return (
        blocks.Contents(say(language, "Contents", "Índice general")),
        blocks.Heading(say(language, "Overview", "Panorama"), 1, "overview", "I.", new_page=True),
        blocks.Paragraph(plain(say(language, "Lead of the report.", "Entrada del informe.")), lead=True),
        blocks.Clause("7.", plain(say(language, "Seventh clause", "Séptima cláusula")), 1, anchor="c-7"),
        blocks.Clause("p.", plain(say(language, "Lettered clause", "Cláusula con letra")), 2),
        blocks.Clause("", plain(say(language, "Clause without a label", "Cláusula sin rótulo")), 3),
        blocks.Paragraph(
            (
                Run(say(language, "First paragraph, ", "Primer párrafo, ")),
                Run(say(language, "strong", "fuerte"), "strong"),
                Run(say(language, " and emphatic", " y enfático"), "emphasis"),
                Run(" Łódź → ≥ ✓ ☐ ", note=blocks.Footnote(plain(say(language, "A footnote.", "Una nota al pie.")))),
                Run(say(language, "see paragraph", "véase el párrafo"), href="#objective-8", numbered=True),
                Run(". "),
                Run("A/RES/73/195", href="https://undocs.example/A/RES/73/195"),
            ),
            numbered=True,
        ),
        blocks.Paragraph(
            (
                Run(say(language, "The ", "Los ")),
                Run(say(language, "struck", "tachados"), "delete"),
                Run(say(language, "inserted", "insertados"), "insert"),
            ),
            numbered=True,
        ),
        blocks.NumberedList((blocks.ListItem(plain(say(language, "Item one", "Punto uno")), (plain("Sub a"),)),)),
        blocks.BulletList((blocks.ListItem(plain(say(language, "Loose point", "Punto suelto"))),)),
        blocks.KeyFigures((blocks.KeyFigure("130 000", say(language, "people crossed", "cruzaron"), "UNHCR"),)),
        blocks.NoteBox(
            text_blocks(say(language, "Sovereignty guides this.", "La soberanía guía esto.")),
            say(language, "Sovereignty", "Soberanía"),
            "statement",
        ),
        matrix(language, landscape=landscape),
        blocks.BarChart(
            say(language, "Deaths by year", "Muertes por año"),
            say(language, "Year", "Año"),
            (blocks.Bar("2019", 500), blocks.Bar("2021", 1250.5)),
            say(language, "deaths", "muertes"),
            "IOM",
            "2022-05-01",
        ),
        blocks.Heading(say(language, "Objective eight", "Objetivo ocho"), 2, "objective-8"),
        blocks.Paragraph(plain(say(language, "Under objective eight.", "Bajo el objetivo ocho.")), numbered=True),
        blocks.Heading(say(language, "Challenges", "Desafíos"), 3),
        quotation(language, names(language)[0]),
        quotation(language, names(language)[1], say(language, "es", "en")),
        blocks.Table(
            say(language, "Measures", "Medidas"),
            (
                blocks.Column(say(language, "Who", "Quién"), 2),
                blocks.Column(say(language, "What", "Qué"), 5),
                blocks.Column(say(language, "When", "Cuándo"), 1, "end"),
            ),
            tuple((plain(name), plain(f"Measure of {name}"), plain("2025")) for name in names(language)),
            source="RCM",
            date="2026-11-01",
        ),
        blocks.PageBreak(),
        blocks.KeyValues((blocks.KeyValue("SHA-256", plain("9f86d081")),), say(language, "Facts", "Datos")),
        blocks.Paragraph(plain(LONG_WORD)),
        blocks.Signatures(
            say(language, "Clearance", "Autorización"),
            (
                blocks.Signature(say(language, "Ministry", "Ministerio"), "Clearer of A", "2026-11-20"),
                blocks.Signature(say(language, "Presidency", "Presidencia")),
            ),
        ),
    )


def report(language: str = "en", *, draft: bool = False, landscape: bool = False) -> blocks.Document:
    return blocks.Document(
        title=say(language, "Regional report", "Informe regional"),
        language="es" if language == "es" else "en",
        date="2026-11-21",
        subtitle=say(language, "Compiled by round table", "Compilado por mesa redonda"),
        symbol="RCM/2026/REP/9",
        organization=say(language, "Regional Conference on Migration", "Conferencia Regional sobre Migración"),
        draft=draft,
        blocks=(cover(language), *body(language, landscape=landscape)),
    )


def note(language: str = "en", text: str = "", *, draft: bool = False) -> blocks.Document:
    """A document of one page."""
    return blocks.Document(
        say(language, "A note", "Una nota"),
        "es" if language == "es" else "en",
        "2026-11-21",
        draft=draft,
        blocks=text_blocks(text or say(language, "One page.", "Una página.")),
    )


def words_of(document: blocks.Document) -> set[str]:
    """Every text that a reader must find, whatever the rendering: what blocks say, anchors and codes left out."""
    found: set[str] = set()
    spoken = ("text", "title", "subtitle", "caption", "label", "attribution", "citation", "note", "name", "role")
    more = ("organization", "organization_other", "marks", "names", "corner", "category", "unit", "value", "short")

    def visit(part: object, field: str = "") -> None:
        if isinstance(part, tuple):
            for item in part:
                visit(item, field)
        elif isinstance(part, str):
            if field in (*spoken, *more):
                found.add(" ".join(part.split()))
        elif hasattr(part, "__dataclass_fields__"):
            for name in part.__dataclass_fields__:
                visit(getattr(part, name), name)

    visit(document.blocks)
    return found - {""}
