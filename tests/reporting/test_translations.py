"""The translators' queue: whose text, how far, out as XLIFF and back; a machine only where one was set up."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree

from audit.models import AuditEvent
from common.errors import Conflict, Refused
from notices.models import Notice
from reporting.actions.answers import agree_translation
from reporting.actions.translation import agree_to_machine, draft_by_machine, give_texts
from reporting.models import AnswerText, IncomingFile, Revision, TranslationTask
from reporting.offline.reading.xliff import XLIFF
from reporting.queries.translation import queue_of
from reporting.snapshots import is_stale
from tests.counts import SEATED
from tests.factories import fill, submit_all, text_of, write

CODE = "8/progress/es"
UNIT = f"{{{XLIFF}}}trans-unit"


@pytest.fixture
def work(world):
    """English originals on objectives 8 and 9."""
    for number in (8, 9):
        write(world, world.a, "progress", f"Progress on {number}", number)
    write(world, world.a, "challenges", "Challenges", 8)


@pytest.fixture
def focal(world, client_of):
    return client_of(world.focal_point)


@pytest.fixture
def translator(world, client_of):
    return client_of(world.translator)


def page(world, name="translations", *more):
    return reverse(f"reporting:{name}", args=[world.a.pk, *more])


def codes(client, world, **asked):
    return [row["work"].code for row in client.get(page(world), asked).context["rows"]]


def spanish(world, text, question="progress", number=8):
    return write(world, world.a, question, text, number, language="es")


# the queue


def test_every_original_stands_in_the_queue_with_its_state(world, focal, work):
    assert codes(focal, world) == [CODE, "8/challenges/es", "9/progress/es"]
    spanish(world, "Avances")
    spanish(world, "Desafíos", "challenges")
    row = text_of(world.a, "challenges", 8, "es")
    agree_translation(row=row, version=row.version, by=world.focal_point)
    write(world, world.a, "progress", "Progress, changed", 8)

    assert codes(focal, world, state="stale") == [CODE]
    assert codes(focal, world, state="waiting") == [CODE, "9/progress/es"]
    assert codes(focal, world, state="agreed") == ["8/challenges/es"]
    assert codes(focal, world, to="en") == []
    assert "Of an older original" in focal.get(page(world)).text


def test_the_queue_counts_what_is_left_by_language(world, focal, work):
    spanish(world, "Avances")

    (figures,) = focal.get(page(world)).context["figures"]

    assert (figures["texts"], figures["waiting"], figures["to_agree"], figures["agreed"]) == (3, 2, 1, 0)
    assert figures["words"] == 1 + 3


def test_texts_are_given_to_a_translator_who_is_told_once_and_finds_them(world, focal, translator, work):
    person = str(world.translator.user.pk)
    focal.post(page(world, "translations-give"), {"text": [CODE, "9/progress/es"], "person": person})

    assert codes(translator, world, who="me") == [CODE, "9/progress/es"]
    assert codes(translator, world, who="nobody") == ["8/challenges/es"]
    notice = Notice.objects.get(user=world.translator.user)
    assert (notice.text_en, notice.text_es) == (
        "2 texts wait for your translation", "2 textos esperan su traducción",
    )  # fmt: skip
    focal.post(page(world, "translations-give"), {"text": [CODE], "person": "nobody"})
    assert codes(translator, world, who="me") == ["9/progress/es"]
    assert "gave texts to a translator" in focal.get(reverse("reporting:trail", args=[world.a.pk])).text


def test_all_texts_that_the_filters_leave_are_given_at_once(world, focal, translator, work):
    address = f"{page(world, 'translations-give')}?state=waiting"
    spanish(world, "Avances")
    shown = codes(focal, world, state="waiting")
    person = str(world.translator.user.pk)

    answer = focal.post(address, {"text": [CODE], "shown": shown, "all": "yes", "person": person})

    assert answer.url == f"{page(world)}?state=waiting"
    assert codes(translator, world, who="me") == shown == ["8/challenges/es", "9/progress/es"]
    assert "Give all 2 texts shown" in focal.get(page(world), {"state": "waiting"}).text


def test_giving_asks_the_same_for_one_text_and_for_three(world, work, django_assert_num_queries):
    everything = [CODE, "8/challenges/es", "9/progress/es"]
    for translator in (world.translator.user, None):
        with CaptureQueriesContext(connection) as one:
            give_texts(assignment=world.a, codes=[CODE], translator=translator, by=world.focal_point)
        with django_assert_num_queries(len(one)):
            give_texts(assignment=world.a, codes=everything, translator=translator, by=world.focal_point)


@pytest.mark.parametrize("posted", [{"text": []}, {"text": ["99/nothing/es"]}, {"text": [CODE], "person": "x"}])
def test_nothing_is_given_that_is_not_there_nor_to_strangers(world, focal, work, posted):
    focal.post(page(world, "translations-give"), {"person": str(world.translator.user.pk)} | posted)

    assert TranslationTask.objects.count() == 0


def test_a_contributor_gets_no_text_to_translate(world, work):
    with pytest.raises(Refused, match="translators and focal points"):
        give_texts(assignment=world.a, codes=[CODE], translator=world.contributor.user, by=world.focal_point)


def test_a_translator_gives_nothing_to_others(world, translator, work):
    answer = translator.post(page(world, "translations-give"), {"text": [CODE], "person": "nobody"})

    assert answer.status_code == 403


def test_the_queue_asks_the_same_for_one_text_and_for_three(world, focal, django_assert_num_queries):
    write(world, world.a, "progress", "One", 8)
    for more in ((), (9, 10)):
        for number in more:
            write(world, world.a, "progress", "More", number)
            give_texts(
                assignment=world.a, codes=[f"{number}/progress/es"], translator=world.translator.user,
                by=world.focal_point,
            )  # fmt: skip
        with django_assert_num_queries(SEATED + 7):
            focal.get(page(world))


# out and back as a file


def out(client, world, query="", language="es"):
    response = client.get(page(world, "translation-file", language) + query)
    assert response["Content-Type"] == "application/xliff+xml"
    return response.content


def filled(content, **targets):
    """The file as a translator's tool saves it: {code: translation}."""
    root = etree.fromstring(content)
    for unit in root.iter(UNIT):
        code = unit.get("id").partition("@")[0]
        if code in targets:
            unit.find(f"{{{XLIFF}}}target").text = targets[code]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def sent(client, world, content, name="back.xlf"):
    """The comparison of a file that was sent, and its address."""
    response = client.post(reverse("reporting:files", args=[world.a.pk]), {"file": SimpleUploadedFile(name, content)})
    if response.status_code != 302:
        return response, ""
    return client.get(response["Location"]), response["Location"]


