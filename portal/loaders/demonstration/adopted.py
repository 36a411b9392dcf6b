"""A declaration of the demonstration from silence to transmission, and another one that is under silence now."""

from datetime import timedelta

from django.utils.translation import override

from accounts.models import Body, Country
from common.i18n import LANGUAGES
from declarations.actions.adoption import Occasion, adopt, publish_adoption
from declarations.actions.amendments import Wording, draft_amendment, table_amendment
from declarations.actions.consolidation import Made, decide, prepare_next_draft
from declarations.actions.drafts import Proposed, circulate, close_amendments, start_declaration
from declarations.actions.products import Sending, transmit, undertake
from declarations.actions.silence import break_silence, extend_silence, invoke_silence
from declarations.actions.statements import Said, hand_over_statement, publish_statement, write_statement
from declarations.documents.package import summary_of
from declarations.enums import Kind, Operation, Outcome, Pair, Style
from declarations.models import Adoption, Draft, Paragraph
from declarations.periodic import end_silences
from declarations.queries.package import parts_of
from events.actions.events import create_event, save_event
from events.models import Event
from objectives.models import Objective
from portal.loaders.demonstration.stage import Stage
from reporting.models import Cycle

CHAPEAU = (
    Kind.CHAPEAU,
    "The Vice-Ministers and Heads of Delegation of the Member Countries of the Regional Conference on Migration: "
    "{members},",
    "Los Viceministros y las Viceministras y las Jefaturas de Delegación de los Países Miembros de la Conferencia "
    "Regional sobre Migración: {members},",
)
TEXT = (
    CHAPEAU,
    (Kind.PREAMBULAR, "Recalling the Global Compact for Safe, Orderly and Regular Migration,",
     "Recordando el Pacto Mundial para la Migración Segura, Ordenada y Regular,"),
    (Kind.PREAMBULAR, "Taking into account the experience that institutions of the region share,",
     "Teniendo en cuenta la experiencia que comparten las instituciones de la región,"),
    (Kind.HEADING, "Agree:", "Acuerdan:"),
    (Kind.OPERATIVE, "To keep a common calendar of courses for consular and border officers;",
     "Mantener un calendario común de cursos para el personal consular y fronterizo;"),
    (Kind.OPERATIVE, "To exchange information on labour migration every month;",
     "Intercambiar cada mes información sobre migración laboral;"),
    (Kind.OPERATIVE, "To report on what was done at the next meeting of Vice-Ministers;",
     "Informar de lo realizado en la próxima reunión viceministerial;"),
    (Kind.THANKS, "They thank the host country and the Executive Secretariat.",
     "Agradecen al país anfitrión y a la Secretaría Ejecutiva."),
)  # fmt: skip
RESTS_ON = {4: 23, 5: 5, 6: 1}
"""Objectives behind paragraphs, by their place from 0."""
AGREED = (
    "To exchange information on labour migration every quarter, with protection of personal data;",
    "Intercambiar cada trimestre información sobre migración laboral, con protección de los datos personales;",
)
PRACTICES = (
    CHAPEAU,
    (Kind.PREAMBULAR, "Recognizing the value of good practices that can be adapted to each country,",
     "Reconociendo el valor de las buenas prácticas que pueden adaptarse a cada país,"),
    (Kind.HEADING, "Agree:", "Acuerdan:"),
    (Kind.OPERATIVE, "To present at least one good practice at each meeting of the working groups;",
     "Presentar al menos una buena práctica en cada reunión de los grupos de trabajo;"),
    (Kind.OPERATIVE, "To ask the Executive Secretariat to keep the register of good practices.",
     "Solicitar a la Secretaría Ejecutiva que mantenga el registro de buenas prácticas."),
)  # fmt: skip


