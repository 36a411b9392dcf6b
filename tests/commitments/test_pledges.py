"""A country's pledges: nobody else sees one before the country publishes it, and nobody else can make one."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.seats import PUBLIC
from catalogue.models import Tombstone
from commitments.actions.commitments import add_note
from commitments.actions.pledges import move_pledge, save_pledge, start_pledge
from commitments.enums import PledgeStatus, Readers
from commitments.models import Commitment
from common.dates import today
from common.errors import Conflict, Refused
from notices.models import Notice

WORDS = "Country A will train two hundred officers."


@pytest.fixture
def pledge(world):
    return start_pledge(text_en=WORDS, by=world.focal_point)


def addresses(pledge):
    """The page of a pledge, and its acts."""
    return [reverse(f"commitments:{name}", args=[pledge.code]) for name in ("pledge", "pledge-act")]


def publish(world, pledge, readers=Readers.PUBLIC):
    move_pledge(pledge=pledge, to=PledgeStatus.ASKED, by=world.focal_point)
    move_pledge(pledge=pledge, to=PledgeStatus.CLEARED, by=world.clearer)
    move_pledge(pledge=pledge, to=PledgeStatus.PUBLISHED, readers=readers, by=world.focal_point)


@pytest.mark.parametrize("role", ["secretariat", "presidency", "contributor", "clearer", "observer", "anonymous"])
def test_only_a_focal_point_registers_a_pledge_and_only_for_the_own_country(world, role):
    with pytest.raises(PermissionDenied):
        start_pledge(text_en=WORDS, by=getattr(world, role))
    assert not Commitment.objects.exists()


def test_the_secretariat_makes_no_pledge_out_of_a_remark(world, made):
    """What a delegation announced stays a remark; a commitment from a conclusion has no country of its own."""
    assert made.country is None
    assert not made.is_pledge
    with pytest.raises(PermissionDenied):
        save_pledge(pledge=made, fields={"text_en": "Country B pledges."}, version=1, by=world.secretariat)


def test_a_pledge_in_preparation_is_its_countrys_alone(world, pledge, client_of, client):
    seats = ("focal_point", "clearer", "contributor", "translator", "other_focal_point", "secretariat", "presidency")
    found = {name for name in seats if Commitment.objects.visible_to(getattr(world, name)).exists()}

    assert found == {"focal_point", "clearer", "contributor", "translator"}
    for seat in (world.secretariat, world.other_focal_point):
        reader = client_of(seat)
        assert reader.get(pledge.get_absolute_url()).status_code == 404
        assert reader.get(reverse("commitments:pledge", args=[pledge.code])).status_code == 404
    own = client_of(world.focal_point)
    for address in ("/api/v1/commitments", "/data/commitments.csv", reverse("portal:commitment-list")):
        response = own.get(address)
        content = response.getvalue() if response.streaming else response.content
        assert WORDS.encode() not in content


def test_focal_point_writes_clearer_clears_country_publishes(world, pledge):
    with pytest.raises(PermissionDenied):
        move_pledge(pledge=pledge, to=PledgeStatus.CLEARED, by=world.clearer)
    move_pledge(pledge=pledge, to=PledgeStatus.ASKED, by=world.focal_point)
    with pytest.raises(PermissionDenied, match="belongs to other clearers"):
        move_pledge(pledge=pledge, to=PledgeStatus.CLEARED, by=world.focal_point)
    with pytest.raises(PermissionDenied, match="stay as they are"):
        save_pledge(pledge=pledge, fields={"text_en": "Other"}, version=1, by=world.focal_point)
    move_pledge(pledge=pledge, to=PledgeStatus.CLEARED, by=world.clearer)
    move_pledge(pledge=pledge, to=PledgeStatus.PUBLISHED, readers=Readers.MEMBERS, by=world.focal_point)
    pledge.refresh_from_db()

    assert (pledge.readers, pledge.made_on) == ("members", today())
    assert [one.who for one in pledge.owners] == [world.countries["A"]]
    assert Commitment.objects.visible_to(world.other_focal_point).exists()
    assert not Commitment.objects.visible_to(PUBLIC).exists()


def test_the_clearers_of_the_country_are_told_that_a_pledge_waits(world, pledge):
    move_pledge(pledge=pledge, to=PledgeStatus.ASKED, by=world.focal_point)

    told = Notice.objects.get(user=world.clearer.user)
    assert told.text_en == f"The pledge {pledge.reference} waits for clearance"
    assert told.address == f"/pledges/{pledge.code}/"
    assert not Notice.objects.filter(user=world.secretariat.user).exists()


def test_what_was_returned_is_written_again_and_not_published_around_the_clearer(world, pledge):
    move_pledge(pledge=pledge, to=PledgeStatus.ASKED, by=world.focal_point)
    with pytest.raises(Refused, match="why it is returned"):
        move_pledge(pledge=pledge, to=PledgeStatus.WRITING, remark=" ", by=world.clearer)
    move_pledge(pledge=pledge, to=PledgeStatus.WRITING, remark="Too long", by=world.clearer)
    save_pledge(pledge=pledge, fields={"text_en": "Better words."}, version=2, by=world.focal_point)

    assert pledge.text_en == "Better words."
    with pytest.raises(Refused, match="not possible while"):
        move_pledge(pledge=pledge, to=PledgeStatus.PUBLISHED, by=world.focal_point)
    with pytest.raises(Conflict):
        save_pledge(pledge=pledge, fields={"text_en": "Stale words."}, version=1, by=world.focal_point)


def test_a_clearer_clears_the_words_that_were_read(world, pledge, client_of):
    """Returned by a colleague, written anew and asked again: an older page would clear what nobody read on it."""
    read = pledge.version
    for to, by in ((PledgeStatus.ASKED, world.focal_point), (PledgeStatus.WRITING, world.clearer)):
        move_pledge(pledge=pledge, to=to, remark="Why", by=by)
    save_pledge(pledge=pledge, fields={"text_en": "Other words."}, version=pledge.version, by=world.focal_point)
    move_pledge(pledge=pledge, to=PledgeStatus.ASKED, by=world.focal_point)
    clearer, page, act = client_of(world.clearer), *addresses(pledge)

    for version in (read, ""):
        answer = clearer.post(act, {"to": "cleared", "version": version, "step": 1}, follow=True)
        assert "Read them again before you clear them." in answer.content.decode()
        assert Commitment.objects.get().pledge_status == PledgeStatus.ASKED
    assert f'name="version" value="{pledge.version}"' in clearer.get(page).content.decode()
    clearer.post(act, {"to": "cleared", "version": pledge.version, "step": 1})
    assert Commitment.objects.get().pledge_status == PledgeStatus.CLEARED


def test_a_pledge_without_words_or_readers_goes_nowhere(world):
    empty = start_pledge(by=world.focal_point)
    with pytest.raises(Refused, match="one language at least"):
        move_pledge(pledge=empty, to=PledgeStatus.ASKED, by=world.focal_point)
    full = start_pledge(text_es="Palabras.", by=world.focal_point)
    with pytest.raises(Refused, match="who is to read"):
        publish(world, full, readers="country")


def test_a_withdrawn_pledge_leaves_a_trace_without_words(world, pledge, client):
    publish(world, pledge)
    page = pledge.get_absolute_url()
    assert WORDS in client.get(page).content.decode()
    move_pledge(pledge=pledge, to=PledgeStatus.WITHDRAWN, by=world.focal_point)

    assert client.get(page).status_code == 404
    trace = Tombstone.objects.get(table="commitments_commitment", code=pledge.code)
    assert WORDS not in str(vars(trace))
    move_pledge(pledge=pledge, to=PledgeStatus.WRITING, by=world.focal_point)


def test_what_became_of_a_pledge_is_recorded_by_its_country_alone(world, pledge):
    publish(world, pledge)
    with pytest.raises(PermissionDenied, match="by the country that made it"):
        add_note(commitment=pledge, on=today(), status="fulfilled", by=world.secretariat)
    add_note(commitment=pledge, on=today(), status="under_way", by=world.focal_point)
    pledge.refresh_from_db()
    assert pledge.status == "under_way"


def test_a_pledge_goes_its_way_in_the_browser(world, client_of):
    writer, clearer = client_of(world.focal_point), client_of(world.clearer)
    writer.post(reverse("commitments:pledge-new"), {"text_en": WORDS})
    pledge = Commitment.objects.get()
    page, act = addresses(pledge)

    assert pledge.reference in writer.get(reverse("commitments:pledges")).content.decode()
    assert writer.post(page, {"text_en": "Ours.", "version": 1}).status_code == 302
    assert writer.post(page, {"text_en": "Stale.", "version": 1}).status_code == 409
    assert writer.post(page, {"text_en": " ", "version": 2}).status_code == 422
    writer.post(act, {"to": "asked"})
    assert writer.post(page, {"text_en": "Late.", "version": 2}).status_code == 403
    clearer.post(act, {"to": "cleared", "version": 2, "step": 1})
    assert writer.get(page).context["publish_form"]
    writer.post(act, {"to": "published", "readers": "public"})
    pledge.refresh_from_db()
    assert (pledge.pledge_status, pledge.readers, pledge.text_en) == ("published", "public", "Ours.")
    assert writer.post(act, {"to": "elsewhere"}).status_code == 404
    assert client_of(world.other_focal_point).post(act, {"to": "withdrawn"}).status_code == 404
    assert client_of(world.contributor).post(act, {"to": "withdrawn"}).status_code == 403


def test_a_pledge_says_which_objectives_and_principles_it_serves(world, client_of):
    own = client_of(world.focal_point)
    words = {"text_en": "Words.", "objectives": ["8", "3"], "principles": ["c"]}
    page = own.post(reverse("commitments:pledge-new"), words)["Location"]
    pledge = Commitment.objects.get()
    assert [row.number for row in pledge.objectives.all()] == [3, 8]
    sent = {"text_en": "Words.", "objectives": ["8"], "version": pledge.version}
    assert own.post(page, sent).status_code == 302
    stale = own.post(page, sent | {"objectives": ["5"]})
    assert stale.status_code == 409
    assert ("Objectives", "8") in stale.context["conflict"]

    publish(world, Commitment.objects.get(), readers="public")
    shown = client_of(world.anonymous).get("/api/v1/commitments").json()["results"][0]
    assert (shown["objectives"], shown["principles"]) == ([8], [])
