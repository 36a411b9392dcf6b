"""The demonstration: whole, dated, in every state, and never in production."""

import re
from collections import Counter
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import Role
from accounts.models import ClearanceStep, Country, Membership, User
from accounts.seats import PUBLIC, Seat, presidency_country
from audit.chains import verify_chain
from audit.models import AuditEvent
from commitments.enums import PledgeStatus
from commitments.models import Commitment
from common.i18n import LANGUAGES
from common.words import count_words
from declarations.enums import AmendmentStatus
from declarations.models import Adoption, AttachedStatement, Declaration, Position, Silence
from events.comparison import compared, with_findings
from events.models import NoteTable, Participant, SessionReport
from portal.loaders.demonstration.cast import PASSWORD, people
from portal.loaders.demonstration.texts import Texts
from practices.enums import Stage
from practices.models import PracticeVersion
from publications import blocks
from publications.block_json import from_json
from publications.models import Edition, RenderJob
from reporting.checks import Severity, run_checks
from reporting.enums import (
    AssignmentStatus,
    Audience,
    Outcome,
    ProposalStatus,
    ReportStatus,
    RevisionStatus,
    RoundStatus,
    ThreadStatus,
)
from reporting.models import (
    AnswerText,
    Assignment,
    BlockComment,
    ClearanceRound,
    Delegation,
    Dispatch,
    InternalNote,
    Proposal,
    Publication,
    Question,
    Report,
    Revision,
    Thread,
)
from reporting.snapshots import is_stale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture(scope="module")
def demonstration(reference: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        call_command("load_demonstration", verbosity=0)


def assignment(letter: str, cycle: str = "demo") -> Assignment:
    return Assignment.objects.select_related("call__cycle", "country").get(
        country__code=f"XX{letter}", call__cycle__code=cycle
    )


def seat(local: str) -> Seat:
    membership = Membership.objects.select_related("country", "hat__body").get(user__email=f"{local}@demo.example")
    return Seat(user=membership.user, membership=membership)


def test_loading_again_leaves_it_as_it_is():
    out = StringIO()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        call_command("load_demonstration", stdout=out)

    assert out.getvalue().strip() == "The demonstration is there already"
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]


def test_it_is_refused_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        call_command("load_demonstration")
    with pytest.raises(CommandError, match="production"):
        call_command("demonstration_accounts")


def test_eleven_placeholder_members_and_no_real_one_are_asked():
    asked = Assignment.objects.filter(call__cycle__code="demo").select_related("country")

    assert [a.country.name_es for a in sorted(asked, key=lambda a: a.country.code)] == [
        f"País {letter}" for letter in "ABCDEFGHIJK"
    ]
    assert not Assignment.objects.filter(country__is_placeholder=False).exists()
    assert not Membership.objects.filter(country__is_placeholder=False).exists()
    assert Country.objects.members().filter(is_placeholder=False).count() == 11


def test_there_is_a_country_in_every_state():
    states = Counter(Assignment.objects.filter(call__cycle__code="demo").values_list("status", flat=True))

    assert states == {
        AssignmentStatus.SUBMITTED: 7,
        AssignmentStatus.ACKNOWLEDGED: 2,
        AssignmentStatus.WILL_NOT_REPORT: 1,
        AssignmentStatus.NEEDS_TIME: 1,
    }
    assert ClearanceRound.objects.get(status=RoundStatus.CLEARED).assignment == assignment("B")
    assert assignment("A").extension_until
    assert assignment("J").extension_asked_until


def test_the_country_in_work_has_proposals_delegations_and_stale_translations():
    work = assignment("A")
    texts = AnswerText.objects.filter(answer__assignment=work).select_related("answer")
    source = {(t.answer_id, t.language): t for t in texts}

    assert Counter(Proposal.objects.filter(answer__assignment=work).values_list("status", flat=True)) == {
        ProposalStatus.OPEN: 3,
        ProposalStatus.TAKEN: 1,
        ProposalStatus.LEFT: 1,
    }
    assert Delegation.objects.filter(assignment=work).count() == 6
    assert sum(is_stale(t, source.get((t.answer_id, "en")), t.answer.source_language) for t in texts) == 2
    assert not work.revisions.exists()


def test_clarification_was_answered_in_part_and_a_second_revision_followed():
    threads = Thread.objects.filter(revision__assignment=assignment("D"))

    assert Counter(threads.values_list("status", flat=True)) == {
        ThreadStatus.RESOLVED: 1,
        ThreadStatus.ANSWERED: 1,
        ThreadStatus.TAKEN: 1,
        ThreadStatus.OPEN: 1,
    }
    assert Revision.objects.current().get(assignment=assignment("D")).number == 2
    assert Publication.objects.in_force().get(assignment=assignment("D")).revision.number == 1
    assert InternalNote.objects.count() == 1