def adopted_declaration(stage: Stage, cycle: Cycle) -> None:
    """Silence is broken, the words change, silence ends: adopted, published, transmitted, with what belongs to it."""
    titles = (
        "Declaration of the demonstration on joint training",
        "Declaración de la demostración sobre capacitación conjunta",
    )
    draft = _closed(stage, -58, titles, TEXT, _meeting(stage), cycle)
    _broken(stage, draft)
    draft = _changed(stage, draft)
    _ended(stage, draft)
    adoption = _adopt(stage, draft)
    _statements(stage, adoption)
    _products(stage, adoption)


def under_silence(stage: Stage, cycle: Cycle) -> None:
    """Another text, which stands in some days unless a member speaks."""
    titles = (
        "Declaration of the demonstration on the exchange of good practices",
        "Declaración de la demostración sobre el intercambio de buenas prácticas",
    )
    draft = _closed(stage, -9, titles, PRACTICES, None, cycle)
    stage.clock.go(-2)
    with override("es"):  # who writes does so in the language of the page
        invoke_silence(
            draft=draft, until=stage.clock.moment(6).replace(hour=18, minute=0), by=stage.cast["presidency"],
            remark="El texto se acordó en la reunión técnica.",
        )  # fmt: skip


def _meeting(stage: Stage) -> Event:
    stage.clock.go(-59)
    event = create_event(
        code="demo-vice-ministers", kind="meeting", organ=Body.objects.get(code="vmm"), starts=stage.clock.day(-41),
        ends=stage.clock.day(-41), name_en="Vice-Ministerial Meeting of the demonstration",
        name_es="Reunión Viceministerial de la demostración", es_unofficial=False, place_en="City of Country G",
        place_es="Ciudad del País G", by=stage.secretariat,
    )  # fmt: skip
    return save_event(event=event, fields={"audience": "public"}, version=event.version, by=stage.secretariat)


def _closed(
    stage: Stage,
    days: int,
    titles: tuple[str, str],
    text: tuple[tuple[Kind, str, str], ...],
    event: Event | None,
    cycle: Cycle,
) -> Draft:
    """A zero draft that circulated and takes no more amendments."""
    stage.clock.go(days)
    rows = [
        Proposed(*row, bases=[("objective", Objective.objects.get(pk=RESTS_ON[place]))] if place in RESTS_ON else ())
        for place, row in enumerate(text)
    ]
    made = start_declaration(
        title_en=titles[0], title_es=titles[1], style=Style.RCM, event=event, cycle=cycle, paragraphs=rows,
        is_demonstration=True, by=stage.secretariat,
    )  # fmt: skip
    return _close(stage, made.drafts.select_related("declaration").get(), days + 1)


def _close(stage: Stage, draft: Draft, days: int) -> Draft:
    stage.clock.go(days)
    circulate(draft=draft, until=stage.clock.moment(days + 2), by=stage.cast["presidency"])
    stage.clock.go(days + 3)
    close_amendments(draft=draft, by=stage.cast["presidency"])
    return draft


def _point(draft: Draft, words: str) -> Paragraph:
    row = draft.paragraphs.get(text_en__contains=words)
    row.draft = draft
    return row


def _broken(stage: Stage, draft: Draft) -> None:
    stage.clock.go(-54)
    silence = invoke_silence(draft=draft, until=stage.clock.moment(-50), by=stage.cast["presidency"])
    stage.clock.go(-52)
    with override("es"):
        break_silence(
            silence=silence, paragraphs=[_point(draft, "labour migration")], by=stage.cast["focal.d"],
            reason="El intercambio mensual excede la capacidad de la institución encargada; se propone otro plazo.",
        )  # fmt: skip


