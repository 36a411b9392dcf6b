"""A file that a capital sends back: what it proposes, what was not understood, what conflicts."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import override
from docx.oxml import parse_xml

from common.errors import Refused
from declarations.actions.consolidation import Made, decide, prepare_next_draft
from declarations.actions.drafts import circulate, close_amendments
from declarations.actions.sent import Outdated, leave_file, send_file, take_file
from declarations.enums import AmendmentStatus, Outcome
from declarations.models import Amendment, SentFile
from declarations.offline.child import read
from declarations.offline.compare import compare
from declarations.offline.differences import Standing
from publications.reading.package import Unreadable
from tests.declarations.returned import BY, W, changed, said
from tests.factories.declarations import amend, circulated, paragraph, settle, start
from tests.reporting.offline.hostile import packed, parts, plain_word
from tests.reporting.offline.hostile_files import FILES

EN = "To develop a follow-up mechanism within the Conference;"
ES = "Desarrollar un mecanismo de seguimiento en el marco de la Conferencia;"
OLD = "To establish a follow-up mechanism"


@pytest.fixture
def draft(world):
    return circulated(world)


def found(world, draft, *changes, by=None, **options):
    return compare(said(draft, *changes, **options), draft, by or world.focal_point)


def told(comparison):
    """(standing, operation, handle, texts) of each row that is not about an absent paragraph."""
    return [
        (str(row.standing), str(row.operation), row.number.handle if row.number else "", row.texts)
        for row in comparison.rows
    ]


@pytest.mark.parametrize("parallel", [False, True])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_file_that_nobody_touched_proposes_nothing(world, draft, language, parallel):
    comparison = found(world, draft, language=language, parallel=parallel)

    assert (comparison.rows, comparison.loose) == ([], [])
    assert comparison.unchanged == draft.paragraphs.count()
    assert comparison.made_from == draft.symbol


@pytest.mark.parametrize(
    "change",
    [lambda body: body.overtype(OLD, EN), lambda body: body.track(OLD, "establish", "develop")],
    ids=["typed over", "tracked"],
)
def test_other_words_become_an_amendment_of_the_paragraph(world, draft, change):
    assert told(found(world, draft, change)) == [("understood", "replace", "1", {"en": EN})]


def test_both_languages_of_a_row_become_one_amendment(world, draft):
    comparison = found(
        world, draft, lambda body: body.overtype(OLD, EN),
        lambda body: body.track("Establecer un mecanismo", "Establecer", "Desarrollar"), parallel=True,
    )  # fmt: skip

    assert told(comparison) == [("understood", "replace", "1", {"en": EN, "es": ES})]


def test_words_typed_before_the_hidden_code_belong_to_the_paragraph(world, draft):
    def change(body):
        run = next(body.paragraph(OLD).iter("{*}tab")).getparent()
        run.addnext(_run("We agree: "))

    assert told(found(world, draft, change))[0][3] == {"en": f"We agree: {OLD} within the Conference;"}


def _run(text):
    return parse_xml(f'<w:r {W}><w:t xml:space="preserve">{text}</w:t></w:r>')


def test_a_paragraph_whose_code_was_typed_over_is_known_by_its_bookmark(world, draft):
    def change(body):
        for run in list(body.paragraph(OLD).iter("{*}vanish")):
            hidden = run.getparent().getparent()
            hidden.getparent().remove(hidden)
        body.track(OLD, "establish", "develop")

    assert told(found(world, draft, change)) == [("understood", "replace", "1", {"en": EN})]


def test_the_place_of_the_members_stays_open(world, draft):
    rows = found(world, draft, lambda body: body.track("The Member Countries", "The Member Countries", "We")).rows

    assert rows[0].texts == {"en": "We: {members},"}


def test_new_paragraphs_stand_after_the_one_before_them(world, draft):
    comparison = found(
        world, draft, lambda body: body.add("in the region", "3.\tTo meet again;"),
        lambda body: body.add("Recalling the", "Noting the work done,"), lambda body: body.add(OLD, "b)\tat home;"),
    )  # fmt: skip
    rows = [(row.operation, row.after_number.handle, row.kind, row.texts["en"]) for row in comparison.rows]

    assert sorted(rows) == [
        ("insert", "1", "sub", "at home;"),
        ("insert", "1.b", "operative", "To meet again;"),
        ("insert", "PP1", "preambular", "Noting the work done,"),
    ]


def test_a_new_row_speaks_both_languages(world, draft):
    def change(body):
        row = body.paragraph("To report by").getparent().getparent()
        cells = "".join(
            f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("3.", "To meet;", "Reunirse;")
        )
        row.addnext(parse_xml(f"<w:tr {W}>{cells}</w:tr>"))

    row = found(world, draft, change, parallel=True).rows[0]

    assert (row.kind, row.after_number.handle, row.texts) == ("operative", "2", {"en": "To meet;", "es": "Reunirse;"})


def test_a_tracked_deletion_is_proposed_and_a_paragraph_that_is_not_there_is_asked_about(world, draft):
    def drop(body):
        gone = body.paragraph("in the region")
        gone.getparent().remove(gone)

    comparison = found(world, draft, lambda body: body.delete("in each country"), drop)

    assert told(comparison) == [("understood", "delete", "1.a", {}), ("absent", "delete", "1.b", {})]
    assert [row.is_chosen for row in comparison.rows] == [True, False]


def test_a_paragraph_without_any_words_left_is_proposed_to_go(world, draft):
    comparison = found(world, draft, lambda body: body.overtype("in each country", ""))

    assert told(comparison) == [("understood", "delete", "1.a", {})]


@pytest.mark.parametrize("tracked", [True, False])
def test_a_paragraph_that_was_moved(world, draft, tracked):
    comparison = found(world, draft, lambda body: body.move("To report by", "Recalling the", tracked=tracked))

    assert [(row.operation, row.number.handle, row.after_number.handle) for row in comparison.rows] == [
        ("move", "2", "PP1")
    ]


def test_sub_paragraphs_that_went_along_are_no_moves_of_their_own(world, draft):
    def change(body):
        for words in ("in the region", "in each country", OLD):
            body.move(words, "To report by", tracked=False)

    comparison = found(world, draft, change)

    assert [(row.operation, row.number.handle, row.after_number.handle) for row in comparison.rows] in (
        [("move", "1", "2")], [("move", "2", "H1")],
    )  # fmt: skip


def test_a_comment_beside_a_change_is_its_reason_and_others_are_told(world, draft):
    row = found(world, draft, lambda body: body.overtype(OLD, EN), lambda body: body.comment(EN, "As agreed.")).rows[0]
    other = found(world, draft, lambda body: body.comment(OLD, "We like this."))

    assert row.comments == [{"author": "Capital", "text": "As agreed."}]
    assert (other.rows, other.comments) == ([], [{"author": "Capital", "text": "We like this."}])


def test_lines_that_belong_nowhere_are_told(world, draft):
    def change(body):
        body.body.insert(0, parse_xml(f"<w:p {W}><w:r><w:t>Note from the ministry</w:t></w:r></w:p>"))

    assert found(world, draft, change).loose == ["Note from the ministry"]


def test_words_of_the_other_language_are_asked_about(world, draft):
    comparison = found(world, draft, lambda body: body.overtype(OLD, ES))

    assert told(comparison) == [("language", "replace", "1", {"en": ES})]


def test_a_paragraph_that_stands_twice_counts_once(world, draft):
    def change(body):
        paragraph = body.paragraph(OLD)
        paragraph.addnext(deepcopy(paragraph))
        body.overtype(OLD, EN)

    comparison = found(world, draft, change)

    assert (comparison.rows, comparison.loose) == ([], [EN])


def test_what_the_delegation_proposed_already_is_told(world, draft):
    amend(world, draft, "1", en=EN)
    row = found(world, draft, lambda body: body.overtype(OLD, EN)).rows[0]

    assert (row.standing, row.may_be_taken) == (Standing.ALREADY, False)
    other = found(world, draft, lambda body: body.overtype(OLD, EN), by=world.other_focal_point).rows[0]
    assert other.standing == Standing.UNDERSTOOD


# Another draft


def next_draft(world, draft, *taken):
    draft.refresh_from_db()
    close_amendments(draft=draft, by=world.presidency)
    for row in taken:
        row.draft.refresh_from_db()
        decide(amendment=row, made=Made(Outcome.TAKEN), version=0, by=world.secretariat)
    made = prepare_next_draft(draft=draft, by=world.presidency)
    circulate(draft=made, until=timezone.now() + timedelta(days=3), by=world.presidency)
    return made


def test_a_file_of_the_draft_before_is_brought_to_the_present_words_or_conflicts(world, draft):
    region = lambda body: body.track(OLD, "Conference", "region")  # noqa: E731
    renew = lambda body: body.track(OLD, "establish", "renew")  # noqa: E731
    files = {
        name: said(draft, change)
        for name, change in (("apart", region), ("same", renew), ("untouched", lambda body: None))
    }
    made = next_draft(world, draft, amend(world, draft, "1", by=world.other_focal_point, en=EN))
    rows = {name: compare(file, made, world.focal_point).rows for name, file in files.items()}

    assert [(row.standing, row.texts["en"]) for row in rows["apart"]] == [
        (Standing.BROUGHT, "To develop a follow-up mechanism within the region;")
    ]
    assert [(row.standing, row.texts["en"]) for row in rows["same"]] == [
        (Standing.STALE, "To renew a follow-up mechanism within the Conference;")
    ]
    assert rows["untouched"] == []


def test_a_change_of_a_paragraph_that_went_out_has_no_place(world, draft):
    file = said(draft, lambda body: body.overtype("in each country", "in every country;"))
    made = next_draft(world, draft, amend(world, draft, "1.a", by=world.other_focal_point, operation="delete"))

    assert [row.standing for row in compare(file, made, world.focal_point).rows] == [Standing.NO_PLACE]


def test_a_paragraph_version_that_is_not_known_conflicts(world, draft):
    """The file was made while the text was still in preparation."""
    early = start(world)
    file = said(
        early, lambda body: body.track(OLD, "establish", "renew"), lambda body: body.track("To report", "by", "on")
    )
    settle(world, early)
    circulate(draft=early, until=timezone.now() + timedelta(days=3), by=world.presidency)
    standings = {row.number.handle: row.standing for row in compare(file, early, world.focal_point).rows}

    assert standings == {"1": Standing.UNDERSTOOD, "2": Standing.STALE}


# Bad input


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("name", "in_english"),
    [("Word: macros", "holds macros"), ("Word: 100 MB of zeros", "unpacks to more"),
     ("Word: 2 GB, as it says", "unpacks to more"), ("Excel: a workbook of somebody else", "no Word file"),
     ("Word: entities in the text", "instructions")],
)  # fmt: skip
def test_hostile_files_are_refused_in_both_languages_and_nothing_is_kept(world, draft, name, in_english, language):
    with override(language), pytest.raises(Refused) as refused:
        send_file(draft=draft, content=FILES[name][0], name="x.docx", by=world.focal_point)

    assert (in_english in str(refused.value)) is (language == "en")
    assert not SentFile.objects.exists()


def nested(body):
    cell = body.paragraph("To report by").getparent()
    cell.append(parse_xml(f"<w:tbl {W}><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"))


def ten_thousand(body):
    paragraph = body.paragraph("To report by")
    paragraph.append(parse_xml(f"<w:ins {W} {BY}/>"))
    for _time in range(9_999):
        paragraph.append(parse_xml(f"<w:ins {W} {BY}><w:r><w:t>x</w:t></w:r></w:ins>"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lambda draft: changed(draft, nested, parallel=True), "nested"),
        (lambda draft: changed(draft, ten_thousand), "many_changes"),
        (lambda draft: plain_word("A letter"), "no_marks"),
        (lambda draft: packed(parts(changed(draft)) | {"word/vbaProject.bin": b"x"}), "macros"),
    ],
    ids=["nested", "changes", "no marks", "macros"],
)
def test_a_file_that_cannot_be_understood_says_why(draft, content, reason):
    with pytest.raises(Unreadable) as unreadable:
        read(content(draft))

    assert unreadable.value.reason == reason


def rewrite(old, new):
    """Change what is hidden in the file."""

    def change(body):
        for text in body.body.iter("{*}t"):
            if (text.text or "").startswith("{rcm:"):
                text.text = text.text.replace(old, new) if old else new

    return change


@pytest.mark.parametrize(
    ("old", "new"), [("@1.", "@2."), ("/en@", "/es@"), ("", "{rcm:nonsense}")], ids=["version", "language", "nonsense"]
)
def test_changed_marks_refuse_the_whole_file(world, draft, old, new):
    with pytest.raises(Refused, match="hidden marks"):
        found(world, draft, lambda body: body.overtype(OLD, EN), rewrite(old, new))


def test_a_file_of_another_declaration_is_named(world, draft):
    other = circulated(world, title_en="Another", title_es="Otra")
    with pytest.raises(Refused, match=other.symbol.replace(".", r"\.")):
        compare(said(other, lambda body: body.overtype(OLD, EN)), draft, world.focal_point)


def test_a_file_of_a_draft_that_the_seat_does_not_read_says_nothing_of_it(world, draft):
    other = start(world, title_en="Another", title_es="Otra")
    with pytest.raises(Refused, match="hidden marks"):
        compare(said(other), draft, world.focal_point)


# Taking in


def sent(world, draft, *changes, by=None, **options):
    return send_file(
        draft=draft, content=changed(draft, *changes, **options), name="a/b\\Ours v2.docx", by=by or world.focal_point
    )


def digest(row, by):
    return compare(row.said, row.draft, by).digest


def test_what_is_chosen_becomes_drafts_of_the_delegation_and_the_file_is_kept(world, draft):
    content = changed(draft, lambda body: body.overtype(OLD, EN), lambda body: body.comment(EN, "As agreed."),
                      lambda body: body.delete("in each country"))  # fmt: skip
    row = send_file(draft=draft, content=content, name="a/b\\Ours v2.docx", by=world.focal_point)
    assert not Amendment.objects.exists()
    made = take_file(row=row, chosen={"r0", "r1"}, digest=digest(row, world.focal_point), by=world.focal_point)

    assert [(one.operation, one.text_en, one.status, one.country) for one in made] == [
        ("replace", EN, AmendmentStatus.DRAFT, world.countries["A"]),
        ("delete", "", AmendmentStatus.DRAFT, world.countries["A"]),
    ]
    assert made[0].reason == "Capital, in the file: As agreed."
    assert not Amendment.objects.visible_to(world.secretariat).exists()
    row.refresh_from_db()
    assert (row.name, row.status, len(row.outcome), row.file.read()) == ("Ours_v2.docx", "taken", 2, content)
    with pytest.raises(Refused, match="already"):
        take_file(row=row, chosen={"r0"}, digest="", by=world.focal_point)


def test_the_same_file_again_is_the_same_row(world, draft):
    content = changed(draft)  # made once: a package carries the time at which it was made
    first, again, other = (
        send_file(draft=draft, content=content, name="back.docx", by=seat)
        for seat in (world.focal_point, world.focal_point, world.other_focal_point)
    )

    assert first.pk == again.pk
    assert other.country == world.countries["B"]


def test_all_or_nothing(world, draft, monkeypatch):
    row = sent(world, draft, lambda body: body.overtype(OLD, EN), lambda body: body.overtype("in each", "x" * 20_000))
    with pytest.raises(Refused, match="characters"):
        take_file(row=row, chosen={"r0", "r1"}, digest=digest(row, world.focal_point), by=world.focal_point)

    assert not Amendment.objects.exists()
    row.refresh_from_db()
    assert row.status == "read"


def test_nothing_chosen_and_a_preview_that_is_old_are_refused(world, draft):
    row = sent(world, draft, lambda body: body.overtype(OLD, EN))
    old = digest(row, world.focal_point)
    with pytest.raises(Refused, match="at least one"):
        take_file(row=row, chosen=set(), digest=old, by=world.focal_point)
    amend(world, draft, "1", en=EN, table=False)
    with pytest.raises(Outdated):
        take_file(row=row, chosen={"r0"}, digest=old, by=world.focal_point)


def test_once_amendments_are_closed_nothing_is_sent_or_taken_and_the_file_may_be_left(world, draft):
    row = sent(world, draft, lambda body: body.overtype(OLD, EN))
    told_before = digest(row, world.focal_point)
    draft.amendments_until = timezone.now() - timedelta(minutes=1)
    draft.save()
    row.draft.refresh_from_db()
    with pytest.raises(PermissionDenied, match="Amendments closed on"):
        sent(world, draft)
    with override("es"), pytest.raises(PermissionDenied, match="enmiendas"):
        take_file(row=row, chosen={"r0"}, digest=told_before, by=world.focal_point)
    leave_file(row=row, by=world.focal_point)

    assert (row.status, Amendment.objects.exists()) == ("left", False)


@pytest.mark.parametrize("role", ["clearer", "contributor", "secretariat", "presidency", "observer"])
def test_only_a_focal_point_sends_a_file(world, draft, role):
    with pytest.raises(PermissionDenied):
        sent(world, draft, by=getattr(world, role))


def test_a_file_exists_for_its_delegation_alone(world, draft):
    row = sent(world, draft, lambda body: body.overtype(OLD, EN))
    readers = {
        role for role in ("focal_point", "clearer", "other_focal_point", "secretariat", "presidency", "observer")
        if SentFile.objects.visible_to(getattr(world, role)).filter(pk=row.pk).exists()
    }  # fmt: skip

    assert readers == {"focal_point", "clearer"}
    assert paragraph(draft, "1").text_en != EN