def test_each_reader_finds_what_the_audiences_allow():
    def readable(who: Seat) -> list[str]:
        rows = Publication.objects.visible_to(who).filter(assignment__call__cycle__code="demo")
        return sorted(rows.values_list("assignment__country__code", flat=True))

    assert readable(PUBLIC) == ["XXB", "XXD", "XXF", "XXG", "XXK"]
    assert readable(seat("focal.j")) == ["XXB", "XXD", "XXE", "XXF", "XXG", "XXK"]
    assert Publication.objects.get(assignment=assignment("C")).embargo_until > timezone.now() + timedelta(days=30)
    assert set(Publication.objects.get(assignment=assignment("K")).narrowed.values()) == {
        Audience.OBSERVERS,
        Audience.MEMBERS,
    }


def test_a_withdrawn_contribution_leaves_its_trace():
    revision = Revision.objects.get(assignment=assignment("H"))

    assert revision.status == RevisionStatus.WITHDRAWN
    assert Publication.objects.get(assignment=assignment("H")).ending == Publication.Ending.WITHDRAWN


def test_the_cycle_before_has_published_answers_to_the_same_questions():
    last = assignment("A").call.cycle.previous
    published = Publication.objects.in_force().filter(assignment__call__cycle=last)

    assert published.count() == 10
    assert not last.calls.get().is_open
    assert published.get(assignment__country__code="XXA").published_at.year == 2022


def test_trails_are_whole_and_dated_as_the_story_goes():
    chains = set(AuditEvent.objects.values_list("chain", flat=True))
    trail = AuditEvent.objects.filter(chain=assignment("D").chain)

    assert [chain for chain in chains if verify_chain(chain)] == []
    assert list(trail.values_list("at", flat=True)) == sorted(trail.values_list("at", flat=True))
    assert trail.last().at - trail.first().at > timedelta(days=60)


def test_people_were_reminded_or_not_each_for_a_reason():
    lines = Dispatch.objects.filter(assignment__call__cycle__code="demo")

    assert {Outcome.SENT, Outcome.SUBMITTED, Outcome.WILL_NOT_REPORT} <= set(lines.values_list("outcome", flat=True))
    assert lines.exclude(letter=None).exists()


def test_the_history_of_an_answer_carries_the_time_of_each_change():
    events = apps.get_model("reporting", "AnswerTextEvent")._default_manager
    row = AnswerText.objects.get(
        answer__assignment=assignment("A"), answer__objective=1, answer__question__code="progress", language="en"
    )
    times = list(
        events.filter(pgh_obj_id=row.pk).exclude(text="").order_by("pgh_id").values_list("pgh_created_at", flat=True)
    )

    assert len(times) == 2
    assert times[1] - times[0] > timedelta(days=10)


def test_a_draft_of_the_regional_report_circulates_with_comments_of_members():
    report = Report.objects.get(cycle__code="demo")
    comments = BlockComment.objects.filter(block__report=report)

    assert report.status == ReportStatus.CIRCULATED
    assert report.comments_until > timezone.now()
    assert sorted(comments.values_list("country__code", flat=True)) == ["XXB", "XXF", "XXG"]
    assert comments.exclude(handled_at=None).count() == 1
    assert set(report.document.editions.get().blocks) == {"en", "es"}
    assert RenderJob.objects.filter(edition__document=report.document).count() == 2


def test_the_report_of_the_cycle_before_is_published_and_its_files_are_asked_for():
    report = Report.objects.get(cycle__code="demo-2022")
    edition = Edition.objects.visible_to(PUBLIC).get(document=report.document)
    jobs = RenderJob.objects.filter(edition=edition)

    assert report.status == ReportStatus.PUBLISHED
    assert (edition.document, edition.is_draft, edition.created_at.year) == (report.document, False, 2022)
    assert edition.document.symbol == "DEMO/2022/REP/1"
    assert sorted(jobs.values_list("language", "format")) == [
        ("en", "docx"),
        ("en", "pdf"),
        ("es", "docx"),
        ("es", "pdf"),
    ]
    assert (
        jobs.order_by("created_at").last().created_at
        < RenderJob.objects.exclude(edition=edition).latest("created_at").created_at
    )


def blocks_of(cycle: str) -> list[blocks.Block]:
    edition = Report.objects.get(cycle__code=cycle).document.editions.latest("number")
    return list(from_json(edition.blocks["en"]).blocks)


def test_charts_have_a_source_and_both_reports_footnotes():
    charts = [block for block in blocks_of("demo") if isinstance(block, blocks.BarChart)]

    on_record = [chart.caption.split(":")[0] for chart in charts if " – " not in chart.caption]
    assert on_record == ["Labour permits granted, by year", "Searches for missing migrants opened, by year"]
    assert all(chart.source for chart in charts)
    for cycle in ("demo", "demo-2022"):
        assert any(run.note for run in blocks.runs_of(tuple(blocks_of(cycle))))


