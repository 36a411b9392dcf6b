"""What stands behind a paragraph: a link opens nothing that its reader may not read elsewhere."""

import pytest
from django.urls import reverse

from commitments.enums import Readers
from commitments.models import Commitment
from declarations.models import Basis
from declarations.notify import draft_path
from declarations.queries.room import lines_of
from events.models import Conclusion, Event, NoteRow, NoteTable
from objectives.models import Objective
from reporting.enums import Audience
from reporting.models import PublishedAnswer
from tests.counts import SEATED
from tests.factories import fill, publish_all, submit_all
from tests.factories.declarations import circulated, paragraph

CANARY = "zq-notes-8471"


@pytest.fixture
def draft(world):
    return circulated(world)


@pytest.fixture
def note(db):
    event = Event.objects.create(code="talks", kind="meeting", name_en="Talks", audience="public")
    table = NoteTable.objects.create(event=event)
    return NoteRow.objects.create(table=table, order=1, text=f"Words {CANARY}")


def conclusion(code, reference, audience="public"):
    event = Event.objects.create(
        code=code, kind="meeting", name_en="Meeting", audience=audience, conclusions_public=audience == "public"
    )
    return Conclusion.objects.create(event=event, order=1, reference=reference, text_en="To meet again.")


def address(draft, name, handle="1"):
    return reverse(f"declarations:{name}", args=[*draft_path(draft), paragraph(draft, handle).identity])


def bases(draft, seat):
    return [basis.thing for line in lines_of(draft, seat) for basis in line.bases]


def test_a_note_of_the_desk_is_shown_to_the_desk_alone_until_it_is_shared(world, client_of, draft, note):
    Basis.objects.create(paragraph=paragraph(draft, "1"), note=note)
    pages = [address(draft, "paragraph"), reverse("declarations:draft", args=draft_path(draft))]
    for page in pages:
        assert CANARY not in client_of(world.focal_point).get(page).content.decode()
    assert CANARY in client_of(world.secretariat).get(pages[0]).content.decode()
    assert bases(draft, world.focal_point) == []
    NoteTable.objects.update(shared=True)

    assert CANARY in client_of(world.focal_point).get(pages[0]).content.decode()


def test_conclusions_and_answers_have_their_own_readers(world, draft):
    line = conclusion("hidden", "1", audience="desk")
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)
    answer = PublishedAnswer.objects.filter(country__code="XXA").first()
    row = paragraph(draft, "1")
    for thing in ({"conclusion": line}, {"answer": answer}, {"objective": Objective.objects.get(pk=8)}):
        Basis.objects.create(paragraph=row, **thing)

    assert set(bases(draft, world.secretariat)) == {line, answer, Objective.objects.get(pk=8)}
    assert set(bases(draft, world.focal_point)) == {answer, Objective.objects.get(pk=8)}
    PublishedAnswer.objects.filter(pk=answer.pk).update(ended_at=answer.published_at, ending="withdrawn", text_en="")
    assert answer not in bases(draft, world.secretariat)


def commitment(code, readers, **more):
    return Commitment.objects.create(
        code=code.replace(" ", "-"), reference=f"{code}, 1", kind=more.pop("kind", "follow_up"),
        text_en="To meet again.", readers=readers, **more,
    )  # fmt: skip


def test_a_commitment_is_shown_to_its_own_readers_and_a_kept_pledge_to_nobody(world, client_of, draft):
    shared = commitment("shared", Readers.MEMBERS)
    desk = commitment("desk", Readers.DESK)
    kept = commitment("kept", Readers.COUNTRY, kind="pledge", country=world.countries["A"], pledge_status="writing")
    row = paragraph(draft, "1")
    for thing in (shared, desk, kept):
        Basis.objects.create(paragraph=row, commitment=thing)

    assert set(bases(draft, world.secretariat)) == {shared, desk}
    assert bases(draft, world.other_focal_point) == [shared]
    assert bases(draft, world.focal_point) == [shared]
    page = client_of(world.focal_point).get(address(draft, "paragraph")).content.decode()
    assert shared.get_absolute_url() in page
    assert "desk, 1" not in page
    assert kept.reference not in page


def test_the_desk_finds_and_links_what_it_reads(world, client_of, draft, note):
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8), Audience.PUBLIC)
    line = conclusion("talks-2", "6.a")
    undertaken = commitment("RCGM 9.z", Readers.MEMBERS)
    commitment("kept", Readers.COUNTRY, kind="pledge", country=world.countries["A"], pledge_status="writing")
    client = client_of(world.secretariat)
    answer = PublishedAnswer.objects.filter(country__code="XXA").first()
    for words, thing in (("8", Objective.objects.get(pk=8)), (CANARY, note), (answer.code, answer), ("6.a", line),
                         ("RCGM 9.z, 1", undertaken)):  # fmt: skip
        found = client.get(address(draft, "evidence"), {"q": words}).context["found"]
        keys = [one.key for _kind, rows in found for one in rows]
        chosen = next(key for key in keys if key.endswith(f":{thing.pk}"))
        client.post(address(draft, "paragraph-act"), {"act": "link", "chosen": chosen})

    assert set(bases(draft, world.secretariat)) == {Objective.objects.get(pk=8), note, answer, line, undertaken}
    assert client.get(address(draft, "evidence"), {"q": "kept, 1"}).context["found"] == []
    assert client.get(address(draft, "evidence"), {"q": ""}).context["found"] == []


@pytest.mark.parametrize("chosen", ["note:x", "draft:1", "objective:99", "note", "answer:99", "commitment:x"])
def test_what_is_not_there_cannot_be_linked(world, client_of, draft, chosen):
    values = {"act": "link", "chosen": chosen}

    assert client_of(world.secretariat).post(address(draft, "paragraph-act"), values).status_code == 404
    assert not Basis.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("focal_point", 403), ("observer", 404), ("civil_society", 404)])
def test_searching_is_the_desks(world, client_of, draft, role, status):
    assert client_of(getattr(world, role)).get(address(draft, "evidence")).status_code == status


@pytest.mark.parametrize("linked", [1, 3])
def test_the_page_asks_the_same_whatever_is_linked(world, client_of, draft, linked, django_assert_num_queries):
    for number in range(1, linked + 1):
        Basis.objects.create(paragraph=paragraph(draft, "1"), objective=Objective.objects.get(pk=number))
    client = client_of(world.secretariat)
    with django_assert_num_queries(SEATED + 11):
        client.get(address(draft, "evidence"), {"q": "labour"})
