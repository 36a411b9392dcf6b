"""Questionnaires of the demonstration: a survey with results, one open to all, the network's own, a request.

And the next version of the country template, as a draft. Respondents are placeholders.
"""

from typing import Any

from accounts.models import Body, StakeholderCategory
from accounts.seats import Seat
from portal.loaders.demonstration.stage import Stage
from reporting.actions.cycles import close_call, create_call, open_call
from reporting.actions.respondents import invite
from reporting.actions.responses import clear_response, response_of, save_response
from reporting.actions.results import publish_results
from reporting.actions.templates import create_template, freeze, next_version, save_question, save_section
from reporting.enums import QuestionType, RespondentKind, Scope, TemplateAudience
from reporting.models import Call, Cycle, Question, Response, TemplateVersion
from reporting.queries.templates import questions_of
from reporting.rules import last_word_of

WHY = {
    "en": (
        "Several institutions already work on it, and a common approach would save effort.",
        "Cases that cross borders cannot be followed by one institution alone.",
        "The measures taken so far are recent and need to be consolidated.",
        "Without it, the other objectives are hard to reach.",
        "",
    ),
    "es": (
        "Varias instituciones ya trabajan en ello y un enfoque común ahorraría esfuerzos.",
        "Los casos que cruzan fronteras no puede seguirlos una sola institución.",
        "Las medidas tomadas hasta ahora son recientes y deben consolidarse.",
        "Sin ello, los demás objetivos son difíciles de alcanzar.",
        "",
    ),
}
ACTION = {
    "en": "A common calendar of training, with the materials of each institution shared in both languages.",
    "es": "Un calendario común de capacitación, con los materiales de cada institución en ambos idiomas.",
}
RANKED = {
    "A": (8, 10, 4), "B": (3, 8, 14, 1), "D": (8, 4, 17), "E": (10, 8, 23), "F": (3, 4, 8, 21), "G": (8, 23, 1, 10),
    "K": (4, 14, 8),
}  # fmt: skip
OTHERS = (
    # kind, organization, category, language, ranking, may it be quoted
    (RespondentKind.CIVIL_SOCIETY, "Civil organization A", "civil-society", "en", (8, 7, 14), True),
    (RespondentKind.CIVIL_SOCIETY, "Organización civil B", "civil-society", "es", (7, 8, 17), True),
    (RespondentKind.CIVIL_SOCIETY, "Organización civil C", "civil-society", "es", (7, 16), False),
    (RespondentKind.CIVIL_SOCIETY, "Civil organization D", "civil-society", "en", (8, 13, 7), False),
    (RespondentKind.OBSERVER, "Observer body B", "", "en", (1, 23, 8), True),
    (RespondentKind.OBSERVER, "Organismo observador C", "", "es", (1, 4), False),
    (RespondentKind.OBSERVER, "Observer body D", "", "en", (23, 1, 10), True),
    (RespondentKind.STAKEHOLDER, "University B", "academia", "en", (1, 3), True),
    (RespondentKind.STAKEHOLDER, "Sindicato A", "trade-unions", "es", (6, 22), False),
)
OBSTACLES = ("resources", "coordination", "legal", "data", "public", "other")


def survey_of_priorities(stage: Stage, cycle: Cycle) -> Call:
    """Answered by members and others, closed, its results published before the regional report begins."""
    stage.clock.go(-70)
    call = call_on(stage, cycle, "survey_of_priorities", -30)
    stage.clock.go(-60)
    for place, (letter, ranking) in enumerate(RANKED.items()):
        seat = stage.cast[f"focal.{letter.lower()}"]
        response = response_of(call=call, by=seat)
        _answer(response, ranking, place, consent=place % 3 == 0, by=seat)
    for place, (kind, name, category, language, ranking, quoted) in enumerate(OTHERS, start=len(RANKED)):
        invited = invite(
            call=call, kind=kind, organization=name, email=f"respondent{place}@demo.example", language=language,
            category=StakeholderCategory.objects.filter(code=category).first(), by=stage.secretariat,
        )  # fmt: skip
        _answer(invited, ranking, place, consent=quoted)
    invite(
        call=call, kind=RespondentKind.OBSERVER, organization="Observer body E", email="respondent99@demo.example",
        language="en", by=stage.secretariat,
    )  # fmt: skip
    stage.clock.go(-28)
    close_call(call=call, by=stage.secretariat)
    publish_results(call=call, by=stage.cast["presidency"])
    return call


def open_questionnaires(stage: Stage, cycle: Cycle) -> None:
    """One for stakeholders, open to whoever confirms an address; the network's own; a working group's request."""
    stage.clock.go(-20)
    call_on(stage, cycle, "stakeholder_questionnaire", 30, is_open_to_all=True)
    network = call_on(stage, cycle, "contributions_of_rncom", 20)
    invited = invite(
        call=network, kind=RespondentKind.RNCOM, organization="RNCOM (placeholder)",
        email="network@demo.example", language="en", by=stage.secretariat,
    )  # fmt: skip
    asked = {question.code: question for question in questions_of(network.template_version)}
    words = "The network held three meetings with its member organizations and shares their findings here."
    advice = [{"objective": 7, "text": "Agree on common guidance for the care of children on the move."}]
    save_response(
        response=invited, saves=0, consent=True, submit=True,
        answers={asked["contributions"]: {"text": words}, asked["recommendations"]: {"items": advice}},
    )  # fmt: skip
    stage.clock.go(-15)
    _request(stage, cycle)