def test_the_survey_stands_in_the_report_by_kind_of_respondent_and_never_as_one():
    charts = [block for block in blocks_of("demo") if isinstance(block, blocks.BarChart) and " – " in block.caption]

    assert {chart.caption.split(" – ")[1] for chart in charts} == {"Civil society", "Observers"}
    tables = [block for block in blocks_of("demo") if isinstance(block, blocks.Table)]
    (ranking,) = [table for table in tables if table.caption == "The objectives that matter most, in your order"]
    members = {row[1][0].text for row in ranking.rows}
    assert ranking.columns[1].title.startswith("Member Countries")
    assert members - {"3", "4"} == {"All", "Some", "One", "–"}


def test_a_number_of_countries_is_printed_only_with_three_on_each_side():
    contributed = Publication.objects.filter(assignment__call__cycle__code="demo-2022").count()
    tables = [block for block in blocks_of("demo-2022") if isinstance(block, blocks.Table)]
    (named,) = [table for table in tables if table.caption.startswith("Challenges named")]
    said = [re.search(r"\((\d+) of (\d+)\)", row[1][0].text) for row in named.rows]

    figures = {(int(found[1]), int(found[2])) for found in said if found}
    assert len(figures) > 1
    assert all(3 <= count <= contributed - 3 and of == contributed for count, of in figures)
    assert None in said


def test_countries_meet_different_challenges_so_that_the_words_for_counts_differ():
    tables = [block for block in blocks_of("demo") if isinstance(block, blocks.Table)]
    (named,) = [table for table in tables if table.caption.startswith("Challenges named")]

    assert len({row[1][0].text for row in named.rows}) >= 4


def test_the_circulating_draft_takes_in_notes_of_a_side_event():
    quoted = [block for block in blocks_of("demo") if isinstance(block, blocks.Quotation)]
    noted = {block.attribution: block.note for block in quoted if block.citation.startswith("Side event of the")}

    assert noted == {
        "Country B": "As recorded by the notetakers, not cleared by the State.",
        "Country F": "As recorded by the notetakers, not cleared by the State.",
        "Member Countries": "As recorded by the notetakers.",
    }


def test_a_demonstration_says_on_its_cover_that_it_is_one():
    (cover,) = [block for block in blocks_of("demo-2022") if isinstance(block, blocks.Cover)]

    assert cover.note.startswith("Demonstration: countries and texts are placeholders.")


def test_the_presidency_is_held_by_a_placeholder_member_today():
    assert presidency_country().code == "XXG"
    assert Membership.objects.active().get(role=Role.PRESIDENCY).country.code == "XXG"


def test_one_account_per_role_and_all_who_sign_for_country_a_are_printed_with_a_password_that_works():
    out = StringIO()

    call_command("demonstration_accounts", stdout=out)

    printed = [line.split()[0] for line in out.getvalue().splitlines() if "@demo.example" in line]
    roles = Membership.objects.filter(user__email__in=printed).values_list("role", flat=True)
    assert set(roles) == set(Role.values)
    chain = ClearanceStep.objects.filter(country__code="XXA")
    assert set(chain.values_list("clearers__email", flat=True)) <= set(printed)
    assert len(printed) == len(set(printed)) == len(roles) == len(Role.values) + chain.count() - 1
    assert all(User.objects.get(email=address).check_password(PASSWORD) for address in printed)
    assert PASSWORD in out.getvalue()


def test_practices_and_pledges_pass_the_chain_of_their_country():
    chain = list(ClearanceStep.objects.filter(country__code="XXA").order_by("order").values_list("name_en", flat=True))
    assert len(chain) > 1
    versions = PracticeVersion.objects.filter(practice__country__code="XXA")
    published, under_way = (versions.get(stage=stage) for stage in (Stage.PUBLISHED, Stage.ASKED))
    pledge = Commitment.objects.get(country__code="XXA", pledge_status=PledgeStatus.PUBLISHED)

    for row in (published, under_way, pledge):
        assert [step["name_en"] for step in row.steps] == chain
    assert all(step["at"] for step in [*published.steps, *pledge.steps])
    assert [bool(step.get("at")) for step in under_way.steps] == [True, False]


def test_accounts_are_named_by_role_and_addressed_at_a_reserved_domain():
    assert all(person.email.endswith("@demo.example") for person in people())
    assert {person.name.split(",")[0].split(" (")[0] for person in people() if person.place == "A"} == {
        "Focal point",
        "Clearance",
        "Contributor",
        "Translator",
    }


