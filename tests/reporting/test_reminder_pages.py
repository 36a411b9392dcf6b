"""The pages of reminders and letters: rules, letters looked at before they go, the ledger, a later date declined."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Language, Role
from accounts.models import User
from audit.models import AuditEvent
from common.dates import local, today
from notices.delivery import deliver_waiting
from notices.digest import send_digests
from notices.models import Notice, Preference
from reporting.actions.cycles import ask_extension, close_call, state_intention
from reporting.actions.reminders import send_reminders
from reporting.models import Dispatch, Letter, Reminder
from tests.counts import SEATED
from tests.factories import fill, submit_all
from tests.factories.seats import make_seat
from tests.reporting.test_reminders import at, rule
from tests.security.states import CANARY

LETTER = {
    "subject_en": "A word on the forum", "text_en": "Good morning. The forum is near.",
    "subject_es": "Unas palabras sobre el foro", "text_es": "Buenos días. El foro se acerca.",
    "roles": ["focal_point"], "statuses": ["invited"],
}  # fmt: skip
RULE = {
    "days": "7", "side": "before", "roles": ["focal_point"], "statuses": ["invited", "acknowledged"], "words_en": "",
    "words_es": "",
}  # fmt: skip


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def page(world):
    return reverse("reporting:reminders", args=[world.call.pk])


def new(world, kind):
    return reverse(f"reporting:{kind}-new", args=[world.call.pk])


def look(world, desk, **changes):
    """Write a letter; the page on which it is looked at."""
    answer = desk.post(new(world, "letter"), LETTER | changes)
    return answer["Location"]


def send(desk, address, **posted):
    return desk.post(address, {"act": "send", "digest": desk.get(address).context["digest"], **posted})


# rules


def test_a_rule_is_added_seen_in_words_and_ended(world, desk, page):
    desk.post(new(world, "reminder"), RULE)
    shown = desk.get(page).text
    day = local(world.call.due_at).date() - timedelta(days=7)

    assert "7 days before the indicative date" in shown
    assert f'datetime="{day.isoformat()}"' in shown
    assert "7 días antes de la fecha indicativa" in desk.get(page.replace("/en/", "/es/")).text
    desk.post(reverse("reporting:reminder-end", args=[Reminder.objects.get().pk]))
    assert "nobody is reminded of this call" in desk.get(page).text
    acts = AuditEvent.objects.filter(chain=f"call:{world.call.pk}").order_by("number").values_list("action", flat=True)
    assert list(acts)[-2:] == ["reminder_added", "reminder_ended"]


def test_words_of_a_rule_are_shown_whichever_language_has_them(world, desk, page):
    desk.post(new(world, "reminder"), RULE)
    Reminder.objects.update(words_es="Con gusto ayudamos.")

    assert '<span lang="es">Con gusto ayudamos.</span>' in desk.get(page).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"days": "0", "side": "after"}, "On the indicative date"),
        ({"days": "1", "side": "after"}, "1 day after the indicative date"),
    ],
)
def test_on_the_day_and_after_it(world, desk, page, changes, words):
    desk.post(new(world, "reminder"), RULE | changes)

    assert words in desk.get(page).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"days": "100"}, "past for every country: the reminder would write to nobody"),
        ({"roles": []}, "Choose at least one role: as it stands, this would write to nobody."),
        ({"statuses": []}, "Choose at least one state: as it stands, this would write to nobody."),
    ],
)
def test_a_rule_to_nobody_is_answered_on_the_form(world, desk, changes, words):
    answer = desk.post(new(world, "reminder"), RULE | changes)

    assert answer.status_code == 422
    assert words in answer.text
    assert Reminder.objects.count() == 0


def test_a_rule_to_everybody_is_asked_with_a_box(world, desk):
    everybody = RULE | {
        "roles": [role.value for role in (Role.FOCAL_POINT, Role.CLEARER, Role.CONTRIBUTOR, Role.TRANSLATOR)],
        "statuses": ["invited", "acknowledged", "needs_time"],
    }
    assert 'type="checkbox" name="to_everybody"' not in desk.get(new(world, "reminder")).text
    answer = desk.post(new(world, "reminder"), everybody)
    assert answer.status_code == 422
    assert "This would write to everybody" in answer.text
    assert 'type="checkbox" name="to_everybody"' in answer.text

    assert desk.post(new(world, "reminder"), everybody | {"to_everybody": "on"}).status_code == 302


def test_the_presidency_reads_the_ledger_without_names_and_writes_nothing(world, client_of, page):
    rule(world)
    with at(world, -7):
        send_reminders()
    presidency = client_of(world.presidency)
    shown = presidency.get(page).text

    assert "Focal point" in shown
    assert world.focal_point.user.name not in shown
    assert presidency.get(new(world, "reminder")).status_code == 403
    assert presidency.post(reverse("reporting:reminder-end", args=[Reminder.objects.get().pk])).status_code == 403


# letters


def test_a_letter_is_looked_at_in_both_languages_before_anything_is_sent(world, desk):
    User.objects.filter(pk=world.other_focal_point.user.pk).update(language=Language.SPANISH)
    state_intention(assignment=world.c, intention="acknowledged", remark="", by=world.focal_point_c)

    shown = desk.get(look(world, desk))

    assert "The forum is near." in shown.text
    assert "El foro se acerca." in shown.text
    assert [one.membership.user_id for one in shown.context["recipients"]] == [
        world.focal_point.user.pk, world.other_focal_point.user.pk,
    ]  # fmt: skip
    assert "Send to 2 people" in shown.text
    assert (Dispatch.objects.count(), Notice.objects.count()) == (0, 0)


def test_it_goes_once_to_each_in_their_language(world, desk, office):
    User.objects.filter(pk=world.other_focal_point.user.pk).update(language=Language.SPANISH)
    address = look(world, desk)
    digest = desk.get(address).context["digest"]
    for _twice in range(2):
        desk.post(address, {"act": "send", "digest": digest})
    assert deliver_waiting() == 3

    (english,), (spanish,) = (office.to(seat.user.email) for seat in (world.focal_point, world.other_focal_point))
    assert english["Subject"].strip() == "A word on the forum"
    assert "The forum is near." in english.get_content()
    assert spanish["Subject"].strip() == "Unas palabras sobre el foro"
    assert "El foro se acerca." in spanish.get_content()
    assert "To stop reminders by mail" in english.get_content()
    assert Dispatch.objects.count() == 3
    assert "sent" in desk.get(address).text


def test_a_letter_begins_with_its_own_words_and_has_its_subject_as_heading_among_others(
    world, desk, office, django_capture_on_commit_callbacks
):
    Preference.objects.create(user=world.other_focal_point.user, daily=True)
    send(desk, look(world, desk))
    deliver_waiting()
    with django_capture_on_commit_callbacks(execute=True):
        send_digests(timezone.now() + timedelta(days=1))

    (alone,), (among,) = (office.to(seat.user.email) for seat in (world.focal_point, world.other_focal_point))
    assert alone.get_content().startswith("Good morning. The forum is near.")
    lines = among.get_content().splitlines()
    assert lines[lines.index("A word on the forum") + 2] == "Good morning. The forum is near."


def test_what_changed_since_it_was_looked_at_has_to_be_looked_at_again(world, desk):
    address = look(world, desk)
    digest = desk.get(address).context["digest"]
    state_intention(assignment=world.a, intention="acknowledged", remark="", by=world.focal_point)

    answer = desk.post(address, {"act": "send", "digest": digest})

    assert answer.status_code == 422
    assert "Something changed in the meantime" in answer.text
    assert "Send to 2 people" in answer.text
    assert Dispatch.objects.count() == 0


def test_those_who_want_no_reminders_are_listed_as_such_and_find_it_in_the_inbox(world, desk, office):
    Preference.objects.create(user=world.focal_point.user, reminders=False)
    address = look(world, desk)
    assert "wants no reminders by mail" in desk.get(address).text

    send(desk, address)
    deliver_waiting()

    assert office.to(world.focal_point.user.email) == []
    assert Notice.objects.get(user=world.focal_point.user).text_en == "A word on the forum"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"statuses": ["submitted"]}, "would go to nobody"),
        ({"roles": []}, "Choose at least one role: as it stands, this would write to nobody."),
        ({"statuses": []}, "Choose at least one state: as it stands, this would write to nobody."),
        ({"text_es": "  "}, "This field is required"),
    ],
)
def test_a_letter_to_nobody_or_in_one_language_is_answered_on_the_form(world, desk, changes, words):
    answer = desk.post(new(world, "letter"), LETTER | changes)

    assert answer.status_code == 422
    assert words in answer.text
    assert Letter.objects.count() == 0


def test_a_letter_to_everybody_has_to_be_meant(world, desk):
    address = look(world, desk, roles=["focal_point", "clearer", "contributor", "translator"])

    answer = send(desk, address)
    assert answer.status_code == 422
    assert "This would write to everybody: all 8 people" in answer.text
    assert Dispatch.objects.count() == 0

    send(desk, address, to_everybody="on")
    assert Dispatch.objects.count() == 8


def test_a_letter_is_written_differently_or_taken_away(world, desk, page):
    address = look(world, desk)
    letter = Letter.objects.get()
    again = desk.get(f"{new(world, 'letter')}?from={letter.pk}").context["form"]
    assert again.initial["text_es"] == LETTER["text_es"]

    desk.post(address, {"act": "discard"})

    assert Letter.objects.count() == 0
    assert "No letter was written" in desk.get(page).text


def test_a_letter_that_was_sent_stays(world, desk):
    address = look(world, desk)
    send(desk, address)

    assert "was sent already" in desk.post(address, {"act": "discard"}).text
    assert Letter.objects.count() == 1


def test_the_state_of_the_tracker_is_chosen_already(world, desk):
    assert desk.get(f"{new(world, 'letter')}?state=needs_time").context["form"].initial["statuses"] == ["needs_time"]


def test_no_letter_of_a_closed_call(world, desk):
    address = look(world, desk)
    digest = desk.get(address).context["digest"]
    close_call(call=world.call, by=world.secretariat)

    assert "is not open" in desk.post(address, {"act": "send", "digest": digest}).text
    assert "is not open" in desk.post(new(world, "letter"), LETTER).text


# the ledger


@pytest.fixture
def reminded(world):
    """Country A submitted and was left alone; the others were reminded."""
    rule(world)
    fill(world, world.a, 8, marker=CANARY)
    submit_all(world, world.a, 8)
    with at(world, -7):
        send_reminders()


def test_the_desk_reads_for_each_person_what_became_of_it(world, desk, page, reminded):
    shown = desk.get(page)

    told = {line.row.assignment.country.code: line.outcome for line in shown.context["lines"]}
    assert told == {
        "XXA": "Withheld: submitted", "XXB": "Waits for the mail system", "XXC": "Waits for the mail system",
    }  # fmt: skip
    assert CANARY not in shown.text


@pytest.mark.parametrize(("answer", "words"), [("", "Sent"), ("550 5.1.1 No such user", "Refused by the mail system")])
def test_the_ledger_tells_what_the_mail_system_made_of_it(world, desk, page, office, answer, words):
    rule(world)
    office.answers = {world.focal_point.user.email: answer}
    with at(world, -7):
        send_reminders()
        deliver_waiting()

    told = {line.row.assignment.country.code: line.outcome for line in desk.get(page).context["lines"]}
    assert (told["XXA"], told["XXB"]) == (words, "Sent")


def test_the_ledger_is_narrowed_by_country_and_outcome(world, desk, page, reminded):
    def codes(**asked):
        return [line.row.assignment.country.code for line in desk.get(page, asked).context["lines"]]

    assert codes(country="XXB") == ["XXB"]
    assert codes(outcome="submitted") == ["XXA"]
    assert "No line matches." in desk.get(page, {"outcome": "missed"}).text


def test_each_country_reads_its_own_lines_and_what_comes(world, client_of, reminded):
    rule(world, 5)
    own = client_of(world.focal_point).get(reverse("reporting:own-reminders", args=[world.a.pk]))
    other = client_of(world.other_focal_point).get(reverse("reporting:own-reminders", args=[world.b.pk]))

    assert "Withheld: submitted" in own.text
    assert "5 days after the indicative date" in own.text
    assert [line.row.user_id for line in other.context["lines"]] == [world.other_focal_point.user.pk]


def test_the_pages_ask_the_same_for_one_line_and_for_three(world, desk, page, client_of, django_assert_num_queries):
    rule(world)
    clearers = [make_seat(Role.CLEARER, world.countries["A"]) for _two in range(2)]
    focal = client_of(world.focal_point)
    for roles in ((), clearers):
        if roles:
            rule(world, -6, roles=(Role.FOCAL_POINT, Role.CLEARER))
        with at(world, -6 if roles else -7):
            send_reminders()
        with django_assert_num_queries(SEATED + 6):
            desk.get(page)
        with django_assert_num_queries(SEATED + 3):
            focal.get(reverse("reporting:own-reminders", args=[world.a.pk]))


def test_a_letter_asks_the_same_for_one_recipient_and_for_three(world, desk, django_assert_num_queries):
    for assignment, seat in ((world.b, world.focal_point_b), (world.c, world.focal_point_c)):
        state_intention(assignment=assignment, intention="acknowledged", remark="", by=seat)
    for statuses in (["invited"], ["invited", "acknowledged"]):
        address = look(world, desk, statuses=statuses)
        with django_assert_num_queries(SEATED + 5):
            desk.get(address)


# a later date


def ask(world):
    ask_extension(assignment=world.a, until=today() + timedelta(days=90), by=world.focal_point)
    return reverse("reporting:extension-grant", args=[world.a.pk])


def test_the_secretariat_hears_that_a_later_date_is_asked_for(world, client_of):
    until = (today() + timedelta(days=90)).isoformat()
    client_of(world.focal_point).post(reverse("reporting:extension", args=[world.a.pk]), {"until": until})

    assert "Country A asks for a later indicative date" in Notice.objects.get(user=world.secretariat.user).text_en


def test_a_date_that_stays_is_told_with_the_reason_and_can_be_asked_for_again(world, desk, client_of):
    address = ask(world)
    desk.post(address, {"act": "decline", "remark": "The forum is fixed."})

    world.a.refresh_from_db()
    assert (world.a.extension_asked_until, world.a.extension_until) == (None, None)
    notice = Notice.objects.get(user=world.focal_point.user)
    assert notice.text_es.startswith("La Secretaría Ejecutiva mantiene la fecha indicativa")
    focal = client_of(world.focal_point)
    assert "The forum is fixed." in focal.get(reverse("reporting:contribution", args=[world.a.pk])).text
    assert "left the indicative date" in focal.get(reverse("reporting:trail", args=[world.a.pk])).text
    ask(world)
    assert "asks for" in desk.get(address).text


def test_a_date_does_not_stay_without_a_reason(world, desk):
    answer = desk.post(ask(world), {"act": "decline", "remark": " "})

    assert answer.status_code == 422
    assert "Say in a line why the date stays." in answer.text


def test_nothing_is_declined_that_was_not_asked_for(world, desk):
    address = reverse("reporting:extension-grant", args=[world.a.pk])
    assert 'value="decline"' not in desk.get(address).text

    assert "No later date is asked for." in desk.post(address, {"act": "decline", "remark": "No"}).text


def test_a_note_comes_with_an_agreed_date(world, desk, client_of):
    until = (today() + timedelta(days=90)).isoformat()
    desk.post(ask(world), {"until": until, "remark": "With pleasure."})

    page = client_of(world.focal_point).get(reverse("reporting:contribution", args=[world.a.pk])).text
    assert "With pleasure." in page