def draft_of_next_template(stage: Stage) -> TemplateVersion:
    """Version 2 of the country template, in which one question has another code."""
    stage.clock.go(-2)
    version = next_version(template=stage.template.template, by=stage.secretariat)
    question = Question.objects.select_related("section__version__template").get(
        section__version=version, code="support"
    )
    names = ("type", "help_en", "help_es", "word_limit", "item_limit", "is_core", "place", "choices")
    fields: dict[str, Any] = {name: getattr(question, name) for name in names}
    fields |= {
        "code": "cooperation",
        "label_en": "Cooperation sought or offered",
        "label_es": "Cooperación solicitada u ofrecida",
    }
    save_question(section=question.section, question=question, fields=fields, saves=0, by=stage.secretariat)
    return version


def call_on(stage: Stage, cycle: Cycle, code: str, due: float, **fields: Any) -> Call:
    """An open questionnaire whose indicative date is so many days from now."""
    version = TemplateVersion.objects.select_related("template").get(template__code=code, number=1)
    due_at = stage.clock.moment(due).replace(hour=23, minute=59)
    call = create_call(
        cycle=cycle, template_version=version, scheme=stage.scheme, due_at=due_at, by=stage.secretariat, **fields
    )
    open_call(call=call, by=stage.secretariat)
    return call


def _answer(response: Response, ranking: tuple[int, ...], place: int, *, consent: bool, by: Any = None) -> None:
    language = response.language
    asked = {question.code: question for question in questions_of(response.call.template_version)}
    why = WHY[language]
    items = [{"objective": number, "text": why[(place + n) % len(why)]} for n, number in enumerate(ranking)]
    answers: dict[Any, dict[str, Any]] = {
        asked["objectives"]: {"items": items},
        asked["obstacles"]: {"choices": [OBSTACLES[(place + n) % 6] for n in range(1 + place % 3)]},
    }
    if place % 2 == 0:
        answers[asked["action"]] = {"text": ACTION[language]}
    _save(response, answers, consent=consent, by=by)


def _save(response: Response, answers: dict[Any, Any], *, consent: bool, by: Any = None) -> None:
    """Written and submitted; a country's focal point writes, who has the last word in its clearance submits."""
    country = response.country
    save_response(response=response, answers=answers, consent=consent, submit=country is None, saves=0, by=by)
    if country:
        last = last_word_of(country)[0]
        clear_response(response=response, saves=response.saves, by=Seat(last.user, last))


def _request(stage: Stage, cycle: Cycle) -> None:
    """A working group asks the members two questions; three have answered so far."""
    group = Body.objects.filter(code="demo-working-group").first() or Body.objects.create(
        code="demo-working-group", kind="organ", name_en="Working group of the demonstration",
        name_es="Grupo de trabajo de la demostración", source="Placeholder of the demonstration.",
    )  # fmt: skip
    by = stage.secretariat
    version = create_template(
        code="demo_request", audience=TemplateAudience.REQUEST, name_en="Request for information on consular networks",
        name_es="Solicitud de información sobre las redes consulares", by=by,
    )  # fmt: skip
    titles = {"title_en": "Consular networks", "title_es": "Redes consulares", "intro_en": "", "intro_es": ""}
    fields: dict[str, Any] = {"code": "networks", "scope": Scope.REPORT} | titles
    section = save_section(version=version, section=None, fields=fields, saves=0, by=by)
    for code, en, es in (
        (
            "offices",
            "Which consular offices cooperate with those of other members?",
            "¿Qué oficinas consulares cooperan con las de otros miembros?",
        ),
        ("contact", "What would help them most?", "¿Qué les ayudaría más?"),
    ):
        words = {"code": code, "type": QuestionType.TEXT, "label_en": en, "label_es": es, "word_limit": 150}
        save_question(section=section, question=None, fields=words, saves=0, by=by)
    freeze(version=version, by=by)
    due_at = stage.clock.moment(12).replace(hour=23, minute=59)
    call = create_call(cycle=cycle, template_version=version, scheme=stage.scheme, due_at=due_at, owner=group, by=by)
    open_call(call=call, by=by)
    asked = questions_of(version)
    for letter in "DFK":
        seat = stage.cast[f"focal.{letter.lower()}"]
        response = response_of(call=call, by=seat)
        language = response.language
        answers = {asked[0]: {"text": WHY[language][0]}, asked[1]: {"text": ACTION[language]}}
        _save(response, answers, consent=False, by=seat)
