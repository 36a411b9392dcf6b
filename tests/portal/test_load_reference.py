"""The reference data and the record, as `load_reference` writes them."""

import hashlib
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.enums import HatKind, StandingKind
from accounts.models import Body, Country, StakeholderCategory
from events.models import ConceptSection, Conclusion, Event
from objectives.enums import MappingStatus
from objectives.models import Group, Objective, Principle, Scheme
from practices.models import Practice
from reporting.enums import Scope
from reporting.models import Cycle, Question, TemplateVersion
from sources.models import Claim, Figure, LoadedRow, Source, Statement

VERBATIM = json.loads(Path(__file__).with_name("verbatim.json").read_text(encoding="utf-8"))
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def load_again() -> str:
    out = StringIO()
    call_command("load_reference", stdout=out)
    return out.getvalue()


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_every_text_on_record_stands_as_the_documents_have_it():
    texts = {
        **{f"statements/{row.code}": row.text_en for row in Statement.objects.all()},
        **{f"figures/{row.code}": row.statement_en for row in Figure.objects.all()},
        **{f"practices/{row.code}": row.title_en for row in Practice.objects.all()},
        **{f"conclusions/{row.order:02d}": row.text_en for row in Conclusion.objects.all()},
        **{f"concept/{row.order}": row.text_en for row in ConceptSection.objects.all()},
        **{f"objectives/{row.number:02d}": row.title_en for row in Objective.objects.all()},
        **{
            f"schemes/{row.scheme.code}/{row.code}": row.name_en
            for row in Group.objects.filter(scheme__code__in=("mptf", "rcm_pillars")).select_related("scheme")
        },
    }

    assert {key: digest(text) for key, text in texts.items()} == VERBATIM


def test_loading_again_changes_nothing():
    assert re.fullmatch(r"\d+ rows unchanged", load_again().strip())


def test_what_an_editor_changed_is_kept():
    Objective.objects.filter(number=3).update(title_es="Título cotejado con la resolución", title_es_verified=True)
    Group.objects.get(scheme__code="rcm_pillars", code="P3").objectives.add(20)

    said = load_again()

    assert "2 rows kept as an editor left it" in said
    assert Objective.objects.get(number=3).title_es == "Título cotejado con la resolución"
    assert Group.objects.get(scheme__code="rcm_pillars", code="P3").objectives.filter(number=20).exists()


def test_what_an_editor_deleted_stays_deleted():
    Claim.objects.filter(group="footnote-7").delete()

    assert "2 rows deleted by an editor" in load_again()
    assert not Claim.objects.filter(group="footnote-7").exists()


def test_a_row_that_nobody_touched_follows_the_data():
    title = Source.objects.get(code="rcm-website").title_en
    Source.objects.filter(code="rcm-website").update(title_en="As it was loaded last year")
    loaded = LoadedRow.objects.get(model="sources.Source", key="rcm-website")
    loaded.values["title_en"] = "As it was loaded last year"
    loaded.save()

    assert "1 rows updated" in load_again()
    assert Source.objects.get(code="rcm-website").title_en == title


def test_a_row_that_the_data_no_longer_holds_is_removed_unless_it_was_edited():
    source = Source.objects.get(code="side-event-notes-2022")
    for code, stored in (("old-untouched", "Old words"), ("old-edited", "Words of an editor")):
        Statement.objects.create(code=code, kind=Statement.Kind.HIGHLIGHT, text_en=stored, source=source)
        LoadedRow.objects.create(model="sources.Statement", key=code, values={"text_en": "Old words"})

    assert "1 rows removed" in load_again()
    assert list(Statement.objects.filter(code__startswith="old-").values_list("code", flat=True)) == ["old-edited"]


def test_eleven_members_and_five_observer_countries_stand_since_before_the_record():
    assert Country.objects.members().count() == 11
    assert Country.objects.filter(standings__kind=StandingKind.OBSERVER).count() == 5
    assert set(Country.objects.values_list("standings__starts__year", flat=True)) == {1900}


