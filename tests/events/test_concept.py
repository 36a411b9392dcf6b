"""The concept note: its sections, their footnotes, who reads it."""

import pytest
from django.test import Client
from django.urls import reverse

from common.errors import Conflict, Refused
from events.actions import concept as actions
from events.actions.printing import freeze_print
from events.checks.concept import check_concept
from events.enums import USUAL, EventAudience, NoteOf, Print
from events.models import ConceptSection, Event
from publications.block_json import from_json
from publications.blocks import Heading, runs_of
from publications.models import Document
from sources.models import Figure, Source
from tests.counts import SEATED, VISITOR
from tests.events.test_desk import values_of


@pytest.fixture
def event(world):
    return Event.objects.create(code="m", kind="workshop", name_en="Workshop", name_es="Taller", audience="public")


@pytest.fixture
def section(world, event):
    fields = {"kind": "product", "title_en": "Product", "text_en": "A text^[See A/RES/73/195.] and more^[].\n\n- One"}
    return actions.add_section(event=event, fields=fields, by=world.secretariat)


def url(name, *more):
    return reverse(f"events:{name}", args=["m", *more])


def notes_of(document):
    return ["".join(run.text for run in run.note.runs) for run in runs_of(document) if run.note]


def test_it_begins_with_the_usual_sections_in_both_languages(world, event):
    actions.begin_concept(event=event, by=world.secretariat)

    sections = list(event.concept_sections.all())
    assert [s.kind for s in sections] == list(USUAL[NoteOf.CONCEPT])
    assert (sections[0].title_en, sections[0].title_es) == ("Background", "Antecedentes")
    with pytest.raises(Refused, match="has sections already"):
        actions.begin_concept(event=event, by=world.secretariat)


def test_footnotes_are_kept_with_their_words_and_one_without_text_says_so(world, event, section):
    document = from_json(freeze_print(event=event, what=Print.CONCEPT_NOTE, by=world.secretariat).blocks["en"])

    assert notes_of(document) == [
        "See A/RES/73/195.", "The mark of this note stands in the document; its text does not."
    ]  # fmt: skip
    assert document.draft


def test_a_figure_that_a_section_names_is_printed_with_its_value_and_source(world, client_of, event, section):
    source = Source.objects.create(code="s", title_en="Notes of a meeting", title_es="Notas de una reunión")
    Figure.objects.create(code="crossed", statement_en="Many crossed.", value="130 000", source=source)
    address = url("section", NoteOf.CONCEPT, section.pk)
    typed = values_of(client_of(world.secretariat).get(address).context["form"])
    unknown = client_of(world.secretariat).post(address, typed | {"text_en": "In 2021, [[cross]] persons."})
    client_of(world.secretariat).post(
        address, typed | {"text_en": "In 2021, [[crossed]] persons.", "text_es": "En 2021, [[crossed]] personas."}
    )
    blocks = freeze_print(event=event, what=Print.CONCEPT_NOTE, by=world.secretariat).blocks

    assert "No figure on record has the code “cross”." in unknown.text
    assert "130 000" in [run.text for run in runs_of(from_json(blocks["en"]))]
    assert notes_of(from_json(blocks["es"])) == ["Notas de una reunión."]


def test_a_section_without_text_is_left_out_and_the_agenda_stands_in_its_own(world, event, section):
    actions.add_section(event=event, fields={"kind": "agenda", "title_en": "Agenda"}, by=world.secretariat)

    def headings():
        edition = freeze_print(event=event, what=Print.CONCEPT_NOTE, by=world.secretariat)
        return [block.text for block in from_json(edition.blocks["en"]).blocks if isinstance(block, Heading)]

    assert headings() == ["Product"]
    event.days.create(date="2026-03-31").items.create(order=1, start="10:00", title_en="Welcome")
    assert headings() == ["Product", "Agenda", "31 March 2026"]


