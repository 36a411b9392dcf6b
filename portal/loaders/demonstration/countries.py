"""One scene for each placeholder member: together they show every state of a contribution."""

from accounts.models import User
from portal.loaders.demonstration.cast import DOMAIN
from portal.loaders.demonstration.stage import FOREIGN, INTERIOR, REPORTED, VICE, Stage
from reporting.actions.answers import leave_proposal, start_from_last_cycle, take_proposal
from reporting.actions.clarification import (
    add_internal_note,
    draft_edit,
    draft_question,
    reply,
    resolve,
    send_request,
    take_edit,
)
from reporting.actions.cycles import ask_extension, grant_extension, state_intention
from reporting.actions.publication import publish
from reporting.actions.submission import withdraw
from reporting.actions.translation import give_texts
from reporting.enums import AssignmentStatus, Audience
from reporting.models import Call, Delegation, Revision

CLEARER_WORDS = "according to what they know rather than to"


def country_a(stage: Stage, call: Call) -> None:
    """In work: partial answers, proposals of two ministries, translations behind their source."""
    work = stage.start("A", call, -70, (*FOREIGN, "clearer.a"), (*VICE, "clearer2.a"))
    stage.clock.go(-34)
    ask_extension(assignment=work.assignment, until=stage.clock.day(60), by=work.focal_point)
    stage.clock.go(-33)
    grant_extension(assignment=work.assignment, until=stage.clock.day(60), by=stage.secretariat)
    labour, health = stage.cast["contributor.a"], stage.cast["contributor2.a"]
    for local, numbers in (("contributor.a", [5, 6, 18, 22]), ("contributor2.a", [7, 15])):
        user = User.objects.get(email=f"{local}@{DOMAIN}")
        for number in numbers:
            Delegation.objects.create(assignment=work.assignment, user=user, objective_id=number)
    stage.report(work, -20, -6)
    work.stay_silent(13, "not_priority")
    give_texts(
        assignment=work.assignment,
        codes=["1/progress/es", "3/progress/es", "5/progress/es", "8/progress/es"],
        translator=stage.cast["translator.a"].user,
        by=work.focal_point,
    )
    stage.clock.go(-5)
    work.write("progress", 1, "en", stage.more(work, "progress", 1, "en"))
    work.write("progress", 8, "en", stage.more(work, "progress", 8, "en"))
    work.mark("progress", 4, ready=True)
    work.mark("challenges", 4, ready=True)
    stage.clock.go(-4.5)
    answer = work.answers["progress", 5]
    words = stage.texts.last_cycle("A", 5, 0)["progress"]["en"]
    start_from_last_cycle(answer=answer, text=words, language="en", version=0, by=work.focal_point)
    stage.clock.go(-4)
    stage.propose(work, labour, "progress", 6)
    stage.propose(work, labour, "challenges", 22)
    stage.propose(work, health, "progress", 15)
    taken = stage.propose(work, labour, "progress", 18)
    left = stage.propose(work, health, "progress", 7)
    stage.clock.go(-2)
    take_proposal(proposal=taken, text=taken.text, version=0, by=work.focal_point)
    leave_proposal(proposal=left, by=work.focal_point)
    stage.clock.go(-1)
    work.write("progress", 3, "en", stage.texts.progress("A", 3, 6)["en"])


def country_b(stage: Stage, call: Call) -> None:
    """Published; a second revision is cleared and waits to be submitted."""
    work = stage.start("B", call, -68, (*FOREIGN, "clearer.b"))
    stage.report(work, -66, -45)
    work.stay_silent(13, "not_priority")
    work.report_as_a_whole([23, 5, 18, 9])
    revision = work.submit([*REPORTED["B"], 13], -42)
    work.acknowledged(revision, -41)
    stage.clock.go(-39)
    publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)
    stage.clock.go(-6)
    stage.add_to(work, 5, 14)
    work.report(16, 5)
    stage.clock.go(-3)
    clearance = work.ask_clearance([*REPORTED["B"], 13, 16], "Se agregó el objetivo 16 y se ampliaron el 5 y el 14.")
    stage.clock.go(-1)
    work.clear(clearance)


def country_c(stage: Stage, call: Call) -> None:
    """Just submitted; to be published on a later day."""
    work = stage.start("C", call, -60, (*FOREIGN, "clearer.c"))
    stage.report(work, -30, -8)
    work.report_as_a_whole([1, 2, 7])
    revision = work.submit(REPORTED["C"], -2)
    publish(revision=revision, audience=Audience.PUBLIC, embargo_until=stage.clock.moment(60), by=work.focal_point)


