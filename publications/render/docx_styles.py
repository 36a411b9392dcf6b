"""How the Word file looks: its styles, fonts and page."""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from publications.render.docx_parts import element

# The portal's own fonts, and what Word takes where they are not installed.
SERIF, SANS = "Source Serif 4", "Source Sans 3"
SUBSTITUTES = {SERIF: ("Cambria", "roman"), SANS: ("Calibri", "swiss")}
LANGUAGES = {"en": "en-US", "es": "es-419"}
PAPERS = {"letter": (Mm(215.9), Mm(279.4)), "a4": (Mm(210), Mm(297))}
INK, INK_2, INK_3, PETROL, PETROL_DARK = "17242B", "414F57", "5B676D", "0F5A62", "0B4750"
TABLE_STYLE = "RCM Table"


@dataclass(frozen=True)
class Look:
    """One style: sizes in points, `left` in millimetres, `level` for the outline."""

    size: float
    font: str = SERIF
    color: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    line: float = 1.2
    left: float = 0
    keep: bool = False
    based_on: str = "Normal"


STYLES = {
    "Normal": Look(10.5),
    "Title": Look(26, after=8, line=1.1),
    "Subtitle": Look(13, color=INK_2, after=10),
    "Heading 1": Look(19, before=18, after=10, line=1.15, keep=True),
    "Heading 2": Look(13, color=PETROL_DARK, bold=True, before=16, after=5, keep=True),
    "Heading 3": Look(11, bold=True, before=12, after=4, keep=True),
    "Lead": Look(12.5, color=INK_2, after=10),
    "Numbered Paragraph": Look(10.5),
    "List Bullet": Look(10.5, after=3),
    "List Number": Look(10.5, after=3),
    "Clause 1": Look(10.5, before=6, left=8),
    "Clause 2": Look(10.5, after=4, left=16),
    "Clause 3": Look(10.5, after=3, left=24),
    "Contribution Name": Look(9.5, SANS, PETROL_DARK, bold=True, before=6, after=3, left=8, keep=True),
    "Contribution Text": Look(10.5, left=8),
    "Contribution Source": Look(8.5, SANS, INK_3, after=3, left=8),
    "Contribution Note": Look(8.5, SANS, INK_2, italic=True, after=8, left=8),
    "Caption": Look(9.5, SANS, bold=True, before=12, after=4, keep=True),
    "Table Text": Look(8.5, SANS, after=0, line=1.1),
    "Source": Look(8.5, SANS, INK_3, before=3, after=10),
    "Box": Look(9.5, SANS, after=5, left=4),
    "Box Title": Look(9.5, SANS, bold=True, before=8, after=3, left=4, keep=True),
    "Figure Value": Look(20, color=PETROL_DARK, after=0, line=1.1),
    "Small": Look(9, SANS, INK_2, after=3),
    "Mark": Look(9, SANS, INK_2, bold=True, after=0),
    "TOC 1": Look(10.5, bold=True, before=5, after=2),
    "TOC 2": Look(10, after=2, left=7),
    "TOC 3": Look(9.5, after=2, left=14),
    "TOC Heading": Look(19, after=10, keep=True),
    "Header": Look(8, SANS, INK_3, after=0),
    "Footer": Look(8, SANS, INK_3, after=0),
    "footnote text": Look(8.5, SANS, after=1),
}


def apply(document: WordDocument, *, language: str, paper: str) -> None:
    """Set page, language, fonts and styles of a new file."""
    section = document.sections[0]
    section.page_width, section.page_height = PAPERS[paper]
    section.left_margin, section.right_margin = Mm(28), Mm(22)
    section.top_margin = section.bottom_margin = Mm(25)
    section.header_distance = section.footer_distance = Mm(12)
    for name, look in STYLES.items():
        add_style(document, name, look)
    _table_style(document)
    reference = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(qn("w:styleId"), "FootnoteReference")
    reference.font.superscript = True
    reference.font.color.rgb = RGBColor.from_string(PETROL)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(PETROL)
    _language(document, LANGUAGES[language])
    _substitutes(document)


def add_style(document: WordDocument, name: str, look: Look) -> None:
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name == "footnote text":
        style.element.set(qn("w:styleId"), "FootnoteText")
    if name != "Normal":
        style.base_style = styles["Normal"]
    for old in style.element.findall(qn("w:pPr")) + style.element.findall(qn("w:rPr")):
        style.element.remove(old)
    style.hidden, style.quick_style = False, True
    font = style.font
    font.name, font.size = look.font, Pt(look.size)
    font.bold, font.italic = look.bold, look.italic
    font.color.rgb = RGBColor.from_string(look.color)
    style.element.rPr.rFonts.set(qn("w:cs"), look.font)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), look.line
    form.left_indent, form.keep_with_next = Mm(look.left), look.keep
    form.widow_control = True
    if name == "Numbered Paragraph":
        form.left_indent, form.first_line_indent = Mm(0), Mm(-10)
        form.tab_stops.add_tab_stop(Mm(0))
    if name.startswith("Clause "):
        form.first_line_indent = Mm(-8)
        form.tab_stops.add_tab_stop(Mm(look.left))
    if name == "Contribution Name":
        form.tab_stops.add_tab_stop(Mm(look.left + 8))
    if name.startswith("Heading "):
        style.element.pPr.append(element("w:outlineLvl", val=int(name[-1]) - 1))
    if name == "Mark":
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _table_style(document: WordDocument) -> None:
    """Hairlines between rows, a rule under the header row."""
    style = parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="RCMTable">'
        f'<w:name w:val="{TABLE_STYLE}"/>'
        '<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="DED8CC"/>'
        '<w:insideH w:val="single" w:sz="4" w:color="DED8CC"/></w:tblBorders><w:tblCellMar>'
        '<w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        f'<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="{INK}"/></w:tcBorders></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
    document.styles.element.append(style)


def _language(document: WordDocument, code: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("w:lang", val=code, eastAsia=code, bidi=code))
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.attrib.clear()
        theme.set(qn("w:val"), code)


def _substitutes(document: WordDocument) -> None:
    """Name our fonts and their understudies in the font table."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="00"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, (other, family) in SUBSTITUTES.items()
    )
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()
