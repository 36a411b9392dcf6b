"""The one next act of the person who looks at a contribution: what exactly to do now, by role and state."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clearance import Lost, has_chain, may_sign_step
from accounts.enums import Role
from accounts.seats import Seat
from common.i18n import current_language
from reporting import rules
from reporting.actions.clearance import next_step
from reporting.enums import AssignmentStatus, ProposalStatus, RoundStatus, TranslationState
from reporting.models import Answer, Assignment, ClearanceRound, Publication, Revision
from reporting.policy import Act
from reporting.queries import workspace as queries
from reporting.queries.workspace import ObjectiveWork
from reporting.snapshots import is_stale
from reporting.views.workspace.base import objective_label

SHOWN = 6


@dataclass(frozen=True)
class NextAct:
    """An act in words and where it is done; with `post` it is done at once by a button that sends these fields."""

    title: str
    why: str = ""
    label: str = ""
    url: str = ""
    icon: str = "pencil"
    post: tuple[tuple[str, str], ...] = ()


@dataclass
class Situation:
    """How the contribution stands, as far as the next act depends on it."""

    seat: Seat
    assignment: Assignment
    work: dict[int | None, ObjectiveWork]
    latest: ClearanceRound | None
    revision: Revision | None
    publication: Publication | None
    step: dict | None = None
    may_sign: bool = False
    lost: str = ""
    has_chain: bool = True
    delegated: set[int] = field(default_factory=set)
    proposed: dict[int | None, str] = field(default_factory=dict)

    @property
    def live(self) -> ClearanceRound | None:
        """The round under way, or cleared and not yet submitted."""
        return self.latest if self.latest and self.latest.status in (RoundStatus.OPEN, RoundStatus.CLEARED) else None

    def numbers(self, *states: str) -> list[int]:
        """Objectives in one of these states, in order."""
        return sorted(n for n, row in self.work.items() if n and row.state in states)

    @property
    def answers(self) -> list[Answer]:
        return [answer for row in self.work.values() for answer in row.answers]


def situation_of(
    seat: Seat,
    assignment: Assignment,
    work: dict[int | None, ObjectiveWork],
    revision: Revision | None,
    publication: Publication | None,
) -> Situation:
    """Reads what the next act of this seat depends on; the number of queries does not grow with what is written."""
    found = Situation(seat, assignment, work, assignment.rounds.first(), revision, publication)
    if found.latest and found.latest.status == RoundStatus.OPEN:
        found.step = next_step(found.latest)
        turn = may_sign_step(seat, assignment.country, found.step)
        found.may_sign = bool(turn and rules.may(seat, Act.SIGN, assignment))
        found.lost = turn.why if isinstance(turn, Lost) else ""
    if seat.is_focal_point:
        found.has_chain = has_chain(assignment.country)
    if seat.is_contributor:
        found.delegated = queries.delegated_to(assignment, seat.user)
        found.proposed = queries.proposed_by(assignment, seat.user)
    return found


def acts_for(at: Situation) -> list[NextAct]:
    """What waits for this person, the most pressing first; never empty, since waiting is said too."""
    return list(_acts(at))[:SHOWN] or [NextAct(_("Nothing waits for you"), icon="circle-check")]


def _acts(at: Situation) -> Iterator[NextAct]:
    if at.assignment.status == AssignmentStatus.WILL_NOT_REPORT:
        yield NextAct(
            _("Nothing is asked of you"),
            _("Your country told the Secretariat that it will not report. A focal point can take that back."),
            icon="minus",
        )
        return
    if at.may_sign and at.step:
        yield NextAct(
            _("Clear or return step %(n)s: %(step)s") % {"n": at.step["order"], "step": _step_name(at.step)},
            _("The text waits for your signature before it can leave the country."),
            _("Read and sign"),
            _to("clearance", at),
            "shield-check",
        )
    yield from OF_ROLE[at.seat.role](at)


def _focal_point(at: Situation) -> Iterator[NextAct]:
    call_open = at.assignment.call.is_open
    if call_open and at.assignment.status == AssignmentStatus.INVITED:
        yield NextAct(
            _("Acknowledge the invitation"),
            _("One press tells the Secretariat that it arrived. It commits your country to nothing."),
            _("Acknowledge"),
            _to("intention", at),
            "mail",
            (("intention", AssignmentStatus.ACKNOWLEDGED),),
        )
    yield from _questions(at)
    if call_open:
        yield from _clearance(at)
    yield from _publication(at)
    if call_open and not at.live:
        yield from _writing(at)
    if not call_open and not at.revision:
        yield NextAct(_("The call is closed"), _("The working copy can be read but no longer changed."), icon="lock")


def _questions(at: Situation) -> Iterator[NextAct]:
    for number, row in sorted(at.work.items(), key=lambda pair: pair[0] or 99):
        if row.questions:
            yield NextAct(
                _("Answer the Secretariat's question on: %(what)s") % {"what": objective_label(number)},
                _("It asks about what you submitted; nothing else waits until you reply."),
                _("Read and reply"),
                _to("threads", at),
                "undo-2",
            )


def _clearance(at: Situation) -> Iterator[NextAct]:
    if at.live and at.live.status == RoundStatus.CLEARED:
        yield NextAct(
            _("Submit what was cleared"),
            _("Every step has signed. Until you submit, nobody outside your country sees it."),
            _("Go to submission"),
            _to("clearance", at),
            "send",
        )
    elif at.lost:
        yield NextAct(
            _("Take the clearance back and ask again"), at.lost, _("See the clearance"), _to("clearance", at), "undo-2"
        )
    elif at.live and at.step and not at.may_sign:
        yield NextAct(
            _("Wait for clearance, step %(n)s: %(step)s") % {"n": at.step["order"], "step": _step_name(at.step)},
            _("Changing an included text now means asking again."),
            _("See the clearance"),
            _to("clearance", at),
            "eye",
        )
    elif at.latest and at.latest.status == RoundStatus.RETURNED:
        yield NextAct(
            _("Read why clearance was returned, mend the text and ask again"),
            "",
            _("Read the note"),
            _to("clearance", at),
            "undo-2",
        )


def _writing(at: Situation) -> Iterator[NextAct]:
    for number, row in at.work.items():
        if row.proposals:
            yield NextAct(
                _("Take or leave the proposed text on: %(what)s") % {"what": objective_label(number)},
                _("A ministry wrote it for you. Its text becomes the country's only when you take it."),
                _("Look at it"),
                _page(at, number),
                "git-compare",
            )
    begun, done = at.numbers("in_progress"), at.numbers(*queries.FINISHED)
    to_send = any(row.state in queries.FINISHED or row.sent == queries.CHANGED for row in at.work.values())
    if begun:
        row = at.work[begun[0]]
        left = row.asked - row.answered
        yield NextAct(
            _("Go on with objective %(n)s") % {"n": begun[0]},
            ngettext("%(count)s answer is still open.", "%(count)s answers are still open.", left) % {"count": left},
            _("Go on"),
            _page(at, begun[0]),
        )
    elif not to_send and not at.revision and (untouched := at.numbers("not_started")):
        yield NextAct(
            _("Begin with objective %(n)s") % {"n": untouched[0]},
            _("Or with any other below: they can be answered in any order, and any of them left out."),
            _("Begin"),
            _page(at, untouched[0]),
        )
    if to_send and not at.has_chain:
        yield NextAct(
            _("Set the clearance chain of your country"),
            _("One to three steps sign before anything is submitted."),
            _("Set it"),
            reverse("accounts:chain"),
            "users",
        )
    elif to_send:
        yield NextAct(
            _("Check the answers and ask for clearance"),
            ngettext(
                "%(count)s objective is complete. What you leave out is mentioned nowhere.",
                "%(count)s objectives are complete. What you leave out is mentioned nowhere.",
                len(done),
            )
            % {"count": len(done)}
            if done
            else _("What you leave out is mentioned nowhere."),
            _("Check and submit"),
            _to("check", at),
            "send",
        )


def _publication(at: Situation) -> Iterator[NextAct]:
    if at.revision and not at.publication:
        yield NextAct(
            _("Decide who may read revision %(n)s") % {"n": at.revision.number},
            _("The Secretariat has it. Nobody else reads it until your country publishes."),
            _("Choose the audience"),
            _to("publication", at),
            "globe",
        )
    elif at.revision and at.publication and at.publication.revision_id != at.revision.pk:
        yield NextAct(
            _("Publish revision %(n)s, or leave the earlier one published") % {"n": at.revision.number},
            "",
            _("Choose the audience"),
            _to("publication", at),
            "globe",
        )


def _contributor(at: Situation) -> Iterator[NextAct]:
    if not at.assignment.call.is_open:
        yield NextAct(_("The call is closed"), _("The working copy can be read but no longer changed."), icon="lock")
        return
    if not at.delegated:
        yield NextAct(
            _("No objective was given to you yet"), _("A focal point of your country gives them. You can read all."),
            icon="hourglass",
        )  # fmt: skip
    for number in sorted(at.delegated - set(at.proposed)):
        yield NextAct(
            _("Propose a text on objective %(n)s") % {"n": number},
            _("It stays apart from the country's text until a focal point takes it."),
            _("Write"),
            _page(at, number),
        )
    for number in sorted(n for n in at.delegated if at.proposed.get(n) == ProposalStatus.OPEN):
        yield NextAct(
            _("Your proposal on objective %(n)s waits for a focal point") % {"n": number},
            _("You can still change it."),
            _("Look at it"),
            _page(at, number),
            "hourglass",
        )


def _clearer(at: Situation) -> Iterator[NextAct]:
    if at.may_sign:
        return
    if at.lost:
        yield NextAct(
            _("Wait until clearance is asked for again"), at.lost,
            _("See the clearance"), _to("clearance", at), "hourglass",
        )  # fmt: skip
    elif at.step:
        yield NextAct(
            _("Wait: step %(n)s belongs to others") % {"n": at.step["order"]}, _("You are told when it is your turn."),
            _("See the clearance"), _to("clearance", at), "hourglass",
        )  # fmt: skip
    else:
        yield NextAct(
            _("Nothing waits for your signature"), _("You are told when a focal point asks for clearance."),
            _("Read the texts"), f"{_to('preview', at)}?audience=members", "shield-check",
        )  # fmt: skip


def _translator(at: Situation) -> Iterator[NextAct]:
    waiting: dict[int | None, int] = {}
    for answer in at.answers:
        if _wants_translation(answer):
            waiting[answer.objective_id] = waiting.get(answer.objective_id, 0) + 1
    for number, count in sorted(waiting.items(), key=lambda pair: pair[0] or 99):
        yield NextAct(
            _("Translate: %(what)s") % {"what": objective_label(number)},
            ngettext(
                "%(count)s text has no version in the other language, or an older one.",
                "%(count)s texts have no version in the other language, or an older one.",
                count,
            )
            % {"count": count},
            _("Translate"),
            f"{_page(at, number)}?view=both",
            "languages",
        )


def _wants_translation(answer: Answer) -> bool:
    texts = {row.language: row for row in answer.texts.all()}
    source = texts.pop(answer.source_language, None)
    return bool(
        source
        and source.text
        and any(
            row.state == TranslationState.NONE or is_stale(row, source, answer.source_language)
            for row in texts.values()
        )
    )


def _to(name: str, at: Situation) -> str:
    return reverse(f"reporting:{name}", args=[at.assignment.pk])


def _page(at: Situation, number: int | None) -> str:
    if number is None:
        return _to("whole-report", at)
    return reverse("reporting:objective", args=[at.assignment.pk, number])


def _step_name(step: dict) -> str:
    return step[f"name_{current_language()}"]


OF_ROLE: dict[str, Callable[[Situation], Iterator[NextAct]]] = {
    Role.FOCAL_POINT: _focal_point,
    Role.CONTRIBUTOR: _contributor,
    Role.CLEARER: _clearer,
    Role.TRANSLATOR: _translator,
}