def test_texts_keep_to_the_word_limits_of_the_template_in_both_languages():
    texts, limits = (
        Texts(2026),
        dict(
            Question.objects.filter(section__version__template__code="country_progress")
            .exclude(word_limit=None)
            .values_list("code", "word_limit")
        ),
    )

    for code in ("progress", "challenges"):
        for number in range(1, 24):
            pair = getattr(texts, code)("G", number, 1)
            assert min(count_words(pair[language]) for language in LANGUAGES) > 20
            assert max(count_words(pair[language]) for language in LANGUAGES) <= limits[code]


def test_both_languages_say_the_same_numbers_and_nothing_is_left_to_fill_in():
    texts = Texts(2026)

    def numbers(text: str) -> list[str]:
        return sorted(re.sub(r"\D", "", found) for found in re.findall(r"\d[\d.,]*", text))

    for number in range(1, 24):
        pair = texts.progress("D", number, 2)
        assert numbers(pair["en"]) == numbers(pair["es"])
        assert "{" not in pair["en"] + pair["es"]
        assert " de el " not in pair["es"]


def test_no_two_of_the_countries_that_publish_share_their_own_sentences():
    texts = Texts(2026)

    for number in range(1, 24):
        openings = [texts.progress("G", number, turn)["en"].split(".")[0] for turn in range(5)]
        assert len(set(openings)) == 5


def test_nothing_that_is_published_has_an_open_blocker():
    for letter in "BDEFGK":
        work = assignment(letter)
        findings = run_checks(work, objectives=list(range(1, 24)), includes_whole=True)
        assert not [finding for finding in findings if finding.severity == Severity.BLOCKER]


def test_a_declaration_stands_in_its_first_revision_with_proposals_of_placeholders_alone():
    declaration = Declaration.objects.get(title_en__startswith="Draft declaration")
    draft = declaration.drafts.get(number=1)
    proposals = draft.amendments.exclude(status=AmendmentStatus.DRAFT)

    assert declaration.is_demonstration
    assert draft.takes_amendments
    assert {row.country.code if row.country else "PPT" for row in proposals} == {"XXA", "XXB", "XXD", "PPT"}
    assert set(Position.objects.values_list("country__is_placeholder", flat=True)) == {True}
    assert all(paragraph.bases.exists() for paragraph in draft.paragraphs.filter(kind="operative"))
    assert draft.amendments.filter(status=AmendmentStatus.DRAFT, country__code="XXA").count() == 1
    assert declaration.drafts.get(number=0).amendments.filter(decision=None).count() == 0
    assert verify_chain(declaration.chain) == []


def test_a_declaration_went_through_silence_to_its_transmission_and_another_is_under_silence():
    adoption = Adoption.objects.get()
    silences = Silence.objects.filter(draft__declaration=adoption.declaration).order_by("opened_at")
    public = AttachedStatement.objects.visible_to(PUBLIC)

    assert [row.status for row in silences] == ["broken", "ended"]
    assert silences.last().extensions.count() == 1
    assert [row.country.code for row in public] == ["XXC"]
    assert AttachedStatement.objects.filter(country__is_placeholder=True).count() == 3
    assert adoption.undertakings.count() == 2
    assert adoption.event_code == "demo-vice-ministers"
    assert adoption.transmission.edition.blocks["es"]["letterhead"]["es"][2] == "Ministerio de Relaciones Exteriores"
    assert verify_chain(adoption.declaration.chain) == []
    running = Silence.objects.get(status="running")
    assert (running.remark_language, silences.first().broken.language) == ("es", "es")
    assert running.until > timezone.now()


def test_a_forum_has_findings_of_two_sessions_one_of_them_in_the_record():
    reports = with_findings(SessionReport.objects.filter(session__event__code="demo-forum"))
    topics = compared(reports)

    assert [report.status for report in reports] == ["accepted", "handed_over"]
    assert [len(topic.columns) for topic in topics] == [2, 2, 2]
    member, stranger = seat("focal.c"), seat("civil")
    assert [one.session.code for one in SessionReport.objects.visible_to(member)] == ["1"]
    assert not SessionReport.objects.visible_to(stranger).exists()


def test_of_the_forum_attendance_is_recorded_and_its_notes_and_logistics_are_read_by_members():
    people = Participant.objects.filter(delegation__registration__event__code="demo-forum")
    table = NoteTable.objects.get(event__code="demo-forum")

    assert Counter(people.values_list("attended", flat=True)) == {True: 10, False: 1, None: 1}
    assert set(people.values_list("delegation__status", flat=True)) == {"registered"}
    assert len(set(table.rows.values_list("kind", flat=True))) == 4
    assert len(set(table.rows.values_list("updated_by", flat=True))) == 2
    assert all(summary.text for summary in table.summaries.all())
    assert (table.shared, table.event.logistics_audience) == (True, "members")