def test_the_thirteen_observer_bodies_are_counted_and_the_civil_society_network_is_none_of_them():
    observers = Body.objects.filter(standings__kind=StandingKind.OBSERVER)

    assert observers.count() == 13
    assert not observers.filter(code="rncom").exists()
    assert set(Body.objects.get(code="iom").hats.values_list("kind", flat=True)) == {
        HatKind.OBSERVER,
        HatKind.SECRETARIAT,
        HatKind.UN_NETWORK,
        HatKind.FUND,
    }
    assert StakeholderCategory.objects.count() == 13


def test_schemes_keep_their_overlaps_and_gaps():
    covered = {
        scheme.code: sorted(n for group in scheme.groups.all() for n in group.objectives.values_list("pk", flat=True))
        for scheme in Scheme.objects.all()
    }

    assert list(covered) == ["imrf_roundtables", "rcm_pillars", "mptf", "champions_2023"]
    assert covered["imrf_roundtables"] == list(range(1, 24))
    assert len(covered["mptf"]) == 27
    assert covered["mptf"].count(23) == 5
    assert len(covered["champions_2023"]) == 16
    assert set(Scheme.objects.filter(mapping=MappingStatus.INFERRED).values_list("code", flat=True)) == {"rcm_pillars"}
    assert Principle.objects.count() == 10


def test_titles_not_checked_against_the_resolution_say_so():
    unverified = Objective.objects.filter(title_es_verified=False)

    assert 0 < unverified.count() < 23
    assert all("not yet checked" in objective.title_es_source for objective in unverified)


def test_the_country_template_is_published_and_asks_for_no_level():
    version = TemplateVersion.objects.get(template__code="country_progress", number=1)
    questions = Question.objects.filter(section__version=version)

    assert version.published_at
    assert "status" not in questions.values_list("code", flat=True)
    assert set(questions.filter(is_core=True).values_list("code", flat=True)) == {
        "reported",
        "progress",
        "challenges",
        "priorities",
    }
    assert questions.get(code="priorities").section.scope == Scope.REPORT
    assert all(question.label_es and question.help_es for question in questions)


def test_the_cycle_of_2022_is_the_record_and_has_no_call():
    cycle = Cycle.objects.get(code="imrf-2022")

    assert cycle.from_record
    assert not cycle.calls.exists()
    assert "6.a" in cycle.mandate_en


def test_interventions_are_attributed_as_the_notetakers_recorded_them():
    interventions = Statement.objects.filter(kind=Statement.Kind.INTERVENTION)

    assert set(interventions.values_list("country__code", flat=True)) == {"GTM", "MEX", "CAN", "SLV"}
    assert set(interventions.values_list("recorded_as_en", flat=True)) == {
        "As recorded by the notetakers, not cleared by the State"
    }
    assert all(row.text_es and row.translation_unofficial for row in interventions)
    # Nothing in the words of Guatemala and Mexico names an objective.
    assert not interventions.filter(country__code__in=("GTM", "MEX"), objectives__isnull=False).exists()


def test_sources_that_disagree_stand_side_by_side():
    vote = Claim.objects.filter(group="vote-dominican-republic")

    assert len(set(vote.values_list("source", flat=True))) == 3
    for group in Claim.objects.exclude(group="").values_list("group", flat=True).distinct():
        assert Claim.objects.filter(group=group).count() >= 2, group


def test_the_conclusions_are_whole_with_letters_that_run_on():
    conclusions = Conclusion.objects.filter(event__code="rcgm-2021-12-01")
    references = list(conclusions.exclude(reference="").values_list("reference", flat=True))

    assert len(references) == 12 + 43 + 4
    assert [ref for ref in references if ref.startswith("7.") and ref.count(".") == 1][-1] == "7.w"
    assert all(row.text_es and row.es_unofficial for row in conclusions)
    # What other items say of contributions and pending consultations is no matter for the cycle's report.
    quoted = conclusions.filter(cycle_code="imrf-2022").values_list("reference", flat=True)
    assert list(quoted) == ["6", "6.a", "6.b", "7", "7.v", "7.w"]
    assert Event.objects.filter(cycle_code="imrf-2022").count() == 10


def test_seven_practices_of_which_one_is_yet_to_be_published():
    practices = Practice.objects.filter(cycle_code="imrf-2022")

    assert practices.count() == 7
    assert practices.get(status=Practice.Status.TO_BE_PUBLISHED).title_en == "Work Plan on Migrant Smuggling"
    assert all(row.objectives_inferred for row in practices)