def take(client, looked, address, **decisions):
    digest = looked.context["comparison"].digest
    return client.post(address, {"act": "take", "digest": digest, **decisions})


def test_the_file_names_languages_originals_and_states(world, translator, work):
    spanish(world, "Avances")
    root = etree.fromstring(out(translator, world))
    units = {unit.get("id").partition("@")[0]: unit for unit in root.iter(UNIT)}

    file = root.find(f"{{{XLIFF}}}file")
    assert (file.get("source-language"), file.get("target-language")) == ("en", "es")
    assert units[CODE].findtext(f"{{{XLIFF}}}source") == "Progress on 8"
    assert units[CODE].findtext(f"{{{XLIFF}}}target") == "Avances"
    assert [unit.find(f"{{{XLIFF}}}target").get("state") for unit in units.values()] == [
        "translated", "needs-translation", "needs-translation",
    ]  # fmt: skip


def test_the_file_holds_what_the_filters_leave(world, translator, focal, work):
    person = str(world.translator.user.pk)
    focal.post(page(world, "translations-give"), {"text": [CODE], "person": person})

    assert out(translator, world, "?who=me").count(b"<trans-unit") == 1
    assert translator.get(page(world, "translation-file", "en")).status_code == 404
    assert translator.get(page(world, "translation-file", "fr")).status_code == 404


def test_translations_come_back_are_looked_at_and_taken_as_a_whole(world, translator, work):
    content = filled(out(translator, world), **{CODE: "Avances en 8", "9/progress/es": "Avances en 9"})
    looked, address = sent(translator, world, content)
    assert looked.context["comparison"].counts["new"] == 2
    assert text_of(world.a, "progress", 8, "es").text == ""

    take(translator, looked, address)

    row = text_of(world.a, "progress", 8, "es")
    assert (row.text, row.state, text_of(world.a, "progress", 9, "es").text) == (
        "Avances en 8",
        "human",
        "Avances en 9",
    )
    kept = IncomingFile.objects.get()
    assert (kept.channel, kept.status, kept.name) == ("xliff", "taken", "back.xlf")


def test_a_file_that_nobody_touched_changes_nothing(world, translator, work):
    spanish(world, "Avances")
    looked, _address = sent(translator, world, out(translator, world))

    assert looked.context["comparison"].counts["unchanged"] == 1
    assert "There is nothing in it to take in." in looked.text


