"""The filled form of the side event of 2022 (document 000) comes out as the record has it; nothing of it is dropped."""

import json
import re
from datetime import date, time
from pathlib import Path

import pytest

from accounts.models import Country
from common.words import count_words
from events.actions.notes import store_notes
from events.attribution import Attribution
from events.documents.notes import build_notes, when_of
from events.enums import NoteKind
from events.intake.notes import parse_notes
from events.models import Event, NoteTable
from events.queries import notes_to_print
from practices.models import Practice
from publications import blocks as b
from sources.models import Figure, Statement
from tests.events.test_printing import print_event, words_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
DATA = Path(__file__).parent / "data"
CODE = "imrf-side-event-2022"


@pytest.fixture(scope="module")
def form_text() -> str:
    return (DATA / "notes.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def record() -> dict:
    return json.loads((DATA / "notes.json").read_text(encoding="utf-8"))


@pytest.fixture
def parsed(form_text):
    return parse_notes(form_text, Attribution(), year=2022)


def of(parsed, *kinds):
    return [point for point in parsed.points if point.kind in kinds]


def squeezed(text):
    return re.sub(r"[\s\-–•*]+", "", text)


def test_the_highlights_are_the_record_in_order_with_their_kinds(parsed, record):
    found = of(parsed, NoteKind.HIGHLIGHT, NoteKind.CHALLENGE, NoteKind.NEXT_STEP)

    assert [point.text for point in found] == record["highlights"]
    assert [point.text for point in of(parsed, NoteKind.NEXT_STEP)] == [record["next_step_asked"]]
    assert [point.text[:28] for point in of(parsed, NoteKind.CHALLENGE)] == ["Among the challenges identif"]


def test_each_point_of_a_cell_has_the_sources_of_the_cell_beside_it(parsed, record):
    first, last = parsed.points[0], of(parsed, NoteKind.HIGHLIGHT)[-1]
    named = Attribution().read(first.attributed)

    assert [line.rstrip(".") for line in first.attributed.splitlines()][:2] == record["attributed_to"][:2]
    assert [one.words for one in named if not one.body] == ["RCM Member Countries"]
    assert [one.body.acronym_en for one in named if one.body] == ["IOM", "UNHCR", "ILO", "UNICEF", "UNODC", "RNCOM"]
    assert last.text == record["highlights"][-1]
    assert last.attributed == ""


def test_practices_and_interventions_are_those_of_the_record(parsed, record):
    practices = [point.text for point in of(parsed, NoteKind.PRACTICE)]
    floor = of(parsed, NoteKind.INTERVENTION)
    names = {country.iso2: country.name_en for country in Country.objects.all()}

    assert [text.removesuffix(" (to be published)") for text in practices] == [
        one["title"] for one in record["good_practices"]
    ]
    assert {one["title"] for one in record["good_practices"]} == set(
        Practice.objects.filter(title_en__in=[one["title"] for one in record["good_practices"]]).values_list(
            "title_en", flat=True
        )
    )
    assert [(point.attributed, point.text) for point in floor] == [
        (names[one["actor"]], one["text"]) for one in record["interventions"]
    ]
    for statement in Statement.objects.filter(kind="intervention", country__isnull=False):
        assert statement.text_en in [point.text for point in floor]


def test_the_summary_is_kept_whole_with_its_figures_and_counted_by_the_one_rule(parsed, form_text, record):
    after = re.sub(r"\*\*|\[|\]\(#\)", "", form_text.split("Summary (500 words max)")[1])

    assert squeezed(parsed.summary) == squeezed(after)
    assert record["closing_statement"] in parsed.summary
    for code in ("remittances-gdp-2021", "darien-crossings-2021"):
        assert Figure.objects.get(code=code).statement_en in parsed.summary
    assert 485 <= count_words(parsed.summary) <= 520


def test_a_misspelt_zone_is_said_with_the_nearest_names_and_its_line_is_kept(parsed):
    assert (parsed.date, parsed.time, parsed.zone) == (date(2022, 5, 19), time(12, 30), "")
    assert "“GTM-6” is no time zone. Nearest: UTC−6" in parsed.remarks[0]
    assert [line.text for line in parsed.rest] == ["Date and time: May 19th, 2022, 12:30 pm GTM-6"]


def test_every_word_of_the_form_is_somewhere(parsed, form_text):
    kept = " ".join(
        [point.text + " " + point.attributed for point in parsed.points]
        + [line.text for line in parsed.rest]
        + [parsed.summary, parsed.notetakers]
    )
    form = {"Template", "Notetaking", "IMRF", "virtual", "side-events", "Notetakers", "Notes", "session", "State/UN",
            "Stakeholder", "General", "event", "highlights", "Identify", "MS/group", "MS/UN", "entity/Stakeholder",
            "entity", "State", "UN", "MS", "group", "Summary", "500", "words", "max"}  # fmt: skip
    plain = re.sub(r"</?[a-z][^<>]*>|\*\*|\]\(#\)", " ", form_text)
    words = set(re.findall(r"[\w'’-]+", plain)) - {"-"}

    assert {word for word in words if word not in form and word.strip("-") not in kept} <= {"of", "for", "the"}


def test_seed_000_goes_in_and_comes_out_in_the_forms_shape(parsed, record, desk_seat):
    event = Event.objects.get(code=CODE)
    table = store_notes(event=event, session=None, parsed=parsed, language="en", by=desk_seat)
    tree = build_notes(notes_to_print(NoteTable.objects.filter(pk=table.pk)), "en")
    tables = [block for block in tree.blocks if isinstance(block, b.Table)]
    points = "".join(run.text for run in tables[0].rows[0][0])

    assert [column.title for column in tables[0].columns] == ["Notes of the session", "Member State / UN / stakeholder"]
    assert len(tables) == 1  # practices and interventions stand in the summary word for word
    assert len(tables[0].rows) == 2
    for text in record["highlights"][:8]:
        assert f"• {text}" in points
    assert "".join(run.text for run in tables[0].rows[0][1]).splitlines() == [
        *record["attributed_to"][:2],
        "Regional Network of Civil Society Organizations for Migration (RNCOM)",
    ]
    headings = [block.text for block in tree.blocks if isinstance(block, b.Heading)]
    assert headings == [
        "Summary (500 words max)", "Introduction", "Panel discussion", "Interventions from the floor",
    ]  # fmt: skip
    assert when_of(notes_to_print(NoteTable.objects.filter(pk=table.pk))[0]) == "19 May 2022, 12:30, UTC−6 (18:30 UTC)"
    assert "GTM-6" in NoteTable.objects.get().rest


@pytest.mark.parametrize("who", ["Relatoría", "Quienes toman notas"])
def test_a_spanish_form_is_understood(who):
    text = (
        f"Fecha y hora: 19 de mayo de 2022, 12:30 GMT-6\n{who}: Persona 1\n"
        "Notas de la sesión\tEstado Miembro/ONU/Parte interesada\n"
        "• Faltan recursos; es un desafío común.\tPaíses Miembros\n• Próximos pasos: un mecanismo.\tMéxico\n"
        "Resumen (máximo 500 palabras)\nPanel de discusión\n- Portal de información\n"
        "Intervenciones\nGuatemala: Tomó la palabra.\nAlgo más: sin nadie."
    )
    parsed = parse_notes(text, Attribution(), year=2022)

    assert (parsed.time, parsed.zone, parsed.notetakers, parsed.rest) == (time(12, 30), "Etc/GMT+6", "Persona 1", [])
    assert [(point.kind, point.attributed) for point in parsed.points] == [
        ("challenge", "Países Miembros"), ("next_step", "México"), ("practice", ""), ("intervention", "Guatemala"),
    ]  # fmt: skip
    assert "Algo más: sin nadie." in parsed.summary


def test_lines_before_the_form_are_shown_as_not_recognised():
    parsed = parse_notes("An e-mail before the form\n- A point", Attribution())

    assert [line.text for line in parsed.rest] == ["An e-mail before the form"]
    assert [point.text for point in parsed.points] == ["A point"]


@pytest.mark.parametrize(("language", "format"), [("en", "docx"), ("es", "pdf")])
def test_the_printed_form_holds_every_highlight_source_and_line_of_the_summary(
    tmp_path, parsed, record, desk_seat, language, format
):
    event = Event.objects.get(code=CODE)
    store_notes(event=event, session=None, parsed=parsed, language="en", by=desk_seat)
    path = tmp_path / f"notes.{format}"
    print_event(path, event=CODE, what="notes", language=language, format=format)
    text = re.sub(r"[\s\u00ad•–-]+", "", words_in(path))
    if format == "pdf":  # the head and the foot of each page may come between words
        text = re.sub(r"NotasConferenciaRegionalsobreMigración\d+/\d+", "", text)

    lines = [*record["highlights"], record["attributed_to"][0], *parsed.summary.splitlines()]
    for line in filter(None, lines):
        assert re.sub(r"[\s•–-]+", "", line).rstrip(":") in text, line
    told = {
        "en": ("504 of 500", "not cleared by the State"),
        "es": ("504 de 500", "sin autorización del Estado", "OIM"),
    }
    for words in ("18:30 UTC", *told[language]):
        assert words in words_in(path)
