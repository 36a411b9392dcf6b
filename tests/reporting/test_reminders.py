"""Reminders by date: to whom, when, in which words; what is withheld and why; each once, whatever happens."""

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.enums import Language, Role
from accounts.models import User
from common.dates import local
from common.errors import Refused
from notices.delivery import deliver_waiting
from notices.digest import send_digests
from notices.enums import MailState
from notices.models import BouncedAddress, Mail, Notice, Preference
from reporting.actions import dispatch
from reporting.actions.cycles import (
    ask_extension,
    close_call,
    decline_extension,
    grant_extension,
    reopen_call,
    state_intention,
)
from reporting.actions.reminders import ToEverybody, add_reminder, end_reminder, send_reminders
from reporting.actions.submission import recall
from reporting.enums import AssignmentStatus, Outcome
from reporting.models import Dispatch, Reminder
from tests.factories import fill, submit_all
from tests.factories.seats import make_seat
from tests.factories.world import read_world

MEXICO, SAN_JOSE = ZoneInfo("America/Mexico_City"), ZoneInfo("America/Costa_Rica")
STATES = [AssignmentStatus.INVITED, AssignmentStatus.ACKNOWLEDGED, AssignmentStatus.NEEDS_TIME]


def rule(world, days=-7, roles=(Role.FOCAL_POINT,), statuses=tuple(STATES), to_everybody=False, **words):
    words = {"words_en": "", "words_es": ""} | words
    return add_reminder(
        call=world.call, days=days, roles=roles, statuses=statuses, to_everybody=to_everybody, by=world.secretariat,
        **words,
    )  # fmt: skip


def due_day(world):
    return local(world.call.due_at).date()


def at(world, days, hour=7, minute=1, zone=SAN_JOSE, on=None):
    """The clock of a test stands so many days after the indicative date."""
    day = (on or due_day(world)) + timedelta(days=days)
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone), tick=False)


def outcomes(seat):
    return list(Dispatch.objects.filter(user=seat.user).order_by("at", "id").values_list("outcome", flat=True))


# when, and in which words


def test_it_leaves_at_seven_in_the_morning_of_the_day_and_once(world, office):
    rule(world)
    with at(world, -7, 6, 59):
        assert send_reminders() == 0
    with at(world, -7, 7, 0):
        assert (send_reminders(), send_reminders(), deliver_waiting()) == (3, 0, 3)
    with at(world, -6):
        assert (send_reminders(), deliver_waiting()) == (0, 0)

    (message,) = office.to(world.focal_point.user.email)
    assert message["Subject"].strip().startswith("The indicative date for “Demonstration cycle” is ")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert f"/en/workspace/{world.a.pk}/" in message.get_content()


def test_each_reader_has_it_in_their_language_and_by_their_clock(world, office):
    rule(world, words_en="See you in San José.", words_es="Nos vemos en San José.")
    User.objects.filter(pk=world.focal_point.user.pk).update(language=Language.SPANISH)
    Preference.objects.create(user=world.focal_point.user, zone="Europe/Madrid")
    with at(world, -7, 7, 1, ZoneInfo("Europe/Madrid")):
        assert send_reminders() == 1
        deliver_waiting()

    text = office.to(world.focal_point.user.email)[0].get_content()
    due = local(world.call.due_at, ZoneInfo("Europe/Madrid"))
    assert "La fecha indicativa de «Ciclo de demostración» es el" in text
    assert f"{due:%H:%M} (Europe/Madrid)" in text
    assert "Nos vemos en San José." in text
    assert "See you" not in text
    assert f"/es/workspace/{world.a.pk}/" in text


@pytest.mark.parametrize(("days", "words"), [(0, "Today, "), (5, "The indicative date for “Demonstration cycle” was ")])
def test_on_the_day_and_after_it_the_words_stay_calm(world, office, days, words):
    rule(world, days)
    with at(world, days):
        send_reminders()
        deliver_waiting()

    message = office.to(world.focal_point.user.email)[0]
    assert message["Subject"].strip().startswith(words)
    told = message.get_content().lower()
    assert [word for word in ("late ", "overdue", "missing", "failed", "urgent", "deadline") if word in told] == []


def test_it_stands_in_the_inbox_too(world):
    rule(world)
    with at(world, -7):
        send_reminders()

    notice = Notice.objects.get(user=world.focal_point.user)
    assert notice.text_es.startswith("La fecha indicativa de «Ciclo de demostración»")
    assert notice.address == f"/workspace/{world.a.pk}/"


