"""What the people of one country do with their contribution, through the same actions as the pages."""

from typing import Any

from accounts.actions.chain import set_chain
from accounts.seats import Seat
from portal.loaders.demonstration.clock import Clock
from portal.loaders.demonstration.texts import Pair, Texts
from reporting.actions.answers import agree_translation, save_item, save_marks, save_text
from reporting.actions.clarification import acknowledge
from reporting.actions.clearance import ask_clearance, sign
from reporting.actions.cycles import state_intention
from reporting.actions.submission import submit
from reporting.checks import Severity, run_checks
from reporting.enums import AnswerKind, AssignmentStatus
from reporting.models import Answer, AnswerText, Assignment, Call, Revision
from reporting.snapshots import answers_of

SILENT = {"nothing": AnswerKind.NOTHING, "not_priority": AnswerKind.NOT_PRIORITY, "prefer_not": AnswerKind.PREFER_NOT}
TAGS = (
    "financial_resources",
    "staff_training",
    "coordination_local",
    "human_resources",
    "data_gap",
    "gender_perspective",
    "coordination_institutions",
    "material_resources",
    "legal_gap",
)
# Which of these each country meets: some are common to all, some are one country's own.
CHALLENGES = {
    "A": (0, 1, 3),
    "B": (0, 1, 4, 5),
    "C": (0, 2, 6),
    "D": (0, 1, 2, 7),
    "E": (0, 1, 3, 5),
    "F": (0, 3, 6),
    "G": (0, 1, 2, 3, 8),
    "H": (0, 2, 4),
    "K": (0, 2, 4, 6),
}
EVALUATION = {"en": "Evaluation", "es": "Evaluación"}
REASON = {
    "en": "To be completed in a later revision, once consultations have ended.",
    "es": "Se completará en una revisión posterior, una vez concluidas las consultas.",
}