def _changed(stage: Stage, draft: Draft) -> Draft:
    """The presidency offers other words, takes them, and circulates the revision."""
    stage.clock.go(-51)
    offer = draft_amendment(
        draft=draft, operation=Operation.REPLACE, paragraph=_point(draft, "labour migration"), by=stage.secretariat,
        wording=Wording(*AGREED, "After consultation with Country D."),
    )  # fmt: skip
    table_amendment(amendment=offer, by=stage.cast["presidency"])
    decide(amendment=offer, made=Made(Outcome.TAKEN), version=0, by=stage.secretariat)
    made = prepare_next_draft(draft=draft, by=stage.secretariat)
    assert all(row.pair == Pair.ALIGNED for row in made.paragraphs.all())  # noqa: S101
    return _close(stage, made, -50)


def _ended(stage: Stage, draft: Draft) -> None:
    presidency = stage.cast["presidency"]
    stage.clock.go(-46)
    silence = invoke_silence(draft=draft, until=stage.clock.moment(-44), by=presidency)
    stage.clock.go(-45)
    extend_silence(
        silence=silence, until=stage.clock.moment(-43), by=presidency, reason="A public holiday in one of the capitals."
    )
    stage.clock.set(stage.clock.moment(-43) + timedelta(minutes=1))
    end_silences()


def _adopt(stage: Stage, draft: Draft) -> Adoption:
    stage.clock.go(-41)
    members = list(Country.objects.members().filter(is_placeholder=True))
    occasion = Occasion(
        stage.clock.day(-41), Body.objects.get(code="vmm"), members, list(LANGUAGES), "City of Country G",
        "Ciudad del País G",
    )  # fmt: skip
    draft = Draft.objects.select_related("declaration__event", "declaration__cycle").get(pk=draft.pk)
    return adopt(draft=draft, occasion=occasion, by=stage.cast["presidency"])


def _statements(stage: Stage, adoption: Adoption) -> None:
    """Country C explains and publishes, D reserves among the members, A still writes."""
    stage.clock.go(-40)
    _said(
        stage, adoption, "c", "explanation", [5], public=True,
        english="Country C understands the calendar of courses as voluntary for each institution.",
        spanish="El País C entiende que el calendario de cursos es voluntario para cada institución.",
    )  # fmt: skip
    _said(
        stage, adoption, "d", "reservation", [6],
        english="Country D reserves its position on the period of the exchange until its legislation is amended.",
        spanish="El País D reserva su posición sobre la periodicidad del intercambio hasta que se modifique su "
        "legislación.",
    )  # fmt: skip
    words = "Country A joined the text in the understanding that it creates no new funds."
    write_statement(adoption=adoption, said=Said("explanation", [], words, "", "en"), by=stage.cast["focal.a"])


def _said(
    stage: Stage, adoption: Adoption, letter: str, kind: str, places: list[int], *, english: str, spanish: str,
    public: bool = False,
) -> None:  # fmt: skip
    seat = stage.cast[f"focal.{letter}"]
    row = write_statement(adoption=adoption, said=Said(kind, places, english, spanish), by=seat)
    hand_over_statement(statement=row, by=seat)
    if public:
        publish_statement(statement=row, public=True, by=seat)


def _products(stage: Stage, adoption: Adoption) -> None:
    """Two points become commitments; published, and transmitted to the forum of the demonstration."""
    stage.clock.go(-39)
    for place, owner, english, spanish in (
        (5, Body.objects.get(code="executive-secretariat"), "before each semester", "antes de cada semestre"),
        (7, Country.objects.get(code="XXG"), "next Vice-Ministerial Meeting", "próxima Reunión Viceministerial"),
    ):
        undertake(
            adoption=adoption, place=place, owners=[owner], due_words_en=english, due_words_es=spanish,
            by=stage.secretariat,
        )  # fmt: skip
    publish_adoption(adoption=adoption, by=stage.cast["presidency"])
    stage.clock.go(-38)
    parts = parts_of(adoption)
    sending = Sending(
        "Review forum of the demonstration", "Foro de examen de la demostración", summary_of(parts, "en"),
        summary_of(parts, "es"),
    )  # fmt: skip
    transmit(adoption=adoption, sending=sending, by=stage.cast["presidency"])
