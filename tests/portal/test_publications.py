"""Editions of reports with their files."""

from publications.enums import Audience, DocumentKind
from tests.counts import VISITOR
from tests.factories.documents import make_document, make_edition, make_file

PAGE = "/en/publications/"


def test_each_file_stands_with_language_paper_size_and_checksum(db, client):
    edition = make_edition()
    file = make_file(edition)

    page = client.get(PAGE).text

    assert f'href="{file.get_absolute_url()}"' in page
    for words in ("PDF", "English", "Letter", "3 pages", file.sha256, edition.document.symbol):
        assert words in page


def test_newest_editions_stand_first_and_only_those_of_reports(db, client):
    first, second = make_edition(), make_edition()
    make_edition(document=make_document(DocumentKind.RECEIPT))

    assert list(client.get(PAGE).context["page"]) == [second, first]


def test_an_edition_for_members_is_listed_for_members(world, client, client_of):
    make_edition(audience=Audience.MEMBERS)

    assert "No report has been published yet" in client.get(PAGE).text
    assert len(client_of(world.other_focal_point).get(PAGE).context["page"]) == 1


def test_an_edition_without_files_leads_to_its_text(db, client):
    edition = make_edition()

    page = client.get(PAGE).text

    assert "No file has been made yet; the text can be read on its page." in page
    assert f'href="{edition.get_absolute_url()}"' in page


def test_the_same_queries_for_one_edition_and_for_five(db, client, django_assert_num_queries):
    make_file(make_edition())
    with django_assert_num_queries(VISITOR + 3):
        client.get(PAGE)
    for _number in range(4):
        make_file(make_edition())
    with django_assert_num_queries(VISITOR + 3):
        client.get(PAGE)
