"""How a session is held, as data: roles, steps, limits; and the run sheet that follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.enums import SessionMethod

Words = str | Promise
EXPERTS = 3
"""How many experts a run sheet foresees where nobody has said otherwise."""


@dataclass(frozen=True)
class Step:
    """One step: who leads it, and how many minutes at most it takes each time; 0 where the method sets no limit.

    `each` says how often it comes: "" once, "expert" for each expert, "group" for each group, "follow_up" for each
    follow-up question of each expert. With `question` each group is told its guiding question.
    """

    role: Words
    words: Words
    minutes: int = 0
    each: str = ""
    question: bool = False


@dataclass(frozen=True)
class Method:
    """A method with its steps; `groups` share the guiding questions, one each; `follow_ups` is a maximum."""

    code: str
    roles: tuple[Words, ...]
    steps: tuple[Step, ...]
    groups: int = 0
    follow_ups: int = 0


FACILITATOR, PRESENTER = gettext_lazy("Facilitator"), gettext_lazy("Presenter")
EXPERT, RAPPORTEUR = gettext_lazy("Expert panelist"), gettext_lazy("Rapporteur")
AUDIENCE, ONLINE = gettext_lazy("Audience in the room"), gettext_lazy("Champion countries outside the Americas, online")
REPORTER = gettext_lazy("Reporter of the group")

METHODS = {
    SessionMethod.PANEL: Method(
        SessionMethod.PANEL,
        (FACILITATOR, PRESENTER, EXPERT, RAPPORTEUR, AUDIENCE, ONLINE),
        (
            Step(FACILITATOR, gettext_lazy("opens the session and introduces")),
            Step(PRESENTER, gettext_lazy("introduces the topic briefly")),
            Step(EXPERT, gettext_lazy("talk of 3 minutes, or presentation of 4 to 5 minutes"), 5, "expert"),
            Step(FACILITATOR, gettext_lazy("follow-up question; 3 minutes to answer"), 3, "follow_up"),
            Step(AUDIENCE, gettext_lazy("questions or comments")),
            Step(ONLINE, gettext_lazy("experience or comment")),
            Step(RAPPORTEUR, gettext_lazy("presents the main ideas")),
        ),
        follow_ups=2,
    ),
    SessionMethod.KNOWLEDGE_CAFE: Method(
        SessionMethod.KNOWLEDGE_CAFE,
        (FACILITATOR, REPORTER, RAPPORTEUR),
        (
            Step(FACILITATOR, gettext_lazy("introduces briefly and forms the groups")),
            Step(
                REPORTER,
                gettext_lazy("the group discusses its question and names who reports"),
                0,
                "group",
                question=True,
            ),
            Step(REPORTER, gettext_lazy("reports to the other groups"), 0, "group"),
            Step(FACILITATOR, gettext_lazy("comments on the findings of the others")),
            Step(RAPPORTEUR, gettext_lazy("presents the key findings of all groups to the plenary")),
        ),
        groups=3,
    ),
}


@dataclass(frozen=True)
class Line:
    """A line of a run sheet; `until` are the minutes of limited steps gone by when it ends."""

    role: str
    words: str
    minutes: int
    until: int


def run_sheet(
    code: str, questions: list[str], experts: int = EXPERTS, limits: Sequence[int] | None = None
) -> list[Line]:
    """The steps one after another, repeated for each expert or group; groups are told their question.

    `limits` are a session's own minutes, one for each step of the method. Raises ValueError for a method that is none.
    """
    method = METHODS[SessionMethod(code)]
    lines: list[Line] = []
    gone = 0
    for step, minutes in zip(method.steps, minutes_of(method, limits), strict=True):
        for place in range(_times(step, method, experts)):
            gone += minutes
            lines.append(Line(_who(step, place), _told(step, place, questions), minutes, gone))
    return lines


def minutes_of(method: Method, limits: Sequence[int] | None) -> list[int]:
    """Minutes of each step: the session's own where it has them for all, else the method's."""
    if limits and len(limits) == len(method.steps):
        return list(limits)
    return [step.minutes for step in method.steps]


def _times(step: Step, method: Method, experts: int) -> int:
    return {"expert": experts, "follow_up": experts * method.follow_ups, "group": method.groups}.get(step.each, 1)


def _who(step: Step, place: int) -> str:
    if step.each in ("expert", "group"):
        return f"{step.role} {place + 1}"
    return str(step.role)


def _told(step: Step, place: int, questions: list[str]) -> str:
    if step.question and place < len(questions):
        return _("%(step)s: %(question)s") % {"step": step.words, "question": questions[place]}
    return str(step.words)
