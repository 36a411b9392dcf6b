"""The letterhead of the presidency: data of its term, bilingual, at the head of the first page in every format."""

from datetime import date

import docx
import pypdf
import pytest

from accounts.actions.directory import change_presidency_term
from accounts.models import PresidencyTerm
from publications import blocks
from publications.block_json import from_json, to_json
from publications.letterheads import letterhead_on
from publications.render import html
from tests.publications.conftest import render_to

HEAD = blocks.Letterhead(
    en=("Regional Conference on Migration", "Presidency Pro-Tempore: Country G", "Ministry <A>"),
    es=("Conferencia Regional sobre Migración", "Presidencia Pro-Témpore: País G", "Ministerio <A>"),
)
LETTER = blocks.Document("Title", "en", "2026-01-01", organization="Regional Conference on Migration", letterhead=HEAD)


def test_it_names_the_presidency_of_the_day_and_holds_the_lines_of_its_term(world):
    term = PresidencyTerm.objects.get()
    change_presidency_term(
        term=term, starts=term.starts, ends=term.ends, source="A note", by=world.secretariat,
        letterhead_en="Ministry of Foreign Affairs\n\n Street 1 ", letterhead_es="Ministerio de Relaciones Exteriores",
    )  # fmt: skip
    head = letterhead_on(term.starts, demonstration=True)

    assert head.en[0] == "Regional Conference on Migration"
    assert head.en[2:] == ("Ministry of Foreign Affairs", "Street 1")
    assert head.es[1] == f"Presidencia Pro-Témpore: {term.country.name_es}"
    assert head.es[2:] == ("Ministerio de Relaciones Exteriores",)


def test_a_day_without_a_term_and_the_other_presidencies_have_none(world):
    term = PresidencyTerm.objects.get()

    assert letterhead_on(date(1990, 1, 1), demonstration=True) is None
    assert letterhead_on(term.starts, demonstration=False) is None


def test_it_survives_storing():
    assert from_json(to_json(LETTER)) == LETTER


@pytest.mark.parametrize("write", [html.render, html.render_paged])
def test_pages_open_with_it_escaped_and_in_both_languages(write):
    page = write(LETTER)

    assert page.index("Presidency Pro-Tempore: Country G") < page.index("Ministerio &lt;A&gt;")
    assert '<div lang="es">' in page
    assert "doc-head__org" not in page


def test_it_heads_the_files(tmp_path):
    for format_ in ("docx", "pdf"):
        render_to(tmp_path / f"letter.{format_}", LETTER, format=format_)
    cells = [cell.text for cell in docx.Document(str(tmp_path / "letter.docx")).tables[0].rows[0].cells]
    page = pypdf.PdfReader(tmp_path / "letter.pdf").pages[0].extract_text()

    assert cells == ["\n".join(HEAD.en), "\n".join(HEAD.es)]
    assert page.index("Country G") < page.index("Title")
    assert "Ministerio <A>" in page
