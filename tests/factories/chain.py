"""A country's chain of clearance."""

from accounts.actions.chain import set_chain
from accounts.models import ClearanceStep, Country
from accounts.seats import Seat

NAMES = (
    ("Ministry of Foreign Affairs", "Ministerio de Relaciones Exteriores"),
    ("Ministry of the Interior", "Ministerio del Interior"),
    ("Office of the Vice-Minister", "Despacho Viceministerial"),
)


def set_steps(country: Country, *named: list[Seat]) -> None:
    """A chain of as many steps as lists of named clearers; an empty list names nobody."""
    ClearanceStep.objects.filter(country=country).delete()
    for order, ((name_en, name_es), seats) in enumerate(zip(NAMES, named, strict=False), start=1):
        step = ClearanceStep.objects.create(country=country, order=order, name_en=name_en, name_es=name_es)
        step.clearers.set([seat.user for seat in seats])


def set_other_chain(country: Country, *named: list[Seat], by: Seat) -> None:
    """A focal point sets a chain whose steps have other names."""
    steps = [
        {"name_en": f"Other {name_en}", "name_es": f"Otro {name_es}", "clearers": [seat.user for seat in seats]}
        for (name_en, name_es), seats in zip(NAMES, named, strict=False)
    ]
    set_chain(country=country, steps=steps, by=by)
