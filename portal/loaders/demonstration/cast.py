"""The placeholder members, bodies and people of the demonstration. Nobody is a real person, State or institution."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from accounts.enums import BodyKind, HatKind, Role, StandingKind
from accounts.models import Body, Country, Hat, Membership, PresidencyTerm, Standing, User
from accounts.seats import Seat

PASSWORD = "demonstration-2026"  # noqa: S105 - printed on purpose; never loaded in production
DOMAIN = "demo.example"
LETTERS = "ABCDEFGHIJK"
PRESIDENCY = "G"
SPANISH = "BCDFHJK"
FULL_TEAMS = "ADK"
SINCE = date(2000, 1, 1)
NOTE = "Placeholder of the demonstration."
# Codes that ISO 3166 leaves to users: XXA to XXK, and QM to QW.
ISO2 = dict(zip(LETTERS, "MNOPQRSTUVW", strict=True))

ROLE_NAMES = {
    Role.FOCAL_POINT: ("Focal point", "Punto focal"),
    Role.CLEARER: ("Clearance", "Aprobación interna"),
    Role.CONTRIBUTOR: ("Contributor", "Contribuyente"),
    Role.TRANSLATOR: ("Translator", "Traducción"),
    Role.PRESIDENCY: ("Presidency Pro-Tempore", "Presidencia Pro-Témpore"),
    Role.SECRETARIAT: ("Executive Secretariat", "Secretaría Ejecutiva"),
    Role.OBSERVER: ("Observer", "Observador"),
    Role.CIVIL_SOCIETY: ("Civil society", "Sociedad civil"),
    Role.STAKEHOLDER: ("Stakeholder", "Parte interesada"),
}
MINISTRIES = {
    "foreign": ("Ministry of Foreign Affairs", "Ministerio de Relaciones Exteriores"),
    "migration": ("Migration directorate", "Dirección de Migración"),
    "legal": ("Directorate of legal affairs", "Dirección de Asuntos Jurídicos"),
    "vice": ("Office of the Vice-Minister", "Despacho Viceministerial"),
    "labour": ("Ministry of Labour", "Ministerio de Trabajo"),
    "health": ("Ministry of Health", "Ministerio de Salud"),
    "translation": ("Office of translation", "Oficina de Traducción"),
}
BODIES = {
    "observer": ("demo-observer", BodyKind.OBSERVER_ORGANIZATION, "Observer body A", "Organismo observador A"),
    "civil": (
        "demo-civil-society",
        BodyKind.OTHER,
        "Civil-society organization A",
        "Organización de la sociedad civil A",
    ),
    "stakeholder": ("demo-stakeholder", BodyKind.OTHER, "University A", "Universidad A"),
}


ZONES = dict.fromkeys(LETTERS, "America/Costa_Rica") | {
    "B": "America/Panama", "D": "America/Toronto", "F": "America/Mexico_City", "H": "America/Santo_Domingo",
    "K": "America/Los_Angeles",
}  # fmt: skip
"""Capitals of the placeholder members stand under different clocks, as those of the members do."""


@dataclass(frozen=True)
class Person:
    """An account: `local` is the part of the address before the @; `place` a country's letter or a hat's name."""

    local: str
    role: Role
    place: str
    office: str = ""

    @property
    def email(self) -> str:
        return f"{self.local}@{DOMAIN}"

    @property
    def language(self) -> str:
        return "es" if self.place in SPANISH else "en"

    @property
    def name(self) -> str:
        """Named by role, in the person's language: "Focal point, Country A (Migration directorate)"."""
        spanish = self.language == "es"
        name = ROLE_NAMES[self.role][spanish]
        if self.place in LETTERS:
            name += f", {'País' if spanish else 'Country'} {self.place}"
        return (
            f"{name} ({MINISTRIES[self.office][spanish]})" if self.office in ("migration", "vice", "health") else name
        )


def people() -> Iterator[Person]:
    """Everybody in the demonstration; Country A first, so that its accounts are found first."""
    for letter in LETTERS:
        low = letter.lower()
        yield Person(f"focal.{low}", Role.FOCAL_POINT, letter, "foreign")
        yield Person(f"focal2.{low}", Role.FOCAL_POINT, letter, "migration")
        yield Person(f"clearer.{low}", Role.CLEARER, letter, "legal")
        if letter in FULL_TEAMS:
            yield Person(f"clearer2.{low}", Role.CLEARER, letter, "vice")
            yield Person(f"contributor.{low}", Role.CONTRIBUTOR, letter, "labour")
            yield Person(f"contributor2.{low}", Role.CONTRIBUTOR, letter, "health")
            yield Person(f"translator.{low}", Role.TRANSLATOR, letter, "translation")
    yield Person("presidency", Role.PRESIDENCY, PRESIDENCY, "foreign")
    yield Person("secretariat", Role.SECRETARIAT, "secretariat")
    yield Person("secretariat2", Role.SECRETARIAT, "secretariat")
    yield Person("observer", Role.OBSERVER, "observer")
    yield Person("civil", Role.CIVIL_SOCIETY, "civil")
    yield Person("stakeholder", Role.STAKEHOLDER, "stakeholder")


def make_cast(today: date) -> dict[str, Seat]:
    """Write countries, bodies, terms and accounts; seats by the local part of the address."""
    countries = {letter: _country(letter) for letter in LETTERS}
    PresidencyTerm.objects.create(
        country=countries[PRESIDENCY], starts=today - timedelta(days=180), ends=today + timedelta(days=184),
        source=NOTE,
        letterhead_en="Ministry of Foreign Affairs\nVice-Ministry for Migration",
        letterhead_es="Ministerio de Relaciones Exteriores\nViceministerio de Migración",
    )  # fmt: skip
    hats = _hats()
    # One hash for all: hashing well is slow on purpose, and the password is public.
    password = make_password(PASSWORD)
    seats = {}
    for person in people():
        user = User.objects.create(email=person.email, name=person.name, language=person.language, password=password)
        english, spanish = MINISTRIES.get(person.office, ("", ""))
        membership = Membership.objects.create(
            user=user,
            role=person.role,
            country=countries.get(person.place),
            hat=hats.get(person.place),
            institution_en=english,
            institution_es=spanish,
            starts=date(2020, 1, 1),
        )
        seats[person.local] = Seat(user=user, membership=membership)
    return seats


def _country(letter: str) -> Country:
    country = Country.objects.create(
        code=f"XX{letter}",
        iso2=f"Q{ISO2[letter]}",
        name_en=f"Country {letter}",
        name_es=f"País {letter}",
        time_zone=ZONES[letter],
        is_placeholder=True,
        source=NOTE,
    )
    Standing.objects.create(country=country, kind=StandingKind.MEMBER, starts=SINCE, source=NOTE)
    return country


def _hats() -> dict[str, Hat]:
    """The Secretariat's own hat, and one placeholder body for each other role."""
    secretariat = Body.objects.get(code="executive-secretariat")
    hats = {"secretariat": Hat.objects.get_or_create(body=secretariat, kind=HatKind.SECRETARIAT)[0]}
    kinds = {"observer": HatKind.OBSERVER, "civil": HatKind.CIVIL_SOCIETY, "stakeholder": HatKind.STAKEHOLDER}
    for name, (code, kind, english, spanish) in BODIES.items():
        body = Body.objects.create(code=code, kind=kind, name_en=english, name_es=spanish, source=NOTE, note=NOTE)
        hats[name] = Hat.objects.create(body=body, kind=kinds[name])
    Standing.objects.create(body=hats["observer"].body, kind=StandingKind.OBSERVER, starts=SINCE, source=NOTE)
    return hats