def test_a_mail_names_no_other_person_and_no_other_country(world, office):
    rule(world, roles=(Role.FOCAL_POINT, Role.CLEARER))
    with at(world, -7):
        send_reminders()
        deliver_waiting()

    (message,) = office.to(world.focal_point.user.email)
    others = [world.clearer, world.other_focal_point, world.secretariat]
    named = [seat for seat in others if seat.user.email in message.as_string() or seat.user.name in message.as_string()]
    assert named == []
    assert "Country B" not in message.as_string()


def test_several_rules_of_a_call_each_write_once(world, office):
    for days in (-7, -2, 2):
        rule(world, days)
    for days in range(-8, 5):
        with at(world, days):
            send_reminders()

    assert outcomes(world.focal_point) == [Outcome.SENT] * 3


def test_a_person_with_two_roles_in_a_country_has_one(world):
    make_seat(Role.CLEARER, world.countries["A"], user=world.focal_point.user)
    rule(world, roles=(Role.FOCAL_POINT, Role.CLEARER))
    with at(world, -7):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.SENT]
    assert Dispatch.objects.get(user=world.focal_point.user).role == Role.FOCAL_POINT


# what is withheld, and why


def test_a_submission_stops_reminders_and_a_new_revision_starts_none_again(world):
    rule(world, -7)
    with at(world, -7):
        send_reminders()
    Mail.objects.update(state=MailState.SENT)
    fill(world, world.a, 8)
    revision = submit_all(world, world.a, 8)
    rule(world, -3)
    with at(world, -3):
        send_reminders()
    recall(revision=revision, remark="", by=world.focal_point)
    with at(world, -2):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.SENT, Outcome.SUBMITTED]
    assert Mail.objects.filter(to=world.focal_point.user.email, key__startswith="reminder").count() == 1


def test_a_submission_takes_a_reminder_out_of_the_message_of_the_day(world, office, django_capture_on_commit_callbacks):
    Preference.objects.create(user=world.focal_point.user, daily=True)
    rule(world)
    with at(world, -7):
        send_reminders()
    assert outcomes(world.focal_point) == [Outcome.DAILY]
    with at(world, -7, hour=7, minute=30):
        fill(world, world.a, 8)
        submit_all(world, world.a, 8)
    with at(world, -7, hour=8), django_capture_on_commit_callbacks(execute=True):
        send_digests()

    assert outcomes(world.focal_point) == [Outcome.SUBMITTED]
    assert office.to(world.focal_point.user.email) == []


@pytest.mark.parametrize(
    ("pause", "expected"), [(0, Outcome.SUBMITTED), (30, Outcome.SUBMITTED), (3, Outcome.SENT), (5.5, Outcome.SENT)]
)
def test_a_submission_takes_back_a_reminder_that_waits_for_the_mail_system(world, pause, expected):
    """One that a process has in hand (it is due again within five minutes) is left to it."""
    rule(world)
    with at(world, -7):
        send_reminders()
        mail = Mail.objects.get(to=world.focal_point.user.email, key__startswith="reminder")
        Mail.objects.filter(pk=mail.pk).update(due_at=timezone.now() + timedelta(minutes=pause))
        fill(world, world.a, 8)
        submit_all(world, world.a, 8)

    assert outcomes(world.focal_point) == [expected]
    assert Mail.objects.filter(pk=mail.pk).exists() == (expected == Outcome.SENT)


def test_a_country_that_says_that_it_will_not_report_is_not_reminded_by_the_message_of_the_day(world):
    Preference.objects.create(user=world.focal_point.user, daily=True)
    rule(world)
    with at(world, -7):
        send_reminders()
    state_intention(assignment=world.a, intention="will_not_report", remark="", by=world.focal_point)

    assert outcomes(world.focal_point) == [Outcome.WILL_NOT_REPORT]
    assert not Mail.objects.filter(to=world.focal_point.user.email, key__startswith="reminder").exists()


def test_a_country_that_will_not_report_is_left_alone(world):
    rule(world)
    state_intention(assignment=world.a, intention="will_not_report", remark="", by=world.focal_point)
    with at(world, -7):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.WILL_NOT_REPORT]
    assert outcomes(world.other_focal_point) == [Outcome.SENT]


def test_a_rule_for_one_state_says_of_others_that_it_was_not_for_them(world):
    rule(world, statuses=(AssignmentStatus.INVITED,))
    with time_machine.travel(timezone.now()):
        state_intention(assignment=world.a, intention="acknowledged", remark="", by=world.focal_point)
    with at(world, -7):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.OTHER_STATE]


