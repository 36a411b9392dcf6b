"""For whom a single answer is: narrower than the whole, never wider, from the editor to every reader."""

import pytest
from django.test import Client
from django.urls import reverse

from common.errors import Refused
from reporting.actions import templates
from reporting.actions.answers import save_marks
from reporting.actions.rehearsal import rehearse
from reporting.actions.report import start_report
from reporting.checks import Severity, run_checks
from reporting.enums import Audience
from reporting.models import Question
from reporting.queries.report import contributions
from tests.factories import fill, publish_all, submit_all, write
from tests.factories.work import answer_on

CANARY = "zq-narrow-4417"
WIDE = "zq-wide-5523"


def narrow(world, audience, code="challenges"):
    answer = answer_on(world.a, code, 8)
    save_marks(answer=answer, version=answer.version, audience=audience, by=world.focal_point)


def readers(world, client_of):
    """Who finds the canary on the public pages of the objective and of the country."""
    found = set()
    for role in ("other_focal_point", "secretariat", "observer", "civil_society", "anonymous"):
        client = Client() if role == "anonymous" else client_of(getattr(world, role))
        pages = [client.get(reverse("portal:objective", args=[8])), client.get(reverse("portal:country", args=["XXA"]))]
        assert all(page.status_code == 200 for page in pages)
        pages.append(client.get(reverse("portal:country-cycle", args=["XXA", "demo"])))
        if any(CANARY.encode() in page.content for page in pages):
            found.add(role)
    return found


@pytest.fixture
def written(world):
    fill(world, world.a, 8, marker=WIDE)
    write(world, world.a, "challenges", CANARY, 8)
    write(world, world.a, "challenges", f"{CANARY} es", 8, language="es")


EVERY = {"other_focal_point", "secretariat", "observer", "civil_society", "anonymous"}


@pytest.mark.parametrize(
    ("whole", "single", "expected"),
    [
        (Audience.PUBLIC, "", EVERY),
        (Audience.PUBLIC, Audience.OBSERVERS, {"other_focal_point", "secretariat", "observer"}),
        (Audience.PUBLIC, Audience.MEMBERS, {"other_focal_point", "secretariat"}),
        (Audience.PUBLIC, Audience.OWN, set()),
        (Audience.MEMBERS, Audience.OBSERVERS, {"other_focal_point", "secretariat"}),
        (Audience.MEMBERS, Audience.PUBLIC, {"other_focal_point", "secretariat"}),
    ],
)
def test_an_answer_is_read_by_the_narrower_of_its_own_audience_and_the_wholes(
    world, client_of, written, whole, single, expected
):
    if single:
        narrow(world, single)
    publish_all(world, submit_all(world, world.a, 8), whole)

    assert readers(world, client_of) == expected


def test_an_answer_for_the_own_country_never_enters_what_is_submitted(world, client_of, written):
    narrow(world, Audience.OWN)

    revision = submit_all(world, world.a, 8)

    assert CANARY not in str(revision.snapshot)
    assert WIDE in str(revision.snapshot)
    desk = client_of(world.secretariat).get(reverse("reporting:desk-revision", args=[revision.pk])).content
    assert CANARY.encode() not in desk
    own = client_of(world.clearer).get(reverse("reporting:objective", args=[world.a.pk, 8])).content
    assert CANARY.encode() in own
    notes = [
        f.message for f in run_checks(world.a, objectives=[8], includes_whole=False) if f.severity == Severity.NOTE
    ]
    assert "“Challenges” is for your own country only: it is not submitted." in notes


def test_an_answer_narrowed_after_submission_is_published_narrow(world, client_of, written):
    revision = submit_all(world, world.a, 8)
    narrow(world, Audience.OWN)

    publish_all(world, revision, Audience.PUBLIC)

    assert readers(world, client_of) == set()


def test_an_answer_widened_after_submission_stays_as_narrow_as_it_was_cleared(world, client_of, written):
    narrow(world, Audience.MEMBERS)
    revision = submit_all(world, world.a, 8)
    narrow(world, "")

    publish_all(world, revision, Audience.PUBLIC)

    assert readers(world, client_of) == {"other_focal_point", "secretariat"}


def test_a_text_added_later_reaches_nobody_until_the_country_publishes_and_then_stays_narrow(world, client_of, written):
    narrow(world, Audience.MEMBERS, code="support")
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)
    later = "zq-later-9981"
    write(world, world.a, "support", later, 8)
    page = reverse("portal:objective", args=[8])
    assert later.encode() not in client_of(world.other_focal_point).get(page).content

    second = submit_all(world, world.a, 8)
    assert later.encode() not in client_of(world.other_focal_point).get(page).content

    publish_all(world, second, Audience.PUBLIC)
    assert later.encode() in client_of(world.other_focal_point).get(page).content
    assert later.encode() not in Client().get(page).content


