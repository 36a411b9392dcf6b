"""References to resolutions become links to the official text; everything else stays as it was written."""

import pytest
from django.template import Context, Template

from common.references import linked
from publications import blocks
from publications.render import html

GCM = '<a href="https://undocs.org/A/RES/73/195">{}</a>'


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("A/RES/73/195, para. 50", "A/RES/73/195, para. 50"),
        ("A/RES/73/195 para. 15(j)", "A/RES/73/195 para. 15(j)"),
        ("(A/RES/73/195), paragraph 2", "A/RES/73/195"),
        ("Resolution 73/195 on migration", "Resolution 73/195"),
        ("la resolución 73/195, párr. 48–50, de la Asamblea", "resolución 73/195, párr. 48–50"),
    ],
)
def test_a_resolution_that_is_cited_leads_to_its_official_text(words, link):
    assert linked(words) == words.replace(link, GCM.format(link))


@pytest.mark.parametrize("words", ["XA/RES/73/195", "A/RES/73/1955x", "on 12/05", "resolution of 2018", "E/RES/73/195"])
def test_what_is_no_resolution_is_left_alone(words):
    assert linked(words) == words


def test_what_stands_around_a_reference_is_escaped():
    assert linked("<b>A/RES/73/195</b>") == f"&lt;b&gt;{GCM.format('A/RES/73/195')}&lt;/b&gt;"


def test_authored_text_of_a_page_leads_there():
    told = Template("{{ words|plaintext }}").render(Context({"words": "See A/RES/73/195, para. 50.\n\n- A/RES/73/195"}))

    assert told == f"<p>See {GCM.format('A/RES/73/195, para. 50')}.</p><ul><li>{GCM.format('A/RES/73/195')}</li></ul>"


def test_the_text_of_a_document_leads_there_and_a_link_stays_what_it_is():
    title = blocks.Heading("On A/RES/73/195", 1)
    text = blocks.Paragraph((blocks.Run("See A/RES/73/195. "), blocks.Run("A/RES/73/195", href="https://example.org")))
    document = blocks.Document(
        "T", "en", "2026-01-01", organization="O", blocks=(blocks.Contents("Contents"), title, text)
    )

    assert html.render(document).count("undocs.org") == 1
