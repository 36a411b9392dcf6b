"""The declaration of the demonstration: zero draft from the record, amendments of Countries A to D, a revision."""

from declarations.actions.amendments import Wording, draft_amendment, join_amendment, table_amendment
from declarations.actions.consolidation import Made, decide, prepare_next_draft
from declarations.actions.drafts import circulate, close_amendments, start_declaration
from declarations.actions.positions import state_position
from declarations.actions.screen import put_on_screen
from declarations.actions.text import confirm_pair, note_agreement, save_text
from declarations.enums import Kind, Operation, Outcome, Pair, Stance, Style
from declarations.models import Amendment, Draft, Paragraph
from declarations.queries.evidence import from_record
from portal.loaders.demonstration.stage import Stage
from reporting.models import Cycle

RECORD = "imrf-2022"


def declaration(stage: Stage, cycle: Cycle) -> None:
    """From the zero draft to a first revision that takes amendments."""
    stage.clock.go(-40)
    made = start_declaration(
        title_en="Draft declaration of the demonstration ahead of the review forum",
        title_es="Proyecto de declaración de la demostración ante el foro de examen",
        style=Style.RCM,
        cycle=cycle,
        paragraphs=from_record(style=Style.RCM, cycle_code=RECORD, seat=stage.secretariat),
        is_demonstration=True,
        by=stage.secretariat,
    )
    draft = made.drafts.select_related("declaration").get()
    stage.clock.go(-36)
    circulate(draft=draft, until=stage.clock.moment(-18), by=stage.cast["presidency"])
    first_round(stage, draft)
    draft = second_draft(stage, draft)
    second_round(stage, draft)


def first_round(stage: Stage, draft: Draft) -> None:
    """A and B amend the first pillar, C proposes a paragraph, D other words for the round tables."""
    pillar, tables = _pillar(draft, "P1"), _tables(draft)
    stage.clock.go(-30)
    _propose(stage, "a", pillar, "Makes the continuity of the work explicit.",
             en=("To continue joint work", "To continue and deepen joint work"))  # fmt: skip
    stage.clock.go(-28)
    _propose(stage, "b", pillar, "Recoge el principio de perspectiva de género y de la niñez.",
             en=(";", ", with a differentiated approach for women, girls and boys;"),
             es=(";", ", con un enfoque diferenciado para mujeres, niñas y niños;"))  # fmt: skip
    stage.clock.go(-26)
    new = draft_amendment(
        draft=draft, operation=Operation.INSERT, kind=Kind.PREAMBULAR, after=tables, by=stage.cast["focal.c"],
        wording=Wording(
            "Recognizing that migration is a shared responsibility of countries of origin, transit, destination and "
            "return,",
            "Reconociendo que la migración es una responsabilidad compartida de los países de origen, tránsito, "
            "destino y retorno,",
            "Propuesta de un principio que consta en las notas de la reunión.",
        ),
    )  # fmt: skip
    table_amendment(amendment=new, by=stage.cast["focal.c"])
    stage.clock.go(-22)
    _propose(stage, "d", tables, "", en=("Recalling that", "Noting that"), es=("Recordando que", "Observando que"))


def second_draft(stage: Stage, draft: Draft) -> Draft:
    """The presidency closes, decides, and circulates the first revision."""
    presidency = stage.cast["presidency"]
    stage.clock.go(-17)
    close_amendments(draft=draft, by=presidency)
    taken = {"XXA", "XXB", "XXC"}
    for amendment in Amendment.objects.filter(draft=draft).select_related("draft__declaration", "country"):
        code = amendment.country.code if amendment.country else ""
        outcome = Outcome.TAKEN if code in taken else Outcome.NOT_TAKEN
        decide(amendment=amendment, made=Made(outcome), version=0, by=stage.secretariat)
    stage.clock.go(-15)
    made = prepare_next_draft(draft=draft, by=stage.secretariat)
    for paragraph in made.paragraphs.select_related("draft__declaration"):
        if paragraph.pair == Pair.STALE:
            confirm_pair(paragraph=paragraph, by=stage.secretariat)
    pillar = _pillar(made, "P1")
    spanish = pillar.text_es.replace("Continuar el trabajo conjunto", "Continuar y profundizar el trabajo conjunto")
    pillar = save_text(paragraph=pillar, language="es", text=spanish, version=pillar.version_es, by=stage.secretariat)
    confirm_pair(paragraph=pillar, by=stage.secretariat)
    stage.clock.go(-12)
    circulate(draft=made, until=stage.clock.moment(20).replace(hour=18, minute=0), by=presidency)
    return made


