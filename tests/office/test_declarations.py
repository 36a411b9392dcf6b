"""LibreOffice opens every paper of a declaration; what it makes of tracked changes is exactly the new or the old text;
and what somebody does to a draft in it comes back as the right amendments.
"""

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from accounts.models import Body as Organ
from declarations.actions.adoption import Occasion, adopt
from declarations.actions.consolidation import prepare_next_draft
from declarations.actions.drafts import close_amendments
from declarations.actions.outputs import freeze_output
from declarations.documents import texts
from declarations.enums import Output
from declarations.offline.child import read
from declarations.offline.compare import compare
from publications import blocks as b
from publications.block_json import from_json
from tests.declarations.returned import docx_of, tree
from tests.declarations.test_documents import CHANGES, body, paper, printed, two_drafts
from tests.declarations.tracked import lines
from tests.factories.declarations import amend, circulated, paragraph, settle, start

EN = "To develop a follow-up mechanism within the Conference;"
# A failing example is not made smaller: every try opens the file twice.
FEW = settings(
    derandomize=True, deadline=None, max_examples=20, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def next_of(world, draft):
    close_amendments(draft=draft, by=world.presidency)
    return prepare_next_draft(draft=draft, by=world.presidency)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("what", Output)
def test_every_paper_opens_and_reads_as_it_was_written(world, office, what, language):
    draft = circulated(world)
    amend(world, draft, "1", en=EN, reason="Shorter.")
    amend(world, draft, "1.a", by=world.other_focal_point, operation="delete")
    other = next_of(world, draft) if what == Output.REDLINE else None
    edition = freeze_output(draft=other or draft, what=what, against=draft if other else None, by=world.secretariat)
    document = from_json(edition.blocks[language])
    opened = office.ask(docx_of(document), ["accept"])["paragraphs"]

    assert [line for line in lines(document, "accept") if line not in opened] == []


def test_the_adopted_text_opens(world, office):
    organ = Organ.objects.create(code="organ", kind="organ", name_en="Vice-Ministers", name_es="Viceministros")
    occasion = Occasion(date(2026, 4, 1), organ, list(world.countries.values()), ["en", "es"])
    adoption = adopt(draft=settle(world, start(world)), occasion=occasion, by=world.presidency)

    for language in ("en", "es"):
        opened = office.ask(docx_of(from_json(adoption.edition.blocks[language])))["paragraphs"]
        assert not [line for line in opened if "{rcm:" in line]
        assert len(opened) > 8


def text_of(answer):
    """The paragraphs below the title; the last one of a document can be emptied by an editor, never taken away."""
    found = answer["paragraphs"][3:]
    return found[:-1] if found and not found[-1] else found


@FEW
@given(CHANGES)
def test_a_redline_accepted_is_the_new_draft_and_rejected_the_old_one(office, rows):
    old, new = two_drafts(rows)
    document = texts.redline(paper(), old, new, "en", between="x")
    tree_ = b.Document(
        title="T", subtitle="S", organization="O", language="en", date="2026-04-01", blocks=tuple(body(document))
    )
    content = docx_of(tree_)

    assert text_of(office.ask(content, ["accept"])) == [printed(item) for item in new]
    assert text_of(office.ask(content, ["reject"])) == [printed(item) for item in old]


@pytest.mark.parametrize(
    ("acts", "proposed"),
    [
        ([], []),
        ([["replace", "establish", "develop"]], [("replace", "1", {"en": EN})]),
        ([["track"], ["replace", "establish", "develop"]], [("replace", "1", {"en": EN})]),
        ([["track"], ["delete", "in each country"]], [("delete", "1.a", {})]),
        ([["delete", "in each country"]], [("delete", "1.a", {})]),
        ([["add", "in the region;", "at home;"]], [("insert", "1.b", {"en": "at home;"})]),
        ([["track"], ["add", "Migration,", "Noting it,"]], [("insert", "PP1", {"en": "Noting it,"})]),
        ([["move", "To report by", "Agree:"]], [("move", "H1", {})]),
        ([["track"], ["move", "To report by", "Agree:"]], [("move", "H1", {})]),
    ],
    ids=["untouched", "typed over", "tracked", "deleted, tracked", "deleted", "new", "new, tracked", "moved",
         "moved, tracked"],
)  # fmt: skip
def test_what_somebody_does_in_libreoffice_comes_back_as_the_right_amendment(world, office, acts, proposed):
    draft = circulated(world)
    content = office.ask(docx_of(tree(draft)), *acts, save=True)["content"]
    comparison = compare(read(content), draft, world.focal_point)
    rows = [
        (str(row.operation), (row.after_number or row.number).handle, row.texts) for row in comparison.rows
    ]  # fmt: skip

    assert rows == proposed
    assert comparison.loose == []


def test_both_languages_typed_over_in_libreoffice_are_one_amendment(world, office):
    draft = circulated(world)
    acts = [["replace", "establish", "develop"], ["track"], ["replace", "Establecer", "Desarrollar"]]
    content = office.ask(docx_of(tree(draft, parallel=True)), *acts, save=True)["content"]
    rows = compare(read(content), draft, world.focal_point).rows

    assert [row.texts for row in rows] == [
        {"en": EN, "es": paragraph(draft, "1").text_es.replace("Establecer", "Desarrollar")}
    ]
