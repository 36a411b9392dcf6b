"""The PDF of a block tree: tagged (PDF/UA-1), bookmarked, with our own fonts, the same bytes each time."""

import gc
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pydyf
import weasyprint
from weasyprint.logger import PROGRESS_LOGGER
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from publications import blocks
from publications.fonts import FONT_FOLDER, font_faces, printable
from publications.labels import labels_of
from publications.render import html

STYLES = Path(__file__).resolve().parent.parent.parent / "static" / "css"
STYLE_SHEETS = ("tokens.css", "document.css", "document-paged.css")
# Page size, and height of the cover without a scrap of overflow.
PAPERS = {"letter": ("letter", "279.4mm"), "a4": ("A4", "297mm")}
FONT_ADDRESS = re.compile(r"report:([a-z0-9-]+\.woff2)\Z")
PAGE_REPORT = re.compile(r"Page (\d+)")
DRAFT_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600"><text x="300" y="330" text-anchor="middle" '
    'font-family="Document Sans" font-size="104" font-weight="600" letter-spacing="10" fill="#f6f0e2" '
    'transform="rotate(-38 300 300)">{}</text></svg>'
)


class Refused(FatalURLFetchingError):
    """A document asked for something that is not ours."""


class Assets(URLFetcher):
    """Fetches our fonts and the draft mark, under the `report:` scheme; anything else ends the rendering."""

    def __init__(self, draft_word: str) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.draft_word = draft_word

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url == "report:draft.svg":
            return self.answer(url, DRAFT_MARK.format(self.draft_word).encode(), "image/svg+xml")
        if name := FONT_ADDRESS.match(url):
            return self.answer(url, (FONT_FOLDER / name[1]).read_bytes(), "font/woff2")
        raise Refused(f"{url[:200]} may not be fetched")

    @staticmethod
    def answer(url: str, content: bytes, kind: str) -> URLFetcherResponse:
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def prepare() -> None:
    """Load what is loaded late otherwise, so that the process can be locked before it reads the document."""
    FontConfiguration()
    for folder in (FONT_FOLDER, STYLES):
        folder.exists()


def write(document: blocks.Document, output: Path, *, paper: str, identifier: str, say: Callable[..., None]) -> int:
    """Write the PDF to `output`; gives its number of pages. `say` gets step="layout" with pages, step="write"."""
    options: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
    laid_out = _lay_out(document, paper, say, options)
    say(step="write", pages=len(laid_out.pages))
    with _languages_written():
        laid_out.write_pdf(output, **options, pdf_identifier=identifier.encode())
    return len(laid_out.pages)


def heading_pages(document: blocks.Document, *, paper: str, say: Callable[..., None]) -> dict[str, int]:
    """The page on which each anchor stands in the PDF of the document."""
    pages = _lay_out(document, paper, say, {}).pages
    return {anchor: number for number, page in enumerate(pages, start=1) for anchor in page.anchors}


def _lay_out(
    document: blocks.Document, paper: str, say: Callable[..., None], options: dict[str, Any]
) -> weasyprint.Document:
    assets, fonts = Assets(labels_of(document.language).draft.upper()), FontConfiguration()
    source = printable(html.render_paged(document))
    style = weasyprint.CSS(string=style_sheet(document, paper, source), url_fetcher=assets, font_config=fonts)
    say(step="layout", pages=0)
    # A document is one long-lived graph: looking through it for garbage finds none and takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)
    with _pages_told(say):
        page = weasyprint.HTML(string=source, url_fetcher=assets)
        return page.render(stylesheets=[style], font_config=fonts, **options)


def style_sheet(document: blocks.Document, paper: str, source: str) -> str:
    """All styles as one string: fonts that `source` needs, our files, and what depends on this document."""
    size, height = PAPERS[paper]
    own = [f"@page {{ size: {size}; }}", f"@page landscape {{ size: {size} landscape; }}"]
    own.append(f".doc-cover {{ height: {height}; }}")
    if document.draft:
        word = labels_of(document.language).draft
        own.append("@page { background: #fff url(report:draft.svg) no-repeat center / 170mm 170mm; }")
        own.append(
            f'@page {{ @top-center {{ content: "{word}"; font: 600 8pt/1.3 var(--sans); color: #7d4c00; '
            "vertical-align: bottom; padding-bottom: 4mm; width: 18mm; } }"
        )
        own.append("@page cover { background: #08363e; @top-center { content: none; } }")
    sheets = [(STYLES / name).read_text(encoding="utf-8") for name in STYLE_SHEETS]
    return "\n".join([font_faces(source), *sheets, *own])


class _pages_told:
    """While it lasts, each page that WeasyPrint lays out is told to `say`."""

    def __init__(self, say: Callable[..., None]) -> None:
        self.say = say
        self.pages = 0

    def __enter__(self) -> None:
        self.handler = logging.Handler()
        self.handler.emit = self.emit  # type: ignore[method-assign]
        PROGRESS_LOGGER.addHandler(self.handler)
        self.level = PROGRESS_LOGGER.level
        PROGRESS_LOGGER.setLevel(logging.INFO)

    def __exit__(self, *error: object) -> None:
        PROGRESS_LOGGER.removeHandler(self.handler)
        PROGRESS_LOGGER.setLevel(self.level)

    def emit(self, record: logging.LogRecord) -> None:
        page = PAGE_REPORT.search(record.getMessage())
        if page and int(page[1]) > self.pages:
            self.pages = int(page[1])
            self.say(step="layout", pages=self.pages)


class _languages_written:
    """While it lasts, WeasyPrint writes /Lang on the parts that say their language; version 70 leaves it out."""

    def __enter__(self) -> None:
        self.original = tags._build_box_tree
        original = self.original

        def with_language(box: Any, *rest: Any) -> Iterator[Any]:
            element = getattr(getattr(box, "_box", box), "element", None)
            language = element.get("lang") if element is not None else None
            for node in original(box, *rest):
                if language and box.element_tag not in ("html", "body"):
                    node.setdefault("Lang", pydyf.String(language))
                yield node

        tags._build_box_tree = with_language

    def __exit__(self, *error: object) -> None:
        tags._build_box_tree = self.original
