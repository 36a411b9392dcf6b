"""The world most tests start from: three placeholder members, a template, a scheme, an open call, the cast."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.enums import Role
from accounts.models import ClearanceStep, Country, Membership, PresidencyTerm
from accounts.seats import PUBLIC, Seat
from common.dates import today
from objectives.models import Group, Objective, Principle, Scheme
from reporting.actions.cycles import create_call, create_cycle, open_call
from reporting.enums import QuestionType, ReportPlace, Scope, TemplateAudience
from reporting.models import (
    Assignment,
    Call,
    Cycle,
    Question,
    Section,
    Template,
    TemplateVersion,
)
from tests.factories.seats import make_country, make_seat, make_user

OBJECTIVES_OF_ROUND_TABLES = {
    "RT1": [2, 5, 6, 12, 18],
    "RT2": [4, 8, 9, 10, 11, 13, 21],
    "RT3": [14, 15, 16, 19, 20, 22],
    "RT4": [1, 3, 7, 17, 23],
}
QUESTIONS = [
    # section, scope, code, type, word limit, item limit, core
    ("objective", Scope.OBJECTIVE, "reported", QuestionType.STATEMENT, None, None, True),
    ("objective", Scope.OBJECTIVE, "progress", QuestionType.TEXT, 300, None, True),
    ("objective", Scope.OBJECTIVE, "challenges", QuestionType.TEXT, 200, None, True),
    ("objective", Scope.OBJECTIVE, "challenge_tags", QuestionType.CHOICES, None, None, False),
    ("objective", Scope.OBJECTIVE, "support", QuestionType.TEXT, 150, None, False),
    ("objective", Scope.OBJECTIVE, "practices", QuestionType.PRACTICES, None, 5, False),
    ("objective", Scope.OBJECTIVE, "figures", QuestionType.FIGURES, None, 10, False),
    ("objective", Scope.OBJECTIVE, "principles", QuestionType.PRINCIPLES, None, None, False),
    ("objective", Scope.OBJECTIVE, "evidence", QuestionType.EVIDENCE, None, 10, False),
    ("whole", Scope.REPORT, "institutions", QuestionType.TEXT, 150, None, False),
    ("whole", Scope.REPORT, "priorities", QuestionType.PRIORITIES, None, 5, True),
]
TAGS = [
    {"code": "human_resources", "en": "Human resources", "es": "Recursos humanos"},
    {"code": "staff_training", "en": "Staff training", "es": "Capacitación del personal"},
    {"code": "data_gap", "en": "Data gap", "es": "Falta de datos"},
]


@dataclass
class World:
    """Rows by name. Seats are made fresh, so that a test may end a membership without telling others."""

    countries: dict[str, Country]
    cycle: Cycle
    call: Call
    scheme: Scheme
    assignments: dict[str, Assignment]
    seats: dict[str, Seat] = field(default_factory=dict)

    @property
    def a(self) -> Assignment:
        return self.assignments["A"]

    @property
    def b(self) -> Assignment:
        return self.assignments["B"]

    @property
    def c(self) -> Assignment:
        return self.assignments["C"]

    def focal_point_of(self, country: Country) -> Seat:
        return self.seats[f"focal_point_{country.code[-1].lower()}"]

    def clearer_of(self, country: Country) -> Seat:
        return self.seats[f"clearer_{country.code[-1].lower()}"]

    def __getattr__(self, name: str) -> Seat:
        """`world.secretariat`, `world.focal_point` (of Country A), `world.focal_point_b`, …"""
        try:
            return self.__dict__["seats"][name]
        except KeyError:
            raise AttributeError(name) from None


def build_world() -> None:
    """Write the world's rows. Cheap to read back with `read_world`."""
    countries = {letter: make_country(letter) for letter in "ABC"}
    day = today()
    PresidencyTerm.objects.create(country=countries["C"], starts=date(day.year, 1, 1), ends=date(day.year, 12, 31))
    for letter, country in countries.items():
        for role in (Role.FOCAL_POINT, Role.CLEARER):
            _seat(role, country, f"{role.value}_{letter.lower()}")
        ClearanceStep.objects.create(
            country=country,
            order=1,
            name_en="Ministry of Foreign Affairs",
            name_es="Ministerio de Relaciones Exteriores",
        )
    _seat(Role.CONTRIBUTOR, countries["A"], "contributor", institution_en="Ministry A", institution_es="Ministerio A")
    _seat(Role.TRANSLATOR, countries["A"], "translator")
    _seat(Role.PRESIDENCY, countries["C"], "presidency")
    for role in (Role.SECRETARIAT, Role.OBSERVER, Role.CIVIL_SOCIETY, Role.STAKEHOLDER):
        _seat(role, None, role.value)
    Objective.objects.bulk_create(
        Objective(
            number=n, title_en=f"Title of {n}", title_es=f"Título de {n}", short_en=f"Short {n}", short_es=f"Corto {n}"
        )
        for n in range(1, 24)
    )
    Principle.objects.bulk_create(
        Principle(letter=letter, title_en=f"Principle {letter}", title_es=f"Principio {letter}")
        for letter in "abcdefghij"
    )
    scheme = Scheme.objects.create(
        code="imrf_roundtables", order=1, name_en="Round tables", name_es="Mesas redondas", source="seed"
    )
    for order, (code, numbers) in enumerate(OBJECTIVES_OF_ROUND_TABLES.items(), start=1):
        group = Group.objects.create(
            scheme=scheme, code=code, order=order, name_en=f"Round table {order}", name_es=f"Mesa redonda {order}"
        )
        group.objectives.set(numbers)
    secretariat = _read_seats()["secretariat"]
    cycle = create_cycle(
        code="demo",
        name_en="Demonstration cycle",
        name_es="Ciclo de demostración",
        starts=date(day.year, 1, 1),
        ends=date(day.year + 1, 12, 31),
        is_demonstration=True,
        by=secretariat,
    )
    due = datetime.combine(
        day + timedelta(days=40), datetime.max.time().replace(microsecond=0), ZoneInfo("America/Costa_Rica")
    )
    call = create_call(cycle=cycle, template_version=_template(), scheme=scheme, due_at=due, by=secretariat)
    open_call(call=call, by=secretariat)


