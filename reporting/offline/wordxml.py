"""Paragraphs, cells and rows of WordprocessingML, written as text: a form has thousands of them."""

from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from publications.render.docx import ILLEGAL
from publications.render.docx_styles import LANGUAGES
from reporting.offline import codes

SPACE = f'{nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
LABEL, SHADE = "EDF5F5", "F6F4EF"
_LINE = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="9AA7A8"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = (
    '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
)


def paragraph(
    text: str,
    style: str,
    language: str = "",
    *,
    before: str = "",
    start: str = "",
    after: str = "",
    fixed: bool = False,
) -> str:
    """A paragraph; `before` is hidden text, `start` and `after` are runs, `fixed` marks it as the form's own."""
    mark = codes.fixed(text) if fixed and text else ""
    opening = hidden(before + mark) if before or mark else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>'
        f"{opening}{start}{run(text, language)}{after}</w:p>"
    )


def run(text: str, language: str = "") -> str:
    if not text:
        return ""
    look = f'<w:rPr><w:lang w:val="{LANGUAGES[language]}"/></w:rPr>' if language else ""
    pieces = ILLEGAL.sub("", text).split("\t")
    return f"<w:r>{look}{'<w:tab/>'.join(_words(piece) for piece in pieces)}</w:r>"


def lines(text: str, style: str, language: str = "", *, after: str = "") -> str:
    """A text as paragraphs, one a line; `after` stands at the end of the last."""
    *first, last = text.split("\n")
    return "".join(paragraph(line, style, language) for line in first) + paragraph(last, style, language, after=after)


def fixed_lines(text: str, style: str, language: str = "") -> str:
    """A text to be read: its paragraphs belong to the form."""
    return "".join(paragraph(line, style, language, fixed=True) for line in text.split("\n"))


def hidden(text: str) -> str:
    return f"<w:r><w:rPr><w:vanish/></w:rPr>{_words(text)}</w:r>"


def tick(marked: bool) -> str:
    """A box that Word ticks with a click; elsewhere it is a sign that anybody can overtype."""
    state = (
        f'<w14:checkbox><w14:checked w14:val="{int(marked)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    font = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
    sign = "☒" if marked else "☐"
    return (
        f"<w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent><w:r><w:rPr>{font}</w:rPr><w:t>{sign}</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )


def cell(inner: str, width: int, *, span: int = 1, fill: str = "") -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{shade}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, height: int = 0, together: bool = False, repeat: bool = False) -> str:
    marks = "<w:cantSplit/>" if together else ""
    marks += f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    marks += "<w:tblHeader/>" if repeat else ""
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"


def table(rows: str, widths: tuple[int, ...]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_LINE}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _words(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