def test_a_stale_section_is_refused_with_what_is_stored(world, section):
    actions.save_section(section=section, fields={"text_en": "Theirs"}, version=1, by=world.presidency)

    with pytest.raises(Conflict) as clash:
        actions.save_section(section=section, fields={"text_en": "Mine"}, version=1, by=world.secretariat)
    assert clash.value.stored == {"text_en": "Theirs"}
    with pytest.raises(Conflict):
        actions.remove_section(section=section, version=1, by=world.secretariat)


def test_it_is_read_by_whom_it_is_open_to_and_by_nobody_who_does_not_read_the_event(world, event, section):
    def readers():
        seats = {"desk": world.secretariat, "member": world.focal_point, "public": world.anonymous}
        return {name for name, seat in seats.items() if ConceptSection.objects.visible_to(seat).exists()}

    assert readers() == {"desk"}
    actions.open_concept(event=event, audience=EventAudience.MEMBERS, by=world.secretariat)
    assert readers() == {"desk", "member"}
    actions.open_concept(event=event, audience=EventAudience.PUBLIC, by=world.secretariat)
    assert readers() == {"desk", "member", "public"}
    Event.objects.update(audience=EventAudience.MEMBERS)
    assert readers() == {"desk", "member"}


def test_an_empty_note_is_opened_to_nobody(world, event):
    actions.begin_concept(event=event, by=world.secretariat)

    with pytest.raises(Refused, match="says anything yet"):
        actions.open_concept(event=event, audience=EventAudience.PUBLIC, by=world.secretariat)


@pytest.mark.parametrize(
    ("narrowed", "readers", "members_read"), [("desk", "presidency", False), ("members", "members", True)]
)
def test_what_was_printed_follows_its_readers(world, event, section, narrowed, readers, members_read):
    actions.open_concept(event=event, audience=EventAudience.PUBLIC, by=world.secretariat)
    assert freeze_print(event=event, what=Print.CONCEPT_NOTE, by=world.secretariat).audience == "public"

    actions.open_concept(event=event, audience=narrowed, by=world.secretariat)

    document = Document.objects.get(pk=event.concept_note_document_id)
    assert document.readers == readers
    assert document.editions.visible_to(world.focal_point).exists() is members_read
    assert not document.editions.visible_to(world.anonymous).exists()

    actions.open_concept(event=event, audience=EventAudience.PUBLIC, by=world.secretariat)
    assert document.editions.visible_to(world.anonymous).exists(), "it says the same as before"

    actions.open_concept(event=event, audience=narrowed, by=world.secretariat)
    actions.save_section(section=section, fields={"text_en": "Less than before"}, version=1, by=world.secretariat)
    actions.open_concept(event=event, audience=EventAudience.PUBLIC, by=world.secretariat)
    assert not document.editions.visible_to(world.anonymous).exists(), "what was taken out stays closed"

    freeze_print(event=event, what=Print.CONCEPT_NOTE, by=world.secretariat)
    assert [edition.number for edition in document.editions.visible_to(world.anonymous)] == [2]


def test_the_check_names_notes_without_text_or_end_bare_addresses_and_the_other_language(section):
    section.text_es = "Texto^[sin fin www.example.org"
    section.title_es = "Producto"

    assert check_concept([section]) == [
        "Footnote 2 has a mark and no text.",
        "Product: a footnote that begins with ^[ has no end.",
        "Product: write the address www.example.org with https:// before it.",
    ]
    section.text_es = ""
    section.text_en = "A text^[See https://www.example.org]"
    assert check_concept([section]) == ["The other language is not there yet: Product."]


