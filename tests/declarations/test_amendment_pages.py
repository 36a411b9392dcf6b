"""Pages of amendments, consolidation and positions."""

import pytest
from django.urls import reverse

from declarations.actions.drafts import close_amendments
from declarations.enums import AmendmentStatus
from declarations.models import Amendment, Decision, Draft, Position
from declarations.notify import draft_path
from tests.counts import SEATED
from tests.factories.declarations import amend, circulated, paragraph

EN = "To develop a follow-up mechanism within the Conference;"
ES = "Desarrollar un mecanismo de seguimiento en el marco de la Conferencia;"


@pytest.fixture
def draft(world):
    return circulated(world)


def address(draft, name="draft", *more):
    return reverse(f"declarations:{name}", args=[*draft_path(draft), *more])


def of(row, name="amendment"):
    return reverse(f"declarations:{name}", args=[row.pk])


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_a_focal_point_writes_and_tables_an_amendment(world, client_of, draft):
    client = client_of(world.focal_point)
    url = f"{address(draft, 'amend')}?paragraph={paragraph(draft, '1').identity}"
    page = client.get(url).content.decode()
    assert "To establish a follow-up mechanism" in page
    values = {"operation": "replace", "paragraph": str(paragraph(draft, "1").identity), "text_en": EN,
              "text_es": "Establecer un mecanismo de seguimiento en el marco de la Conferencia;"}  # fmt: skip
    response = client.post(url, values, follow=True)
    row = Amendment.objects.get()
    assert (row.text_en, row.text_es, row.status) == (EN, "", AmendmentStatus.DRAFT)
    assert "Only your delegation reads it" in response.content.decode()
    client.post(of(row, "amendment-act"), {"act": "table"})
    page = client.get(address(draft)).content.decode()

    assert "<del>establish</del><ins>develop</ins>" in page.replace("\n", "")
    assert "XXA-1" in page


def test_what_the_form_lacks_is_said(world, client_of, draft):
    client = client_of(world.focal_point)
    response = client.post(address(draft, "amend"), {"operation": "insert", "kind": "operative"})

    assert response.status_code == 422
    assert "Write how the paragraph should read" in response.content.decode()


def test_the_words_of_another_amendment_are_amended(world, client_of, draft):
    first = amend(world, draft, "1", en=EN, es=ES)
    client = client_of(world.other_focal_point)
    url = f"{address(draft, 'amend')}?to={first.pk}"
    assert EN in client.get(url).content.decode()
    client.post(url, {"text_en": EN.replace("develop", "create"), "text_es": ES})

    made = Amendment.objects.get(country=world.countries["B"])
    assert (made.to, made.text_es) == (first, "")
    assert client.get(f"{address(draft, 'amend')}?to={made.pk}x").status_code == 200


def test_a_colleagues_newer_draft_is_shown_beside_ones_own(world, client_of, draft):
    row = amend(world, draft, "1", en=EN, table=False)
    client = client_of(world.focal_point)
    assert client.post(of(row), {"text_en": EN, "text_es": ES, "version": 1}).status_code == 302
    response = client.post(of(row), {"text_en": "Mine.", "version": 1})
    page = response.content.decode()

    assert response.status_code == 409
    assert ES in page
    assert "Mine." in page
    assert client.post(of(row), {"text_en": "", "version": 2}).status_code == 422


@pytest.mark.parametrize("role", ["other_focal_point", "secretariat", "presidency", "observer", "civil_society"])
def test_a_draft_of_a_delegation_does_not_exist_for_others(world, client_of, draft, role):
    row = amend(world, draft, "1", en="zq-canary-7319", table=False)
    client = client_of(getattr(world, role))
    for name in ("amendment", "decide"):
        assert client.get(of(row, name)).status_code in (403, 404)
    assert client.post(of(row, "amendment-act"), {"act": "table"}).status_code == 404
    for view in ("amendments", "compilation", "text", "agreed"):
        assert "zq-canary" not in client.get(f"{address(draft)}?view={view}").content.decode()
    assert "zq-canary" not in client.get(address(draft, "consolidate")).content.decode()


def test_acts_on_an_amendment(world, client_of, draft):
    row = amend(world, draft, "1", en=EN)
    other = client_of(world.other_focal_point)
    assert "co-sponsor" in said(other.post(of(row, "amendment-act"), {"act": "join"}, follow=True))[0]
    assert "Country B" in other.get(of(row)).content.decode()
    assert "no longer" in said(other.post(of(row, "amendment-act"), {"act": "leave"}, follow=True))[0]
    assert other.post(of(row, "amendment-act"), {"act": "withdraw"}).status_code == 403
    assert other.post(of(row, "amendment-act"), {"act": "nonsense"}).status_code == 404
    mine = client_of(world.focal_point)
    mine.post(of(row, "amendment-act"), {"act": "withdraw"})
    row.refresh_from_db()

    assert row.status == AmendmentStatus.WITHDRAWN
    assert "XXA-1" not in mine.get(address(draft)).content.decode()


