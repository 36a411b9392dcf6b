"""A declaration of the world's cycle, at any point of its way."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Body
from accounts.seats import Seat
from declarations.actions.adoption import Occasion, adopt, publish_adoption
from declarations.actions.amendments import Wording, draft_amendment, table_amendment
from declarations.actions.drafts import Proposed, circulate, start_declaration
from declarations.actions.statements import Said, hand_over_statement, publish_statement, write_statement
from declarations.actions.text import settle_choice
from declarations.enums import Kind, Operation, Style
from declarations.models import Adoption, Amendment, AttachedStatement, Declaration, Draft, Paragraph
from declarations.queries.room import numbers_of, paragraphs_of
from tests.factories.world import World

TEXT = (
    Proposed(Kind.CHAPEAU, "The Member Countries: {members},", "Los Países Miembros: {members},"),
    Proposed(Kind.PREAMBULAR, "Recalling the Global Compact for Migration,", "Recordando el Pacto Mundial,"),
    Proposed(Kind.HEADING, "Agree:", "Acuerdan:"),
    Proposed(
        Kind.OPERATIVE,
        "To establish a follow-up mechanism within the Conference;",
        "Establecer un mecanismo de seguimiento en el marco de la Conferencia;",
    ),
    Proposed(Kind.SUB, "in each country;", "en cada país;"),
    Proposed(Kind.SUB, "in the region;", "en la región;"),
    Proposed(Kind.OPERATIVE, "To report by [15] [30] April.", "Informar a más tardar el [15] [30] de abril."),
    Proposed(Kind.THANKS, "They thank the host.", "Agradecen al país anfitrión."),
)


def start(world: World, **options: object) -> Draft:
    """The zero draft of a declaration, in preparation."""
    values = {
        "title_en": "Declaration of the demonstration", "title_es": "Declaración de la demostración",
        "style": Style.RCM, "cycle": world.cycle, "paragraphs": TEXT, "is_demonstration": True, "by": world.secretariat,
    }  # fmt: skip
    declaration: Declaration = start_declaration(**(values | options))  # type: ignore[arg-type]
    return declaration.drafts.select_related("declaration").get()


def circulated(world: World, **options: object) -> Draft:
    """A draft that takes amendments for ten days."""
    draft = start(world, **options)
    circulate(draft=draft, until=timezone.now() + timedelta(days=10), by=world.presidency)
    return draft


def paragraph(draft: Draft, handle: str) -> Paragraph:
    """The paragraph that the room calls "PP1", "2", "1.a"."""

    rows = paragraphs_of(draft)
    numbers = numbers_of(draft, rows)
    return next(row for row in rows if numbers[row.identity].handle == handle)


def amend(
    world: World, draft: Draft, handle: str, by: Seat | None = None, *, table: bool = True, **said: Any
) -> Amendment:
    """An amendment of Country A (or of `by`) to the paragraph of this handle: `en`, `es`, `operation`, `after` …"""
    seat = by or world.focal_point
    made = draft_amendment(
        draft=draft, operation=said.pop("operation", Operation.REPLACE),
        wording=Wording(said.pop("en", ""), said.pop("es", ""), said.pop("reason", "")),
        paragraph=paragraph(draft, handle) if handle else None, by=seat, **said,
    )  # fmt: skip
    if table:
        table_amendment(amendment=made, by=world.presidency if seat.is_desk else seat)
    return made


def settle(world: World, draft: Draft) -> Draft:
    """A draft in which nothing is open any more."""
    for language in ("es", "en"):
        row = paragraph(draft, "2")
        settle_choice(
            paragraph=row, language=language, place=0, option=1, version=row.version(language), by=world.secretariat
        )
    return draft


def occasion_of(world: World, year: int = 2026) -> Occasion:
    """Where and when a text of the world is adopted."""
    organ, _made = Body.objects.get_or_create(
        code="vice-ministers", defaults={"kind": "organ", "name_en": "Vice-Ministers", "name_es": "Viceministros"}
    )
    return Occasion(date(year, 1, 1), organ, list(world.countries.values()), ["en", "es"], "City", "Ciudad")


def adopted(world: World, year: int = 2026) -> Adoption:
    """An adopted declaration of the world's cycle that members read."""
    return adopt(draft=settle(world, start(world)), occasion=occasion_of(world, year), by=world.presidency)


def publish_declaration(world: World, year: int = 2026) -> Adoption:
    """An adopted declaration of the world's cycle that everybody reads."""
    adoption = adopted(world, year)
    publish_adoption(adoption=adoption, by=world.presidency)
    return adoption


def attach_statement(world: World, adoption: Adoption) -> AttachedStatement:
    """A statement of Country A on the whole text, which it published."""
    said = Said("explanation", [], "Country A explains.", "El País A explica.")
    row = write_statement(adoption=adoption, said=said, by=world.focal_point)
    hand_over_statement(statement=row, by=world.focal_point)
    adoption.refresh_from_db()
    publish_statement(statement=row, public=True, by=world.focal_point)
    return row
