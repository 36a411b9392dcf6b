"""A file against what the portal holds now: conflicts, seats, files of other calls, what people do in Word."""

import re
import zipfile
from io import BytesIO

import pgtrigger
import pytest
from django.utils import timezone

from common.errors import Refused
from reporting.actions.answers import remove_item, save_item, save_marks, save_proposal
from reporting.actions.team import delegate
from reporting.models import Question, TemplateVersion
from reporting.offline.compare import compare
from reporting.queries.templates import moved_codes
from tests.factories import fill, write
from tests.factories.work import answer_on, start_next_cycle
from tests.reporting.offline.hostile import changed, packed, parts
from tests.reporting.offline.samples import (
    cells,
    compared,
    excel_form,
    in_word,
    row_of,
    standings,
    ticked,
    typed,
    word_form,
)  # fmt: skip

FIGURE = {"label_en": "Permits", "label_es": "Permisos", "value": "10", "unit": "", "year": "2024", "source": "A",
          "address": ""}  # fmt: skip


@pytest.fixture
def focal(world):
    return world.focal_point


def rewritten(content, change):
    """The document with its main part changed as text."""
    entries = parts(content)
    xml = entries["word/document.xml"].decode()
    return packed(entries | {"word/document.xml": change(xml).encode()})


def in_box(code, change):
    """Change the paragraphs of one box, as XML."""

    def edit(xml):
        place = xml.index(f"{{rcm:{code}@")
        start = xml.index("<w:tc>", place)
        end = xml.index("</w:tc>", start)
        return xml[:start] + change(xml[start:end]) + xml[end:]

    return edit


def row_for(found, key):
    return next(row for row in found.rows if row.key == key)


# Typed on both sides


def test_a_text_typed_on_both_sides_is_a_conflict_with_both_texts_and_who_saved(world, focal):
    fill(world, world.a, 8)
    form = word_form(world.a, focal, languages=["en"])
    write(world, world.a, "progress", "Typed in the portal", 8)

    found = compared(in_word(form, typed("8/progress/en", "Typed in Word")), world.a, focal)

    row = row_for(found, "8/progress/en")
    assert (row.standing, row.current, row.sent) == ("conflict", "Typed in the portal", "Typed in Word")
    assert (row.saved_by, row.joined) == (focal.user.name, "Typed in the portal\n\nTyped in Word")


def test_what_only_the_portal_changed_stays_without_a_question(world, focal):
    fill(world, world.a, 8)
    save_item(answer=answer_on(world.a, "figures", 8), data=FIGURE, by=focal)
    form = excel_form(world.a, focal)
    write(world, world.a, "progress", "Typed in the portal", 8)
    write(world, world.a, "support", "A first text", 8)
    tags = answer_on(world.a, "challenge_tags", 8)
    save_marks(answer=tags, version=tags.version, choices=["data_gap"], by=focal)
    item = answer_on(world.a, "figures", 8).items.get()
    save_item(answer=item.answer, item=item, version=item.version, data=FIGURE | {"value": "11"}, by=focal)

    found = compared(form, world.a, focal)

    assert standings(found) == {}
    assert row_for(found, "8/progress/en").reasons == ["The portal holds a newer text, which stays."]


def test_choices_and_rows_that_changed_on_both_sides_are_conflicts(world, focal):
    tags = answer_on(world.a, "challenge_tags", 8)
    tags = save_marks(answer=tags, version=tags.version, choices=["data_gap"], by=focal)
    kept = save_item(answer=answer_on(world.a, "figures", 8), data=FIGURE, by=focal)
    gone = save_item(answer=answer_on(world.a, "figures", 8), data=FIGURE | {"value": "20"}, by=focal)
    form = word_form(world.a, focal, languages=["en"])
    save_marks(answer=tags, version=tags.version, choices=["human_resources"], by=focal)
    save_item(answer=kept.answer, item=kept, version=kept.version, data=FIGURE | {"value": "11"}, by=focal)
    remove_item(item=gone, version=gone.version, by=focal)

    def change(document):
        cells(f"8/figures/items#{kept.pk}", "Permits", "12")(document)
        cells(f"8/figures/items#{gone.pk}", "Permits", "21")(document)

    found = compared(in_word(form, ticked("8/challenge_tags/marks", "staff_training"), change), world.a, focal)

    assert standings(found) == {
        "8/challenge_tags/marks": "conflict",
        f"8/figures/items#{kept.pk}": "conflict",
        "8/figures/items#new1": "conflict",
    }


