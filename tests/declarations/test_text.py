"""Editing a draft: the pair of languages, versions, brackets, agreement."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.chains import verify_chain
from common.errors import Conflict, Refused
from declarations.actions import text as actions
from declarations.actions.drafts import circulate, close_amendments, reopen_amendments, set_members
from declarations.enums import DraftStatus, Kind, Pair, Style
from declarations.models import Basis, Declaration, Draft, Paragraph
from notices.models import Notice
from tests.factories.declarations import circulated, paragraph, start


@pytest.fixture
def draft(world):
    return start(world)


def save(world, row, language, text, **options):
    values = {"version": row.version(language), "by": world.secretariat} | options
    return actions.save_text(paragraph=row, language=language, text=text, **values)


def order(draft):
    return [row.text_en[:12] for row in draft.paragraphs.order_by("order")]


def test_a_declaration_starts_with_a_zero_draft_under_a_symbol_of_the_conference(world):
    one, two = start(world), start(world)
    year = world.cycle.ends.year

    assert [one.symbol, two.symbol] == [f"RCM/{year}/DEC/L.1", f"RCM/{year}/DEC/L.2"]
    assert one.status == DraftStatus.PREPARING
    assert verify_chain(one.declaration.chain) == []


def test_a_blank_one_has_the_skeleton_of_its_style(world):
    draft = start(world, paragraphs=None, style=Style.UN)

    assert [row.kind for row in draft.paragraphs.all()] == [Kind.CHAPEAU]
    assert draft.paragraphs.get().is_aligned


def test_what_is_started_in_the_demonstration_names_its_placeholders_and_no_state(world):
    """The presidency of the world is a placeholder member's."""
    declaration = start(world, is_demonstration=False).declaration

    assert declaration.is_demonstration
    assert set(declaration.members.all()) == set(world.countries.values())


def test_it_belongs_to_a_meeting_or_a_cycle(world):
    with pytest.raises(Refused, match="Choose the meeting or the cycle"):
        start(world, cycle=None)


@pytest.mark.parametrize("role", ["focal_point", "observer", "anonymous"])
def test_only_the_desk_starts_one(world, role):
    with pytest.raises(PermissionDenied):
        start(world, by=getattr(world, role))


def test_the_members_stand_in_the_order_of_each_language(world, draft):
    for code, english, spanish in (("XXA", "United States", "Estados Unidos"), ("XXB", "Italy", "Italia")):
        country = world.countries[code[-1]]
        country.name_en, country.name_es = english, spanish
        country.save()

    assert draft.declaration.members_in("en") == "Country C, Italy and United States"
    assert draft.declaration.members_in("es") == "Estados Unidos, Italia y País C"


def test_before_a_sound_of_i_spanish_joins_with_e(world, draft):
    world.countries["B"].name_es = "Italia"
    world.countries["B"].save()
    set_members(
        declaration=draft.declaration, members=[world.countries["A"], world.countries["B"]], by=world.presidency
    )
    world.countries["A"].name_es = "Belice"
    world.countries["A"].save()

    assert draft.declaration.members_in("es") == "Belice e Italia"


def test_saving_the_source_makes_the_translation_stale_until_it_follows(world, draft):
    row = save(world, paragraph(draft, "1"), "es", "Crear un mecanismo de seguimiento;")
    assert row.pair == Pair.STALE
    row = save(world, row, "en", "To create a follow-up mechanism;")

    assert row.pair == Pair.ALIGNED
    assert (row.version_es, row.version_en) == (2, 2)


def test_a_translation_that_is_still_right_is_confirmed(world, draft):
    row = save(world, paragraph(draft, "1"), "es", "Crear un mecanismo;")
    row.draft = draft
    actions.confirm_pair(paragraph=row, by=world.presidency)

    assert row.pair == Pair.ALIGNED


def test_an_empty_translation_is_pending_and_cannot_be_confirmed(world, draft):
    row = save(world, paragraph(draft, "1"), "en", "")
    assert row.pair == Pair.NONE
    with pytest.raises(Refused, match="not there yet"):
        actions.confirm_pair(paragraph=row, by=world.secretariat)


def test_a_stale_save_gets_both_texts(world, draft):
    row = paragraph(draft, "1")
    save(world, row, "es", "De la una;")
    with pytest.raises(Conflict) as clash:
        save(world, row, "es", "De la otra;")

    assert (clash.value.stored, clash.value.submitted, clash.value.version) == ("De la una;", "De la otra;", 2)
    assert save(world, row, "es", "De la una;").version_es == 2


def test_two_languages_of_a_paragraph_never_disturb_each_other(world, draft):
    row = paragraph(draft, "1")
    save(world, row, "es", "De la una;")

    assert save(world, row, "en", "Of one;").text_es == "De la una;"


def test_a_text_longer_than_a_paragraph_is_refused(world, draft):
    with pytest.raises(Refused, match="10000"):
        save(world, paragraph(draft, "1"), "es", "a" * 10_001)