def test_the_desk_writes_it_section_by_section(world, client_of, event):
    desk = client_of(world.secretariat)
    desk.post(url("concept-act", "concept_note"), {"act": "begin"})
    first, second = event.concept_sections.all()[:2]
    page = desk.get(url("section", "concept_note", first.pk))
    sent = values_of(page.context["form"]) | {"text_en": "Words^[]", "text_es": "Palabras"}
    assert desk.post(url("section", "concept_note", first.pk), sent).status_code == 302
    stale = desk.post(url("section", "concept_note", first.pk), sent | {"text_en": "Other"})
    assert stale.status_code == 409
    assert stale.context["conflict"] == [("Text (English)", "Words^[]")]
    assert "Footnote 1 has a mark and no text." in desk.get(url("concept", "concept_note")).text

    desk.post(url("concept-act", "concept_note"), {"act": f"down:{first.pk}"})
    assert list(event.concept_sections.all()[:2]) == [second, first]
    desk.post(url("concept-act", "concept_note"), {"act": f"remove:{second.pk}", f"version-{second.pk}": 1})
    assert second not in event.concept_sections.all()
    desk.post(url("concept-act", "concept_note"), {"act": "open", "audience": "public"})
    shown = Client().get(reverse("portal:concept", args=["m", "concept_note"]))
    assert "Words" in shown.text
    assert "its text does not" in shown.text


@pytest.mark.parametrize("sections", [1, 3])
def test_pages_ask_the_same_number_of_queries(world, client_of, event, django_assert_num_queries, sections):
    for _number in range(sections):
        actions.add_section(event=event, fields={"kind": "other", "text_en": "T"}, by=world.secretariat)
    actions.open_concept(event=event, audience="public", by=world.secretariat)
    desk = client_of(world.secretariat)
    with django_assert_num_queries(SEATED + 2):
        desk.get(url("concept", "concept_note"))
    with django_assert_num_queries(VISITOR + 3):
        Client().get(reverse("portal:concept", args=["m", "concept_note"]))


def test_the_language_that_does_not_follow_a_change_is_marked_until_it_does(world, event, section):
    def save(agree=False, **fields):
        section.refresh_from_db()
        actions.save_section(section=section, fields=fields, version=section.version, agree=agree, by=world.secretariat)
        section.refresh_from_db()
        return section.absent or section.behind

    assert save(title_en="Expected product") == "es"
    assert save(text_es="Un texto.") == ""
    assert save(text_en="A text, changed.") == "es"
    assert "Spanish" in section.translation
    assert save(title_es="Producto") == "es"
    printed = freeze_print(event=event, what=Print.CONCEPT_NOTE, by=world.secretariat).blocks
    assert "brought up to date" not in str(printed["en"])
    assert "cambió después" in str(printed["es"])
    assert any("One language was changed since" in remark for remark in check_concept([section]))
    assert save(text_es="Un texto, cambiado.") == ""
    assert save(text_en="A text, changed again.", agree=True) == ""


def test_a_logistics_note_is_a_note_of_its_own_with_readers_of_its_own(world, client_of, event, section):
    actions.begin_concept(event=event, note="logistics", by=world.secretariat)
    kinds = [one.kind for one in event.concept_sections.of("logistics")]
    assert kinds == ["venue", "hotel", "transfers", "contacts", "visas", "connectivity"]
    hotel = event.concept_sections.of("logistics")[1]
    actions.save_section(
        section=hotel, fields={"text_en": "zq-hotel", "text_es": "zq-hotel"}, version=1, by=world.secretariat
    )
    actions.open_concept(event=event, note="logistics", audience="members", by=world.secretariat)
    edition = freeze_print(event=event, what=Print.LOGISTICS, by=world.secretariat)

    address = reverse("portal:concept", args=["m", "logistics"])
    assert address.endswith("/events/m/logistics/")
    assert Client().get(address).status_code == 404
    assert "zq-hotel" in client_of(world.focal_point).get(address).text
    assert (
        "zq-hotel" not in client_of(world.secretariat).get(reverse("portal:concept", args=["m", "concept_note"])).text
    )
    assert (edition.audience, edition.document.kind, edition.is_draft) == ("members", "logistics", False)
    actions.open_concept(event=event, note="logistics", audience="public", by=world.secretariat)
    assert "zq-hotel" in Client().get(address).text
    assert address in Client().get(reverse("portal:event", args=["m"])).text