def test_a_comparison_takes_the_same_number_of_queries_however_much_is_in_the_file(
    world, focal, django_assert_num_queries
):
    form = word_form(world.a, focal, languages=["en"])
    one = in_word(form, typed("8/progress/en", "Typed in Word"))
    many = in_word(form, *(typed(f"{n}/progress/en", "Typed in Word") for n in range(1, 20)))
    for number in range(1, 20):
        write(world, world.a, "progress", "Typed in the portal", number)

    with django_assert_num_queries(8):
        assert len(compared(one, world.a, focal).of("conflict")) == 1
    with django_assert_num_queries(8):
        assert len(compared(many, world.a, focal).of("conflict")) == 19


def test_priorities_that_were_moved_in_the_file_keep_the_portals_order_and_that_is_said(world, focal):
    priorities = answer_on(world.a, "priorities")
    first, second = (save_item(answer=priorities, data={"objective": n, "text_en": "x"}, by=focal) for n in (8, 9))

    def exchange(document):
        row = row_of(document, f"whole/priorities/items#{first.pk}")._tr
        row_of(document, f"whole/priorities/items#{second.pk}")._tr.addnext(row)

    found = compared(in_word(word_form(world.a, focal), exchange), world.a, focal)

    assert standings(found) == {}
    assert found.warnings == [
        "“Priorities” stands in another order in the file. The portal keeps its own; move them there."
    ]


# Seats


def test_a_translator_changes_the_other_language_and_is_told_why_not_the_source(world, focal):
    fill(world, world.a, 8)
    own = in_word(word_form(world.a, focal), typed("8/progress/es", "Traducido"), typed("8/challenges/en", "Not mine"))

    found = compared(own, world.a, world.translator)

    assert standings(found) == {"8/progress/es": "changed", "8/challenges/en": "not_allowed"}
    assert "translator" in found.of("not_allowed")[0].reasons[0]
    form = word_form(world.a, world.translator)
    assert standings(compared(in_word(form, typed("8/progress/es", "Traducido")), world.a, world.translator)) == {
        "8/progress/es": "changed"
    }


def test_a_contributor_gets_the_objectives_that_were_given_and_sends_proposals(world, focal):
    fill(world, world.a, 8)
    delegate(assignment=world.a, user=world.contributor.user, objectives=[8], by=focal)
    save_proposal(answer=answer_on(world.a, "progress", 8), language="en", text="Mine", version=0, by=world.contributor)
    form = word_form(world.a, world.contributor, languages=["en"])

    found = compared(form, world.a, world.contributor)
    changed = compared(in_word(form, typed("8/progress/en", "Mine, again")), world.a, world.contributor)

    assert {row.key.split("/")[0] for row in found.rows} == {"8"}
    assert (standings(found), found.loose) == ({}, [])
    assert [(row.current, row.sent) for row in changed.of("changed")] == [("Mine", "Mine, again")]


def test_a_contributors_file_sent_by_the_focal_point_is_said_to_be_that(world, focal):
    delegate(assignment=world.a, user=world.contributor.user, objectives=[8], by=focal)
    form = word_form(world.a, world.contributor, languages=["en"])
    write(world, world.a, "progress", "The country's", 8)

    found = compared(in_word(form, typed("8/progress/en", "The ministry's")), world.a, focal)

    assert standings(found) == {"8/progress/en": "conflict"}
    assert "contributor" in found.warnings[0]


def test_a_copy_for_reading_has_no_boxes_and_nobody_takes_it_for_a_form_with_some(world, focal):
    fill(world, world.a, 8)
    copy = word_form(world.a, world.clearer)

    found = compared(copy, world.a, focal)

    assert (found.rows, found.loose) == ([], [])


# Files of other calls, countries, versions and languages


def test_the_form_of_another_country_is_refused_by_name(world, focal):
    form = word_form(world.b, world.other_focal_point)

    with pytest.raises(Refused, match="made for Country B, and this is the contribution of Country A"):
        compared(form, world.a, focal)


def test_the_form_of_another_call_is_named_and_differences_are_to_be_decided(world, focal):
    following = start_next_cycle(world)
    form = word_form(world.a, focal, languages=["en"])
    write(world, following, "progress", "Of the next cycle", 8)

    found = compared(form, following, focal)

    assert standings(found) == {
        "8/reported/marks": "new", "8/progress/en": "conflict", "8/challenges/en": "new",
    }  # fmt: skip
    assert "“Demonstration cycle”, and this is “Next cycle”" in found.warnings[0]


def test_a_form_in_the_other_language_says_into_which_boxes_it_goes(world, focal):
    found = compared(word_form(world.a, focal, languages=["es"]), world.a, focal)

    assert found.warnings == ["The form is in: Español. Its texts go into the boxes of that language."]


