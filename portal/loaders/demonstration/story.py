"""What happened in the demonstration: one cycle in 2022, and one under way with a country in every state."""

from datetime import date, datetime

from accounts.seats import Seat
from common.dates import secretariat_zone
from objectives.models import Scheme
from portal.loaders.demonstration.clock import Clock
from portal.loaders.demonstration.texts import Texts
from portal.loaders.demonstration.work import Work
from reporting.actions.answers import leave_proposal, save_proposal, start_from_last_cycle, take_proposal
from reporting.actions.clarification import (
    add_internal_note,
    draft_edit,
    draft_question,
    reply,
    resolve,
    send_request,
    take_edit,
)
from reporting.actions.cycles import (
    ask_extension,
    close_call,
    create_call,
    create_cycle,
    grant_extension,
    open_call,
    state_intention,
)
from reporting.actions.submission import publish, withdraw
from reporting.enums import AnswerKind, AssignmentStatus, Audience
from reporting.models import Call, Cycle, Delegation, Proposal, Revision, TemplateVersion

LAST_CYCLE = {
    "A": [1, 3, 5, 8, 14, 15, 21],
    "B": [1, 4, 6, 9, 14, 18, 20],
    "D": [2, 5, 7, 8, 11, 15, 23],
    "E": [3, 7, 10, 12, 17, 21],
    "F": [2, 6, 9, 13, 16, 19, 22],
    "G": [1, 4, 10, 11, 12, 18, 23],
    "K": [5, 8, 9, 14, 19, 20, 21],
}
# The objectives that each country reports on; countries take turns with the sentences in this order.
REPORTED = {
    "G": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23],
    "D": [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 14, 15, 17, 18, 19, 20, 21, 23],
    "K": [1, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 16, 18, 20, 21, 22, 23],
    "B": [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 14, 15, 17, 18, 20, 21, 23],
    "F": [2, 3, 5, 6, 7, 8, 10, 12, 14, 15, 16, 18, 19, 21, 22, 23],
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


