"""Notes: who reads and writes them, and that rows saved alone by several persons lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import Body, Country, StakeholderCategory
from audit.models import AuditEvent
from common.errors import Conflict, Refused
from common.words import count_words
from events.actions import note_rows, notes
from events.actions.note_rows import Point, point_of, save_point
from events.actions.printing import freeze_notes, freeze_print
from events.attribution import Attribution
from events.documents.notes import build_notes
from events.enums import EventAudience, NoteKind, Print
from events.intake.notes import ParsedNotes, ParsedPoint
from events.models import Event, NoteRow, NoteTable, Session
from events.models.note import SUMMARY_WORDS
from events.queries import notes_to_print
from notices.models import Notice
from publications import blocks as b
from publications.models import Edition


@pytest.fixture
def event(world):
    return Event.objects.create(
        code="m", kind="side_event", name_en="Meeting M", starts=date(2022, 5, 19), time_zone="Etc/GMT+6"
    )


@pytest.fixture
def table(world, event):
    return notes.open_notes(event=event, session=None, by=world.secretariat)


@pytest.fixture
def row(table):
    return table.rows.first()


def saved(world, row, version=1, **point):
    return save_point(row=row, point=Point(**{"text": "A point", **point}), version=version, by=world.secretariat)


def name(world, event, seat):
    return notes.name_notetaker(event=event, membership=seat.membership, by=world.secretariat)


def test_notes_have_rows_to_write_in_and_both_summaries_from_the_start(world, event, table):
    assert table.rows.count() == notes.EMPTY_ROWS
    assert [summary.language for summary in table.summaries.all()] == ["en", "es"]
    assert notes.open_notes(event=event, session=None, by=world.presidency) == table


def test_a_session_has_notes_of_its_own(world, event, table):
    session = Session.objects.create(event=event, code="2a", order=1, title_en="S")

    own = notes.open_notes(event=event, session=session, by=world.secretariat)

    assert own != table
    assert own.name == "Session 2a: S"
    assert table.name == "Meeting M"


def test_the_desk_and_named_notetakers_read_and_write_members_read_what_is_shared(world, event, table, row):
    everybody = ("focal_point", "contributor", "other_focal_point", "observer", "civil_society", "anonymous")

    def readers():
        return [n for n in everybody if NoteTable.objects.visible_to(getattr(world, n)).exists()]

    assert readers() == []
    named = name(world, event, world.contributor)
    assert readers() == ["contributor"]
    save_point(row=row, point=Point(text="Mine"), version=1, by=world.contributor)
    with pytest.raises(PermissionDenied, match="persons it names"):
        save_point(row=row, point=Point(text="Not mine"), version=2, by=world.focal_point)
    notes.share_notes(table=table, shared=True, by=world.secretariat)
    assert readers() == ["contributor"]  # the event itself is still the desk's
    Event.objects.update(audience=EventAudience.PUBLIC)
    assert readers() == ["focal_point", "contributor", "other_focal_point"]
    notes.share_notes(table=table, shared=False, by=world.secretariat)
    notes.drop_notetaker(notetaker=named, by=world.secretariat)
    assert readers() == []
    with pytest.raises(PermissionDenied):
        notes.share_notes(table=table, shared=True, by=world.contributor)


def test_who_is_named_is_told_once(world, event):
    name(world, event, world.contributor)
    name(world, event, world.contributor)

    notice = Notice.objects.get(user=world.contributor.user)
    assert notice.text_en == "You are named to take notes of Meeting M"


def test_a_seat_that_was_not_named_opens_nothing_though_the_person_was(world, event, table):
    name(world, event, world.contributor)

    assert not NoteTable.objects.visible_to(world.translator).exists()


def test_a_row_keeps_what_was_typed_and_names_its_sources(world, row):
    body = Body.objects.create(code="obs", kind="un_agency", acronym_en="OBS", name_en="Observing Body")
    StakeholderCategory.objects.update_or_create(
        code="academia", defaults={"order": 90, "name_en": "Academia", "name_es": "Academia"}
    )
    country = Country.objects.get(code="XXA")

    stored = saved(
        world, row, text="A • point", kind=NoteKind.CHALLENGE, language="es", objectives="7, 03", principles="C; a",
        attributed=f"{country.name_en}\nObservers: OBS, Academia\nA group of countries",
    )  # fmt: skip

    assert (stored.version, stored.kind, stored.language) == (2, "challenge", "es")
    assert point_of(stored).objectives == "3, 7"
    assert point_of(stored).principles == "a, c"
    sources = list(stored.sources.all())
    assert sources[0].country == country
    assert sources[1].body == body
    assert sources[2].category.code == "academia"
    assert (sources[3].words, sources[3].country) == ("A group of countries", None)
    assert stored.attributed() == f"{country.name_en}\nObservers: OBS, Academia\nA group of countries"


def test_a_body_alone_is_named_in_full_and_a_document_that_words_it_otherwise_keeps_its_words(world):
    Body.objects.create(code="obs", kind="un_agency", acronym_en="OBS", name_en="Observing Body")

    alone, other = (Attribution().read(words)[0] for words in ("OBS", "The Observing Body for All (OBS)"))

    assert (alone.body.code, alone.words) == ("obs", "")
    assert (other.body.code, other.words) == ("obs", "The Observing Body for All (OBS)")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"objectives": "7, 24"}, "numbers from 1 to 23"),
        ({"objectives": "seven"}, "numbers from 1 to 23"),
        ({"principles": "z"}, "letters from a to j"),
        ({"kind": "other"}, "not in the list"),
        ({"attributed": "x" * 251}, "up to 250"),
        ({"text": "x" * 60_001}, "still in the box"),
    ],
)
def test_what_cannot_be_stored_is_said_and_changes_nothing(world, row, wrong, why):
    with pytest.raises(Refused, match=why):
        saved(world, row, **wrong)

    row.refresh_from_db()
    assert (row.text, row.version) == ("", 1)


def test_the_same_again_changes_nothing_and_a_stale_version_brings_both(world, row):
    first = saved(world, row, text="First\r\nline ", attributed="A group")
    again = NoteRow.objects.select_related("table__event").get(pk=row.pk)

    assert saved(world, again, version=1, text="First\nline", attributed="A group").version == first.version == 2
    with pytest.raises(Conflict) as clash:
        saved(world, again, version=1, text="Second")
    assert (clash.value.stored.text, clash.value.submitted.text, clash.value.version) == ("First\nline", "Second", 2)


def test_a_row_that_was_taken_out_says_so_and_its_words_stay_in_the_trail(world, row):
    stored = saved(world, row, text="To be kept in the trail")
    with pytest.raises(Conflict):
        note_rows.remove_row(row=stored, version=1, by=world.secretariat)
    note_rows.remove_row(row=stored, version=2, by=world.secretariat)
    note_rows.remove_row(row=stored, version=2, by=world.secretariat)

    with pytest.raises(Refused, match="took this row out"):
        saved(world, stored, version=2, text="More")
    assert AuditEvent.objects.filter(action="event.note_removed").get().detail["text"] == "To be kept in the trail"


def test_rows_move_without_a_new_version_and_are_added_at_the_end(world, table):
    first, second = table.rows.all()[:2]
    note_rows.move_row(row=second, up=True, by=world.secretariat)
    note_rows.move_row(row=second, up=True, by=world.secretariat)
    NoteRow.objects.filter(pk=table.rows.last().pk).update(language="es")
    added = note_rows.add_row(table=table, by=world.secretariat)

    assert list(table.rows.all()[:2]) == [second, first]
    assert {row.version for row in table.rows.all()} == {1}
    assert (table.rows.last(), added.language, added.author) == (added, "es", world.secretariat.user)
    note_rows.move_row(row=added, up=False, by=world.secretariat)
    assert table.rows.last() == added


def test_a_summary_of_any_length_is_taken_and_a_stale_one_brings_both(world, table):
    summary = table.summaries.get(language="en")
    long = "word " * (SUMMARY_WORDS + 20)

    stored = note_rows.save_summary(summary=summary, text=long, version=1, by=world.secretariat)

    assert count_words(stored.text) == SUMMARY_WORDS + 20
    with pytest.raises(Conflict) as clash:
        note_rows.save_summary(summary=summary, text="Other", version=1, by=world.secretariat)
    assert clash.value.stored == stored.text


def test_a_form_is_taken_in_as_a_whole_where_nothing_was_written_or_not_at_all(world, event, table):
    parsed = ParsedNotes(points=[ParsedPoint("One", attributed="A group"), ParsedPoint("Two")], summary="S")
    notes.store_notes(event=event, session=None, parsed=parsed, language="en", by=world.secretariat)

    assert [row.text for row in table.rows.all()] == ["One", "Two"]
    assert [row.attributed() for row in table.rows.all()] == ["A group", ""]
    for again, why in ((parsed, "There are notes already"), (ParsedNotes(), "Nothing was kept")):
        with pytest.raises(Refused, match=why):
            notes.store_notes(event=event, session=None, parsed=again, language="en", by=world.secretariat)
    assert table.rows.count() == 2


def test_the_document_has_the_forms_shape_marks_what_is_not_cleared_and_tells_languages(world, event, table):
    NoteTable.objects.update(time=time(12, 30), notetakers="Person 1")
    one, two, three, four, _five = table.rows.all()
    saved(world, one, text="Uno", language="es", attributed="A group", objectives="5")
    saved(world, two, text="Two", attributed="A group")
    saved(world, three, text="Said", kind=NoteKind.INTERVENTION, attributed="Country A")
    saved(world, four, text="Already told", kind=NoteKind.PRACTICE)
    summary = table.summaries.get(language="en")
    note_rows.save_summary(summary=summary, text="Introduction\nAlready told", version=1, by=world.secretariat)

    tree = build_notes(notes_to_print(NoteTable.objects.all()), "en")
    tables = [block for block in tree.blocks if isinstance(block, b.Table)]
    boxes = [block for block in tree.blocks if isinstance(block, b.NoteBox)]

    assert [block.caption for block in tables] == ["General event highlights", "Intervention from the floor"]
    cell = tables[0].rows[0][0]
    assert [(run.text, run.lang) for run in cell] == [("• Uno", "es"), (" [objectives 5]", ""), ("\n• Two", "")]
    assert "not cleared by the State" in boxes[0].blocks[0].runs[0].text
    assert "3 of 500 words" in tree.blocks[-1].runs[0].text
    head = {row.label: row.runs[0].text for row in tree.blocks[0].rows}
    assert head == {"Date and time": "19 May 2022, 12:30, UTC−6 (18:30 UTC)", "Notetakers": "Person 1"}
    spanish = build_notes(notes_to_print(NoteTable.objects.all()), "es")
    assert [row.label for row in spanish.blocks[0].rows] == ["Fecha y hora", "Quienes toman notas"]


@pytest.mark.parametrize("more", [{"objectives": "4"}, {"attributed": "Country B"}])
def test_a_practice_that_the_summary_tells_is_printed_with_what_it_says_beside(world, event, table, row, more):
    summary = table.summaries.get(language="en")
    note_rows.save_summary(summary=summary, text="Country A: one window.", version=1, by=world.secretariat)
    saved(world, row, **{"text": "One window.", "kind": NoteKind.PRACTICE, "attributed": "Country A", **more})
    other = table.rows.all()[1]
    saved(world, other, text="One window.", kind=NoteKind.PRACTICE, attributed="Country A")

    tree = build_notes(notes_to_print(NoteTable.objects.all()), "en")

    assert [len(block.rows) for block in tree.blocks if isinstance(block, b.Table)] == [1]


def test_prints_are_for_the_desk_until_all_notes_are_shared_and_never_public(world, event, table, row):
    with pytest.raises(Refused, match="no notes yet"):
        freeze_print(event=event, what=Print.NOTES, by=None)
    saved(world, row)
    Event.objects.update(audience=EventAudience.PUBLIC)
    event.refresh_from_db()
    assert freeze_print(event=event, what=Print.NOTES, by=None).audience == "presidency"
    NoteTable.objects.update(shared=True)
    assert freeze_print(event=event, what=Print.NOTES, by=None).audience == "members"

    other = Event.objects.create(code="o", kind="meeting", name_en="Other", audience=EventAudience.PUBLIC)
    second = notes.open_notes(event=other, session=None, by=world.secretariat)
    compiled = freeze_notes(tables=[table, second], by=world.secretariat)
    one = freeze_notes(tables=[table], by=world.secretariat)

    assert compiled.audience == "presidency"
    assert compiled.manifest["notes"] == [str(second.pk), str(table.pk)] or len(compiled.manifest["notes"]) == 2
    assert one.document != compiled.document
    Session.objects.create(event=event, code="1", order=1, title_en="First", title_es="Primera")
    third = notes.open_notes(event=event, session=event.sessions.get(), by=world.secretariat)
    headed = build_notes(notes_to_print(NoteTable.objects.filter(pk__in=[table.pk, second.pk, third.pk])), "en")
    events = [block for block in headed.blocks if isinstance(block, b.Heading) and block.level == 1]
    assert len(events) == 2, "the sessions of one event stand below its name, which is said once"
    table.refresh_from_db()
    assert freeze_notes(tables=[table], by=world.secretariat) == one


@pytest.mark.django_db(transaction=True)
def test_two_who_write_in_the_same_rows_at_once_lose_no_word(world):
    """Each adds words to what they last saw; after a conflict, to what they are shown."""
    event = Event.objects.create(code="m", kind="side_event", name_en="M")
    table = notes.open_notes(event=event, session=None, by=world.secretariat)
    name(world, event, world.contributor)
    keys = list(table.rows.values_list("pk", flat=True))[:2]
    start = Barrier(2)

    def write(seat, mark):
        clashes = 0
        try:
            start.wait(30)
            for turn in range(10):
                key, word = keys[turn % 2], f"{mark}{turn}"
                row = NoteRow.objects.select_related("table__event").get(pk=key)
                text, version = row.text, row.version
                while True:
                    try:
                        save_point(row=row, point=Point(text=f"{text} {word}"), version=version, by=seat)
                        break
                    except Conflict as clash:
                        text, version, clashes = clash.stored.text, clash.version, clashes + 1
                note_rows.add_row(table=table, by=seat)
        finally:
            connection.close()
        return clashes

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (world.secretariat, world.contributor), "sc"))

    for which, key in enumerate(keys):
        expected = {f"{mark}{turn}" for mark in "sc" for turn in range(which, 10, 2)}
        assert set(NoteRow.objects.get(pk=key).text.split()) == expected
    orders = list(table.rows.values_list("order", flat=True))
    assert orders == list(range(1, notes.EMPTY_ROWS + 20 + 1))


def test_notes_that_are_no_longer_shared_are_taken_back_from_every_file_they_are_in(world, event, table, row):
    event.audience = EventAudience.MEMBERS
    event.save()
    saved(world, row)
    other = notes.open_notes(
        event=event, session=Session.objects.create(event=event, code="2a", order=1, title_en="S"), by=world.secretariat
    )
    for one in (table, other):
        notes.share_notes(table=one, shared=True, by=world.secretariat)
    freeze_notes(tables=[table], by=world.secretariat)
    freeze_notes(tables=[table, other], by=world.secretariat)
    freeze_print(event=event, what=Print.NOTES, by=world.secretariat)

    def files(seat):
        return Edition.objects.visible_to(seat).count()

    assert (files(world.focal_point), files(world.presidency)) == (3, 3)
    notes.share_notes(table=NoteTable.objects.get(pk=table.pk), shared=False, by=world.secretariat)
    assert (files(world.focal_point), files(world.presidency)) == (0, 3)
    notes.share_notes(table=NoteTable.objects.get(pk=table.pk), shared=True, by=world.secretariat)
    freeze_notes(tables=[table], by=world.secretariat)
    assert (files(world.focal_point), files(world.presidency)) == (1, 3)


def words_of(edition, language="en"):
    return str(edition.blocks[language])


def test_notes_of_one_source_are_a_document_of_their_own_without_the_summary(world, event, table):
    first, second = table.rows.all()[:2]
    saved(world, first, text="A asks", attributed="Country A\nCountry B")
    saved(world, second, text="B offers", attributed="Country B")
    summary = table.summaries.get(language="en")
    note_rows.save_summary(summary=summary, text="Everybody agreed.", version=1, by=world.secretariat)
    key = f"country:{Country.objects.get(code='XXA').pk}"

    whole = freeze_notes(tables=[table], by=world.secretariat)
    edition = freeze_notes(tables=[table], source=key, by=world.secretariat)

    assert edition.document != whole.document
    assert (edition.document.title_en, edition.document.title_es) == ("Notes: Country A", "Notas: País A")
    assert "A asks" in words_of(edition)
    assert "B offers" not in words_of(edition)
    assert "Everybody agreed" not in words_of(edition)
    assert edition.manifest["source"] == key
    assert edition.audience == whole.audience


def test_notes_of_one_source_are_taken_back_with_the_notes(world, event, table, row):
    Event.objects.update(audience=EventAudience.MEMBERS)
    saved(world, row, attributed="Country A")
    notes.share_notes(table=table, shared=True, by=world.secretariat)
    key = f"country:{Country.objects.get(code='XXA').pk}"
    edition = freeze_notes(tables=[table], source=key, by=world.secretariat)
    assert Edition.objects.visible_to(world.focal_point).filter(pk=edition.pk).exists()

    notes.share_notes(table=table, shared=False, by=world.secretariat)

    assert not Edition.objects.visible_to(world.focal_point).filter(pk=edition.pk).exists()


@pytest.mark.parametrize("key", ["country:0", "country:nonsense", "words:", "nonsense"])
def test_a_source_that_the_notes_do_not_name_is_refused(world, table, row, key):
    saved(world, row, attributed="Country A")

    with pytest.raises(Refused, match="name nobody"):
        freeze_notes(tables=[table], source=key, by=world.secretariat)
