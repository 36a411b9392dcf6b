"""Conclusions as institutions write them, taken apart."""

from events.enums import LineRole
from events.intake.conclusions import parse_conclusions


def items_of(data):
    """Every numbered item of the data as (reference, text), in the order of the document."""
    for conclusion in data["conclusions"]:
        yield conclusion["ref"], conclusion["text"]
        for item in conclusion["items"]:
            yield item["ref"], item["text"]
            yield from ((sub["ref"], sub["text"]) for sub in item.get("items", []))


def test_the_conclusions_of_1_december_2021_come_out_as_the_data_has_them(conclusions_text, conclusions_data):
    parsed = parse_conclusions(conclusions_text)

    assert [(line.reference, line.text) for line in parsed.lines if line.role == LineRole.ITEM] == list(
        items_of(conclusions_data)
    )
    assert (parsed.at(1), parsed.at(2), parsed.at(3)) == (12, 43, 4)
    assert (parsed.errors, parsed.remarks) == ([], [])


def test_headings_and_the_line_without_a_letter_stand_where_they_stood(conclusions_text):
    lines = parse_conclusions(conclusions_text).lines
    places = {line.text: i for i, line in enumerate(lines)}

    assert [line.text for line in lines if line.role == LineRole.HEADING] == [
        "Working Group on Labour Migration:",
        "Working Group on Irregular and Mass Migration:",
        "Working Group on Protection:",
        "Working Group on Border Management:",
        "RCM Structural Meetings:",
    ]
    after = lines[places["Organize the first meeting between Mexico, Costa Rica and Panama."] - 1]
    assert after.reference == "7.p.iii"
    assert lines[0].role == LineRole.OPENING


def test_letterhead_and_titles_are_shown_as_not_recognised(conclusions_text):
    rest = [line.text for line in parse_conclusions(conclusions_text).rest]

    assert rest[:3] == [
        "REGIONAL CONFERENCE ON MIGRATION (RCM)",
        "MEETING OF THE REGIONAL CONSULTATION GROUP ON MIGRATION (RCGM)",
        "CONCLUSIONS AND RECOMMENDATIONS:",
    ]
    assert "GOBIERNO DE" in rest


def test_not_a_word_of_the_document_is_lost(conclusions_text):
    parsed = parse_conclusions(conclusions_text)
    kept = " ".join([line.text for line in parsed.lines] + [line.text for line in parsed.rest]).split()
    marks = {"-", *(line.label for line in parsed.lines)}

    assert sorted(word for word in conclusions_text.split() if word not in marks) == sorted(
        word for word in kept if word not in marks
    )


def test_an_item_broken_by_a_page_goes_on():
    parsed = parse_conclusions("1. To thank the host for\n\n\n\n- the meeting.\na. To urge members.")

    assert [line.text for line in parsed.lines] == ["To thank the host for the meeting.", "To urge members."]


def test_i_is_a_letter_after_h_and_a_sub_item_after_p():
    letters = "\n".join(f"{sign}. Item" for sign in "abcdefghij")

    assert parse_conclusions(f"1. One\n{letters}").lines[9].reference == "1.i"
    assert parse_conclusions("1. One\na. Item\ni. Sub\nii. Sub\nb. Item").outline[2:] == [
        ("item", "1.a.i"),
        ("item", "1.a.ii"),
        ("item", "1.b"),
    ]


def test_letters_out_of_order_are_said_and_kept_as_they_are_written():
    parsed = parse_conclusions("1. One\na. First\nc. Third\n3. Three")

    assert [line.reference for line in parsed.lines] == ["1", "1.a", "1.c", "3"]
    assert parsed.remarks == ["“c” comes after “a”.", "“3” comes after “1”."]
    assert parsed.errors == []


def test_a_reference_that_stands_twice_must_be_put_right():
    assert parse_conclusions("1. One\na. First\na. Again").errors == ["1.a stands twice."]


def test_a_text_without_numbers_is_no_conclusions():
    assert parse_conclusions("Dear colleagues,\nthank you.").errors == ["No numbered conclusion was found."]


def test_spanish_conclusions_have_their_verbs():
    line = parse_conclusions("1. Aprobar los informes y agradecer a la PPT.", "es").lines[0]

    assert line.verbs == ("approve", "thank")
