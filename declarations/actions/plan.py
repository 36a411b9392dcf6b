"""Freezing the regional action plan as a document that everybody reads."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Body
from accounts.seats import PUBLIC, Seat
from common.dates import today
from common.errors import Refused
from common.i18n import LANGUAGES
from common.results import require
from declarations import rules
from declarations.documents.plan import build_plan
from declarations.policy import Act
from declarations.queries.plan import plan_for
from publications.actions import create_document, freeze_edition, request_render
from publications.block_json import to_json
from publications.enums import Audience, DocumentKind, Format
from publications.letterheads import letterhead_on
from publications.models import Document, Edition

SYMBOL = "RCM/PLAN"


@transaction.atomic
def freeze_plan(*, by: Seat, shared_with: Body | None = None) -> Edition:
    """The plan as it stands today, from what everybody reads, in both languages, with its files asked for.

    Gives the last edition while its words are the same, whatever the day. The demonstration is in none with lines of
    the record. Raises Refused where there is no line.
    """
    require(rules.may(by, Act.FREEZE_PLAN))
    plan = plan_for(PUBLIC, shared_with).unmixed()
    if not plan.parts:
        raise Refused(_("There is no line that everybody reads yet."))
    day = today()
    head = letterhead_on(day, demonstration=plan.is_demonstration)
    trees = {code: build_plan(plan, code, on=day.isoformat(), letterhead=head) for code in LANGUAGES}
    manifest = {"what": "plan", "shared_with": shared_with.code if shared_with else ""}
    document = _document(by)
    last = document.editions.filter(manifest=manifest, number__gte=document.since).order_by("-number").first()
    if last and _undated(last.blocks) == _undated({language: to_json(tree) for language, tree in trees.items()}):
        return last
    # What was taken back stays so (`since`); the new edition is read by everybody.
    Document.objects.filter(pk=document.pk).update(readers=Audience.PUBLIC)
    edition = freeze_edition(
        document=document, documents_by_language=trees, manifest=manifest, audience=Audience.PUBLIC, is_draft=False,
        by=by, label=shared_with.acronym_en if shared_with else "",
    )  # fmt: skip
    for language in LANGUAGES:
        for format_ in Format:
            request_render(edition=edition, language=language, format=format_, by=None)
    return edition


def _undated(blocks: dict[str, Any]) -> dict[str, Any]:
    return {language: {**tree, "date": ""} for language, tree in blocks.items()}


def _document(by: Seat) -> Document:
    found = Document.objects.select_for_update().filter(symbol=SYMBOL).first()
    if found:
        return found
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[f"title_{language}"] = _("Regional action plan")
    return create_document(kind=DocumentKind.ACTION_PLAN, symbol=SYMBOL, by=by, **titles)
