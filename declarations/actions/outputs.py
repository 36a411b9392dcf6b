"""Papers of a draft as frozen editions, from which files are made by the same jobs as reports."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import Seat
from common.errors import Refused
from common.i18n import LANGUAGES
from common.results import require
from declarations import rules
from declarations.documents import texts
from declarations.enums import SHARED, Output
from declarations.models import Declaration, Draft
from declarations.queries.papers import items_of, lines_of, paper_of
from publications import blocks
from publications.actions import create_document, freeze_edition
from publications.block_json import to_json
from publications.enums import Audience, DocumentKind
from publications.models import Document, Edition

Trees = dict[str, blocks.Document]


@transaction.atomic
def freeze_output(*, draft: Draft, what: str, by: Seat, against: Draft | None = None) -> Edition:
    """A paper of the draft in both languages; the last edition of it when nothing has changed since.

    Members read papers of drafts that circulated, the desk every one; a comparison is for those who read both drafts.
    Raises Refused when the paper needs another draft (`against`) and none is named.
    """
    require(rules.may_print(by, draft))
    if what not in Output.values:
        raise Refused(_("This choice is not in the list."))
    if what == Output.REDLINE and (against is None or against.declaration_id != draft.declaration_id):
        raise Refused(_("Choose the draft to compare with."))
    against = against if what == Output.REDLINE else None
    trees = BUILDERS[Output(what)](draft, by, against)
    shared = all(one.status in SHARED for one in (draft, against) if one)
    audience = Audience.MEMBERS if shared else Audience.PRESIDENCY
    manifest = {"draft": draft.symbol, "what": what, "against": against.symbol if against else ""}
    document = papers_of(draft.declaration, by)
    editions = document.editions.filter(manifest=manifest, audience=audience).order_by("-number")
    last = editions.first()
    if last and last.blocks == {language: to_json(tree) for language, tree in trees.items()}:
        return last
    return freeze_edition(
        document=document, documents_by_language=trees, manifest=manifest, audience=audience, is_draft=True, by=by,
        label=f"{draft.symbol}: {Output(what).label}"[:80],
    )  # fmt: skip


def papers_of(declaration: Declaration, by: Seat | None) -> Document:
    """The document that holds the papers of all drafts; members are the widest circle it is ever open to."""
    declaration = Declaration.objects.select_for_update(of=("self",)).get(pk=declaration.pk)
    if declaration.papers is None:
        made = create_document(
            kind=DocumentKind.DECLARATION_DRAFT, title_en=declaration.title_en, title_es=declaration.title_es, by=by
        )
        made.readers = Audience.MEMBERS
        made.save(update_fields=["readers"])
        declaration.papers = made
        declaration.save(update_fields=["papers"])
    return declaration.papers


def _clean(draft: Draft, by: Seat, against: Draft | None) -> Trees:
    paper, items = paper_of(draft), items_of(draft, coded=True)
    return {code: texts.clean(paper, items, code) for code in LANGUAGES}


def _parallel(draft: Draft, by: Seat, against: Draft | None) -> Trees:
    paper, items = paper_of(draft), items_of(draft, coded=True)
    return {code: texts.clean_parallel(paper, items, code) for code in LANGUAGES}


def _offered(build: Callable[..., blocks.Document]) -> Callable[[Draft, Seat, Draft | None], Trees]:
    def trees(draft: Draft, by: Seat, against: Draft | None) -> Trees:
        paper = paper_of(draft)
        found = {}
        for code in LANGUAGES:
            with override(code):
                found[code] = build(paper, lines_of(draft, by), code)
        return found

    return trees


def _redline(draft: Draft, by: Seat, against: Draft | None) -> Trees:
    if against is None:
        return {}
    paper = paper_of(draft)
    old, new = items_of(against), items_of(draft)
    return {code: texts.redline(paper, old, new, code, between=_between(against, draft, code)) for code in LANGUAGES}


def _between(old: Draft, new: Draft, language: str) -> str:
    with override(language):
        return _("changes from %(old)s to %(new)s") % {"old": old.name, "new": new.name}


BUILDERS: dict[Output, Callable[[Draft, Seat, Draft | None], Trees]] = {
    Output.CLEAN: _clean,
    Output.PARALLEL: _parallel,
    Output.AMENDMENTS: _offered(texts.with_amendments),
    Output.COMPILATION: _offered(texts.compilation),
    Output.REDLINE: _redline,
}
