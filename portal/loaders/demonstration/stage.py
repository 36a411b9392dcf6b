"""What the scenes of the demonstration share: the people, the clock, the call, and how a country goes to work."""

from datetime import datetime

from accounts.models import ClearanceStep
from accounts.seats import Seat
from objectives.models import Scheme
from portal.loaders.demonstration.clock import Clock
from portal.loaders.demonstration.texts import Texts
from portal.loaders.demonstration.work import Work
from reporting.actions.answers import save_proposal
from reporting.actions.cycles import create_call, open_call
from reporting.models import Call, Cycle, Proposal, TemplateVersion

# The objectives that each country reports on; countries take turns with the sentences in this order.
REPORTED = {
    "G": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23],
    "D": [1, 3, 4, 5, 7, 8, 9, 10, 11, 14, 15, 17, 18, 20, 21, 23],
    "K": [1, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 18, 20, 21, 22, 23],
    "B": [1, 2, 4, 5, 6, 8, 9, 10, 11, 14, 15, 17, 18, 20, 21],
    "F": [2, 3, 6, 7, 8, 10, 12, 14, 15, 16, 19, 21, 22, 23],
    "E": [1, 4, 5, 7, 8, 11, 13, 14, 15, 16, 17, 20, 21, 23],
    "C": [1, 2, 4, 6, 7, 9, 12, 14, 15, 19, 21, 23],
    "H": [3, 5, 8, 10, 13, 14, 16, 21],
    "A": [1, 4, 8, 14, 15, 21],
}
FOREIGN = ("Ministry of Foreign Affairs", "Ministerio de Relaciones Exteriores")
INTERIOR = ("Ministry of the Interior", "Ministerio del Interior")
VICE = ("Office of the Vice-Minister", "Despacho Viceministerial")
ADDED = {
    "en": "In the last quarter the institutions concerned reviewed these measures and agreed on a joint calendar.",
    "es": "En el último trimestre las instituciones interesadas revisaron las medidas y acordaron un calendario común.",
}


class Stage:
    """Everybody acts in their own seat. Days count from today."""

    def __init__(self, cast: dict[str, Seat], clock: Clock) -> None:
        self.cast, self.clock = cast, clock
        self.texts = Texts(clock.today.year)
        self.secretariat = cast["secretariat"]
        self.template = TemplateVersion.objects.get(template__code="country_progress", number=1)
        self.scheme = Scheme.objects.get(code="imrf_roundtables")

    def open_call(self, cycle: Cycle, due_at: datetime) -> Call:
        call = create_call(
            cycle=cycle, template_version=self.template, scheme=self.scheme, due_at=due_at, by=self.secretariat
        )
        open_call(call=call, by=self.secretariat)
        return call

    def work(self, letter: str, call: Call) -> Work:
        return Work(letter=letter, call=call, cast=self.cast, clock=self.clock, texts=self.texts)

    def start(self, letter: str, call: Call, days: float, *chain: tuple[str, str, str]) -> Work:
        """The country acknowledges the invitation and sets its clearance chain."""
        self.clock.go(days)
        work = self.work(letter, call)
        work.acknowledge_invitation()
        work.set_chain(*chain)
        return work

    def signers(self, letter: str) -> list[Seat]:
        """Who is named for the steps of a country's chain, in order."""
        steps = ClearanceStep.objects.filter(country=self.cast[f"focal.{letter}"].home).order_by("order")
        seats = {seat.user: seat for seat in self.cast.values()}
        return [seats[step.clearers.all()[0]] for step in steps.prefetch_related("clearers")]

    def report(self, work: Work, begins: float, ends: float) -> None:
        """Write on all of the country's objectives, spread over the days."""
        numbers = REPORTED[work.letter]
        for place, number in enumerate(numbers):
            self.clock.go(begins + (ends - begins) * place / len(numbers))
            work.report(number, _turn(work.letter, number))

    def more(self, work: Work, code: str, number: int, language: str) -> str:
        return f"{work.text(code, number, language)}\n\n{ADDED[language]}"

    def add_to(self, work: Work, *numbers: int) -> None:
        """A new paragraph in both languages."""
        for number in numbers:
            for language in (work.source, work.other):
                work.write("progress", number, language, self.more(work, "progress", number, language))

    def propose(self, work: Work, by: Seat, code: str, number: int) -> Proposal:
        pair = getattr(self.texts, code)("A", number, 7)
        return save_proposal(answer=work.answers[code, number], language="en", text=pair["en"], version=0, by=by)


def _turn(letter: str, number: int) -> int:
    """The country's place among those that report on the objective."""
    return [other for other, numbers in REPORTED.items() if number in numbers].index(letter)
