"""Rules of reminders and letters: made, looked at, ended and sent by the Secretariat."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import WORKSPACE_ROLES
from accounts.models import Membership
from accounts.seats import Seat
from audit.actions import record
from common.errors import Refused
from common.i18n import pick
from common.results import require
from notices.models import Preference
from notices.queries import ways_of_reminders
from reporting import rules
from reporting.actions.dispatch import outcome_of, remind, send
from reporting.enums import AssignmentStatus, CallStatus, Outcome
from reporting.models import Assignment, Call, Letter, Reminder
from reporting.policy import Act
from reporting.queries.reminders import due, leaves_at, own_day, people_of_call

REMINDED = (AssignmentStatus.INVITED, AssignmentStatus.ACKNOWLEDGED, AssignmentStatus.NEEDS_TIME)
"""States in which a reminder has sense: not after a submission, nor once a country said that it will not report."""


class ToEverybody(Refused):
    """It would be written to every person of every country; that has to be meant."""


class Recipient(NamedTuple):
    """A person to whom something would be written, and what would become of it now."""

    assignment: Assignment
    membership: Membership
    outcome: Outcome


@transaction.atomic
def add_reminder(
    *, call: Call, days: int, roles: Collection[str], statuses: Collection[str], words_en: str, words_es: str,
    to_everybody: bool, by: Seat,
) -> Reminder:  # fmt: skip
    """A rule. Raises Refused when it would write to nobody, ToEverybody when it would to all and that is not meant."""
    require(rules.may(by, Act.RUN_CYCLE))
    if call.status == CallStatus.CLOSED:
        raise Refused(_("The call is closed: a reminder would write to nobody."))
    if bool(words_en.strip()) != bool(words_es.strip()):
        raise Refused(_("Add your words in both languages, or in none: each reader has them in one of them."))
    if not set(statuses) <= set(REMINDED):
        raise Refused(_("After a submission, or once a country will not report, nobody is reminded."))
    reminder = Reminder(
        call=call, days=days, roles=list(roles), statuses=list(statuses), words_en=words_en.strip(),
        words_es=words_es.strip(), created_by=by.person,
    )  # fmt: skip
    _check_people(call, roles, statuses, to_everybody, every_state=len(REMINDED))
    now = timezone.now()
    dates = [own_day(assignment) for assignment in call.assignments.select_related("call")]
    if dates and all(leaves_at(reminder, on, Preference()) <= now for on in dates):
        raise Refused(_("That day is past for every country: the reminder would write to nobody."))
    try:
        with transaction.atomic():
            reminder.save()
    except IntegrityError as error:
        raise Refused(_("There is a reminder for that day already. End it first to make another.")) from error
    _note("reminder_added", reminder, by, days=days, roles=list(roles), statuses=list(statuses))
    return reminder


@transaction.atomic
def end_reminder(*, reminder: Reminder, by: Seat) -> None:
    """Nothing is written by this rule any more; what it wrote stays in the ledger."""
    require(rules.may(by, Act.RUN_CYCLE))
    if Reminder.objects.filter(pk=reminder.pk, is_active=True).update(is_active=False):
        _note("reminder_ended", reminder, by, days=reminder.days)


def send_reminders(now: datetime | None = None) -> int:
    """Settle every reminder that is due; gives how many lines the ledger gained. Any number of clocks may do it."""
    now = now or timezone.now()
    active = Reminder.objects.filter(is_active=True, call__status=CallStatus.OPEN, call__cycle__is_rehearsal=False)
    return sum(remind(one) is not None for rule in active.select_related("call__cycle") for one in due(rule, now))


@transaction.atomic
def write_letter(*, call: Call, roles: Collection[str], statuses: Collection[str], by: Seat, **words: str) -> Letter:
    """A letter to be looked at; nothing is sent. `words` are subject and text in both languages."""
    require(rules.may(by, Act.RUN_CYCLE))
    if not call.is_open:
        raise Refused(_("The call is not open: there is nobody to write to."))
    if not all(word.strip() for word in words.values()):
        raise Refused(_("Write subject and text in both languages."))
    _check_people(call, roles, statuses, to_everybody=True)
    letter = Letter(call=call, roles=list(roles), statuses=list(statuses), created_by=by.person, **words)
    if not recipients(letter):
        raise Refused(_("No contribution is in these states now: the letter would go to nobody."))
    letter.save()
    return letter


def recipients(letter: Letter) -> list[Recipient]:
    """Everybody whom the letter is meant for, and what would become of it for each now."""
    people = people_of_call(letter.call, letter.roles)
    ways = ways_of_reminders(one.user for members in people.values() for one in members)
    assignments = letter.call.assignments.filter(status__in=letter.statuses).select_related("country", "call")
    return [
        Recipient(assignment, membership, outcome_of(assignment, letter.statuses, ways[membership.user_id]))
        for assignment in assignments
        for membership in people.get(assignment.country_id, [])
    ]


def digest_of(found: Iterable[Recipient]) -> str:
    """A fingerprint of who would get a letter and how, as it was looked at."""
    told = sorted(f"{one.assignment.pk} {one.membership.user_id} {one.outcome}" for one in found)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def is_to_everybody(letter: Letter) -> bool:
    """Every person of every country of the call?"""
    everybody = _people(people_of_call(letter.call, WORKSPACE_ROLES).values())
    return len({one.membership.user_id for one in recipients(letter)}) == everybody > 0


@transaction.atomic
def send_letter(*, letter: Letter, digest: str, to_everybody: bool, by: Seat) -> int:
    """Send a letter once to those who were looked at; gives how many lines the ledger gained.

    Raises Refused when somebody's state, role or wish has changed since, and ToEverybody where that is not meant.
    """
    require(rules.may(by, Act.RUN_CYCLE))
    letter = Letter.objects.select_for_update(of=("self",)).select_related("call__cycle").get(pk=letter.pk)
    if letter.sent_at:
        raise Refused(_("This letter was sent already."))
    list(Assignment.objects.select_for_update(of=("self",)).filter(call=letter.call).order_by("pk"))
    if not letter.call.is_open:
        raise Refused(_("The call is not open: there is nobody to write to."))
    found = recipients(letter)
    if digest_of(found) != digest:
        raise Refused(_("Something changed in the meantime. Look at the list again before you send."))
    if is_to_everybody(letter) and not to_everybody:
        raise ToEverybody(_everybody(len(found)))
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
    sent = [send(letter, *one, lambda name: pick(letter, name)) for one in found]
    _note("letter_sent", letter, by, subject=letter.subject_en, people=len(found))
    return len([line for line in sent if line])


@transaction.atomic
def discard_letter(*, letter: Letter, by: Seat) -> None:
    """Take a letter away that was not sent."""
    require(rules.may(by, Act.RUN_CYCLE))
    if not Letter.objects.filter(pk=letter.pk, sent_at=None).delete()[0]:
        raise Refused(_("This letter was sent already."))


def _check_people(
    call: Call, roles: Collection[str], statuses: Collection[str], to_everybody: bool, every_state: int = 0
) -> None:
    if call.cycle.is_rehearsal:
        raise Refused(_("This is a rehearsal: nobody is written to."))
    if not statuses:
        raise Refused(_("Choose at least one state: as it stands, this would write to nobody."))
    if not roles:
        raise Refused(_("Choose at least one role: as it stands, this would write to nobody."))
    people = _people(people_of_call(call, roles).values())
    if call.is_open and not people:
        raise Refused(_("No country has anybody in these roles: this would write to nobody."))
    if set(roles) >= set(WORKSPACE_ROLES) and len(set(statuses)) == every_state and not to_everybody:
        raise ToEverybody(_everybody(people))


def _everybody(people: int) -> str:
    return _(
        "This would write to everybody: all %(people)s people of every country. Tick the box below if that is meant, "
        "or choose fewer roles."
    ) % {"people": people}


def _people(countries: Iterable[list[Membership]]) -> int:
    return sum(len(members) for members in countries)


def _note(action: str, thing: Reminder | Letter, by: Seat, **detail: Any) -> None:
    record(
        action,
        by=by,
        chain=f"call:{thing.call_id}",
        object_type=type(thing).__name__.lower(),
        object_id=thing.pk,
        **detail,
    )
