"""Keeping figures: entered once with their source, corrected in one place for every text that names them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from accounts.rules import may_keep_directory
from accounts.seats import Seat
from audit.actions import queue, record
from common.errors import Conflict
from common.results import require
from objectives.models import Objective
from sources.models import Figure, Source

CHAIN = "figures"
LONGEST = 60


@transaction.atomic
def enter_figure(*, fields: dict[str, Any], objectives: Collection[Objective] = (), by: Seat) -> tuple[Figure, bool]:
    """Enter a figure that a document on record states: the figure, and whether it is new.

    Sending the same twice enters it once; the one on record stays as it is.
    """
    require(may_keep_directory(by))
    queue(CHAIN)
    if twin := Figure.objects.filter(**fields).first():
        return twin, False
    figure = Figure.objects.create(code=_free_code(Figure, fields["statement_en"]), **fields)
    figure.objectives.set(objectives)
    _note("figure_entered", figure, by=by)
    return figure, True


@transaction.atomic
def correct_figure(
    *, figure: Figure, read_at: datetime, fields: dict[str, Any], objectives: Collection[Objective] = (), by: Seat
) -> None:
    """Correct a figure; the earlier values stay in the trail. Raises Conflict where it changed after `read_at`."""
    require(may_keep_directory(by))
    stored = Figure.objects.select_for_update().get(pk=figure.pk)
    was = {name: getattr(stored, name) for name in fields} | {"objectives": _in_order(stored.objectives.all())}
    meant = fields | {"objectives": _in_order(objectives)}
    if stored.updated_at != read_at:
        raise Conflict(stored=was, version=0, submitted=meant)
    changed = {name for name, value in meant.items() if was[name] != value}
    if not changed:
        return
    Figure.objects.filter(pk=figure.pk).update(**{name: fields[name] for name in changed - {"objectives"}})
    stored.objectives.set(objectives)
    _note("figure_corrected", stored, by=by, was={name: _for_trail(was[name]) for name in sorted(changed)})


@transaction.atomic
def enter_source(*, fields: dict[str, Any], by: Seat) -> Source:
    """Enter a document that something is taken from; one of the same title and day is that document, which gets the
    Spanish title and the address that it lacks.
    """
    require(may_keep_directory(by))
    queue(CHAIN)
    same = Source.objects.filter(title_en=fields["title_en"], date=fields["date"]).first()
    if same:
        lacked = {name: fields[name] for name in ("title_es", "address") if fields[name] and not getattr(same, name)}
        if lacked:
            Source.objects.filter(pk=same.pk).update(**lacked)
            _note("source_completed", same, by=by, **lacked)
        return same
    source = Source.objects.create(code=_free_code(Source, fields["title_en"]), **fields)
    _note("source_entered", source, by=by)
    return source


def _in_order(objectives: Iterable[Objective]) -> list[Objective]:
    return sorted(objectives, key=lambda objective: objective.number)


def _for_trail(value: Any) -> Any:
    return [objective.number for objective in value] if isinstance(value, list) else str(value)


def _free_code(model: type[Figure] | type[Source], words: str) -> str:
    """The first words as a code that no other row has."""
    stem = slugify(words)[:LONGEST].rsplit("-", 1)[0].strip("-") or str(model._meta.model_name)
    taken = set(model._default_manager.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbered if code not in taken)


def _note(action: str, row: Figure | Source, *, by: Seat, **detail: Any) -> None:
    kind = str(row._meta.model_name)
    record(action, by=by, chain=CHAIN, object_type=kind, object_id=row.pk, code=row.code, **detail)
