"""What the package of an adopted declaration is made of: nothing but what everybody may read."""

from accounts.models import Country
from accounts.seats import PUBLIC
from commitments.models import Commitment
from common.dates import day_said
from common.i18n import LANGUAGES, pick, sort_by_name
from declarations.documents.package import Parts, Promised, Rested
from declarations.models import Adoption, Basis
from declarations.queries.attached import handles_in, voices_of
from declarations.queries.behind import named, readable_by
from declarations.queries.room import paragraphs_of
from publications.block_json import from_json


def parts_of(adoption: Adoption) -> Parts:
    """The parts, from what the public reads."""
    handles = handles_in(adoption)
    rows = paragraphs_of(adoption.draft)
    bases = list(readable_by(PUBLIC, Basis.objects.filter(paragraph__draft=adoption.draft)))
    present = list(Country.objects.filter(code__in=adoption.present))
    by_paragraph: dict[object, list[Basis]] = {}
    for basis in bases:
        by_paragraph.setdefault(basis.paragraph_id, []).append(basis)
    return Parts(
        titles={code: pick(adoption, "title", code) for code in LANGUAGES},
        symbol=adoption.symbol,
        adopted_on=adoption.on,
        organ={code: pick(adoption.organ, "name", code) for code in LANGUAGES},
        present={code: tuple(pick(one, "name", code) for one in sort_by_name(present, code)) for code in LANGUAGES},
        objectives=tuple(sorted({basis.objective.number for basis in bases if basis.objective})),
        sha256=adoption.sha256,
        texts={code: from_json(adoption.edition.blocks[code]) for code in LANGUAGES},
        voices=voices_of(adoption, handles, public=True),
        commitments=[_promised(one) for one in commitments_of(adoption)],
        evidence=[
            Rested(
                handles[place],
                {code: tuple(named(basis, code) for basis in by_paragraph[row.pk]) for code in LANGUAGES},
            )
            for place, row in enumerate(rows, start=1)
            if row.pk in by_paragraph
        ],
    )


def commitments_of(adoption: Adoption) -> list[Commitment]:
    """Those made of its paragraphs that everybody reads, in the order of the text."""
    rows = Commitment.objects.visible_to(PUBLIC).filter(undertaking__adoption=adoption)
    return list(rows.order_by("undertaking__place").prefetch_related("parties__country", "parties__body"))


def _promised(row: Commitment) -> Promised:
    due = {
        code: (day_said(row.due, code) if row.due else "") or pick(row, "due_words", code) for code in LANGUAGES
    }  # fmt: skip
    return Promised(
        reference=row.reference,
        texts={code: pick(row, "text", code) for code in LANGUAGES},
        owners={code: ", ".join(pick(one.who, "name", code) for one in row.owners) for code in LANGUAGES},
        due=due,
    )
