"""A zero draft from evidence carries what each paragraph rests on."""

import pytest
from django.urls import reverse

from declarations.enums import Kind, Style
from declarations.models import Declaration
from declarations.queries import evidence
from events.enums import EventAudience, EventKind
from events.models import Conclusion, Event
from objectives.models import Group, Scheme
from reporting.actions.answers import save_item
from reporting.enums import Audience
from sources.models import Source, Statement
from tests.factories import fill, publish_all, submit_all
from tests.factories.declarations import start
from tests.factories.work import answer_on


@pytest.fixture
def record(world):
    """A pillar, two conclusions and a request on record of the cycle "demo"."""
    scheme = Scheme.objects.create(code="rcm_pillars", name_en="Pillars", name_es="Pilares")
    pillar = Group.objects.create(scheme=scheme, code="P1", order=1, name_en="Protection", name_es="Protección")
    pillar.objectives.set([8, 14])
    event = Event.objects.create(
        code="rcgm", kind=EventKind.MEETING, name_en="Meeting M", name_es="Reunión M", audience=EventAudience.MEMBERS
    )
    rows = (
        ("6.a", ["take_note"], "To take note of the proposal.", "Tomar nota de la propuesta."),
        ("6.b", ["encourage"], "To encourage the exchange of practices.", "Alentar el intercambio de prácticas."),
        ("6.c", ["thank"], "To thank the host.", "Agradecer al anfitrión."),
    )
    for order, (reference, verbs, english, spanish) in enumerate(rows, start=1):
        Conclusion.objects.create(
            event=event,
            reference=reference,
            order=order,
            verbs=verbs,
            text_en=english,
            text_es=spanish,
            cycle_code="demo",
        )
    Statement.objects.create(
        code="request", kind=Statement.Kind.REQUEST, text_en="a follow-up mechanism be developed.",
        text_es="crear un mecanismo de seguimiento.", occasion_en="the side event", occasion_es="el evento paralelo",
        source=Source.objects.create(code="s", title_en="S"), cycle_code="demo",
    )  # fmt: skip


def proposed(world, seat=None):
    return evidence.from_record(style=Style.RCM, cycle_code="demo", seat=seat or world.secretariat)


def about(rows, words):
    return next(row for row in rows if words in row.text_en)


def test_each_paragraph_carries_its_sources_in_both_languages(world, record):
    rows = proposed(world)

    assert [row.kind for row in rows] == [
        Kind.CHAPEAU, Kind.PREAMBULAR, Kind.PREAMBULAR, Kind.HEADING, Kind.OPERATIVE, Kind.OPERATIVE, Kind.OPERATIVE,
        Kind.THANKS,
    ]  # fmt: skip
    pillar = about(rows, "Protection")
    assert pillar.text_es == "Continuar el trabajo conjunto sobre: Protección;"
    assert [name for name, _thing in pillar.bases] == ["group", "objective", "objective"]
    assert about(rows, "6.a of Meeting M").text_es.startswith("Recordando la conclusión 6.a de Reunión M: «Tomar nota")
    assert [thing.reference for _name, thing in about(rows, "exchange of practices").bases] == ["6.b"]
    assert "thank the host." not in str(rows).replace("They thank the host country", "")


def test_what_was_only_suggested_is_offered_in_brackets(world, record):
    row = about(proposed(world), "follow-up mechanism")

    assert row.text_en.startswith("[To consider what was suggested at the side event")
    assert row.text_es.endswith("]")


def test_a_record_without_anything_gives_the_frame_of_a_declaration(world):
    Group.objects.all().delete()

    assert [row.kind for row in proposed(world)] == [Kind.CHAPEAU, Kind.HEADING, Kind.THANKS]


def test_priorities_are_named_by_objective_and_never_counted(world):
    fill(world, world.a, 8)
    data = {"objective": 8, "text_en": "One", "text_es": "Uno"}
    answer = answer_on(world.a, "priorities", None)
    save_item(answer=answer, item=None, data=data, version=answer.version, by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)
    row = about(proposed(world), "priorities that Member Countries published")

    assert "8. Short 8" in row.text_en
    assert {name for name, _thing in row.bases} == {"objective", "answer"}


def test_an_earlier_declaration_is_taken_as_it_stands(world):
    draft = start(world)
    rows = evidence.earlier(draft)

    assert [row.text_es for row in rows] == list(draft.paragraphs.order_by("order").values_list("text_es", flat=True))


def test_the_page_starts_one_from_the_record_or_from_an_earlier_one(world, client_of, record):
    client = client_of(world.presidency)
    values = {"title_en": "One", "title_es": "Una", "style": "rcm", "source_language": "es", "cycle": world.cycle.pk}
    assert client.post(reverse("declarations:new"), values | {"origin": "record"}).status_code == 422
    client.post(reverse("declarations:new"), values | {"origin": "record", "record": world.cycle.pk})
    made = Declaration.objects.get()
    draft = made.drafts.get()

    assert draft.paragraphs.filter(bases__group__code="P1").distinct().count() == 1
    client.post(reverse("declarations:new"), values | {"origin": "earlier", "earlier": made.pk})
    other = Declaration.objects.exclude(pk=made.pk).get()
    assert other.drafts.get().paragraphs.count() == draft.paragraphs.count()