def test_who_has_just_written_to_the_secretariat_is_not_reminded_and_a_colleague_is(world):
    colleague = make_seat(Role.FOCAL_POINT, world.countries["A"])
    rule(world)
    with at(world, -8, 12):
        state_intention(assignment=world.a, intention="acknowledged", remark="", by=world.focal_point)
    with at(world, -7):
        send_reminders()

    assert (outcomes(world.focal_point), outcomes(colleague)) == ([Outcome.ACTED], [Outcome.SENT])


def test_what_a_person_does_within_the_country_leaves_no_trace_in_the_ledger(world):
    """The desk reads the ledger: before a submission it must not learn that somebody works."""
    rule(world)
    with at(world, -8, 12):
        fill(world, world.a, 8)
    with at(world, -7):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.SENT]


def test_while_a_later_date_is_asked_for_nobody_is_reminded_of_this_one(world):
    rule(world)
    with at(world, -20):
        ask_extension(assignment=world.a, until=due_day(world) + timedelta(days=30), by=world.focal_point)
    with at(world, -7):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.ASKED]


def test_reminders_move_with_a_later_date_that_was_agreed(world):
    rule(world)
    later = due_day(world) + timedelta(days=30)
    with at(world, -20):
        grant_extension(assignment=world.a, until=later, by=world.secretariat)
    with at(world, -7):
        send_reminders()
    with at(world, -7, on=later):
        send_reminders()

    lines = Dispatch.objects.filter(user=world.focal_point.user).order_by("on")
    assert list(lines.values_list("on", "outcome")) == [
        (due_day(world), Outcome.LATER_DATE), (later, Outcome.SENT),
    ]  # fmt: skip
    assert outcomes(world.other_focal_point) == [Outcome.SENT]


def test_a_later_date_agreed_after_its_own_reminder_would_have_left_brings_none_of_the_past(world):
    rule(world, -20)
    later = due_day(world) + timedelta(days=10)
    with at(world, -20):
        send_reminders()
    with at(world, -5):
        grant_extension(assignment=world.a, until=later, by=world.secretariat)
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.SENT]


def test_a_date_that_stays_is_reminded_of(world):
    rule(world)
    with at(world, -20):
        ask_extension(assignment=world.a, until=due_day(world) + timedelta(days=30), by=world.focal_point)
        decline_extension(assignment=world.a, remark="The forum is fixed", by=world.secretariat)
    with at(world, -7):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.SENT]


def test_who_wants_no_reminders_by_mail_finds_them_in_the_inbox(world):
    rule(world)
    Preference.objects.create(user=world.focal_point.user, reminders=False)
    with at(world, -7):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.NO_REMINDERS]
    assert Notice.objects.filter(user=world.focal_point.user).count() == 1
    assert not Mail.objects.filter(to=world.focal_point.user.email).exists()


def test_an_address_that_does_not_work_is_said_to_be_one(world):
    rule(world)
    BouncedAddress.objects.create(email=world.focal_point.user.email)
    with at(world, -7):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.UNREACHABLE]
    assert Dispatch.objects.get(user=world.focal_point.user).mail.state == "withheld"


def test_who_wants_one_message_a_day_has_it_there_the_same_morning(world, office, django_capture_on_commit_callbacks):
    rule(world, 0)
    Preference.objects.create(user=world.focal_point.user, daily=True)
    with at(world, 0):
        send_reminders()
    with at(world, 0, 8), django_capture_on_commit_callbacks(execute=True):
        assert send_digests() == 1

    assert outcomes(world.focal_point) == [Outcome.DAILY]
    assert office.to(world.focal_point.user.email)[0]["Subject"] == "Your message of the day: 1 notice"


def test_a_portal_that_was_not_at_work_sends_none_late_and_says_so(world):
    rule(world)
    with at(world, -6):
        assert send_reminders() == 3
    assert outcomes(world.focal_point) == [Outcome.SENT]
    end_reminder(reminder=Reminder.objects.get(), by=world.secretariat)
    rule(world, -5)
    with at(world, -1):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.SENT, Outcome.MISSED]


def test_a_rule_says_nothing_of_the_time_before_it_was_made(world):
    with at(world, -6, 12):
        with pytest.raises(Refused, match="past for every country"):
            rule(world, -7)
        later = due_day(world) + timedelta(days=30)
        grant_extension(assignment=world.a, until=later, by=world.secretariat)
        rule(world, -7)
        assert send_reminders() == 0
    with at(world, -7, on=later):
        send_reminders()

    assert outcomes(world.focal_point) == [Outcome.SENT]
    assert outcomes(world.other_focal_point) == []


