"""Freezing the hand-over report of a presidency."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from accounts.models import PresidencyTerm
from accounts.seats import Seat
from audit.actions import record
from commitments.models import Carried, HandOver
from commitments.queries import standing_of
from commitments.rules import may_hand_over
from common.i18n import LANGUAGES, pick
from common.results import require
from events.documents.handover import build_handover
from events.queries import answers_of
from publications.actions import create_document, freeze_edition
from publications.block_json import to_json
from publications.enums import Audience, DocumentKind
from publications.letterheads import letterhead_on
from publications.models import Document, Edition


@transaction.atomic
def freeze_handover(*, term: PresidencyTerm, by: Seat | None) -> Edition:
    """The next edition of the report in both languages, and what it carries over; `by` None is the shell.

    Gives the last edition when nothing has changed since.
    """
    if by:
        require(may_hand_over(by))
    standing = standing_of(term)
    answers = answers_of(standing.all)
    head = letterhead_on(standing.until, demonstration=term.country.is_placeholder)
    trees = {language: build_handover(term, standing, answers, language, head) for language in LANGUAGES}
    hand_over = HandOver.objects.filter(term=term).first()
    if hand_over is None:
        hand_over = HandOver.objects.create(term=term, document=_document(term, by))
    last = hand_over.document.editions.order_by("-number").first()
    if last and last.blocks == {language: to_json(tree) for language, tree in trees.items()}:
        return last
    edition = freeze_edition(
        document=hand_over.document,
        documents_by_language=trees,
        manifest={"term": term.pk, "commitments": sorted(str(row.pk) for row in standing.all)},
        audience=Audience.MEMBERS,
        is_draft=False,
        by=by,
    )
    hand_over.frozen_at = timezone.now()
    hand_over.save(update_fields=["frozen_at"])
    hand_over.carried.all().delete()
    Carried.objects.bulk_create(Carried(hand_over=hand_over, commitment=row) for row in standing.open)
    record(
        "handover.frozen", by=by, chain=f"handover:{hand_over.pk}", object_type="HandOver", object_id=hand_over.pk,
        country_code=term.country.code, edition=str(edition.pk),
    )  # fmt: skip
    return edition


def _document(term: PresidencyTerm, by: Seat | None) -> Document:
    titles = {}
    for language in LANGUAGES:
        with override(language):
            country = pick(term.country, "name", language)
            titles[f"title_{language}"] = f"{DocumentKind.HAND_OVER.label}: {country}, {term.starts.year}"
    document = create_document(kind=DocumentKind.HAND_OVER, **titles, by=by)
    Document.objects.filter(pk=document.pk).update(readers=Audience.MEMBERS)
    return document