def second_round(stage: Stage, draft: Draft) -> None:
    """Two proposals meet in the same words; the presidency offers a compromise; positions are volunteered.

    The paragraph in which they meet is on the screen.
    """
    pillar, presidency = _pillar(draft, "P2"), stage.cast["presidency"]
    stage.clock.go(-9)
    one = _propose(stage, "a", pillar, "The wording on resources that was agreed in earlier texts.",
                   en=("joint work", "joint work, within existing resources,"))  # fmt: skip
    stage.clock.go(-8)
    two = _propose(stage, "d", pillar, "Subraya la coordinación entre instituciones.",
                   en=("joint work", "coordinated work among institutions"),
                   es=("el trabajo conjunto", "el trabajo coordinado entre instituciones"))  # fmt: skip
    stage.clock.go(-7)
    join_amendment(amendment=two, joins=True, by=stage.cast["focal.c"])
    stage.clock.go(-6)
    offer = draft_amendment(
        draft=draft, operation=Operation.REPLACE, paragraph=pillar, merges=[one, two], by=stage.secretariat,
        wording=Wording(
            pillar.text_en.replace("joint work", "joint and coordinated work, using existing resources,"),
            pillar.text_es.replace("trabajo conjunto", "trabajo conjunto y coordinado, con los recursos existentes,"),
            "Brings together XXA-1 and XXD-1.",
        ),
    )  # fmt: skip
    table_amendment(amendment=offer, by=presidency)
    stage.clock.go(-5)
    _propose(stage, "b", _pillar(draft, "P3"), "",
             en=("sustainable development", "inclusive and sustainable development"))  # fmt: skip
    _propose(stage, "a", _pillar(draft, "P3"), "Under consultation in the capital.", table=False,
             en=("To continue", "To resume"))  # fmt: skip
    positions(stage, draft)
    put_on_screen(paragraph=pillar, by=presidency)


def positions(stage: Stage, draft: Draft) -> None:
    tables, pillar, last = _tables(draft), _pillar(draft, "P2"), _pillar(draft, "P3")
    said = (
        (-5, "a", tables, Stance.AGREED, None, ""),
        (-4, "b", tables, Stance.AGREED, None, ""),
        (-4, "c", pillar, Stance.CONSULTING, 9, ""),
        (-3, "d", last, Stance.RESERVES, None, "Until the ministry concerned has been heard."),
        (-3, "b", last, Stance.AD_REFERENDUM, None, ""),
    )
    for days, letter, paragraph, stance, until, remark in said:
        stage.clock.go(days)
        state_position(
            paragraph=paragraph, stance=stance, until=stage.clock.day(until) if until else None, remark=remark,
            by=stage.cast[f"focal.{letter}"],
        )  # fmt: skip
    stage.clock.go(-2)
    for language in ("en", "es"):
        version = tables.version(language)
        note_agreement(paragraph=tables, language=language, agreed=True, version=version, by=stage.cast["presidency"])


def _propose(
    stage: Stage, letter: str, paragraph: Paragraph, reason: str, *, table: bool = True, **changes: tuple[str, str]
) -> Amendment:
    """An amendment of a country: by language, the words that are changed and those in their place."""
    words = {code: paragraph.text(code).replace(*changes[code], 1) if code in changes else "" for code in ("en", "es")}
    seat = stage.cast[f"focal.{letter}"]
    made = draft_amendment(
        draft=paragraph.draft, operation=Operation.REPLACE, paragraph=paragraph, by=seat,
        wording=Wording(words["en"], words["es"], reason),
    )  # fmt: skip
    if table:
        table_amendment(amendment=made, by=seat)
    return made


def _pillar(draft: Draft, code: str) -> Paragraph:
    """The point on a pillar, found by what it rests on."""
    rows = draft.paragraphs.filter(bases__group__code=code, bases__group__scheme__code="rcm_pillars")
    row = rows.select_related("draft__declaration").get()
    row.draft = draft
    return row


def _tables(draft: Draft) -> Paragraph:
    """The paragraph that recalls the round tables."""
    rows = draft.paragraphs.filter(bases__group__scheme__code="imrf_roundtables").distinct()
    row = rows.select_related("draft__declaration").get()
    row.draft = draft
    return row
