"""The Sustainable Development Goals by number, with the short titles of the United Nations in both languages."""

import re

GOALS = (
    (1, "No poverty", "Fin de la pobreza"),
    (2, "Zero hunger", "Hambre cero"),
    (3, "Good health and well-being", "Salud y bienestar"),
    (4, "Quality education", "Educación de calidad"),
    (5, "Gender equality", "Igualdad de género"),
    (6, "Clean water and sanitation", "Agua limpia y saneamiento"),
    (7, "Affordable and clean energy", "Energía asequible y no contaminante"),
    (8, "Decent work and economic growth", "Trabajo decente y crecimiento económico"),
    (9, "Industry, innovation and infrastructure", "Industria, innovación e infraestructura"),
    (10, "Reduced inequalities", "Reducción de las desigualdades"),
    (11, "Sustainable cities and communities", "Ciudades y comunidades sostenibles"),
    (12, "Responsible consumption and production", "Producción y consumo responsables"),
    (13, "Climate action", "Acción por el clima"),
    (14, "Life below water", "Vida submarina"),
    (15, "Life on land", "Vida de ecosistemas terrestres"),
    (16, "Peace, justice and strong institutions", "Paz, justicia e instituciones sólidas"),
    (17, "Partnerships for the goals", "Alianzas para lograr los objetivos"),
)


def titles(language: str) -> dict[int, str]:
    """{number: short title} in one language."""
    return {number: spanish if language == "es" else english for number, english, spanish in GOALS}


def say(number: int, language: str) -> str:
    """ "10. Reduced inequalities"."""
    return f"{number}. {titles(language)[number]}"


NAMED = re.compile(r"\bSDGs?\b|Sustainable Development Goals?|\bODS\b|Objetivos? de Desarrollo Sostenible")


def lines_about(text: str) -> list[str]:
    """The lines of a text in which the goals are named, without the signs of a list."""
    return [line.lstrip("-•* ") for line in text.splitlines() if NAMED.search(line)]
