"""The renderer's own words in both languages.

They belong to the document's language, not to the reader's, and must be the same at every rendering; so they stand
here and not in a catalogue.
"""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALES = {"en": "en", "es": "es_419"}


@dataclass(frozen=True)
class Labels:
    table: str
    figure: str
    source: str
    date: str
    draft: str
    page: str
    notes: str
    note: str
    back: str
    key: str
    inserted: str
    deleted: str
    signature: str
    nothing: str
    language_names: dict[str, str]


LABELS = {
    "en": Labels(
        table="Table",
        figure="Figure",
        source="Source",
        date="date",
        draft="Draft",
        page="Page",
        notes="Notes",
        note="Note",
        back="Back to the text",
        key="Key",
        inserted="inserted",
        deleted="deleted",
        signature="Signature and date",
        nothing="nothing published",
        language_names={"en": "English", "es": "Spanish"},
    ),
    "es": Labels(
        table="Cuadro",
        figure="Gráfico",
        source="Fuente",
        date="fecha",
        draft="Borrador",
        page="Página",
        notes="Notas",
        note="Nota",
        back="Volver al texto",
        key="Clave",
        inserted="insertado",
        deleted="suprimido",
        signature="Firma y fecha",
        nothing="nada publicado",
        language_names={"en": "inglés", "es": "español"},
    ),
}


def labels_of(language: str) -> Labels:
    return LABELS[language]


def number_text(value: float, language: str) -> str:
    """A figure as it is printed: 1,234.5 in both languages of the region."""
    return format_decimal(value, locale=LOCALES[language])


def day_text(iso: str, language: str) -> str:
    """The day "2026-11-21" as "21 November 2026" / "21 de noviembre de 2026"; anything else as it stands."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return format_date(day, "d MMMM y" if language == "en" else "d 'de' MMMM 'de' y", locale=LOCALES[language])


def source_line(source: str, iso: str, language: str) -> str:
    """A line like "Source: IOM (21 November 2026)", or '' when neither is given."""
    day = day_text(iso, language) if iso else ""
    if not source:
        return f"{labels_of(language).date.capitalize()}: {day}" if day else ""
    return f"{labels_of(language).source}: {source}" + (f" ({day})" if day else "")
