"""How a declaration is set: the style is data. Numbers are computed from it, the same in both languages."""

from dataclasses import dataclass, field

from declarations.enums import Kind, Style


@dataclass(frozen=True)
class Template:
    """`numbered` kinds share one count of Arabic numbers; `italic` kinds open with their verb in italics.

    `opening` is the kind that a new paragraph usually gets, `skeleton` what a blank draft begins with.
    """

    numbered: frozenset[Kind]
    italic: frozenset[Kind]
    skeleton: tuple[tuple[Kind, str, str], ...] = field(default=())


CHAPEAU_EN = (
    "The Vice-Ministers and Heads of Delegation of the Member Countries of the Regional Conference on Migration: "
    "{members},"
)
CHAPEAU_ES = (
    "Los Viceministros y las Viceministras y las Jefaturas de Delegación de los Países Miembros de la Conferencia "
    "Regional sobre Migración: {members},"
)

TEMPLATES: dict[Style, Template] = {
    # Narrative paragraphs with a verb of attitude, then numbered points with infinitives; no italics.
    Style.RCM: Template(
        numbered=frozenset({Kind.OPERATIVE}),
        italic=frozenset(),
        skeleton=((Kind.CHAPEAU, CHAPEAU_EN, CHAPEAU_ES), (Kind.HEADING, "Agree:", "Acuerdan:")),
    ),
    # Preambular paragraphs in italics and without numbers, operative ones numbered.
    Style.UN: Template(
        numbered=frozenset({Kind.OPERATIVE, Kind.THANKS}),
        italic=frozenset({Kind.PREAMBULAR, Kind.OPERATIVE}),
        skeleton=(
            (Kind.CHAPEAU, "The Member Countries of the Regional Conference on Migration,",
             "Los Países Miembros de la Conferencia Regional sobre Migración,"),
        ),
    ),
}  # fmt: skip


def template(style: str) -> Template:
    return TEMPLATES[Style(style)]
