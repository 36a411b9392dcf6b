"""The silence procedure: invoked by the presidency alone, broken by a delegation, ended by the clock; its record."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from common.errors import Refused
from declarations.actions import silence as actions
from declarations.actions.adoption import adopt
from declarations.actions.amendments import set_tabling
from declarations.actions.consolidation import Made, decide
from declarations.actions.drafts import circulate, close_amendments, reopen_amendments, set_members
from declarations.enums import Outcome, SilenceStatus
from declarations.models import Position, Silence, SilenceBreak
from declarations.notify import draft_path
from declarations.periodic import end_silences
from notices.models import Notice
from publications.enums import Audience
from publications.models import Edition, RenderJob
from tests.counts import SEATED
from tests.factories.declarations import amend, occasion_of, paragraph, settle, start

DAYS = timedelta(days=3)


def closed(world, settled=True):
    """A draft whose amendments are closed."""
    draft = start(world)
    if settled:
        settle(world, draft)
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)
    close_amendments(draft=draft, by=world.presidency)
    return draft


@pytest.fixture
def draft(world):
    return closed(world)


def invoke(world, draft, **options):
    values = {"until": timezone.now() + DAYS, "by": world.presidency} | options
    return actions.invoke_silence(draft=draft, **values)


@pytest.fixture
def running(world, draft):
    return invoke(world, draft)


def speak(world, running, by=None, **options):
    values = {"paragraphs": [paragraph(running.draft, "1")], "reason": "The capital asks for time."} | options
    return actions.break_silence(silence=running, by=by or world.focal_point, **values)


def address(draft, name="silence"):
    return reverse(f"declarations:{name}", args=draft_path(draft))


def test_what_the_words_are_made_of_waits_until_it_is_over(world):
    draft = start(world)
    settle(world, draft)
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)
    row = amend(world, draft, "1", en="Other words;")
    close_amendments(draft=draft, by=world.presidency)
    decide(amendment=row, made=Made(Outcome.NOT_TAKEN), version=0, by=world.presidency)
    silence = invoke(world, draft)

    with pytest.raises(Refused, match="under silence"):
        decide(amendment=row, made=Made(Outcome.TAKEN), version=1, by=world.presidency)
    with pytest.raises(Refused, match="under silence"):
        set_members(declaration=draft.declaration, members=[world.countries["A"]], by=world.presidency)
    actions.cancel_silence(silence=silence, reason="Another day", by=world.presidency)
    decide(amendment=row, made=Made(Outcome.TAKEN), version=1, by=world.presidency)


@pytest.mark.parametrize("role", ["secretariat", "focal_point", "clearer", "observer", "anonymous"])
def test_only_the_presidency_invokes_it(world, draft, role):
    with pytest.raises(PermissionDenied):
        invoke(world, draft, by=getattr(world, role))


def test_it_waits_for_words_that_no_longer_change(world):
    draft = start(world)
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)
    with pytest.raises(PermissionDenied, match="Circulated"):
        invoke(world, draft)


def test_it_is_refused_while_the_text_is_open_or_the_instant_has_passed(world, draft):
    with pytest.raises(Refused, match="in the future"):
        invoke(world, draft, until=timezone.now())
    with pytest.raises(Refused, match="2: A place in brackets"):
        invoke(world, closed(world, settled=False))


def test_it_is_refused_while_an_amendment_would_change_the_words(world):
    draft = settle(world, start(world))
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)
    row = amend(world, draft, "1", en="To develop a mechanism;")
    close_amendments(draft=draft, by=world.presidency)
    with pytest.raises(Refused, match="1 amendment would change"):
        invoke(world, draft)
    row.refresh_from_db()
    decide(amendment=row, made=Made(Outcome.TAKEN), version=0, by=world.secretariat)
    with pytest.raises(Refused, match="1 amendment would change"):
        invoke(world, draft)
    row.refresh_from_db()
    decide(amendment=row, made=Made(Outcome.NOT_TAKEN), version=1, by=world.secretariat)

    assert invoke(world, draft).is_running


def test_the_words_are_frozen_and_everybody_is_told_once(world, running):
    told = set(Notice.objects.filter(key=f"silence:{running.pk}").values_list("user__email", flat=True))

    assert running.text.sha256
    assert "follow-up mechanism" in str(running.text.blocks)
    assert {"focal_point_a@world.example", "presidency@world.example", "secretariat@world.example"} <= told
    assert not any("observer" in email for email in told)
    with pytest.raises(Refused, match="under silence already"):
        invoke(world, running.draft)


def test_nothing_happens_to_the_draft_while_it_is_under_silence(world, running):
    with pytest.raises(Refused, match="under silence"):
        reopen_amendments(draft=running.draft, until=timezone.now() + DAYS, by=world.presidency)
    with pytest.raises(Refused, match="under silence"):
        adopt(draft=running.draft, occasion=occasion_of(world), by=world.presidency)


def test_breaking_it_stops_the_clock_at_once_and_names_what_it_is_about(world, running):
    made = speak(world, running)
    running.refresh_from_db()

    assert running.status == SilenceStatus.BROKEN
    assert (made.country.code, made.reason) == ("XXA", "The capital asks for time.")
    assert [row.text_en for row in made.paragraphs.all()] == [paragraph(running.draft, "1").text_en]
    told = Notice.objects.filter(key=f"silence:{running.pk}:over")
    assert "Country A broke the silence" in told.first().text_en
    assert told.filter(user__email="focal_point_b@world.example").exists()
    with pytest.raises(Refused, match="over"):
        speak(world, running, by=world.other_focal_point)


@pytest.mark.parametrize(("said", "why"), [({"paragraphs": []}, "Name the paragraphs"), ({"reason": " "}, "reason")])
def test_breaking_it_says_enough(world, running, said, why):
    with pytest.raises(Refused, match=why):
        speak(world, running, **said)


def test_paragraphs_of_another_draft_are_none_of_this_one(world, running):
    with pytest.raises(Refused, match="Name the paragraphs"):
        speak(world, running, paragraphs=[paragraph(start(world), "1")])


@pytest.mark.parametrize("role", ["contributor", "clearer", "secretariat", "presidency", "observer", "anonymous"])
def test_only_who_speaks_for_a_country_breaks_it(world, running, role):
    with pytest.raises(PermissionDenied):
        speak(world, running, by=getattr(world, role))


def test_where_a_clearer_tables_a_clearer_breaks_it(world, running):
    set_tabling(country=world.countries["A"], clearer_tables=True, by=world.focal_point)
    with pytest.raises(PermissionDenied):
        speak(world, running)

    assert speak(world, running, by=world.clearer).country.code == "XXA"


def test_the_clock_ends_it_once_the_deadline_has_passed_and_nobody_took_a_position(world, running):
    assert end_silences() == 0
    with pytest.raises(Refused, match="not passed"):
        actions.end_silence(silence=running, by=world.presidency)
    with time_machine.travel(running.until + timedelta(seconds=1)):
        with pytest.raises(Refused, match="has passed"):
            speak(world, running)
        assert end_silences() == 1
        assert end_silences() == 0
    running.refresh_from_db()

    assert (running.status, running.closed_by) == (SilenceStatus.ENDED, None)
    assert not Position.objects.exists()
    assert not SilenceBreak.objects.exists()


def test_the_presidency_ends_it_where_the_clock_has_not_come_round(world, running):
    with time_machine.travel(running.until + timedelta(seconds=1)):
        actions.end_silence(silence=running, by=world.presidency)

    assert Silence.objects.get().closed_by == world.presidency.user


def test_it_is_extended_forward_with_a_reason(world, running):
    before = running.until
    with pytest.raises(Refused, match="later"):
        actions.extend_silence(silence=running, until=before, reason="x", by=world.presidency)
    with pytest.raises(Refused, match="reason"):
        actions.extend_silence(silence=running, until=before + DAYS, reason=" ", by=world.presidency)
    actions.extend_silence(silence=running, until=before + DAYS, reason="A holiday.", by=world.presidency)
    running.refresh_from_db()

    assert running.until == before + DAYS
    assert running.extensions.get().was == before
    assert Notice.objects.filter(key__startswith=f"silence:{running.pk}:").exists()
    with pytest.raises(PermissionDenied):
        actions.extend_silence(silence=running, until=before + 2 * DAYS, reason="x", by=world.secretariat)


def test_it_is_cancelled_with_a_reason_and_the_draft_goes_on(world, running):
    with pytest.raises(Refused, match="reason"):
        actions.cancel_silence(silence=running, reason="", by=world.presidency)
    actions.cancel_silence(silence=running, reason="Talks go on.", by=world.presidency)
    reopen_amendments(draft=running.draft, until=timezone.now() + DAYS, by=world.presidency)

    assert Silence.objects.get().reason == "Talks go on."


@pytest.mark.parametrize("end", ["broken", "ended", "cancelled"])
def test_every_end_leaves_a_record_in_both_languages_for_members(world, running, end):
    if end == "broken":
        speak(world, running)
    elif end == "ended":
        with time_machine.travel(running.until + timedelta(seconds=1)):
            end_silences()
    else:
        actions.cancel_silence(silence=running, reason="Talks go on.", by=world.presidency)
    outcome = Silence.objects.get().outcome
    english, spanish = str(outcome.blocks["en"]), str(outcome.blocks["es"])

    assert outcome.audience == Audience.MEMBERS
    assert not Edition.objects.visible_to(world.observer).filter(pk=outcome.pk).exists()
    assert running.text.sha256 in english
    assert "Who said nothing took no position by it." in english
    assert "Quien no se pronunció no adoptó con ello ninguna posición." in spanish
    assert ("tacit consent" in english) is (end == "ended")
    assert ("The capital asks for time." in english) is (end == "broken")
    assert RenderJob.objects.filter(edition=outcome).count() == 4


def test_the_record_shows_the_deadline_on_the_clock_of_every_capital(world, running):
    world.countries["B"].__class__.objects.filter(code="XXB").update(time_zone="America/Toronto")
    actions.cancel_silence(silence=running, reason="x", by=world.presidency)
    words = str(Silence.objects.get().outcome.blocks["en"])

    assert "America/Toronto, UTC" in words
    assert "America/Costa Rica, UTC−6" in words


def spoken(block, words):
    """The `lang` around words, anywhere in the blocks of a document."""
    if isinstance(block, dict):
        if block.get("text") == words:
            return {block.get("lang", "")}
        found = set().union(*(spoken(one, words) for one in block.values()))
        return {lang or block.get("lang", "") for lang in found}
    return set().union(*(spoken(one, words) for one in block)) if isinstance(block, list) else set()


def test_what_somebody_wrote_is_marked_with_its_language_in_both_records(world, draft):
    with override("es"):
        running = invoke(world, draft, remark="Según lo convenido.")
    actions.extend_silence(
        silence=running, until=running.until + DAYS, reason="A holiday.", by=world.presidency
    )  # fmt: skip
    with override("es"):
        speak(world, running, reason="La capital pide tiempo.")
    blocks = Silence.objects.get().outcome.blocks

    for language, own in (("en", {"A holiday."}), ("es", {"Según lo convenido.", "La capital pide tiempo."})):
        for words, written in (
            ("Según lo convenido.", "es"), ("La capital pide tiempo.", "es"), ("A holiday.", "en"),
        ):  # fmt: skip
            assert spoken(blocks[language], words) == {"" if words in own else written}
    assert str(blocks["en"]).count("Original in Spanish; no English version.") == 2
    assert str(blocks["es"]).count("Original en inglés; sin versión en español.") == 1


def test_a_page_marks_what_was_written_in_the_other_language(world, client_of, draft):
    desk = client_of(world.presidency)
    page = address(draft)
    to = address(draft, "silence-act").replace("/en/", "/es/")
    desk.post(to, {"act": "invoke", "until": "2090-01-01", "remark": "Según lo convenido."})
    desk.post(to, {"act": "extend", "until": "2090-01-02", "reason": "Un feriado."})
    running = desk.get(page).text
    desk.post(to, {"act": "cancel", "cancel-reason": "Se sigue conversando."})
    over = desk.get(page).text

    assert '<div class="doc" lang="es"><p>Según lo convenido.</p>' in running
    assert '<span lang="es">Un feriado.</span>' in running
    assert "Original in Spanish; no English version." in running
    assert '<div class="doc" lang="es"><p>Se sigue conversando.</p>' in over


def test_a_delegation_breaks_it_on_the_page(world, client_of, running):
    client = client_of(world.focal_point)
    page = client.get(address(running.draft)).content.decode()
    assert "The deadline in the capitals" in page
    assert "Country C" in page
    response = client.post(address(running.draft, "silence-act"), {"act": "break", "reason": "Why not."})
    assert response.status_code == 422
    assert "Why not." in response.content.decode()
    row = paragraph(running.draft, "1")
    values = {"act": "break", "reason": "The capital asks for time.", "paragraphs": [row.identity]}
    page = client.post(address(running.draft, "silence-act"), values, follow=True).content.decode()

    assert "The capital asks for time." in page
    assert "Silence broken" in page
    assert 'value="break"' not in page


def test_the_presidency_invokes_and_steers_it_on_the_page(world, client_of, draft):
    client = client_of(world.presidency)
    to = address(draft, "silence-act")
    assert client.post(to, {"act": "extend", "until": "2090-01-02", "reason": "x"}).status_code == 422
    assert client.post(to, {"act": "invoke", "until": "2090-01-01", "remark": "As agreed."}).status_code == 302
    assert client.post(to, {"act": "extend", "until": "2090-01-02"}).status_code == 422
    assert client.post(to, {"act": "extend", "until": "2090-01-02", "reason": "A holiday."}).status_code == 302
    page = client.get(address(draft)).content.decode()
    assert "As agreed." in page
    assert "A holiday." in page
    assert client.post(to, {"act": "cancel", "cancel-reason": "Talks go on."}).status_code == 302
    assert client.post(to, {"act": "nonsense"}).status_code == 404
    assert "Talks go on." in client.get(address(draft)).content.decode()


@pytest.mark.parametrize(
    ("role", "status", "act"),
    [("secretariat", 200, 403), ("other_focal_point", 200, 403), ("observer", 404, 404), ("civil_society", 404, 404)],
)
def test_who_reads_the_page_may_not_all_invoke(world, client_of, draft, role, status, act):
    client = client_of(getattr(world, role))
    values = {"act": "invoke", "until": "2090-01-01"}

    assert client.get(address(draft)).status_code == status
    assert client.post(address(draft, "silence-act"), values).status_code == act


def test_the_draft_says_that_it_is_under_silence(world, client_of, running):
    page = client_of(world.other_focal_point).get(address(running.draft, "draft")).content.decode()
    desk = client_of(world.presidency).get(address(running.draft, "draft")).content.decode()

    assert "Under silence until" in page
    assert "Take amendments again" not in desk
    actions.cancel_silence(silence=running, reason="Talks go on.", by=world.presidency)
    assert "Take amendments again" in client_of(world.presidency).get(address(running.draft, "draft")).content.decode()


@pytest.mark.parametrize("earlier", [1, 3])
def test_the_page_asks_the_same_whatever_came_before(world, client_of, draft, earlier, django_assert_num_queries):
    for _time in range(earlier):
        speak(world, invoke(world, draft))
    invoke(world, draft)
    client = client_of(world.focal_point)
    with django_assert_num_queries(SEATED + 9):
        client.get(address(draft))