def country_d(stage: Stage, call: Call) -> None:
    """Asked for clarification, answered in part, second revision; the first one is still what others read."""
    work = stage.start("D", call, -71, (*INTERIOR, "clearer.d"), (*VICE, "clearer2.d"))
    stage.report(work, -70, -52)
    work.stay_silent(13, "not_priority")
    work.stay_silent(22, "prefer_not")
    work.report_as_a_whole([8, 10, 4, 15])
    objectives = [*REPORTED["D"], 13, 22]
    first = work.submit(objectives, -48)
    work.acknowledged(first, -47)
    stage.clock.go(-46)
    publish(revision=first, audience=Audience.PUBLIC, by=work.focal_point)
    stage.clock.go(-38)
    ids = {number: work.answers["progress", number].pk for number in (8, 9, 21)}
    by = stage.secretariat
    period = draft_question(
        revision=first, answer_id=ids[8], text="¿En qué período se tomaron los perfiles en los consulados?", by=by
    )
    draft_question(revision=first, answer_id=ids[9], text="¿El intercambio de pruebas incluye a otros miembros?", by=by)
    edit = draft_edit(
        revision=first,
        answer_id=ids[21],
        language="en",
        edit_text=work.text("progress", 21, "en").replace("according to knowledge rather than", CLEARER_WORDS),
        text="Propuesta de redacción en inglés, para mayor claridad; el país puede tomarla o dejarla.",
        by=by,
    )
    add_internal_note(
        revision=first, answer_id=ids[8], text="Compare with the number of consulates in the last cycle.", by=by
    )
    send_request(
        revision=first,
        message="Con el propósito de completar la compilación, la Secretaría agradecería estas precisiones.",
        reply_by=stage.clock.day(-20),
        by=by,
    )
    stage.clock.go(-30)
    for thread in first.threads.all():
        if thread.pk == period.pk:
            reply(thread=thread, text="En los últimos doce meses.", by=work.focal_point)
            stage.clock.go(-29)
            resolve(thread=thread, by=by)
        elif thread.pk == edit.pk:
            take_edit(thread=thread, by=work.focal_point)
        else:
            reply(
                thread=thread,
                text="Por ahora, solo al país vecino; con otros está en estudio.",
                by=work.focal_point,
            )
    stage.add_to(work, 8, 10)
    second = work.submit(objectives, -12, "Se ampliaron los objetivos 8 y 10 y se ajustó la versión en inglés del 21.")
    work.acknowledged(second, -10)
    stage.clock.go(-8)
    draft_question(revision=second, answer_id=ids[9], text="¿En qué año se celebró el curso común?", by=by)
    send_request(revision=second, message="", reply_by=stage.clock.day(10), by=by)


def country_e(stage: Stage, call: Call) -> None:
    """Published to members only; one question of the Secretariat is open."""
    work = stage.start("E", call, -64, (*FOREIGN, "clearer.e"))
    stage.report(work, -50, -30)
    work.no_change(10)
    work.report_as_a_whole([14, 20, 1])
    revision = work.submit([*REPORTED["E"], 10], -27)
    work.acknowledged(revision, -25)
    stage.clock.go(-24)
    publish(revision=revision, audience=Audience.MEMBERS, by=work.focal_point)
    stage.clock.go(-14)
    question = "Does the agreement on labour mobility also cover the renewal of permits?"
    draft_question(revision=revision, answer_id=work.answers["progress", 5].pk, text=question, by=stage.secretariat)
    send_request(revision=revision, message="", reply_by=stage.clock.day(5), by=stage.secretariat)


def country_f(stage: Stage, call: Call) -> None:
    """Published to all."""
    work = stage.start("F", call, -63, (*FOREIGN, "clearer.f"))
    stage.report(work, -58, -34)
    work.no_change(13)
    work.stay_silent(20, "nothing")
    work.report_as_a_whole([2, 21, 6])
    revision = work.submit([*REPORTED["F"], 13, 20], -30)
    work.acknowledged(revision, -29)
    stage.clock.go(-28)
    publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)


def country_g(stage: Stage, call: Call) -> None:
    """Published to all, on nearly every objective. Holds the presidency, which is another seat."""
    work = stage.start("G", call, -74, (*FOREIGN, "clearer.g"))
    stage.report(work, -73, -42)
    work.stay_silent(22, "nothing")
    work.report_as_a_whole([23, 1, 8, 14])
    revision = work.submit([*REPORTED["G"], 22], -38)
    work.acknowledged(revision, -37)
    stage.clock.go(-36)
    publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)


def country_h(stage: Stage, call: Call) -> None:
    """Published, then withdrawn: a dated trace stays."""
    work = stage.start("H", call, -62, (*FOREIGN, "clearer.h"))
    stage.report(work, -55, -36)
    work.report_as_a_whole([3, 14, 21])
    revision = work.submit(REPORTED["H"], -33)
    work.acknowledged(revision, -32)
    stage.clock.go(-31)
    publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)
    stage.clock.go(-6)
    remark = "En revisión por las autoridades competentes."
    withdraw(revision=Revision.objects.get(pk=revision.pk), remark=remark, by=work.focal_point)


def country_i(stage: Stage, call: Call) -> None:
    """Will not report: a neutral state."""
    stage.clock.go(-50)
    remark = "The country will take part in the regional workshop and makes no written contribution this time."
    work = stage.work("I", call)
    state_intention(
        assignment=work.assignment,
        intention=AssignmentStatus.WILL_NOT_REPORT,
        remark=remark,
        by=work.focal_point,
    )


def country_j(stage: Stage, call: Call) -> None:
    """Needs more time to consult and asks for a later date."""
    work = stage.start("J", call, -40, (*FOREIGN, "clearer.j"))
    stage.clock.go(-3)
    state_intention(
        assignment=work.assignment,
        intention=AssignmentStatus.NEEDS_TIME,
        remark="Continúan las consultas entre ministerios.",
        by=work.focal_point,
    )
    ask_extension(assignment=work.assignment, until=stage.clock.day(70), by=work.focal_point)


def country_k(stage: Stage, call: Call) -> None:
    """Published to all, with some answers for observers or members only; three steps of clearance."""
    steps = ((*FOREIGN, "clearer.k"), (*INTERIOR, "focal2.k"), (*VICE, "clearer2.k"))
    work = stage.start("K", call, -61, *steps)
    stage.report(work, -48, -24)
    work.no_change(19)
    work.stay_silent(15, "nothing")
    work.report_as_a_whole([9, 11, 5])
    work.mark("challenges", 9, audience=Audience.OBSERVERS)
    work.mark("challenges", 11, audience=Audience.OBSERVERS)
    work.mark("challenges", 13, audience=Audience.MEMBERS)
    revision = work.submit([*REPORTED["K"], 15, 19], -20)
    work.acknowledged(revision, -19)
    stage.clock.go(-18)
    publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)