def test_two_that_touch_the_same_words_warn_where_they_meet(world, client_of, draft):
    amend(world, draft, "1", en=EN)
    amend(world, draft, "1", by=world.other_focal_point, en=EN.replace("develop", "create"))

    assert "XXA-1 – XXB-1 touch the same words" in client_of(world.clearer).get(address(draft)).content.decode()


def test_the_room_asks_the_same_number_of_questions_however_many_amendments(
    world, client_of, draft, django_assert_num_queries
):
    client = client_of(world.contributor)
    amend(world, draft, "1", en=EN)
    with django_assert_num_queries(SEATED + 10):
        client.get(address(draft))
    for handle in ("PP1", "2", "1.a"):
        amend(world, draft, handle, by=world.other_focal_point, en=EN)
    with django_assert_num_queries(SEATED + 10):
        client.get(address(draft))


def test_the_compilation_and_the_filter_by_country(world, client_of, draft):
    amend(world, draft, "1", en=EN, reason="As agreed in the workshop.")
    amend(world, draft, "2", by=world.other_focal_point, en="To report in May.")
    client = client_of(world.secretariat)
    page = client.get(f"{address(draft)}?view=compilation").content.decode()
    assert "As agreed in the workshop." in page
    assert "XXB-1" in page

    assert "XXB-1" not in client.get(f"{address(draft)}?view=compilation&country=XXA").content.decode()


def closed(world, draft):
    close_amendments(draft=Draft.objects.select_related("declaration").get(pk=draft.pk), by=world.presidency)


def test_the_desk_consolidates_and_prepares_the_next_draft(world, client_of, draft):
    row = amend(world, draft, "1", en=EN, es=ES)
    client = client_of(world.secretariat)
    assert "Amendments are still taken" in client.get(address(draft, "consolidate")).content.decode()
    closed(world, draft)
    client.post(of(row, "decide"), {"outcome": "taken", "version": 0, "text_en": EN})
    page = client.get(address(draft, "consolidate")).content.decode()
    assert "<ins>develop</ins>" in page
    response = client.post(address(draft, "draft-act"), {"act": "next"}, follow=True)

    assert "Rev. 1" in response.content.decode()
    assert "To develop" in response.content.decode()


def test_a_quick_decision_needs_no_texts(world, client_of, draft):
    row = amend(world, draft, "1", en=EN)
    closed(world, draft)
    response = client_of(world.presidency).post(of(row, "decide"), {"outcome": "not_taken", "version": 0})

    assert response.status_code == 302
    assert Decision.objects.get().outcome == "not_taken"


def test_who_decides_at_the_same_time_sees_the_other_decision(world, client_of, draft):
    row = amend(world, draft, "1", en=EN)
    closed(world, draft)
    one, two = client_of(world.secretariat), client_of(world.presidency)
    one.post(of(row, "decide"), {"outcome": "not_taken", "version": 0, "remark": "After the meeting."})
    response = two.post(of(row, "decide"), {"outcome": "taken", "version": 0, "remark": "Widely shared."})
    page = response.content.decode()

    assert response.status_code == 409
    assert "After the meeting." in page
    assert "Widely shared." in page
    assert 'name="version" value="1"' in page
    assert two.post(of(row, "decide"), {"outcome": "modified", "version": 1}).status_code == 422
    two.post(of(row, "decision-back"))
    assert not Decision.objects.exists()


def test_a_position_is_stated_on_the_page_and_shown_and_silence_is_not(world, client_of, draft):
    client = client_of(world.focal_point)
    row = paragraph(draft, "1")
    assert "Choose the position" in said(client.post(address(draft, "position", row.identity), follow=True))[0]
    client.post(
        address(draft, "position", row.identity), {"stance": "reserves", "remark": "Until the capital answers."}
    )
    page = client_of(world.other_focal_point).get(address(draft)).content.decode()

    assert Position.objects.get().country == world.countries["A"]
    assert "Reserves its position" in page
    assert page.count('class="po ') == 1
    history = client.get(address(draft, "paragraph", row.identity)).content.decode()
    assert "Until the capital answers." in history


def test_a_focal_point_says_who_tables(world, client_of, draft):
    client = client_of(world.focal_point)
    client.post(reverse("declarations:tabling"), {"clearer": "1"})
    row = amend(world, draft, "1", en=EN, table=False)

    assert "It belongs to: Clearer" in client.get(of(row)).content.decode()
    assert 'value="1" checked' in client.get(reverse("declarations:list")).content.decode()
    assert client_of(world.secretariat).post(reverse("declarations:tabling")).status_code == 404
