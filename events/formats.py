"""Forms of events as data: which sessions a review forum or a consultation has, one after another."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.enums import SessionMethod


@dataclass(frozen=True)
class Part:
    """One session. With `scheme` there is one for each group of it, called `label_*` with its number."""

    code: str
    label_en: str
    label_es: str
    title_en: str = ""
    title_es: str = ""
    scheme: str = ""
    method: str = ""


@dataclass(frozen=True)
class Format:
    name: str | Promise
    parts: tuple[Part, ...]


FORMATS = {
    "imrf": Format(
        _("International Migration Review Forum: hearing, round tables, policy debate, plenary"),
        (
            Part(
                "H", "Hearing", "Audiencia", "Informal interactive multi-stakeholder hearing",
                "Audiencia interactiva oficiosa de múltiples partes interesadas",
            ),
            Part("", "Round table", "Mesa redonda", scheme="imrf_roundtables"),
            Part("D", "Debate", "Debate", "Policy debate", "Debate sobre políticas"),
            Part("P", "Plenary", "Plenaria", "Plenary session", "Sesión plenaria"),
        ),
    ),
    "consultation": Format(
        _("Consultation of several days: opening, five round tables, closing panel"),
        (
            Part("O", "Opening", "Apertura", "Opening segment", "Segmento de apertura"),
            Part("", "Round table", "Mesa redonda", scheme="mptf"),
            Part(
                "C", "Closing", "Clausura", "Closing panel", "Panel de clausura", method=SessionMethod.PANEL
            ),
        ),
    ),
}  # fmt: skip