def test_the_text_of_a_circulated_draft_no_longer_changes(world):
    draft = circulated(world)
    with pytest.raises(PermissionDenied, match="Circulated"):
        save(world, paragraph(draft, "1"), "es", "Otro;")


def test_a_save_that_meets_the_circulation_is_told_so(world, draft):
    row = paragraph(draft, "1")
    circulate(draft=Draft.objects.get(pk=draft.pk), until=timezone.now() + timedelta(days=1), by=world.presidency)
    with pytest.raises(Refused, match="circulated in the meantime"):
        save(world, row, "es", "Otro;")


@pytest.mark.parametrize(("option", "text"), [(0, "To report by 15 April."), (None, "To report by April.")])
def test_alternatives_in_brackets_are_settled(world, draft, option, text):
    row = paragraph(draft, "2")
    values = {"paragraph": row, "language": "en", "place": 0, "option": option, "by": world.secretariat}
    actions.settle_choice(**values, version=row.version_en)
    row.refresh_from_db()

    assert row.text_en == text
    with pytest.raises(Refused, match="already"):
        actions.settle_choice(**values, version=row.version_en)


def test_agreement_is_noted_per_language_and_ends_with_the_next_change(world, draft):
    row = paragraph(draft, "1")
    for language in ("en", "es"):
        actions.note_agreement(paragraph=row, language=language, agreed=True, version=1, by=world.presidency)
    row.refresh_from_db()
    assert row.is_agreed
    row.draft = draft

    assert save(world, row, "es", "Crear un mecanismo;").is_agreed is False
    assert row.agreed_en


@pytest.mark.parametrize(
    ("handle", "version", "words"), [("2", 1, "brackets is open"), ("1", 7, "changed in the meantime")]
)
def test_what_is_open_or_was_not_read_cannot_be_agreed(world, draft, handle, version, words):
    with pytest.raises(Refused, match=words):
        actions.note_agreement(
            paragraph=paragraph(draft, handle), language="en", agreed=True, version=version, by=world.secretariat
        )


def test_paragraphs_are_added_moved_and_taken_out_and_keep_their_identity(world, draft):
    before = order(draft)
    added = actions.add_paragraph(
        draft=draft, after=paragraph(draft, "PP1"), kind=Kind.PREAMBULAR, by=world.secretariat
    )
    assert order(draft) == [*before[:2], "", *before[2:]]
    actions.move_paragraph(paragraph=added, up=True, by=world.secretariat)
    assert order(draft) == [before[0], "", *before[1:]]
    for _time in range(3):
        actions.move_paragraph(paragraph=added, up=True, by=world.secretariat)
    assert order(draft) == ["", *before]
    assert Paragraph.objects.get(pk=added.pk).identity == added.identity
    actions.remove_paragraph(paragraph=added, by=world.secretariat)

    assert order(draft) == before


def test_a_paragraph_can_be_added_at_the_beginning(world, draft):
    made = actions.add_paragraph(draft=draft, after=None, kind=Kind.HEADING, by=world.secretariat)

    assert draft.paragraphs.order_by("order").first() == made


def test_a_paragraph_names_what_it_rests_on_once(world, draft):
    row = paragraph(draft, "1")
    from objectives.models import Objective

    for _time in range(2):
        actions.add_basis(paragraph=row, name="objective", thing=Objective.objects.get(pk=8), by=world.secretariat)
    basis = Basis.objects.get()
    assert basis.thing == Objective.objects.get(pk=8)
    actions.remove_basis(basis=basis, by=world.secretariat)

    assert not Basis.objects.exists()


def test_circulating_tells_the_delegations_once(world):
    draft = circulated(world)

    told = set(Notice.objects.filter(key__startswith=f"draft:{draft.pk}").values_list("user__email", flat=True))
    assert told == {f"focal_point_{letter}@world.example" for letter in "abc"} | {"presidency@world.example"}


def test_the_presidency_circulates_closes_and_opens_again(world):
    draft = circulated(world)
    with pytest.raises(PermissionDenied):
        close_amendments(draft=draft, by=world.secretariat)
    close_amendments(draft=draft, by=world.presidency)
    assert not draft.takes_amendments
    with pytest.raises(Refused, match="future"):
        reopen_amendments(draft=draft, until=timezone.now(), by=world.presidency)
    reopen_amendments(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)

    assert draft.takes_amendments


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [("secretariat", 1, 1), ("presidency", 1, 1), ("focal_point", 0, 1), ("observer", 0, 0), ("anonymous", 0, 0)],
)
def test_a_draft_exists_for_members_once_it_circulated(world, role, before, after):
    draft = start(world)
    seat = getattr(world, role)
    assert Draft.objects.visible_to(seat).count() == Declaration.objects.visible_to(seat).count() == before
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)

    assert Draft.objects.visible_to(seat).count() == Declaration.objects.visible_to(seat).count() == after
