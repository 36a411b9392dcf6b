"""Notes of meetings in the regional report: chosen, pinned, attributed, and never more than members read."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from common.errors import Refused
from events.actions.note_rows import Point, save_point
from events.actions.notes import open_notes, share_notes
from events.enums import EventAudience, NoteKind
from events.models import Event, NoteTable
from objectives.models import Objective
from publications import blocks as b
from reporting.actions.notes import take_notes
from reporting.actions.report import approve, build_edition, circulate, refresh_pins, revise
from reporting.actions.sections import remove_block
from reporting.documents.regional import build
from reporting.enums import BlockKind
from reporting.queries.report import material
from tests.counts import SEATED
from tests.reporting.test_report import start

HEADINGS = {"heading_en": "From the side event", "heading_es": "Del evento paralelo"}


@pytest.fixture
def meeting(world):
    """A shared form with an intervention of Country A in English and a highlight of nobody named in Spanish."""
    event = Event.objects.create(
        code="side", kind="side_event", name_en="Side event", name_es="Evento paralelo", starts=date(2022, 5, 19),
        audience=EventAudience.MEMBERS,
    )  # fmt: skip
    table = open_notes(event=event, session=None, by=world.secretariat)
    share_notes(table=table, shared=True, by=world.secretariat)
    said, other = table.rows.all()[:2]
    said = write(world, said, 1, text="A asks for a mechanism.", kind=NoteKind.INTERVENTION, attributed="Country A")
    said.objectives.set(Objective.objects.filter(number=8))
    other = write(world, other, 1, text="Se acordó seguir.", language="es")
    return SimpleNamespace(event=event, table=table, said=said, other=other)


def write(world, row, version, **point):
    return save_point(row=row, point=Point(**point), version=version, by=world.secretariat)


@pytest.fixture
def report(world):
    return start(world)


def take(world, report, *rows, at=None, by=None):
    at = at or report.blocks.get(kind=BlockKind.AUTHORED)
    ids = [row.pk for row in rows]
    return take_notes(report=report, at=at, rows=ids, headings=HEADINGS, by=by or world.secretariat)


def printed(report, language="en"):
    """The quotations under the heading of the notes."""
    rows = list(report.blocks.order_by("position"))
    built = build(report, rows, material(report, rows), language=language, draft=True, on=timezone.localdate())
    place = built.places[report.blocks.get(kind=BlockKind.NOTES).pk]
    return [block for block in built.document.blocks[place.start : place.stop] if isinstance(block, b.Quotation)]


def words(quotation):
    return "".join(run.text for run in b.runs_of(quotation.blocks))


def test_a_note_is_quoted_with_whom_it_names_the_meeting_and_how_it_was_recorded(world, report, meeting):
    take(world, report, meeting.said, meeting.other)

    said, other = printed(report)

    assert (said.attribution, words(said)) == ("Country A", "A asks for a mechanism.")
    assert said.citation == "Side event, 19 May 2022"
    assert said.note == "As recorded by the notetakers, not cleared by the State."
    assert (other.attribution, words(other)) == ("Highlight", "Se acordó seguir.")
    assert other.note == "As recorded by the notetakers. Original in Spanish; no English version."


def test_the_spanish_report_names_everything_in_spanish_and_numbers_the_same(world, report, meeting):
    take(world, report, meeting.said, meeting.other)

    said, other = printed(report, "es")

    assert (said.attribution, said.blocks[0].lang) == ("País A", "en")
    assert said.citation.startswith("Evento paralelo, 19 de mayo de 2022")
    assert other.blocks[0].lang == ""
    assert set(build_edition(report=report, by=world.secretariat).blocks) == {"en", "es"}


def test_it_stands_behind_the_section_it_was_taken_in_after(world, report, meeting):
    after = report.blocks.get(kind=BlockKind.MATRIX)

    block = take(world, report, meeting.said, at=after)

    order = list(report.blocks.order_by("position").values_list("pk", flat=True))
    assert order.index(block.pk) == order.index(after.pk) + 1
    assert AuditEvent.objects.filter(chain=report.chain, action="notes_taken").count() == 1


def test_a_note_keeps_the_words_of_the_version_it_was_pinned_to_until_the_newer_one_is_taken_in(world, report, meeting):
    block = take(world, report, meeting.said)
    write(world, meeting.said, meeting.said.version, text="A asks for two mechanisms.", attributed="Country B")

    (before,) = printed(report)
    refresh_pins(report=report, block=block, by=world.secretariat)
    (after,) = printed(report)

    assert (before.attribution, words(before)) == ("Country A", "A asks for a mechanism.")
    assert (after.attribution, words(after)) == ("Country B", "A asks for two mechanisms.")
    block.refresh_from_db()
    assert [pin["version"] for pin in block.pins] == [meeting.said.version + 1]


def test_the_manifest_names_the_notes_and_their_versions_but_holds_none_of_their_words(world, report, meeting):
    take(world, report, meeting.said)

    edition = build_edition(report=report, by=world.secretariat)

    (entry,) = [entry for entry in edition.manifest["blocks"] if entry["kind"] == BlockKind.NOTES]
    assert [(pin["note"], pin["version"]) for pin in entry["pins"]] == [(str(meeting.said.pk), meeting.said.version)]
    assert "mechanism" not in str(edition.manifest)


@pytest.mark.parametrize("fields", [{"shared": False}, {"event__audience": EventAudience.DESK}])
def test_what_members_do_not_read_cannot_be_taken_in_and_is_no_longer_printed(world, report, meeting, fields):
    take(world, report, meeting.said)
    if "shared" in fields:
        NoteTable.objects.update(shared=False)
    else:
        Event.objects.update(audience=EventAudience.DESK)

    assert printed(report) == []
    with pytest.raises(Refused, match="Choose at least one"):
        take(world, report, meeting.said)


def test_one_note_that_members_do_not_read_refuses_the_whole_choice(world, report, meeting):
    closed = Event.objects.create(code="closed", kind="side_event", name_en="Closed", audience=EventAudience.MEMBERS)
    row = open_notes(event=closed, session=None, by=world.secretariat).rows.first()
    write(world, row, 1, text="Not for members")

    with pytest.raises(Refused, match="that Member Countries read"):
        take(world, report, meeting.said, row)
    assert not report.blocks.filter(kind=BlockKind.NOTES).exists()


def test_another_choice_takes_the_place_of_the_first_and_the_section_can_be_taken_out(world, report, meeting):
    block = take(world, report, meeting.said)

    again = take(world, report, meeting.other, at=block)

    assert again == block
    assert [words(quotation) for quotation in printed(report)] == ["Se acordó seguir."]
    remove_block(block=block, by=world.secretariat)
    assert not report.blocks.filter(kind=BlockKind.NOTES).exists()


def test_only_the_secretariat_chooses_and_only_while_the_report_is_open(world, report, meeting):
    with pytest.raises(PermissionDenied):
        take(world, report, meeting.said, by=world.focal_point)
    until = timezone.now() + timedelta(days=1)
    circulate(report=report, comments_until=until, by=world.secretariat)
    revise(report=report, by=world.secretariat)
    approve(report=report, by=world.presidency)
    report.refresh_from_db()
    with pytest.raises(Refused, match="approved"):
        take(world, report, meeting.said)


def page(report, block, query=""):
    return reverse("reporting:report-block-notes", args=[report.pk, block.pk]) + query


def test_the_page_offers_the_notes_of_a_meeting_or_objective_and_takes_in_those_that_are_ticked(
    world, report, meeting, client_of
):
    desk = client_of(world.secretariat)
    after = report.blocks.get(kind=BlockKind.OVERVIEW)

    shown = desk.get(page(report, after, "?event=side&objective=8"))
    sent = desk.post(page(report, after), {"notes": [str(meeting.said.pk)], **HEADINGS}, follow=True)

    assert [row.pk for row in shown.context["page"]] == [meeting.said.pk]
    assert "The notes were taken in." in sent.content.decode()
    assert "not cleared by the State" in sent.content.decode()
    block = report.blocks.get(kind=BlockKind.NOTES)
    assert block.heading_es == HEADINGS["heading_es"]
    again = desk.get(page(report, block))
    assert again.context["chosen"] == {str(meeting.said.pk)}


def test_a_choice_of_another_page_of_notes_is_kept(world, report, meeting, client_of):
    block = take(world, report, meeting.said)

    client_of(world.secretariat).post(page(report, block, "?objective=9"), {"notes": [str(meeting.other.pk)]})

    block.refresh_from_db()
    assert set(block.parameters["rows"]) == {str(meeting.said.pk), str(meeting.other.pk)}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({**HEADINGS}, "Choose at least one note."),
        ({"notes": ["nonsense"], **HEADINGS}, "Choose at least one note."),
        ({"notes": ["x"], "heading_en": "", "heading_es": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_taken_in_is_said_beside_the_form(world, report, meeting, client_of, sent, said):
    after = report.blocks.get(kind=BlockKind.OVERVIEW)

    response = client_of(world.secretariat).post(page(report, after), sent)

    assert response.status_code == 422
    assert said in response.content.decode()


def test_the_report_says_where_a_note_was_written_on_after_it_was_taken_in(world, report, meeting, client_of):
    block = take(world, report, meeting.said)
    write(world, meeting.said, meeting.said.version, text="More.")
    desk = client_of(world.secretariat)

    section = desk.get(reverse("reporting:report-block", args=[report.pk, block.pk])).content.decode()
    outline = desk.get(reverse("reporting:report", args=[report.pk])).content.decode()

    assert "1 of the notes was written on after it was taken in." in section
    assert "Newer text" in outline


def test_the_page_asks_as_many_queries_for_many_notes_as_for_one(
    world, report, meeting, client_of, django_assert_num_queries
):
    desk = client_of(world.secretariat)
    address = page(report, report.blocks.get(kind=BlockKind.OVERVIEW))
    desk.get(address)
    with django_assert_num_queries(SEATED + 9):
        desk.get(address)
    for row in meeting.table.rows.all()[2:]:
        write(world, row, 1, text=f"Point {row.order}", attributed="Country B")
    with django_assert_num_queries(SEATED + 9):
        assert len(desk.get(address).context["page"]) > 2


@pytest.mark.parametrize(
    ("who", "status"),
    [("presidency", 403), ("focal_point", 404), ("observer", 404), ("anonymous", 302)],
)
def test_nobody_but_the_secretariat_is_offered_notes(world, report, meeting, client_of, who, status):
    after = report.blocks.get(kind=BlockKind.OVERVIEW)

    assert client_of(getattr(world, who)).get(page(report, after)).status_code == status