class Work:
    """One country's contribution to one call, in the hands of its team."""

    def __init__(self, *, letter: str, call: Call, cast: dict[str, Seat], clock: Clock, texts: Texts) -> None:
        self.letter, self.low, self.cast, self.clock, self.texts = letter, letter.lower(), cast, clock, texts
        self.focal_point = cast[f"focal.{self.low}"]
        self.colleague = cast[f"focal2.{self.low}"]
        self.assignment = Assignment.objects.select_related(
            "call__cycle", "call__template_version__template", "country"
        ).get(call=call, country=self.focal_point.country)
        self.source = self.focal_point.user.language if self.focal_point.user else "en"
        self.other = "es" if self.source == "en" else "en"
        self.answers: dict[tuple[str, int | None], Answer] = {}
        self.rows: dict[tuple[str, int | None, str], AnswerText] = {}
        for answer in answers_of(self.assignment):
            answer.assignment = self.assignment
            self.answers[answer.question.code, answer.objective_id] = answer
            for row in answer.texts.all():
                self.rows[answer.question.code, answer.objective_id, row.language] = row

    def acknowledge_invitation(self) -> None:
        state_intention(
            assignment=self.assignment, intention=AssignmentStatus.ACKNOWLEDGED, remark="", by=self.focal_point
        )

    def set_chain(self, *steps: tuple[str, str, str]) -> None:
        """Clearance steps (English name, Spanish name, local part of the clearer's address)."""
        chain = [{"name_en": en, "name_es": es, "clearers": [self.cast[who].user]} for en, es, who in steps]
        set_chain(country=self.assignment.country, steps=chain, by=self.focal_point)

    def text(self, code: str, number: int, language: str) -> str:
        """The words as they stand now."""
        return self.rows[code, number, language].text

    def write(self, code: str, number: int | None, language: str, text: str, *, by: Seat | None = None) -> None:
        """Save one text over whatever is stored now."""
        answer, row = self.answers[code, number], self.rows[code, number, language]
        self.rows[code, number, language] = save_text(
            answer=answer, language=language, text=text, version=row.version, by=by or self.focal_point
        )

    def answer(self, code: str, number: int, pair: Pair, *, translated: bool = True, agreed: bool = False) -> None:
        """A text in the country's language, with its translation unless it is left in the original alone."""
        by = self.colleague if number % 2 else self.focal_point
        self.write(code, number, self.source, pair[self.source], by=by)
        if translated:
            self.write(code, number, self.other, pair[self.other], by=self.cast.get(f"translator.{self.low}", by))
        if translated and agreed:
            row = self.rows[code, number, self.other]
            agree_translation(row=row, version=row.version, by=self.focal_point)

    def mark(self, code: str, number: int | None, **marks: Any) -> None:
        """Kind, choices, narrower audience or readiness of an answer."""
        answer = self.answers[code, number]
        self.answers[code, number] = save_marks(answer=answer, version=answer.version, by=self.focal_point, **marks)

    def report(self, number: int, turn: int) -> None:
        """Everything on one objective: words in both languages, marks, now and then a figure or a practice."""
        draw = self.texts.number("medium", self.letter, number)
        self.mark("reported", number, kind=AnswerKind.REPORTED)
        agreed, translated = draw % 2 == 0, draw % 11 != 0
        self.answer(
            "progress", number, self.texts.progress(self.letter, number, turn), translated=translated, agreed=agreed
        )
        self.answer("challenges", number, self.texts.challenges(self.letter, number, turn), agreed=agreed)
        met = CHALLENGES[self.letter]
        self.mark("challenge_tags", number, choices=sorted({TAGS[met[place % len(met)]] for place in (draw, number)}))
        self.mark("principles", number, choices=sorted({"abcdefghij"[draw % 10], "abcdefghij"[(draw + number) % 10]}))
        if words := self.texts.support(self.letter, number, turn):
            self.answer("support", number, words, agreed=agreed)
            self.mark("support_types", number, choices=[words["type"]])
        if draw % 3 == 0:
            self.add_figure(number)
        if draw % 4 == 1:
            self.add_item("practices", number, _titles(self.texts.items["practices"][str(number)]))
        if draw % 7 == 2:
            practice = self.texts.items["practices"][str(number)][self.source]
            self.add_evidence(
                "evidence", number, ("Evaluación: " if self.source == "es" else "Evaluation: ") + practice
            )

    def stay_silent(self, number: int, why: str) -> None:
        self.mark("reported", number, kind=SILENT[why])

    def no_change(self, number: int) -> None:
        self.mark("reported", number, kind=AnswerKind.NO_CHANGE)

    def report_as_a_whole(self, priorities: list[int]) -> None:
        """Institutions, priorities in the country's own order, and a national report for some."""
        for language, text in self.texts.institutions(self.letter).items():
            self.write("institutions", None, language, text)
        for number in priorities:
            self.add_priority(number)
        if len(priorities) % 2 == 0:
            self.add_item("priorities", None, self.texts.items["topics"][0])
            title = "Informe ejecutivo nacional" if self.source == "es" else "National executive report"
            self.add_evidence("national_report", None, title)

    def add_priority(self, number: int) -> None:
        words = self.texts.items["priorities"][str(number)]
        self.add_item("priorities", None, {"objective": number, "text_en": words["en"], "text_es": words["es"]})

    def add_figure(self, number: int) -> None:
        label = self.texts.items["figures"][str(number)]
        value = self.texts.number("medium" if number in (1, 17, 19, 23) else "large", self.letter, number, "figure")
        source = "Registros administrativos nacionales" if self.source == "es" else "National administrative records"
        data = {
            "label_en": label["en"],
            "label_es": label["es"],
            "value": f"{value:,}".replace(",", " "),
            "year": str(self.texts.year - 1),
            "source": source,
        }
        self.add_item("figures", number, data)

    def add_evidence(self, code: str, number: int | None, title: str) -> None:
        address = f"https://country-{self.low}.example/{code}/{number or 'report'}"
        data = {"title": title, "language": self.source, "year": str(self.texts.year - 1), "address": address}
        self.add_item(code, number, data)

    def add_item(self, code: str, number: int | None, data: dict[str, Any]) -> None:
        save_item(answer=self.answers[code, number], data=data, by=self.focal_point)

    def ask_clearance(self, objectives: list[int], what_changed: str = "") -> Any:
        """Ask for clearance of these objectives and of the whole; each warning gets a reason."""
        findings = run_checks(self.assignment, objectives=objectives, includes_whole=True)
        reasons = {f.key: REASON[self.source] for f in findings if f.severity == Severity.WARNING}
        return ask_clearance(
            assignment=self.assignment,
            objectives=objectives,
            includes_whole=True,
            what_changed=what_changed,
            reasons=reasons,
            by=self.focal_point,
        )

    def clear(self, clearance: Any) -> None:
        """Sign every step of the chain, each by the clearer who is named for it."""
        steps = self.assignment.country.clearance_steps.order_by("order").prefetch_related("clearers")
        signers = {step.order: step.clearers.all()[0] for step in steps}
        seats = {seat.user: seat for seat in self.cast.values()}
        for step in clearance.steps:
            sign(clearance=clearance, cleared=True, remark="", by=seats[signers[step["order"]]])

    def hand_in(self, clearance: Any) -> Revision:
        """Submit a cleared round."""
        revision = submit(clearance=clearance, by=self.focal_point)
        self.assignment.refresh_from_db(fields=["status"])
        return revision

    def submit(self, objectives: list[int], days: float, what_changed: str = "") -> Revision:
        """Clearance asked two days before, signatures the day after that, submission on the day."""
        self.clock.go(days - 2)
        clearance = self.ask_clearance(objectives, what_changed)
        self.clock.go(days - 1)
        self.clear(clearance)
        self.clock.go(days)
        return self.hand_in(clearance)

    def acknowledged(self, revision: Revision, days: float) -> None:
        """The Secretariat acknowledges receipt."""
        self.clock.go(days)
        acknowledge(revision=revision, by=self.cast["secretariat"])


def _titles(pair: dict[str, str]) -> dict[str, str]:
    return {"title_en": pair["en"], "title_es": pair["es"]}
