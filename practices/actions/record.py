"""Entries of the record, and where a practice stands in the UN repository."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.results import require
from practices import rules
from practices.content import MANY
from practices.enums import Status
from practices.models import Practice
from practices.trail import trail
from practices.workflow import stand

REPOSITORY = {
    "repository_en": "UN Migration Network Repository of Practices",
    "repository_es": "Repositorio de Prácticas de la Red de las Naciones Unidas sobre la Migración",
}
NO_REPOSITORY = dict.fromkeys((*REPOSITORY, "repository_address"), "")


@transaction.atomic
def save_practice(*, practice: Practice, fields: dict[str, Any], saves: int, by: Seat) -> Practice:
    """Change an entry of the record; of `fields` objectives and principles are lists. Raises Conflict when stale."""
    require(rules.may_keep(by, practice))
    columns = {name: value for name, value in fields.items() if name not in MANY}
    status = columns.get("status", practice.status)
    rows = Practice.objects.filter(pk=practice.pk, saves=saves)
    changed = stand(rows, **columns | {"status": status})
    practice.refresh_from_db()
    if not changed:
        stored = {name: getattr(practice, name) for name in columns}
        stored |= {name: list(getattr(practice, name).all()) for name in fields if name in MANY}
        raise Conflict(stored=stored, version=practice.saves, submitted=fields)
    for name in MANY:
        if name in fields:
            getattr(practice, name).set(fields[name])
    trail("practice_saved", practice, by=by)
    return practice


@transaction.atomic
def say_repository(*, practice: Practice, address: str, by: Seat) -> None:
    """Record the address under which the UN repository holds a practice. Says nothing new about its words."""
    practice = Practice.objects.select_for_update(of=("self",)).select_related("country").get(pk=practice.pk)
    require(rules.may_say_repository(by, practice))
    if not address:
        raise Refused(_("Give the address of its page in the repository."))
    rows = Practice.objects.filter(pk=practice.pk)
    stand(rows, Status.IN_REPOSITORY, repository_address=address, **REPOSITORY)
    trail("practice_in_repository", practice, by=by, address=address)