def test_a_translation_of_an_older_original_is_told_and_stays_marked(world, translator, focal, work):
    content = out(translator, world)
    write(world, world.a, "progress", "Progress on 8, changed", 8)
    looked, address = sent(translator, world, filled(content, **{CODE: "Avances en 8"}))
    assert "The original has changed since" in looked.text

    take(translator, looked, address)

    row, source = text_of(world.a, "progress", 8, "es"), text_of(world.a, "progress", 8, "en")
    assert row.text == "Avances en 8"
    assert is_stale(row, source, "en")
    assert codes(focal, world, state="stale") == [CODE]


def test_a_file_that_claims_an_original_yet_to_come_still_grows_old(world, translator, work):
    content = re.sub(rb"/es@\d+", b"/es@999999", out(translator, world))
    looked, address = sent(translator, world, filled(content, **{CODE: "Avances en 8"}))
    take(translator, looked, address)
    write(world, world.a, "progress", "Progress on 8, changed", 8)

    row, source = text_of(world.a, "progress", 8, "es"), text_of(world.a, "progress", 8, "en")
    assert is_stale(row, source, "en")


def test_what_somebody_translated_meanwhile_is_for_a_person_to_decide(world, translator, work):
    content = filled(out(translator, world), **{CODE: "Del archivo"})
    spanish(world, "Del portal")
    looked, address = sent(translator, world, content)

    assert looked.context["comparison"].counts["conflict"] == 1
    take(translator, looked, address, **{f"decide:{CODE}": "portal"})
    assert text_of(world.a, "progress", 8, "es").text == "Del portal"


def test_the_original_in_the_file_changes_no_original(world, translator, work):
    content = out(translator, world).replace(b"Progress on 8", b"Something else")
    looked, _address = sent(translator, world, filled(content, **{CODE: "Avances"}))

    assert [row.key for row in looked.context["comparison"].rows] == [CODE]
    assert text_of(world.a, "progress", 8, "en").text == "Progress on 8"


def test_a_translator_cannot_send_an_original_in_as_a_translation(world, translator, work):
    content = out(translator, world).replace(b"8/progress/es@", b"8/progress/en@")
    looked, _address = sent(translator, world, filled(content, **{"8/progress/en": "Mine now"}))

    assert looked.context["comparison"].counts["not_allowed"] == 1


def test_a_file_without_its_passport_leaves_every_difference_to_a_person(world, translator, work):
    spanish(world, "Avances")
    root = etree.fromstring(filled(out(translator, world), **{CODE: "Otros avances"}))
    for note in list(root.iter(f"{{{XLIFF}}}header")):
        note.getparent().remove(note)
    looked, _address = sent(translator, world, etree.tostring(root))

    assert looked.context["comparison"].counts["conflict"] == 1
    assert "no longer truly" in looked.text


def test_the_file_of_another_country_is_named_and_not_kept(world, translator, client_of, work):
    write(world, world.b, "progress", "Of B", 8)
    other = client_of(world.focal_point_b).get(reverse("reporting:translation-file", args=[world.b.pk, "es"])).content

    answer, _address = sent(translator, world, filled(other, **{CODE: "De B"}))
    assert answer.status_code == 422
    assert "This form was made for Country B" in answer.text
    assert IncomingFile.objects.count() == 0


