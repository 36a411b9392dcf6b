"""The regional report: what it quotes, what it leaves out, and its path to publication."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from common.dates import today
from common.errors import Conflict, Refused
from objectives.models import Group, Scheme
from publications.block_json import to_json
from publications.blocks import Matrix, Quotation
from publications.models import Edition
from publications.numbering import number_blocks
from reporting.actions.answers import save_marks
from reporting.actions.publication import withdraw_publication
from reporting.actions.report import (
    approve,
    build_edition,
    circulate,
    publish_report,
    refresh_pins,
    revise,
    start_report,
)
from reporting.actions.sections import add_block, comment, remove_block, save_block
from reporting.actions.submission import recall
from reporting.documents.regional import build
from reporting.enums import Audience, BlockKind, ReportStatus
from reporting.models import Publication
from reporting.queries.report import contributions, material, newer_revisions
from sources.models import Figure, Source
from tests.factories import fill, publish_all, submit_all, write
from tests.factories.work import answer_on


@pytest.fixture
def report(world):
    """A report on three contributions: A and B public, C for members only."""
    fill(world, world.a, 8, 9, marker="zeta")
    fill(world, world.b, 8, marker="beta")
    fill(world, world.c, 8, marker="gamma")
    publish_all(world, submit_all(world, world.a, 8, 9))
    publish_all(world, submit_all(world, world.b, 8))
    publish_all(world, submit_all(world, world.c, 8), Audience.MEMBERS)
    return start(world)


def start(world, scheme=None, **fields):
    return start_report(
        cycle=world.cycle,
        scheme=scheme or world.scheme,
        title_en="Regional report",
        title_es="Informe regional",
        by=world.secretariat,
        **fields,
    )


def words(report, language="en"):
    blocks = list(report.blocks.order_by("position"))
    built = build(report, blocks, material(report, blocks), language=language, draft=True, on=today())
    return str(to_json(built.document))


def test_it_quotes_each_country_with_objective_and_revision(report):
    text = words(report)

    assert "Country A progress 8 zeta" in text
    assert "Country A, objective 8, revision 1" in text
    assert "Two Member Countries contributed to this report: Country A and Country B." in text


def test_the_spanish_report_quotes_the_spanish_version(report):
    text = words(report, "es")

    assert "País A progress 8 zeta es" in text
    assert "Country A progress" not in text


def test_a_text_for_members_stays_out_of_a_public_report_and_enters_one_for_members(world, report):
    assert "gamma" not in words(report)
    assert "gamma" in words(start(world, audience=Audience.MEMBERS))


def test_a_narrowed_answer_stays_out_while_the_rest_is_quoted(world):
    fill(world, world.a, 8, marker="zeta")
    answer = answer_on(world.a, "challenges", 8)
    save_marks(answer=answer, version=answer.version, audience=Audience.OBSERVERS, by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8))

    text = words(start(world))

    assert "progress 8 zeta" in text
    assert "challenges 8 zeta" not in text


def test_an_embargo_holds(world):
    fill(world, world.a, 8, marker="zeta")
    publish_all(world, submit_all(world, world.a, 8), embargo_until=timezone.now() + timedelta(days=1))

    assert "zeta" not in words(start(world))


def test_a_block_keeps_quoting_what_it_was_pinned_to_and_says_that_a_newer_revision_exists(world, report):
    write(world, world.a, "progress", "Newer words", 8)
    publish_all(world, submit_all(world, world.a, 8, 9))
    blocks = list(report.blocks.all())

    assert "Newer words" not in words(report)
    assert newer_revisions(contributions(report), blocks) == {"XXA": 2}

    refresh_pins(report=report, by=world.secretariat)
    assert "Newer words" in words(report)
    assert newer_revisions(contributions(report), list(report.blocks.all())) == {}


def test_a_country_that_published_since_is_named_where_the_report_is_written(world, report, client_of):
    of_members = Publication.objects.get(assignment=world.c).revision
    address = reverse("reporting:report", args=[report.pk])
    desk = client_of(world.secretariat)
    assert "Published since the texts" not in desk.get(address).text

    publish_all(world, of_members)
    page = desk.get(address).text
    assert "Published since the texts of this report were taken in:" in page
    assert "<b>Country C</b>" in page

    desk.post(reverse("reporting:report-refresh", args=[report.pk]))
    assert "Published since the texts" not in desk.get(address).text


def test_the_outline_says_which_sections_print_nothing_yet(report, client_of, world):
    page = client_of(world.secretariat).get(reverse("reporting:report", args=[report.pk]))

    silent = {row["block"].kind for row in page.context["rows"] if row["is_silent"]}
    assert {BlockKind.FIGURES, BlockKind.CONCLUSIONS} <= silent
    assert not silent & {BlockKind.AUTHORED, BlockKind.MATRIX, BlockKind.GROUP, BlockKind.OBJECTIVE}
    assert "Nothing to print yet" in page.text


def test_who_starts_a_report_sees_those_that_were_started_before(world, client_of):
    address = reverse("reporting:report-start")
    desk = client_of(world.secretariat)
    assert "These reports were started before." not in desk.get(address).text

    report = start(world)

    page = desk.get(address).text
    assert "These reports were started before." in page
    assert reverse("reporting:report", args=[report.pk]) in page


def test_the_index_leads_to_the_paragraph_of_each_text_and_has_a_dot_where_none_is_printed(world, report):
    publish_all(world, Publication.objects.get(assignment=world.c).revision)
    refresh_pins(report=report, block=report.blocks.get(kind=BlockKind.MATRIX), by=world.secretariat)
    blocks = list(report.blocks.order_by("position"))
    document = build(report, blocks, material(report, blocks), language="en", draft=True, on=today()).document

    (index,) = [block for block in document.blocks if isinstance(block, Matrix)]
    numbers = number_blocks(document)
    said = {row.number: [numbers.said_in(cell) for cell in row.cells] for group in index.groups for row in group.rows}
    stand = {
        block.citation: str(numbers.paragraphs[place])
        for place, block in enumerate(document.blocks)
        if isinstance(block, Quotation)
    }
    of_a, of_b = (stand[f"Country {letter}, objective 8, revision 1"] for letter in "AB")
    assert said["8"] == [of_a, of_b, "•"]
    assert said["9"] == [stand["Country A, objective 9, revision 1"], "", ""]
    assert said["23"] == ["", "", ""]
    assert index.source.endswith("A blank cell is not reported or not published.")


def test_a_text_withdrawn_after_pinning_is_no_longer_printed(world, report):
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)

    assert "zeta" not in words(report)
    assert "beta" in words(report)


def test_an_objective_in_two_groups_is_printed_once_and_pointed_to(world, report):
    scheme = Scheme.objects.create(code="overlap", name_en="Overlap", name_es="Traslape")
    for order, numbers in enumerate(([8, 23], [9, 23], [23]), start=1):
        group = Group.objects.create(
            scheme=scheme, code=str(order), order=order, name_en=f"Area {order}", name_es=f"Área {order}"
        )
        group.objectives.set(numbers)

    report = start(world, scheme)

    kinds = [b.parameters.get("objective") for b in report.blocks.filter(kind=BlockKind.OBJECTIVE)]
    assert sorted(kinds) == list(range(1, 24))
    assert words(report).count("Objective 23 also belongs here and is printed once:") == 2
    assert "Objectives outside this scheme" in words(report)


def test_english_and_spanish_number_the_same_paragraphs(world, report):
    edition = build_edition(report=report, by=world.secretariat)

    assert set(edition.blocks) == {"en", "es"}


def test_authored_text_in_one_language_more_paragraphs_than_the_other_is_refused_with_words(world, report):
    block = report.blocks.get(kind=BlockKind.AUTHORED)
    save_block(block=block, fields={"text_en": "One.\n\nTwo.\n\nThree."}, version=0, by=world.secretariat)

    with pytest.raises(Refused, match="same paragraphs"):
        build_edition(report=report, by=world.secretariat)


def test_an_edition_names_what_it_was_made_from_and_stops_recall(world, report):
    edition = build_edition(report=report, by=world.secretariat)

    assert [pin["country"] for pin in edition.manifest["revisions"]] == ["XXA", "XXB"]
    with pytest.raises(Refused):
        recall(revision=world.a.revisions.get(), remark="", by=world.focal_point)


def test_two_editions_of_an_unchanged_report_say_the_same(world, report):
    first = build_edition(report=report, by=world.secretariat)
    second = build_edition(report=report, by=world.secretariat)

    assert first.sha256 == second.sha256
    assert (first.number, second.number) == (1, 2)


def test_the_path_leads_from_draft_through_the_members_and_the_presidency_to_the_public(world, report):
    circulate(report=report, comments_until=timezone.now() + timedelta(days=14), by=world.secretariat)
    comment(block=report.blocks.first(), text="Please name the workshop.", by=world.other_focal_point)
    revise(report=report, by=world.secretariat)
    with pytest.raises(PermissionDenied):
        approve(report=report, by=world.secretariat)
    approve(report=report, by=world.presidency)
    with pytest.raises(Refused):
        save_block(block=report.blocks.first(), fields={"heading_en": "x"}, version=0, by=world.secretariat)
    edition = publish_report(report=report, by=world.presidency)

    assert report.status == ReportStatus.PUBLISHED
    assert not edition.is_draft
    assert Edition.objects.visible_to(world.anonymous).get() == edition
    assert Edition.objects.visible_to(world.other_focal_point).count() == 2


def test_at_publication_it_is_asked_again_what_may_be_quoted(world, report):
    circulate(report=report, comments_until=timezone.now() + timedelta(days=14), by=world.secretariat)
    revise(report=report, by=world.secretariat)
    approve(report=report, by=world.presidency)
    withdraw_publication(assignment=world.b, note_en="", note_es="", by=world.other_focal_point)

    edition = publish_report(report=report, by=world.presidency)

    assert "beta" not in str(edition.blocks)
    assert [pin["country"] for pin in edition.manifest["revisions"]] == ["XXA"]


def test_a_stale_save_of_a_block_gets_what_is_stored(world, report):
    block = report.blocks.get(kind=BlockKind.AUTHORED)
    save_block(block=block, fields={"text_en": "Mine."}, version=0, by=world.secretariat)

    with pytest.raises(Conflict) as conflict:
        save_block(block=block, fields={"text_en": "Theirs."}, version=0, by=world.secretariat)

    assert conflict.value.stored == {"text_en": "Mine."}


def test_the_note_on_sovereignty_prints_the_value_of_a_figure_too(world, report):
    source = Source.objects.create(code="s", title_en="Notes of a meeting")
    Figure.objects.create(code="crossed", statement_en="Many crossed.", value="130 000", source=source)
    block = report.blocks.get(kind=BlockKind.SOVEREIGNTY)
    texts = {"text_en": "Of [[crossed]] persons.", "text_es": "De [[crossed]] personas."}
    save_block(block=block, fields=texts, version=block.version, by=world.secretariat)

    assert "130 000" in words(report)
    assert "[[crossed]]" not in words(report)


def test_a_text_names_a_figure_on_record_by_its_code_and_prints_the_value_it_has_now_with_its_source(world, report):
    source = Source.objects.create(code="s", title_en="Notes of a meeting", title_es="Notas de una reunión")
    figure = Figure.objects.create(code="crossed", statement_en="Many crossed.", value="> 130 000", source=source)
    block = report.blocks.filter(kind=BlockKind.AUTHORED).first()
    texts = {"text_en": "In 2021 [[crossed]] persons.", "text_es": "En 2021, [[crossed]] personas."}
    save_block(block=block, fields=texts, version=0, by=world.secretariat)

    assert "> 130 000" in words(report)
    assert "Notes of a meeting" in words(report)
    Figure.objects.filter(pk=figure.pk).update(value="> 133 000")
    assert "> 133 000" in words(report, "es")
    assert "Notas de una reunión" in words(report, "es")


def test_a_figure_corrected_after_the_approval_stops_the_publication_until_it_is_approved_again(world, report):
    source = Source.objects.create(code="s", title_en="Notes of a meeting")
    figure = Figure.objects.create(
        code="crossed", statement_en="Many crossed.", statement_es="Muchos cruzaron.", value="130 000", source=source
    )
    block = report.blocks.filter(kind=BlockKind.AUTHORED).first()
    texts = {"text_en": "Persons^[In 2021, [[crossed]].].", "text_es": "Personas^[En 2021, [[crossed]].]."}
    save_block(block=block, fields=texts, version=0, by=world.secretariat)
    circulate(report=report, comments_until=timezone.now() + timedelta(days=14), by=world.secretariat)
    revise(report=report, by=world.secretariat)
    approve(report=report, by=world.presidency)
    Figure.objects.filter(pk=figure.pk).update(value="133 000")

    with pytest.raises(Refused, match="after the report was approved: Many crossed"):
        publish_report(report=report, by=world.presidency)
    with override("es"), pytest.raises(Refused, match="aprobado el informe: Muchos cruzaron"):
        publish_report(report=report, by=world.presidency)
    revise(report=report, by=world.secretariat)
    approve(report=report, by=world.presidency)
    edition = publish_report(report=report, by=world.presidency)

    assert edition.manifest["figures"] == [{"code": "crossed", "value": "133 000"}]
    assert "In 2021, 133 000." in str(edition.blocks["en"])


@pytest.mark.parametrize("taken", ["deleted", "out of the cycle", "from its objective"])
def test_a_figure_removed_after_the_approval_stops_the_publication(world, report, taken):
    source = Source.objects.create(code="s", title_en="Notes of a meeting")
    figure = Figure.objects.create(
        code="crossed", statement_en="Many crossed.", value="1", source=source, cycle_code=report.cycle.code
    )
    figure.objectives.set([8])
    circulate(report=report, comments_until=timezone.now() + timedelta(days=14), by=world.secretariat)
    revise(report=report, by=world.secretariat)
    approve(report=report, by=world.presidency)
    if taken == "deleted":
        figure.delete()
    elif taken == "out of the cycle":
        Figure.objects.update(cycle_code="")
    else:
        figure.objectives.clear()

    with pytest.raises(Refused, match="removed on the record after the report was approved"):
        publish_report(report=report, by=world.presidency)
    revise(report=report, by=world.secretariat)
    approve(report=report, by=world.presidency)

    assert not publish_report(report=report, by=world.presidency).is_draft


def test_a_figure_that_the_report_does_not_use_never_stops_its_publication(world, report):
    circulate(report=report, comments_until=timezone.now() + timedelta(days=14), by=world.secretariat)
    revise(report=report, by=world.secretariat)
    approve(report=report, by=world.presidency)
    source = Source.objects.create(code="s", title_en="Notes of a meeting")
    Figure.objects.create(code="elsewhere", statement_en="Elsewhere.", value="1", source=source)

    assert not publish_report(report=report, by=world.presidency).is_draft


def test_a_code_that_no_figure_has_is_answered_in_words(world, report, client_of):
    block = report.blocks.filter(kind=BlockKind.AUTHORED).first()
    address = reverse("reporting:report-block", args=[report.pk, block.pk])
    typed = {"heading_en": "H", "heading_es": "T", "text_en": "[[nothing]]", "text_es": "T", "version": block.version}

    page = client_of(world.secretariat).post(address, typed)

    assert page.status_code == 422
    assert "No figure on record has the code “nothing”." in page.text


def test_sections_are_added_behind_another_and_only_authored_ones_taken_out(world, report):
    matrix = report.blocks.get(kind=BlockKind.MATRIX)
    added = add_block(report=report, after=matrix, heading_en="Context", heading_es="Contexto", by=world.secretariat)
    order = [block.pk for block in report.blocks.order_by("position")]

    assert order.index(added.pk) == order.index(matrix.pk) + 1
    with pytest.raises(Refused):
        remove_block(block=matrix, by=world.secretariat)
    remove_block(block=added, by=world.secretariat)
    assert not report.blocks.filter(pk=added.pk).exists()


def test_building_takes_the_same_number_of_queries_for_two_countries_and_for_three(
    world, report, django_assert_num_queries
):
    wide = start(world, audience=Audience.MEMBERS)
    for one in (report, wide):
        blocks = list(one.blocks.order_by("position"))
        with django_assert_num_queries(11):
            material(one, blocks)


@pytest.mark.parametrize("name", ["focal_point", "clearer", "presidency", "observer", "anonymous"])
def test_only_the_secretariat_starts_a_report(world, name):
    with pytest.raises(PermissionDenied):
        start_report(cycle=world.cycle, scheme=world.scheme, title_en="x", title_es="x", by=getattr(world, name))


def test_the_instruction_of_the_presidency_is_no_text_of_the_report(world):
    world.cycle.mandate_en, world.cycle.instruction_en = "Conclusion 6.a", "Circulate the draft in May."
    world.cycle.save()

    text = words(start(world))

    assert "Conclusion 6.a" in text
    assert "Circulate the draft" not in text