def test_the_regional_report_quotes_a_narrowed_answer_to_its_audience_only(world, written):
    narrow(world, Audience.MEMBERS)
    publish_all(world, submit_all(world, world.a, 8), Audience.PUBLIC)

    def quoted(audience):
        report = start_report(
            cycle=world.cycle, scheme=world.scheme, title_en="R", title_es="R", audience=audience, by=world.secretariat
        )
        return CANARY in str([c.answers for c in contributions(report)])

    assert not quoted(Audience.PUBLIC)


@pytest.mark.parametrize(
    ("audience", "seen"), [("members", True), ("observers", False), ("public", False), ("own", False)]
)
def test_see_as_others_will_shows_what_they_will_read_and_names_what_they_will_not(
    world, client_of, written, audience, seen
):
    narrow(world, Audience.MEMBERS)

    page = client_of(world.focal_point).get(reverse("reporting:preview", args=[world.a.pk]), {"audience": audience})

    assert (CANARY in page.content.decode()) is seen
    assert WIDE in page.content.decode()
    assert [where for _answer, where in page.context["hidden"]] == ([] if seen else ["Objective 8"])


def test_the_page_of_publication_lists_narrower_answers_and_says_when_one_was_narrowed_since(world, client_of, written):
    client, address = client_of(world.focal_point), reverse("reporting:publication", args=[world.a.pk])
    narrow(world, Audience.OBSERVERS)
    publish_all(world, submit_all(world, world.a, 8), Audience.PUBLIC)
    page = client.get(address)
    assert [str(row["audience"]) for row in page.context["narrower"]] == ["Members and observers"]
    assert page.context["narrowed_since"] is False

    narrow(world, Audience.MEMBERS)
    assert client.get(address).context["narrowed_since"] is True
    client.post(address, {"act": "publish", "audience": "public"})
    assert client.get(address).context["narrowed_since"] is False


def test_the_whole_cannot_be_published_for_the_own_country(world, client_of, written):
    submit_all(world, world.a, 8)

    response = client_of(world.focal_point).post(
        reverse("reporting:publication", args=[world.a.pk]), {"act": "publish", "audience": "own"}, follow=True
    )

    assert "Choose who may read it" in response.content.decode()
    assert not world.a.publications.exists()


def asked_for_members(world):
    """A next version whose challenges are asked for the members, tried in a rehearsal."""
    draft = templates.next_version(template=world.call.template_version.template, by=world.secretariat)
    question = Question.objects.select_related("section__version__template").get(
        section__version=draft, code="challenges"
    )
    templates.save_question(
        section=question.section, question=question, fields={"audience": Audience.MEMBERS}, saves=0,
        by=world.secretariat,
    )  # fmt: skip
    call, membership = rehearse(version=draft, by=world.secretariat)
    return question, call.assignments.get(), type(world.secretariat)(world.secretariat.user, membership)


def test_an_answer_begins_for_whom_its_question_is_and_is_narrowed_never_widened(world):
    _question, assignment, seat = asked_for_members(world)
    answer = answer_on(assignment, "challenges", 8)
    assert answer.audience == Audience.MEMBERS
    assert answer_on(assignment, "support", 8).audience == ""

    for wider in ("", Audience.PUBLIC, Audience.OBSERVERS):
        with pytest.raises(Refused):
            save_marks(answer=answer, version=answer.version, audience=wider, by=seat)
    assert save_marks(answer=answer, version=answer.version, audience=Audience.OWN, by=seat).audience == Audience.OWN


def test_the_page_offers_nothing_wider_than_the_question(world, client_of):
    _question, assignment, seat = asked_for_members(world)

    page = client_of(seat).get(reverse("reporting:objective", args=[assignment.pk, 8])).text

    name = f'name="audience-{answer_on(assignment, "challenges", 8).pk}"'
    offered = page.split(name)[1].split("</select>")[0]
    assert "Member Countries and the Secretariat" in offered
    assert "Own country only" in offered
    assert "observers" not in offered
    assert "Whoever" not in offered


def test_a_rehearsal_follows_for_whom_the_draft_asks(world):
    question, assignment, _seat = asked_for_members(world)
    question.refresh_from_db()

    templates.save_question(
        section=question.section, question=question, fields={"audience": ""}, saves=question.saves,
        by=world.secretariat,
    )  # fmt: skip

    assert answer_on(assignment, "challenges", 8).audience == ""


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("members", ["", "observers", "members", "own"]),
        ("survey", ["", "observers", "members"]),
        ("request", [""]),
    ],
)
def test_a_question_is_never_for_more_than_its_template(world, client_of, asked, offered):
    version = templates.create_template(code="t", audience=asked, name_en="T", name_es="T", by=world.secretariat)
    fields = {"code": "one", "scope": "report", "title_en": "One", "title_es": "Uno"}
    section = templates.save_section(version=version, section=None, fields=fields, saves=0, by=world.secretariat)

    page = client_of(world.secretariat).get(reverse("reporting:question-new", args=[section.pk]))

    form = next(value for context in page.context for key, value in context.flatten().items() if key == "form")
    assert [code for code, _label in form.fields["audience"].choices] == offered