LOST = b"<trans-unit id='99'><source>s</source><target>Lost</target></trans-unit>"
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body><trans-unit id="8/progress/es@1.0">
<source>x</source><target>&b;</target></trans-unit></body></file></xliff>"""
OUTSIDE = ENTITIES.replace(b'<!ENTITY a "aaaaaaaaaa">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (ENTITIES, "instructions that no Word or Excel file needs"),
        (OUTSIDE, "instructions that no Word or Excel file needs"),
        (ENTITIES.decode().encode("utf-16"), "instructions that no Word or Excel file needs"),
        (b'<?xml version="1.0"?><xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "XLIFF 1.2"),
        (b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file>', "damaged or incomplete"),
        (b"<xliff>" + b"<g>" * 100_000, "damaged or incomplete"),
    ],
)
def test_a_file_built_to_hurt_is_refused_with_the_reason(world, translator, work, content, words):
    answer, _address = sent(translator, world, content)

    assert answer.status_code == 422
    assert words in answer.text
    assert "passwd" not in answer.text
    assert IncomingFile.objects.count() == 0


def test_units_of_others_and_marks_of_tools_are_told_apart(world, translator, work):
    content = filled(out(translator, world), **{CODE: "Avances "})
    content = content.replace(b"Avances </", b"Avances <g id='1'>en <x id='2'/>8</g></")
    content = content.replace(b"</body>", LOST + b"</body>")
    looked, _address = sent(translator, world, content)

    comparison = looked.context["comparison"]
    assert [row.sent for row in comparison.rows] == ["Avances en 8"]
    assert comparison.loose == ["Lost"]


def test_a_translation_that_came_back_does_not_change_the_channel_of_the_report(world, translator, work):
    looked, address = sent(translator, world, filled(out(translator, world), **{CODE: "Avances"}))
    take(translator, looked, address)
    fill(world, world.a, 8)

    submit_all(world, world.a, 8)

    assert Revision.objects.get().channel == "portal"


# a machine


held = []


def machine(text, source, target):
    held.append(len(connection.savepoint_ids))
    return f"[{source}>{target}] {text}"


def test_no_machine_translates_by_default(world, focal, work):
    assert "Draft by a machine" not in focal.get(page(world)).text
    assert focal.post(page(world, "translation-draft"), {"text": CODE}).status_code == 404
    with pytest.raises(Refused, match="do not leave the portal"):
        draft_by_machine(work=queue_of(world.a)[0], by=world.focal_point)


@pytest.fixture
def hook(settings):
    settings.TRANSLATION_HOOK = "tests.reporting.test_translations.machine"
    held.clear()


@pytest.fixture
def agreed(world, hook):
    agree_to_machine(assignment=world.a, agreed=True, by=world.focal_point)


def test_no_text_goes_to_a_machine_before_a_focal_point_agreed(world, focal, translator, work, hook):
    shown = translator.get(page(world)).text
    assert "Your country has not agreed to it" in shown
    assert "Draft by a machine" not in shown
    translator.post(page(world, "translation-draft"), {"text": CODE})
    with pytest.raises(Refused, match="has not agreed"):
        draft_by_machine(work=queue_of(world.a)[0], by=world.translator)

    assert translator.post(page(world, "translations-machine"), {"agreed": "yes"}).status_code == 403
    assert (text_of(world.a, "progress", 8, "es").text, held) == ("", [])

    focal.post(page(world, "translations-machine"), {"agreed": "yes"})
    translator.post(page(world, "translation-draft"), {"text": CODE})
    assert text_of(world.a, "progress", 8, "es").text == "[en>es] Progress on 8"

    focal.post(page(world, "translations-machine"), {"agreed": "no"})
    with pytest.raises(Refused, match="has not agreed"):
        draft_by_machine(work=queue_of(world.a)[1], by=world.translator)


def test_the_trail_keeps_the_agreement_and_each_text_that_left(world, focal, work, agreed):
    agree_to_machine(assignment=world.a, agreed=True, by=world.focal_point)
    draft_by_machine(work=queue_of(world.a)[0], by=world.translator)
    agree_to_machine(assignment=world.a, agreed=False, by=world.focal_point)

    acts = AuditEvent.objects.filter(chain=world.a.chain, action__contains="machine").order_by("number")
    assert list(acts.values_list("action", flat=True)) == [
        "machine_agreed", "sent_to_machine", "machine_agreement_ended",
    ]  # fmt: skip


def test_the_agreement_of_one_country_is_not_that_of_another(world, work, agreed):
    world.b.refresh_from_db()
    assert world.b.machine_agreed_at is None


def test_the_database_holds_nothing_while_the_machine_works(world, work, agreed):
    before = len(connection.savepoint_ids)
    draft_by_machine(work=queue_of(world.a)[0], by=world.focal_point)
    assert held == [before]


def test_a_machines_draft_is_marked_until_a_person_has_gone_over_it(world, focal, work, agreed):
    assert "may be wrong" in focal.get(page(world)).text
    focal.post(page(world, "translation-draft"), {"text": CODE})

    row = text_of(world.a, "progress", 8, "es")
    assert (row.text, row.state) == ("[en>es] Progress on 8", "machine")
    assert codes(focal, world, state="machine") == [CODE]
    spanish(world, "Avances en 8")
    assert text_of(world.a, "progress", 8, "es").state == "human"


def test_a_machine_writes_over_nobody(world, work, agreed):
    one = queue_of(world.a)[0]
    spanish(world, "De una persona")

    with pytest.raises(Conflict):
        draft_by_machine(work=one, by=world.focal_point)
    assert AnswerText.objects.get(pk=one.target.pk).text == "De una persona"