def test_a_person_who_came_later_has_no_line_of_the_time_before(world):
    rule(world, -7)
    newcomer = make_seat(Role.FOCAL_POINT, world.countries["A"], starts=due_day(world) - timedelta(days=5))
    with at(world, -5):
        send_reminders()

    assert outcomes(newcomer) == []


@pytest.mark.parametrize("ending", ["closed", "ended"])
def test_a_call_that_is_closed_and_a_rule_that_ended_write_to_nobody(world, ending):
    reminder = rule(world)
    if ending == "closed":
        close_call(call=world.call, by=world.secretariat)
    else:
        end_reminder(reminder=reminder, by=world.secretariat)
    with at(world, -7):
        assert send_reminders() == 0
    assert Dispatch.objects.count() == 0


def test_a_call_opened_again_does_not_write_twice(world):
    rule(world)
    with at(world, -7):
        send_reminders()
        close_call(call=world.call, by=world.secretariat)
        reopen_call(call=world.call, by=world.secretariat)
        assert send_reminders() == 0


# rules that would write to nobody or to everybody


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"roles": ()}, "at least one role"),
        ({"statuses": ()}, "at least one state"),
        ({"statuses": (AssignmentStatus.SUBMITTED,)}, "nobody is reminded"),
        ({"statuses": (AssignmentStatus.WILL_NOT_REPORT,)}, "nobody is reminded"),
        ({"days": -90}, "past for every country"),
        ({"words_en": "Only English"}, "both languages"),
    ],
)
def test_a_rule_that_would_write_to_nobody_is_told_so(world, wish, words):
    with pytest.raises(Refused, match=words):
        rule(world, **wish)
    assert Reminder.objects.count() == 0


def test_a_role_that_no_country_has_filled_is_nobody(world):
    world.translator.membership.ended_at = timezone.now()
    world.translator.membership.save()

    with pytest.raises(Refused, match="No country has anybody"):
        rule(world, roles=(Role.TRANSLATOR,))


def test_a_rule_to_everybody_has_to_be_meant(world):
    everybody = (Role.FOCAL_POINT, Role.CLEARER, Role.CONTRIBUTOR, Role.TRANSLATOR)
    with pytest.raises(ToEverybody, match="all 8 people"):
        rule(world, roles=everybody)

    rule(world, roles=everybody, to_everybody=True)

    with at(world, -7):
        assert send_reminders() == 8


def test_a_second_rule_for_the_same_day_is_refused_until_the_first_has_ended(world):
    reminder = rule(world)
    with pytest.raises(Refused, match="already"):
        rule(world)
    end_reminder(reminder=reminder, by=world.secretariat)

    assert rule(world).pk != reminder.pk


# whatever happens


def test_one_killed_before_the_end_of_its_transaction_has_written_nothing(world, office, monkeypatch):
    rule(world)

    def killed(*args, **kwargs):
        raise SystemExit

    monkeypatch.setattr(dispatch, "tell_one", killed)
    with at(world, -7), pytest.raises(SystemExit):
        send_reminders()
    monkeypatch.undo()
    assert (Dispatch.objects.count(), Notice.objects.count(), Mail.objects.count()) == (0, 0, 0)
    with at(world, -7):
        assert (send_reminders(), deliver_waiting()) == (3, 3)

    assert len(office.to(world.focal_point.user.email)) == 1


def test_one_killed_after_its_transaction_leaves_the_mail_to_the_next_clock(world, office):
    rule(world)
    with at(world, -7):
        send_reminders()  # committed, and the process ends here
    assert office.taken == []
    with at(world, -7, 9):
        assert (send_reminders(), deliver_waiting(), deliver_waiting()) == (0, 3, 0)


@pytest.mark.django_db(transaction=True)
def test_clocks_that_remind_at_once_write_each_line_once(office):
    world = read_world()
    rule(world)
    moment = datetime.combine(due_day(world) - timedelta(days=7), datetime.min.time(), SAN_JOSE) + timedelta(hours=8)

    def work():
        send_reminders(moment)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deliver_waiting()

    assert Dispatch.objects.count() == 3
    assert sorted(len(recipients) for _sender, recipients, _message in office.taken) == [1, 1, 1]


def test_the_clock_asks_the_same_for_one_country_that_was_reminded_and_for_three(world, django_assert_num_queries):
    rule(world)
    with at(world, -7):
        send_reminders()
        with django_assert_num_queries(5):
            send_reminders()