class Story:
    """Everybody acts in turn, each in their own seat. Days count from today."""

    def __init__(self, cast: dict[str, Seat], clock: Clock) -> None:
        self.cast, self.clock = cast, clock
        self.texts = Texts(clock.today.year)
        self.secretariat = cast["secretariat"]
        self.template = TemplateVersion.objects.get(template__code="country_progress", number=1)
        self.scheme = Scheme.objects.get(code="imrf_roundtables")

    def tell(self) -> Cycle:
        """The whole story. Returns the cycle that is under way."""
        last = self.last_cycle()
        self.call = self.open_cycle(last)
        self.country_i()
        self.country_g()
        self.country_d()
        self.country_b()
        self.country_h()
        self.country_f()
        self.country_e()
        self.country_k()
        self.country_a()
        self.country_j()
        self.country_c()
        return self.call.cycle

    def last_cycle(self) -> Cycle:
        """A closed cycle whose answers stand beside the boxes of the present one."""
        zone = secretariat_zone()
        self.clock.set(datetime(2022, 1, 10, 9, tzinfo=zone))
        cycle = create_cycle(
            code="demo-2022",
            name_en="Demonstration cycle 2022",
            name_es="Ciclo de demostración 2022",
            starts=date(2022, 1, 1),
            ends=date(2022, 12, 31),
            is_demonstration=True,
            by=self.secretariat,
        )
        call = self._open_call(cycle, datetime(2022, 3, 2, 23, 59, tzinfo=zone))
        for place, (letter, numbers) in enumerate(LAST_CYCLE.items()):
            self.clock.set(datetime(2022, 2, 7 + place, 10, 30, tzinfo=zone))
            work = self._work(letter, call)
            work.set_chain((*FOREIGN, f"clearer.{work.low}"))
            for number in numbers:
                work.mark("reported", number, kind=AnswerKind.REPORTED)
                for code, pair in self.texts.last_cycle(letter, number, place).items():
                    work.answer(code, number, pair, agreed=True)
            clearance = work.ask_clearance(numbers)
            work.clear(clearance)
            revision = work.hand_in(clearance)
            publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)
        self.clock.set(datetime(2022, 5, 2, 9, tzinfo=zone))
        close_call(call=call, by=self.secretariat)
        return cycle

    def open_cycle(self, last: Cycle) -> Call:
        self.clock.go(-75)
        cycle = create_cycle(
            code="demo",
            name_en="Demonstration cycle",
            name_es="Ciclo de demostración",
            forum_en="Review forum of the demonstration",
            forum_es="Foro de examen de la demostración",
            mandate_en="Conclusion 4.b of the demonstration meeting: “To request the Secretariat to invite "
            "contributions of Member Countries and to compile them by round table.”",
            mandate_es="Conclusión 4.b de la reunión de la demostración: «Solicitar a la Secretaría que invite "
            "a los Países Miembros a presentar contribuciones y que las compile por mesa redonda».",
            instruction_en="The Presidency Pro-Tempore asks that the draft be circulated with two weeks for comments.",
            instruction_es="La Presidencia Pro-Témpore pide circular el borrador con dos semanas para comentarios.",
            starts=self.clock.day(-90),
            ends=self.clock.day(270),
            previous=last,
            is_demonstration=True,
            by=self.secretariat,
        )
        return self._open_call(cycle, self.clock.moment(40).replace(hour=23, minute=59))

    def country_a(self) -> None:
        """In work: partial answers, proposals of two ministries, translations behind their source."""
        work = self._start("A", -70, (*FOREIGN, "clearer.a"), (*VICE, "clearer2.a"))
        self.clock.go(-34)
        ask_extension(assignment=work.assignment, until=self.clock.day(60), by=work.focal_point)
        self.clock.go(-33)
        grant_extension(assignment=work.assignment, until=self.clock.day(60), by=self.secretariat)
        labour, health = self.cast["contributor.a"], self.cast["contributor2.a"]
        for seat, numbers in ((labour, [5, 6, 18, 22]), (health, [7, 15])):
            for number in numbers:
                Delegation.objects.create(assignment=work.assignment, user=seat.user, objective_id=number)
        self._report(work, -20, -6)
        work.stay_silent(13, "not_priority")
        self.clock.go(-5)
        work.write("progress", 1, "en", self._more(work, "progress", 1, "en"))
        work.write("progress", 8, "en", self._more(work, "progress", 8, "en"))
        work.mark("progress", 4, ready=True)
        work.mark("challenges", 4, ready=True)
        self.clock.go(-4.5)
        answer = work.answers["progress", 5]
        words = self.texts.last_cycle("A", 5, 0)["progress"]["en"]
        start_from_last_cycle(answer=answer, text=words, language="en", version=0, by=work.focal_point)
        self.clock.go(-4)
        self._propose(work, labour, "progress", 6)
        self._propose(work, labour, "challenges", 22)
        self._propose(work, health, "progress", 15)
        taken = self._propose(work, labour, "progress", 18)
        left = self._propose(work, health, "progress", 7)
        self.clock.go(-2)
        take_proposal(proposal=taken, text=taken.text, version=0, by=work.focal_point)
        leave_proposal(proposal=left, by=work.focal_point)
        self.clock.go(-1)
        work.write("progress", 3, "en", self.texts.progress("A", 3, 6)["en"])

    def country_b(self) -> None:
        """Published; a second revision is cleared and waits to be submitted."""
        work = self._start("B", -68, (*FOREIGN, "clearer.b"))
        self._report(work, -66, -45)
        work.stay_silent(13, "not_priority")
        work.report_as_a_whole([23, 5, 18, 9])
        revision = work.submit([*REPORTED["B"], 13], -42)
        work.acknowledged(revision, -41)
        self.clock.go(-39)
        publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)
        self.clock.go(-6)
        self._add_to(work, 5, 14)
        work.report(16, 5)
        self.clock.go(-3)
        clearance = work.ask_clearance(
            [*REPORTED["B"], 13, 16], "Se agregó el objetivo 16 y se ampliaron el 5 y el 14."
        )
        self.clock.go(-1)
        work.clear(clearance)

    def country_c(self) -> None:
        """Just submitted; to be published on a later day."""
        work = self._start("C", -60, (*FOREIGN, "clearer.c"))
        self._report(work, -30, -8)
        work.report_as_a_whole([1, 2, 7])
        revision = work.submit(REPORTED["C"], -2)
        publish(revision=revision, audience=Audience.PUBLIC, embargo_until=self.clock.moment(60), by=work.focal_point)

    def country_d(self) -> None:
        """Asked for clarification, answered in part, second revision; the first one is still what others read."""
        work = self._start("D", -71, (*INTERIOR, "clearer.d"), (*VICE, "clearer2.d"))
        self._report(work, -70, -52)
        work.stay_silent(13, "not_priority")
        work.stay_silent(22, "prefer_not")
        work.report_as_a_whole([8, 10, 4, 15])
        objectives = [*REPORTED["D"], 13, 22]
        first = work.submit(objectives, -48)
        work.acknowledged(first, -47)
        self.clock.go(-46)
        publish(revision=first, audience=Audience.PUBLIC, by=work.focal_point)
        self.clock.go(-38)
        ids = {number: work.answers["progress", number].pk for number in (8, 9, 21)}
        by = self.secretariat
        period = draft_question(
            revision=first, answer_id=ids[8], text="¿En qué período se tomaron los perfiles en los consulados?", by=by
        )
        draft_question(
            revision=first, answer_id=ids[9], text="¿El intercambio de pruebas incluye a otros miembros?", by=by
        )
        edit = draft_edit(
            revision=first,
            answer_id=ids[21],
            language="en",
            edit_text=self._more(work, "progress", 21, "en"),
            text="Propuesta de redacción para completar el texto en inglés; el país puede tomarla o dejarla.",
            by=by,
        )
        add_internal_note(
            revision=first, answer_id=ids[8], text="Compare with the number of consulates in the last cycle.", by=by
        )
        send_request(
            revision=first,
            message="Con el propósito de completar la compilación, la Secretaría agradecería estas precisiones.",
            reply_by=self.clock.day(-20),
            by=by,
        )
        self.clock.go(-30)
        for thread in first.threads.all():
            if thread.pk == period.pk:
                reply(thread=thread, text="En los últimos doce meses.", by=work.focal_point)
                self.clock.go(-29)
                resolve(thread=thread, by=by)
            elif thread.pk == edit.pk:
                take_edit(thread=thread, by=work.focal_point)
            else:
                reply(
                    thread=thread,
                    text="Por ahora, solo al país vecino; con otros está en estudio.",
                    by=work.focal_point,
                )
        self._add_to(work, 8, 10)
        second = work.submit(objectives, -12, "Se precisó el período en el objetivo 8 y se ampliaron el 10 y el 21.")
        work.acknowledged(second, -10)
        self.clock.go(-8)
        draft_question(revision=second, answer_id=ids[9], text="¿En qué año se celebró el curso común?", by=by)
        send_request(revision=second, message="", reply_by=self.clock.day(10), by=by)

    def country_e(self) -> None:
        """Published to members only; one question of the Secretariat is open."""
        work = self._start("E", -64, (*FOREIGN, "clearer.e"))
        self._report(work, -50, -30)
        work.no_change(10)
        work.report_as_a_whole([14, 20, 1])
        revision = work.submit([*REPORTED["E"], 10], -27)
        work.acknowledged(revision, -25)
        self.clock.go(-24)
        publish(revision=revision, audience=Audience.MEMBERS, by=work.focal_point)
        self.clock.go(-14)
        question = "Does the agreement on labour mobility also cover the renewal of permits?"
        draft_question(revision=revision, answer_id=work.answers["progress", 5].pk, text=question, by=self.secretariat)
        send_request(revision=revision, message="", reply_by=self.clock.day(5), by=self.secretariat)

    def country_f(self) -> None:
        """Published to all."""
        work = self._start("F", -63, (*FOREIGN, "clearer.f"))
        self._report(work, -58, -34)
        work.no_change(13)
        work.stay_silent(20, "nothing")
        work.report_as_a_whole([2, 21, 6])
        revision = work.submit([*REPORTED["F"], 13, 20], -30)
        work.acknowledged(revision, -29)
        self.clock.go(-28)
        publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)

    def country_g(self) -> None:
        """Published to all, on nearly every objective. Holds the presidency, which is another seat."""
        work = self._start("G", -74, (*FOREIGN, "clearer.g"))
        self._report(work, -73, -42)
        work.stay_silent(22, "nothing")
        work.report_as_a_whole([23, 1, 8, 14])
        revision = work.submit([*REPORTED["G"], 22], -38)
        work.acknowledged(revision, -37)
        self.clock.go(-36)
        publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)

    def country_h(self) -> None:
        """Published, then withdrawn: a dated trace stays."""
        work = self._start("H", -62, (*FOREIGN, "clearer.h"))
        self._report(work, -55, -36)
        work.report_as_a_whole([3, 14, 21])
        revision = work.submit(REPORTED["H"], -33)
        work.acknowledged(revision, -32)
        self.clock.go(-31)
        publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)
        self.clock.go(-6)
        remark = "En revisión por las autoridades competentes."
        withdraw(revision=Revision.objects.get(pk=revision.pk), remark=remark, by=work.focal_point)

    def country_i(self) -> None:
        """Will not report: a neutral state."""
        self.clock.go(-50)
        remark = "The country will take part in the regional workshop and makes no written contribution this time."
        work = self._work("I", self.call)
        state_intention(
            assignment=work.assignment,
            intention=AssignmentStatus.WILL_NOT_REPORT,
            remark=remark,
            by=work.focal_point,
        )

    def country_j(self) -> None:
        """Needs more time to consult and asks for a later date."""
        work = self._start("J", -40, (*FOREIGN, "clearer.j"))
        self.clock.go(-3)
        state_intention(
            assignment=work.assignment,
            intention=AssignmentStatus.NEEDS_TIME,
            remark="Continúan las consultas entre ministerios.",
            by=work.focal_point,
        )
        ask_extension(assignment=work.assignment, until=self.clock.day(70), by=work.focal_point)

    def country_k(self) -> None:
        """Published to all, with some answers for observers or members only; three steps of clearance."""
        steps = ((*FOREIGN, "clearer.k"), (*INTERIOR, "focal2.k"), (*VICE, "clearer2.k"))
        work = self._start("K", -61, *steps)
        self._report(work, -48, -24)
        work.no_change(19)
        work.stay_silent(15, "nothing")
        work.report_as_a_whole([9, 11, 5])
        work.mark("challenges", 9, audience=Audience.OBSERVERS)
        work.mark("challenges", 11, audience=Audience.OBSERVERS)
        work.mark("challenges", 13, audience=Audience.MEMBERS)
        revision = work.submit([*REPORTED["K"], 15, 19], -20)
        work.acknowledged(revision, -19)
        self.clock.go(-18)
        publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)

    def _open_call(self, cycle: Cycle, due_at: datetime) -> Call:
        call = create_call(
            cycle=cycle, template_version=self.template, scheme=self.scheme, due_at=due_at, by=self.secretariat
        )
        open_call(call=call, by=self.secretariat)
        return call

    def _work(self, letter: str, call: Call) -> Work:
        return Work(letter=letter, call=call, cast=self.cast, clock=self.clock, texts=self.texts)

    def _start(self, letter: str, days: float, *chain: tuple[str, str, str]) -> Work:
        """The country acknowledges the invitation and sets its clearance chain."""
        self.clock.go(days)
        work = self._work(letter, self.call)
        work.acknowledge_invitation()
        work.set_chain(*chain)
        return work

    def _report(self, work: Work, begins: float, ends: float) -> None:
        """Write on all of the country's objectives, spread over the days."""
        numbers = REPORTED[work.letter]
        for place, number in enumerate(numbers):
            self.clock.go(begins + (ends - begins) * place / len(numbers))
            work.report(number, _turn(work.letter, number))

    def _more(self, work: Work, code: str, number: int, language: str) -> str:
        return f"{work.text(code, number, language)}\n\n{ADDED[language]}"

    def _add_to(self, work: Work, *numbers: int) -> None:
        """A new paragraph in both languages."""
        for number in numbers:
            for language in (work.source, work.other):
                work.write("progress", number, language, self._more(work, "progress", number, language))

    def _propose(self, work: Work, by: Seat, code: str, number: int) -> Proposal:
        pair = getattr(self.texts, code)("A", number, 7)
        return save_proposal(answer=work.answers[code, number], language="en", text=pair["en"], version=0, by=by)


def _turn(letter: str, number: int) -> int:
    """The country's place among those that report on the objective."""
    return [other for other, numbers in REPORTED.items() if number in numbers].index(letter)
