"""The directory in both languages, claims within the Conference, principles and schemes as pages."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import BodyKind, HatKind, StandingKind
from accounts.models import Alias, Body, Hat, StakeholderCategory, Standing
from objectives.enums import MappingStatus
from objectives.models import Group, Scheme
from reporting.actions.answers import save_marks
from reporting.enums import Audience
from sources.models import Claim, Source, Statement
from tests.counts import VISITOR
from tests.factories import fill, make_country, publish_all, submit_all
from tests.factories.work import answer_on


@pytest.fixture
def cepal(db):
    body = Body.objects.create(
        code="eclac", kind=BodyKind.UN_AGENCY, acronym_en="ECLAC/CELADE", acronym_es="CEPAL/CELADE",
        name_en="Demographic Centre", name_es="Centro Demográfico",
    )  # fmt: skip
    Alias.objects.create(body=body, name="Comisión Económica", language="es")
    Hat.objects.create(body=body, kind=HatKind.OBSERVER)
    return body


def find(client, words, language="en"):
    page = client.get(f"/{language}/directory/", {"q": words})
    return [entry.ident for _title, entries in page.context["sections"] for entry in entries]


@pytest.mark.parametrize("words", ["eclac", "CEPAL", "demografico", "Demographic centre", "comision economica"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_body_is_found_by_any_name_in_either_language(world, client, cepal, words, language):
    assert find(client, words, language) == ["eclac"]


def test_a_body_stands_under_its_kind_with_both_names_and_its_aliases(world, client, cepal):
    page = client.get("/es/directory/").content.decode()

    assert "CEPAL/CELADE" in page
    assert "Centro Demográfico" in page
    assert '<p class="small muted" lang="en">Demographic Centre (ECLAC/CELADE)</p>' in page
    assert '<span lang="es">Comisión Económica</span>' in page


def test_each_hat_is_named_for_itself(world, client, cepal):
    Hat.objects.create(body=cepal, kind=HatKind.FUND)

    entry = next(e for _t, entries in client.get("/en/directory/?q=eclac").context["sections"] for e in entries)

    assert entry.facts == ("Fund and ticket manager", "Observer")


def test_states_stand_by_their_standing_of_today(world, client):
    member = make_country("M", placeholder=False)
    observer = make_country("O", member=False, placeholder=False)
    former = make_country("P", member=False, placeholder=False)
    Standing.objects.create(country=observer, kind=StandingKind.OBSERVER, starts=date(2000, 1, 1))
    Standing.objects.create(country=former, kind=StandingKind.OBSERVER, starts=date(2000, 1, 1), ends=date(2001, 1, 1))

    sections = dict(client.get("/en/directory/").context["sections"])

    assert [entry.ident for entry in sections["Member Countries"]] == [member.code]
    assert [entry.ident for entry in sections["Observer States"]] == [observer.code]


def test_a_name_that_nobody_bears_says_so(world, client):
    assert "Nobody is listed under this name." in client.get("/en/directory/?q=xyzzy").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_takes_the_same_queries_whatever_it_lists(world, client, django_assert_num_queries, count):
    for number in range(count):
        body = Body.objects.create(code=f"b{number}", kind=BodyKind.OTHER, name_en=f"B{number}", name_es=f"C{number}")
        Alias.objects.create(body=body, name=f"Alias {number}")
        StakeholderCategory.objects.create(code=f"s{number}", order=number, name_en=f"S{number}", name_es=f"P{number}")
        make_country("MNO"[number], placeholder=False)
    client.get("/en/directory/")
    # aliases and hats raise no version of what is public, so that the page is made anew each time
    with django_assert_num_queries(VISITOR - 1 + 9):
        client.get("/en/directory/")


# claims


@pytest.fixture
def disagreement(world):
    for words, when in (("Abstained.", date(2018, 12, 17)), ("Not recorded as voting.", date(2018, 12, 19))):
        Claim.objects.create(
            country=world.countries["A"], topic_en="Vote", topic_es="Votación", statement_en=words, date=when,
            source=f"Source of {when.year}-{when.day}", group="vote-a",
        )  # fmt: skip


@pytest.mark.parametrize("name", ["focal_point", "contributor", "other_focal_point", "presidency", "secretariat"])
def test_claims_that_disagree_stand_side_by_side_with_date_and_source(world, disagreement, client_of, name):
    page = client_of(getattr(world, name)).get(reverse("portal:claims")).content.decode()

    assert page.index("Abstained.") < page.index("Not recorded as voting.")
    assert "17 December 2018" in page
    assert "Source of 2018-19" in page
    assert page.count("Sources disagree") == 1


@pytest.mark.parametrize("name", ["observer", "civil_society", "stakeholder"])
def test_outside_the_conference_there_is_no_such_page(world, disagreement, client_of, name):
    client = client_of(getattr(world, name))

    assert client.get(reverse("portal:claims")).status_code == 404
    assert "Claims on record" not in client.get("/en/directory/").content.decode()


def test_no_public_page_carries_a_claim(world, disagreement, client):
    for address in ("/en/", "/en/directory/", "/en/countries/", "/en/countries/XXA/", "/en/objectives/"):
        assert "Abstained." not in client.get(address).content.decode()
    assert "/login/" in client.get(reverse("portal:claims"))["Location"]


def test_the_page_of_a_country_leads_members_to_what_sources_say_about_it(world, disagreement, client_of, client):
    link = f"{reverse('portal:claims')}#XXA"

    assert link in client_of(world.focal_point).get("/en/countries/XXA/").content.decode()
    assert link not in client.get("/en/countries/XXA/").content.decode()


# principles


@pytest.fixture
def named(world):
    """Country A names principles c and f under objective 8, and lets members read that."""
    fill(world, world.a, 8)
    answer = answer_on(world.a, "principles", 8)
    save_marks(answer=answer, version=answer.version, choices=["c", "f"], by=world.focal_point)
    return publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)


def cells(response, number):
    row = next(r for group in response.context["groups"] for r in group.rows if r.number == number)
    columns = zip(response.context["columns"], row.cells, strict=True)
    return "".join(column.label.strip("()") for column, cell in columns if cell)


def test_the_index_says_where_a_principle_is_named_as_far_as_the_reader_may_read(world, named, client_of, client):
    address = reverse("portal:principle-list")

    assert cells(client_of(world.other_focal_point).get(address), 8) == "cf"
    assert "No published text names a principle yet." in client.get(address).content.decode()


def test_the_page_of_a_principle_lists_the_texts_by_objective(world, named, client_of, client):
    address = reverse("portal:principle", args=["f"])

    page = client_of(world.secretariat).get(address).content.decode()
    assert "Principle f" in page
    assert f'href="{reverse("portal:country-cycle", args=["XXA", "demo"])}#o8"' in page
    assert "Country A" not in client.get(address).content.decode()


def test_an_intervention_on_record_counts_as_a_place_where_it_is_named(world, client):
    source = Source.objects.create(code="notes", title_en="Notes")
    statement = Statement.objects.create(
        code="s", kind=Statement.Kind.INTERVENTION, text_en="Respect for sovereignty.", occasion_en="Event",
        occasion_es="Evento", source=source, recorded_as_en="as recorded by the notetakers",
    )  # fmt: skip
    statement.principles.set(["c"])
    statement.objectives.set([23])

    assert cells(client.get(reverse("portal:principle-list")), 23) == "c"
    page = client.get(reverse("portal:principle", args=["c"])).content.decode()
    assert "Respect for sovereignty." in page
    assert "as recorded by the notetakers" in page


def test_no_principle_beyond_the_ten(world, client):
    assert client.get("/en/principles/z/").status_code == 404


def test_the_pages_of_principles_take_the_same_queries_for_one_text_and_for_three(
    world, named, client_of, django_assert_num_queries
):
    client = client_of(world.anonymous)
    for assignment, seat in ((world.b, world.focal_point_b), (world.c, world.focal_point_c)):
        with django_assert_num_queries(VISITOR + 7):
            client.get(reverse("portal:principle-list"))
        with django_assert_num_queries(VISITOR + 5):
            client.get(reverse("portal:principle", args=["c"]))
        fill(world, assignment, 8)
        answer = answer_on(assignment, "principles", 8)
        save_marks(answer=answer, version=answer.version, choices=["c"], by=seat)
        publish_all(world, submit_all(world, assignment, 8))


# schemes


@pytest.fixture
def overlap(world):
    scheme = Scheme.objects.create(
        code="overlap", name_en="Overlap", name_es="Traslape", source="A note", mapping=MappingStatus.INFERRED
    )
    for order, numbers in enumerate(([8, 23], [9, 23]), start=1):
        group = Group.objects.create(scheme=scheme, code=f"G{order}", order=order, name_en=f"G{order}", name_es="G")
        group.objectives.set(numbers)
    return scheme


def test_a_scheme_says_what_it_covers_omits_and_repeats(overlap, client):
    response = client.get(reverse("objectives:scheme", args=["overlap"]))
    page = response.content.decode()

    assert "3 of 23 objectives" in page
    assert "23. Short 23</a> (in 2 groups)" in page
    assert len(response.context["omitted"]) == 20
    assert "A note" in page
    assert "Inferred, not confirmed" in page
    assert "Confirm the mapping" not in page
    assert client.get(reverse("objectives:scheme", args=["nothing"])).status_code == 404


def test_the_secretariat_confirms_the_mapping_on_that_page(world, overlap, client_of):
    desk = client_of(world.secretariat)
    address = reverse("objectives:scheme", args=["overlap"])
    assert "Confirm the mapping" in desk.get(address).content.decode()

    response = desk.post(reverse("objectives:scheme-confirm", args=["overlap"]), {"group-G1": "8", "group-G2": "9, 23"})

    assert response["Location"] == address
    overlap.refresh_from_db()
    assert overlap.mapping == MappingStatus.CONFIRMED
    page = desk.get(address).content.decode()
    assert "in 2 groups" not in page
    assert "Confirmed by the Secretariat" in page


def test_a_new_scheme_leads_to_its_page(world, client_of):
    names = {"code": "mine", "name_en": "Mine", "name_es": "Mío"}
    form = names | {"name_en-1": "One", "name_es-1": "Uno", "numbers-1": "1, 2"}

    response = client_of(world.secretariat).post(reverse("objectives:scheme-new"), form)

    assert response["Location"] == reverse("objectives:scheme", args=["mine"])


def test_a_group_with_an_objective_that_does_not_exist_is_refused_in_words(world, overlap, client_of):
    desk = client_of(world.secretariat)

    page = desk.post(
        reverse("objectives:scheme-confirm", args=["overlap"]), {"group-G1": "24"}, follow=True
    ).content.decode()

    assert "There is no objective 24." in page
    overlap.refresh_from_db()
    assert overlap.mapping == MappingStatus.INFERRED