def test_a_question_that_was_renamed_between_versions_is_found_again(world, focal):
    form = in_word(word_form(world.a, focal, languages=["en"]), typed("8/support/en", "From the old form"))
    version = world.a.call.template_version
    with pgtrigger.ignore("reporting.TemplateVersion:frozen", "reporting.Question:frozen"):
        version.number, version.moved = 2, {"support": "assistance"}
        version.save()
        Question.objects.filter(code="support").update(code="assistance")

    found = compared(form, world.a, focal)

    assert standings(found) == {"8/assistance/en": "new"}
    assert found.warnings == [
        "It was made from version 1 of the form; this call uses version 2.",
        "The question “support” is now “assistance”.",
    ]


def test_renames_of_several_versions_follow_each_other(world):
    template = world.a.call.template_version.template
    for number, moved in ((2, {"a": "b", "x": "y"}), (3, {"b": "c"}), (4, {"y": "x"})):
        last = TemplateVersion.objects.create(
            template=template, number=number, moved=moved, published_at=timezone.now()
        )

    assert moved_codes(last, "1") == {"a": "c"}
    assert moved_codes(last, "2") == {"b": "c", "y": "x"}
    assert moved_codes(last, "x") == {}


@pytest.mark.parametrize("change", ["taken out", "of another country", "signed by nobody"])
def test_a_file_that_lost_or_changed_its_passport_says_so_and_leaves_everything_to_decide(world, focal, change):
    fill(world, world.a, 8)
    form = in_word(word_form(world.a, focal, languages=["en"]), typed("8/progress/en", "Another text"))
    entries = parts(form)
    name, xml = "docProps/custom.xml", entries["docProps/custom.xml"]
    entries[name] = {
        "taken out": re.sub(rb"<property .*</property>", b"", xml, flags=re.S),
        "of another country": xml.replace(b"XXA", b"XXB"),
        "signed by nobody": re.sub(rb"(rcm-mark\"><vt:lpwstr>)[^<]*", rb"\1x", xml),
    }[change]

    found = compared(packed(entries), world.a, focal)

    assert standings(found) == {"8/progress/en": "conflict"}
    assert "no longer truly" in found.warnings[0]


# What people do in Word


def test_tracked_changes_are_read_as_accepted(world, focal):
    def tracked(box):
        mark = 'w:id="900" w:author="A person" w:date="2026-01-01T00:00:00Z"'
        words = (
            f'<w:p><w:r><w:t xml:space="preserve">Kept </w:t></w:r><w:del {mark}><w:r><w:delText>gone</w:delText></w:r>'
            f"</w:del><w:ins {mark}><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
            f'<w:p><w:pPr><w:rPr><w:del {mark}/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One </w:t></w:r></w:p>'
            "<w:p><w:r><w:t>line</w:t></w:r></w:p>"
        )
        return re.sub(r"<w:p>.*</w:p>", words, box, flags=re.S)

    content = rewritten(word_form(world.a, focal, languages=["en"]), in_box("8/progress/en", tracked))
    found = compared(content, world.a, focal)

    assert row_for(found, "8/progress/en").sent == "Kept new\nOne line"
    assert found.tracked == 3


def test_comments_are_shown_beside_and_not_taken_in(world, focal):
    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1" '
        'w:author="A lawyer"><w:p><w:r><w:t>Check this</w:t></w:r></w:p></w:comment><w:comment w:id="2" '
        'w:author="B"><w:p><w:r><w:t>Elsewhere</w:t></w:r></w:p></w:comment></w:comments>'
    )
    reference = '<w:r><w:t>Text</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    content = rewritten(
        word_form(world.a, focal, languages=["en"]),
        in_box("8/progress/en", lambda box: box.replace("</w:p>", reference)),
    )

    found = compared(packed(parts(content) | {"word/comments.xml": comments.encode()}), world.a, focal)

    row = row_for(found, "8/progress/en")
    assert (row.sent, row.comments) == ("Text", [{"author": "A lawyer", "text": "Check this"}])
    assert found.comments == [{"author": "B", "text": "Elsewhere", "code": ""}]


def test_a_box_whose_hidden_code_is_gone_is_known_by_its_bookmark(world, focal):
    fill(world, world.a, 8)
    form = in_word(word_form(world.a, focal, languages=["en"]), typed("8/progress/en", "Another text"))

    content = rewritten(form, lambda xml: re.sub(r"\{rcm:8/progress/en@\d+\}", "", xml))

    assert standings(compared(content, world.a, focal)) == {"8/progress/en": "changed"}


