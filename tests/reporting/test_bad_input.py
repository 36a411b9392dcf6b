"""Bad input: a clear message in the reader's language, and nothing that was typed is lost."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from accounts.actions.people import invite
from accounts.enums import Role
from accounts.models import Invitation
from reporting.actions.answers import save_item
from reporting.actions.cycles import close_call
from reporting.models import AnswerItem, Attachment
from tests.factories import fill, submit_all, text_of, write
from tests.factories.work import answer_on

WORDS = "Palabras que no deben perderse"
BOTH = pytest.mark.parametrize("language", ["en", "es"])


def address(language, name, *arguments):
    with override(language):
        return reverse(name, args=arguments)


def editor(world, language="en", number=8):
    return address(language, "reporting:objective", world.a.pk, number) + "?view=en"


def typed(answer, text=WORDS, version="0", was=""):
    return {f"text-{answer.pk}-en": text, f"was-{answer.pk}-en": was, f"version-{answer.pk}-en": version}


def end_membership_of(seat):
    seat.membership.ended_at = timezone.now()
    seat.membership.save()


@pytest.fixture
def focal(world, client_of):
    return client_of(world.focal_point)


@pytest.fixture
def link_of_invitation(world, mailoutbox, django_capture_on_commit_callbacks):
    """`link_of_invitation(language)`: the path that a new person finds in the mail."""

    def make(language):
        with django_capture_on_commit_callbacks(execute=True):
            invite(
                email="new@world.example",
                name="New",
                language=language,
                role=Role.CONTRIBUTOR,
                country=world.a.country,
                by=world.focal_point,
            )
        link = next(word for word in mailoutbox[0].body.split() if "/invitation/" in word)
        return link[link.index("/", 8) :]

    return make


@pytest.fixture
def progress(world):
    return answer_on(world.a, "progress", 8)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "one answer holds 60000"), ("es", "una respuesta admite 60000")]
)
def test_200_000_words_are_refused_and_still_in_the_box(world, focal, progress, language, words):
    text = "palabra " * 200_000

    page = focal.post(editor(world, language), typed(progress, text))

    assert page.status_code == 422
    assert words in page.content.decode()
    box = next(f for f in page.context["fields"] if f["answer"].pk == progress.pk)["boxes"][0]
    assert box["text"] == text
    assert box["editable"]
    assert page.context["troubled"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Word formatting was removed; the words were kept."), ("es", "Se quitó el formato de Word")],
)
def test_pasted_word_markup_is_told_in_the_page_and_to_the_script(world, focal, progress, language, words):
    pasted = f'<p class="MsoNormal">{WORDS}<o:p></o:p></p>'

    page = focal.post(editor(world, language), typed(progress, pasted) | {"go": "stay"}, follow=True)
    assert words in page.content.decode()
    assert text_of(world.a, "progress", 8).text == WORDS

    answer = answer_on(world.a, "challenges", 8)
    save = address(language, "reporting:answer-text", answer.pk, "en")
    saved = focal.post(save, {"text": pasted, "version": 0}, headers={"accept": "application/json"}).json()
    assert words in saved["remarks"][0]


@pytest.mark.parametrize(
    ("name", "field", "arguments"),
    [
        ("reporting:intention", "remark", {"intention": "needs_time"}),
        ("reporting:extension", "until", {}),
    ],
)
def test_nul_bytes_in_any_field_are_taken_out_and_told(world, focal, name, field, arguments):
    page = focal.post(address("en", name, world.a.pk), arguments | {field: "Wor\x00ds"}, follow=True)

    assert page.status_code == 200
    assert "cannot be stored or printed were removed" in page.content.decode()


def test_a_nul_byte_in_an_answer_costs_no_word(world, focal, progress):
    focal.post(editor(world), typed(progress, "Palabras\x00 que quedan"))

    assert text_of(world.a, "progress", 8).text == "Palabras que quedan"


@BOTH
@pytest.mark.parametrize("target", ["fr", "xx", "../es"])
def test_an_unknown_language_does_not_exist(world, focal, progress, language, target):
    save = f"/{language}/answers/{progress.pk}/text/{target}/"

    assert focal.post(save, {"text": WORDS, "version": 0}).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Somebody else saved this text in the meantime"), ("es", "Otra persona guardó este texto")],
)
@pytest.mark.parametrize("version", ["0", "-1", "nonsense", "9" * 40, ""])
def test_a_stale_or_nonsensical_version_shows_both_texts(world, focal, progress, language, words, version):
    write(world, world.a, "progress", "Of a colleague", 8)

    page = focal.post(editor(world, language), typed(progress, version=version))

    content = page.content.decode()
    assert page.status_code == 409
    assert all(part in content for part in (words, WORDS, "Of a colleague"))
    assert text_of(world.a, "progress", 8).text == "Of a colleague"


@pytest.mark.parametrize(("language", "words"), [("en", "The call is closed"), ("es", "La convocatoria está cerrada")])
def test_a_call_that_closed_meanwhile_gives_the_typed_text_back(world, focal, progress, language, words):
    close_call(call=world.call, by=world.secretariat)

    page = focal.post(editor(world, language), typed(progress))

    content = page.content.decode()
    assert page.status_code == 423
    assert words in content
    assert content.count(WORDS) == 1
    assert text_of(world.a, "progress", 8).text == ""


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Your membership has ended."), ("es", "Su membresía ha terminado.")]
)
def test_a_membership_that_ended_in_mid_session_gives_the_typed_text_back(world, focal, progress, language, words):
    end_membership_of(world.focal_point)
    form = typed(progress) | {"text-other-en": "Unchanged", "was-other-en": "Unchanged"}

    page = focal.post(editor(world, language), form)

    content = page.content.decode()
    assert page.status_code == 403
    assert words in content
    assert WORDS in content
    assert "Unchanged" not in content


@pytest.mark.parametrize(("language", "words"), [("en", "You were logged out"), ("es", "Su sesión se cerró")])
def test_a_session_that_ended_gives_the_typed_text_back_and_a_way_to_log_in(world, client, progress, language, words):
    page = client.post(editor(world, language), typed(progress))

    content = page.content.decode()
    assert page.status_code == 401
    assert words in content
    assert WORDS in content
    assert address(language, "account_login") in content
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Your role does not allow this. It belongs to: Focal point."), ("es", "Su función no lo permite")],
)
def test_a_readers_write_is_refused_with_the_reason(world, client_of, language, words):
    check = address(language, "reporting:check", world.a.pk)

    page = client_of(world.clearer).post(check, {"act": "ask", "objective": "8"})

    assert page.status_code == 403
    assert words in page.content.decode()


@BOTH
def test_another_countrys_addresses_do_not_exist(world, client_of, progress, language):
    fill(world, world.a, 8)
    submit_all(world, world.a, 8)
    client = client_of(world.other_focal_point)
    for name, arguments in [
        ("reporting:contribution", [world.a.pk]),
        ("reporting:objective", [world.a.pk, 8]),
        ("reporting:revision", [world.a.pk, 1]),
        ("reporting:answer-history", [progress.pk, "en"]),
        ("reporting:hand-over", [world.focal_point.membership.pk]),
    ]:
        assert client.get(address(language, name, *arguments)).status_code == 404
    assert client.post(address(language, "reporting:answer-marks", progress.pk), {"version": 0}).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("en", "It has expired: a link holds"), ("es", "Ha caducado")])
def test_an_expired_invitation_says_so_and_whom_to_ask(client, link_of_invitation, language, words):
    link = link_of_invitation(language)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    page = client.get(link)

    assert page.status_code == 410
    assert words in page.content.decode()


# Entries with several boxes


@pytest.mark.parametrize(("language", "words"), [("en", "A figure needs: source."), ("es", "fuente")])
def test_an_entry_that_lacks_something_comes_back_with_what_was_typed(world, focal, language, words):
    answer = answer_on(world.a, "figures", 8)

    page = focal.post(
        address(language, "reporting:item-add", answer.pk), {"label_en": "Searches made", "value": "12", "unit": "each"}
    )

    content = page.content.decode()
    assert page.status_code == 422
    assert all(part in content for part in (words, 'value="Searches made"', 'value="each"'))
    assert not AnswerItem.objects.exists()


def test_a_change_of_an_entry_keeps_what_the_form_does_not_show_and_is_stale_with_both(world, focal):
    answer = answer_on(world.a, "evidence", 8)
    data = {"title": "Plan", "year": "2020", "language": "es", "address": "https://country-a.example/plan"}
    item = save_item(answer=answer, data=data, by=world.focal_point)
    change = reverse("reporting:item", args=[item.pk])
    form = {
        "act": "change",
        "version": item.version,
        "title": "National plan",
        "year": "2021",
        "address": data["address"],
    }

    assert focal.post(change, form).status_code == 302
    item.refresh_from_db()
    assert (item.data["title"], item.data["language"]) == ("National plan", "es")

    page = focal.post(change, form | {"title": "Typed on an old page"})
    assert page.status_code == 409
    assert 'value="Typed on an old page"' in page.content.decode()


def test_an_entry_typed_while_the_call_closed_is_given_back(world, focal):
    close_call(call=world.call, by=world.secretariat)
    answer = answer_on(world.a, "figures", 8)

    page = focal.post(
        reverse("reporting:item-add", args=[answer.pk]), {"label_en": WORDS, "value": "12", "source": "R"}
    )

    assert page.status_code == 403
    assert WORDS in page.content.decode()
    assert "The call is closed" in page.content.decode()


def png(width, height):
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "virus.exe",
            b"MZ\x90\x00",
            {"en": "This kind of file is not taken", "es": "Este tipo de archivo no se admite"},
        ),
        ("huge.png", png(7200, 7200), {"en": "more than 25 megapixels", "es": "más de 25 megapíxeles"}),
        ("large.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024), {"en": "larger than 10 MB", "es": "10 MB"}),
    ],
)
@BOTH
def test_a_file_that_is_not_taken_leaves_the_other_boxes_filled(world, focal, language, name, content, words):
    answer = answer_on(world.a, "evidence", 8)

    page = focal.post(
        address(language, "reporting:item-add", answer.pk),
        {"title": WORDS, "file": SimpleUploadedFile(name, content)},
    )

    assert page.status_code == 422
    assert words[language] in page.content.decode()
    assert f'value="{WORDS}"' in page.content.decode()
    assert not Attachment.objects.exists()


# Requests that cannot be read


@pytest.mark.parametrize(("language", "words"), [("en", "was not sent as UTF-8"), ("es", "no se envió en UTF-8")])
@pytest.mark.parametrize("declared", ["", "; charset=iso-8859-1"])
def test_a_form_that_is_not_utf_8_is_refused_and_no_letter_guessed(world, focal, progress, language, words, declared):
    body = f"text-{progress.pk}-en=Regi%F3n&version-{progress.pk}-en=0"

    page = focal.post(editor(world, language), data=body, content_type=f"application/x-www-form-urlencoded{declared}")

    assert page.status_code == 400
    assert words in page.content.decode()
    assert text_of(world.a, "progress", 8).text == ""


@pytest.mark.parametrize(
    ("language", "words"), [("en", "more fields than the portal reads"), ("es", "más campos de los que el portal lee")]
)
def test_too_many_fields_get_a_readable_page_in_the_frame(world, focal, progress, language, words):
    form = typed(progress) | {f"extra-{n}": "x" for n in range(600)}

    page = focal.post(editor(world, language), form)
    told = focal.post(editor(world, language), form, headers={"accept": "application/json"})

    assert page.status_code == 400
    assert words in page.content.decode()
    assert "<main" in page.content.decode()
    assert words in told.json()["reason"]


@pytest.mark.parametrize(("language", "words"), [("en", "12 MB"), ("es", "12 MB")])
def test_more_than_the_portal_reads_at_once_says_how_much_it_reads(world, focal, progress, language, words):
    page = focal.post(editor(world, language), {f"text-{progress.pk}-en": "x" * 13_000_000})

    assert page.status_code in (400, 413)
    assert words in page.content.decode()


@pytest.mark.parametrize("day", ["2026-13-45", "tomorrow", "9" * 30])
def test_a_day_that_the_calendar_does_not_have_is_told(world, focal, day):
    fill(world, world.a, 8)
    submit_all(world, world.a, 8)

    publication = focal.post(
        reverse("reporting:publication", args=[world.a.pk]),
        {"act": "publish", "audience": "public", "embargo": day},
        follow=True,
    )
    extension = focal.post(reverse("reporting:extension", args=[world.b.pk]), {"until": day})

    assert "is not a date" in publication.content.decode()
    assert not world.a.publications.exists()
    assert extension.status_code == 404


@pytest.mark.parametrize("user", ["", "nonsense", "0" * 36])
def test_objectives_for_nobody_do_not_exist(world, focal, user):
    save = reverse("reporting:delegation-save", args=[world.a.pk])

    assert focal.post(save, {"user": user, "objective": "8"}).status_code == 404
