from declarations.models.adoption import AdoptedParagraph, Adoption
from declarations.models.amendment import Amendment, Cosponsor, Decision, TablingRule
from declarations.models.declaration import Declaration, Draft
from declarations.models.paragraph import Basis, Paragraph
from declarations.models.position import Position
from declarations.models.product import Transmission, Undertaking
from declarations.models.screen import Screen, ScreenMove
from declarations.models.sent import SentFile
from declarations.models.silence import Silence, SilenceBreak, SilenceExtension
from declarations.models.statement import AttachedStatement

__all__ = [
    "AdoptedParagraph",
    "Adoption",
    "Amendment",
    "AttachedStatement",
    "Basis",
    "Cosponsor",
    "Decision",
    "Declaration",
    "Draft",
    "Paragraph",
    "Position",
    "Screen",
    "ScreenMove",
    "SentFile",
    "Silence",
    "SilenceBreak",
    "SilenceExtension",
    "TablingRule",
    "Transmission",
    "Undertaking",
]
