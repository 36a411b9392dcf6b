"""Papers of a draft as editions, and their files by jobs."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.seats import PUBLIC
from catalogue.registry import RESOURCES
from common.errors import Refused
from declarations.actions.consolidation import Made, decide, prepare_next_draft
from declarations.actions.drafts import close_amendments
from declarations.actions.outputs import freeze_output
from declarations.enums import Outcome, Output
from declarations.models import Declaration, Draft
from declarations.notify import draft_path
from publications.enums import Audience
from publications.models import Edition, RenderJob
from tests.factories.declarations import amend, circulated, paragraph, start

EN = "To develop a follow-up mechanism within the Conference;"


@pytest.fixture
def draft(world):
    return circulated(world)


def address(draft, name, *more):
    return reverse(f"declarations:{name}", args=[*draft_path(draft), *more])


def revised(world, draft):
    """The next draft, in which Country A's words stand."""
    row = amend(world, draft, "1", en=EN)
    close_amendments(draft=draft, by=world.presidency)
    row.draft.refresh_from_db()
    decide(amendment=row, made=Made(Outcome.TAKEN), version=0, by=world.secretariat)
    return prepare_next_draft(draft=draft, by=world.presidency)


@pytest.mark.parametrize("what", [Output.CLEAN, Output.PARALLEL, Output.AMENDMENTS, Output.COMPILATION])
def test_every_paper_is_frozen_in_both_languages_and_once_while_nothing_changes(world, draft, what):
    amend(world, draft, "1", en=EN)
    one = freeze_output(draft=draft, what=what, by=world.focal_point)
    again = freeze_output(draft=draft, what=what, by=world.secretariat)

    assert one == again
    assert set(one.blocks) == {"en", "es"}
    assert (one.audience, one.is_draft) == (Audience.MEMBERS, True)
    assert ("XXA-1" in str(one.blocks)) is (what in (Output.AMENDMENTS, Output.COMPILATION))


def test_a_paper_follows_what_is_tabled_and_never_holds_a_delegations_draft(world, draft):
    amend(world, draft, "1", en="zq-canary-7319", table=False)
    before = freeze_output(draft=draft, what=Output.COMPILATION, by=world.focal_point)
    assert "zq-canary" not in str(before.blocks)
    amend(world, draft, "1", en=EN)

    assert freeze_output(draft=draft, what=Output.COMPILATION, by=world.focal_point).number == before.number + 1


def test_a_redline_needs_another_draft_of_the_same_declaration(world, draft):
    with pytest.raises(Refused, match="compare with"):
        freeze_output(draft=draft, what=Output.REDLINE, by=world.secretariat)
    with pytest.raises(Refused, match="compare with"):
        freeze_output(draft=draft, what=Output.REDLINE, against=start(world), by=world.secretariat)
    made = revised(world, draft)
    edition = freeze_output(draft=made, what=Output.REDLINE, against=draft, by=world.secretariat)

    assert edition.audience == Audience.PRESIDENCY
    assert '"establish"' in str(edition.blocks["en"]).replace("'", '"')
    assert "cambios de Borrador cero a Rev. 1" in str(edition.blocks["es"])


@pytest.mark.parametrize("role", ["observer", "civil_society", "anonymous"])
def test_papers_of_drafts_are_for_the_conference(world, draft, role):
    edition = freeze_output(draft=draft, what=Output.CLEAN, by=world.focal_point)
    with pytest.raises(PermissionDenied):
        freeze_output(draft=draft, what=Output.CLEAN, by=getattr(world, role))

    assert not Edition.objects.visible_to(getattr(world, role)).filter(pk=edition.pk).exists()


def test_papers_of_drafts_are_in_no_open_list(world, draft):
    freeze_output(draft=draft, what=Output.CLEAN, by=world.focal_point)

    for seat in (PUBLIC, world.observer, world.focal_point):
        assert not RESOURCES["editions"].rows(seat).filter(document__kind__startswith="declaration").exists()


def test_members_do_not_have_papers_of_a_draft_in_preparation(world):
    with pytest.raises(PermissionDenied):
        freeze_output(draft=start(world), what=Output.CLEAN, by=world.focal_point)


def test_a_paper_that_does_not_exist_is_refused(world, draft):
    with pytest.raises(Refused, match="not in the list"):
        freeze_output(draft=draft, what="nonsense", by=world.secretariat)


def test_a_member_asks_for_a_file_on_the_page(world, client_of, draft):
    client = client_of(world.focal_point)
    values = {"what": "clean", "language": "es", "format": "docx"}
    response = client.post(address(draft, "paper-make"), values)
    job = RenderJob.objects.get()

    assert (job.language, job.format) == ("es", "docx")
    assert response["Location"] == job.get_absolute_url()
    assert client.get(job.get_absolute_url()).status_code == 200
    assert client_of(world.observer).get(job.get_absolute_url()).status_code == 404
    assert client.post(address(draft, "paper-make"), {"what": "clean"})["Location"] == address(draft, "draft")


def test_two_drafts_are_compared_on_the_page(world, client_of, draft):
    made = revised(world, draft)
    client = client_of(world.secretariat)
    page = client.get(address(made, "compare", 0)).content.decode()

    assert "<del>establish</del><ins>develop</ins>" in page
    assert client.get(address(made, "compare", 1)).status_code == 404
    assert client_of(world.focal_point).get(address(made, "compare", 0)).status_code == 404
    values = {"what": "redline", "against": 0, "language": "en", "format": "pdf"}
    assert client.post(address(made, "paper-make"), values)["Location"] == RenderJob.objects.get().get_absolute_url()


def test_the_declaration_keeps_one_document_for_the_papers_of_all_its_drafts(world, draft):
    one = freeze_output(draft=draft, what=Output.CLEAN, by=world.secretariat)
    made = revised(world, Draft.objects.select_related("declaration").get(pk=draft.pk))
    two = freeze_output(draft=made, what=Output.CLEAN, by=world.secretariat)

    assert one.document == two.document == Declaration.objects.get().papers
    assert one.document.readers == Audience.MEMBERS
    assert paragraph(made, "1").text_en in str(two.blocks)