def test_lists_tables_pictures_links_and_fields_within_a_box(world, focal):
    def change(box):
        inner = (
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Item</w:t></w:r>'
            "</w:p>"
            "<w:p><w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink><w:r><w:drawing/></w:r>"
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve"> 7</w:t></w:r></w:p>'
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>"
            "</w:tr></w:tbl><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
            '<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
        )
        return re.sub(r"<w:p>.*</w:p>", inner, box, flags=re.S)

    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum '
        'w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    content = rewritten(word_form(world.a, focal, languages=["en"]), in_box("8/progress/en", change))
    found = compared(packed(parts(content) | {"word/numbering.xml": numbering.encode()}), world.a, focal)

    row = row_for(found, "8/progress/en")
    assert row.sent == "3. Item\nA link 7\na\tb"
    assert [reason.split(" ")[0:2] for reason in row.reasons] == [
        ["Hidden", "text"], ["Footnotes", "of"], ["A", "picture"], ["A", "table"],
    ]  # fmt: skip


def test_words_outside_the_boxes_are_told_and_never_lost(world, focal):
    def write_around(document):
        document.add_paragraph("A note at the end")
        document.paragraphs[0].add_run(" with a remark")

    found = compared(in_word(word_form(world.a, focal, languages=["en"]), write_around), world.a, focal)

    assert found.loose == ["Regional Conference on Migration with a remark", "A note at the end"]


def test_a_box_that_stands_twice_is_compared_once(world, focal):
    form = word_form(world.a, focal, languages=["en"], objectives=[8])

    def twice(xml):
        start = xml.rindex("<w:tbl>", 0, xml.index("{rcm:8/progress/en@"))
        end = xml.index("</w:tbl>", start) + len("</w:tbl>")
        last = "</w:tc></w:tr></w:tbl>"
        again = xml[start:end].replace(last, f"<w:p><w:r><w:t>2</w:t></w:r></w:p>{last}")
        return xml[:end] + again + xml[end:]

    assert list(standings(compared(rewritten(form, twice), world.a, focal)).values()) == ["not_understood"]


def test_two_ticks_where_one_is_asked_and_a_choice_that_was_written_in(world, focal):
    form = word_form(world.a, focal, languages=["en"])
    twice = in_word(form, ticked("8/reported/marks", "reported"), ticked("8/reported/marks", "nothing"))
    ticked_one = in_word(form, ticked("8/challenge_tags/marks", "staff_training"))
    written = rewritten(
        ticked_one,
        in_box(
            "8/challenge_tags/marks",
            lambda box: box.replace(" Staff training", " Weather").replace("{rcm=staff_training}", ""),
        ),
    )

    assert standings(compared(twice, world.a, focal)) == {"8/reported/marks": "not_understood"}
    (row,) = compared(written, world.a, focal).of("not_understood")
    assert row.reasons == ["“Weather” is not one of the choices."]


def test_the_properties_of_the_file_say_what_it_is(world, focal):
    for content in (word_form(world.a, focal), excel_form(world.a, focal)):
        xml = zipfile.ZipFile(BytesIO(content)).read("docProps/custom.xml").decode()
        for value in ("country_progress", "demo", "XXA", "en es", str(world.a.call_id)):
            assert f">{value}<" in xml


@pytest.mark.parametrize("code", ["?", "?/", "?#new", "?/a/b/c"])
def test_a_row_that_names_no_place_is_lost_and_breaks_nothing(world, focal, code):
    said = {"properties": {}, "fields": [], "marks": [], "loose": [], "comments": [], "tracked": 0}
    row = {"code": code, "row": "new", "version": 0, "cells": {"label_en": "Permits"}, "fits": True, "comments": []}

    assert compare(said | {"items": [row]}, world.a, by=focal).loose == ["Permits"]


def test_no_file_finds_out_what_stands_in_an_item_of_another_country(world, focal):
    """Named by its identifier, the item of another answer is none that this row was made from."""
    fill(world, world.b, 8)
    theirs = save_item(answer=answer_on(world.b, "figures", 8), data=FIGURE, by=world.focal_point_b)
    form = in_word(word_form(world.a, focal), cells("8/figures/items#new", *FIGURE.values()))
    named = rewritten(form, lambda xml: xml.replace("8/figures/items#new@0", f"8/figures/items#{theirs.pk}@1", 1))

    assert standings(compared(named, world.a, focal))["8/figures/items#new1"] == "conflict"


def test_hyphens_that_editors_write_as_elements_come_back_as_signs(world, focal):
    write(world, world.a, "progress", "co\u2011operation and infor\u00admation", 8)

    def as_libreoffice_saves(part):
        part = part.replace("\u2011".encode(), b"</w:t><w:noBreakHyphen/><w:t>")
        return part.replace("\u00ad".encode(), b"</w:t><w:softHyphen/><w:t>")

    content = changed(word_form(world.a, focal), "word/document.xml", as_libreoffice_saves)

    assert b"softHyphen" in parts(content)["word/document.xml"]
    assert standings(compared(content, world.a, focal)) == {}