def read_world() -> World:
    """The world's rows as they stand in the database."""
    calls = Call.objects.select_related("cycle", "scheme")
    call = calls.get(cycle__code="demo", template_version__template__audience="members")
    assignments = {
        a.country.code[-1]: a
        for a in call.assignments.select_related("call__cycle", "call__template_version__template", "country")
    }
    return World(
        countries={letter: a.country for letter, a in assignments.items()},
        cycle=call.cycle,
        call=call,
        scheme=call.scheme,
        assignments=assignments,
        seats=_read_seats(),
    )


def _seat(role: Role, country: Country | None, name: str, **fields: object) -> None:

    user = make_user(f"{role.label} {country.name_en if country else ''}".strip(), email=f"{name}@world.example")
    make_seat(role, country, user=user, **fields)


def _read_seats() -> dict[str, Seat]:
    """Each person in their first membership in force, as `seat_of` finds it, in one query for all of them."""
    ours = Membership.objects.active().filter(user__email__endswith="@world.example")
    seats: dict[str, Seat] = {}
    for row in ours.select_related("user", "country", "hat__body").order_by("starts", "role", "id"):
        seats.setdefault(row.user.email.removesuffix("@world.example"), Seat(row.user, row))
    return seats | {
        "focal_point": seats["focal_point_a"],
        "clearer": seats["clearer_a"],
        "other_focal_point": seats["focal_point_b"],
        "anonymous": PUBLIC,
    }


def _template() -> TemplateVersion:
    template = Template.objects.create(
        code="country_progress",
        audience=TemplateAudience.MEMBERS,
        name_en="Country progress",
        name_es="Progreso del país",
    )
    version = TemplateVersion.objects.create(template=template, number=1)
    sections = {
        code: Section.objects.create(
            version=version, code=code, order=order, scope=scope, title_en=code.title(), title_es=code.title()
        )
        for order, (code, scope) in enumerate({q[0]: q[1] for q in QUESTIONS}.items(), start=1)
    }
    Question.objects.bulk_create(
        Question(
            section=sections[section],
            order=order,
            code=code,
            type=kind,
            label_en=code.replace("_", " ").capitalize(),
            label_es=f"{code.replace('_', ' ').capitalize()} (es)",
            word_limit=words,
            item_limit=items,
            is_core=core,
            choices=TAGS if kind == QuestionType.CHOICES else [],
            place=ReportPlace.CHALLENGES if kind == QuestionType.CHOICES else ReportPlace.QUOTED,
        )
        for order, (section, _scope, code, kind, words, items, core) in enumerate(QUESTIONS, start=1)
    )
    version.published_at = timezone.now()
    version.save()
    return version
