"""Agenda and conclusions as documents and as files."""

import io
import re
import subprocess

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from common.errors import Refused
from events.actions.printing import freeze_print
from events.documents.conclusions import build_conclusions
from events.enums import EventAudience, LineRole, Print
from events.models import Conclusion, Event
from events.queries import agenda_of
from publications import blocks as b
from tests.events.test_intake_conclusions import items_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
RCGM, WORKSHOP = "rcgm-2021-12-01", "ii-workshop-2022"


def print_event(path, **options):
    chosen = {"event": RCGM, "what": "conclusions", "language": "en", "format": "pdf", "output": path, **options}
    out = io.StringIO()
    call_command("print_event", **chosen, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def words_in(path):
    """The text of a file in reading order: white space and the soft breaks of the page do not count."""
    if path.suffix == ".pdf":
        text = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout
    else:
        document = Document(str(path))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        text = "\n".join([p.text for p in document.paragraphs] + cells)
    return re.sub(r"\s+", " ", text)


def squeezed(text):
    return re.sub(r"[\s\u00ad-]+", "", text)


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_printed_conclusions_are_the_record_item_by_item(tmp_path, conclusions_data, format):
    path = tmp_path / f"conclusions.{format}"
    print_event(path, format=format)
    text, place = squeezed(words_in(path)), 0
    if format == "pdf":  # what stands at the head and the foot of each page may come between the words of an item
        # The count of pages has one digit; the number of an item may follow it.
        text = re.sub(r"ConclusionsandrecommendationsRegionalConferenceonMigration\d/\d", "", text)

    found = 0
    for reference, words in items_of(conclusions_data):
        line = squeezed(f"{reference.rpartition('.')[2]}. {words}")
        place = text.find(line, place)
        assert place >= 0, reference
        found += 1
    assert found == 12 + 43 + 4


def test_the_tree_keeps_headings_the_opening_and_the_line_without_a_letter():
    event = Event.objects.get(code=RCGM)
    tree = build_conclusions(event, list(event.conclusions.all()), "en")
    clauses = [block for block in tree.blocks if isinstance(block, b.Clause)]
    unnumbered = [block for block in clauses if not block.label]

    assert len([block for block in tree.blocks if isinstance(block, b.Heading)]) == 5
    assert isinstance(tree.blocks[0], b.Paragraph)
    assert tree.blocks[0].lead
    assert [(block.runs[0].text, block.level) for block in unnumbered] == [
        ("Organize the first meeting between Mexico, Costa Rica and Panama.", 3)
    ]
    assert len({block.anchor for block in clauses if block.anchor}) == 59


def test_spanish_of_our_own_is_marked_and_what_has_no_spanish_stands_in_english():
    event = Event.objects.get(code=RCGM)
    lines = list(event.conclusions.filter(role=LineRole.ITEM)[:2])
    lines[1].text_es = ""

    tree = build_conclusions(event, lines, "es")

    assert isinstance(tree.blocks[0], b.NoteBox)
    assert (tree.blocks[2].runs[0].text, tree.blocks[2].lang) == (lines[1].text_en, "en")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_printed_agenda_holds_every_item_with_its_hours_and_speakers(tmp_path, language):
    path = tmp_path / "agenda.docx"
    print_event(path, event=WORKSHOP, what="agenda", language=language, format="docx")
    text = words_in(path)

    items = [item for day in agenda_of(Event.objects.get(code=WORKSHOP)) for item in day.items.all()]
    assert len(items) == 15
    for item in items:
        assert getattr(item, f"title_{language}") in text
        assert f"{item.start:%H:%M}" in text
        for speaker in item.speakers.all():
            assert speaker.said(language) in text


def test_an_edition_is_made_again_only_when_something_changed():
    event = Event.objects.get(code=RCGM)

    first = freeze_print(event=event, what=Print.CONCLUSIONS, by=None)
    assert freeze_print(event=event, what=Print.CONCLUSIONS, by=None) == first
    Conclusion.objects.filter(event=event, reference="12").update(text_en="Changed")
    second = freeze_print(event=event, what=Print.CONCLUSIONS, by=None)

    assert (first.number, second.number) == (1, 2)
    assert first.document == second.document == Event.objects.get(code=RCGM).conclusions_document


@pytest.mark.parametrize(
    ("audience", "published", "expected"),
    [
        (EventAudience.PUBLIC, True, "public"),
        (EventAudience.PUBLIC, False, "members"),
        (EventAudience.MEMBERS, True, "members"),
        (EventAudience.DESK, True, "presidency"),
    ],
)
def test_an_edition_is_for_those_who_may_read_the_record(audience, published, expected):
    Event.objects.filter(code=RCGM).update(audience=audience, conclusions_public=published)

    edition = freeze_print(event=Event.objects.get(code=RCGM), what=Print.CONCLUSIONS, by=None)

    assert edition.audience == expected


def test_what_is_not_there_cannot_be_printed(tmp_path):
    forum = Event.objects.get(code="imrf-2022-forum")
    for what in Print.values:
        with pytest.raises(Refused, match="yet"):
            freeze_print(event=forum, what=what, by=None)
    with pytest.raises(CommandError, match=r"There is no event 'no'\. Known: champions"):
        print_event(tmp_path / "a.pdf", event="no")
    with pytest.raises(CommandError, match="There is no folder"):
        print_event(tmp_path / "no" / "a.pdf")
