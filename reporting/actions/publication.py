"""Publication: whom a country lets read a revision. It is an axis of its own and never moves by itself."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from reporting import notify, rules
from reporting.actions.published import end_published, write_published
from reporting.enums import AUDIENCE_WIDTH, IN_FORCE, PUBLISHED_AUDIENCES, Audience, narrower
from reporting.models import Answer, Assignment, Publication, Revision
from reporting.policy import Act
from reporting.trail import note


@transaction.atomic
def publish(
    *,
    revision: Revision,
    audience: str,
    by: Seat,
    embargo_until: datetime | None = None,
    narrowed: dict[str, str] | None = None,
) -> Publication:
    """Let others read a revision: an audience, an embargo, and answers that only a narrower audience reads.

    Replaces the publication in force. Of the audience an answer had when it was frozen, the one it has now and
    `narrowed` ({answer id: audience}), the narrowest applies; none can widen. Raises Refused for a revision no longer
    in force.
    """
    assignment = revision.assignment
    require(rules.may(by, Act.PUBLISH, assignment))
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    revision = Revision.objects.get(pk=revision.pk)
    if revision.status not in IN_FORCE:
        raise Refused(_("This revision was taken back and cannot be published."))
    if audience not in PUBLISHED_AUDIENCES:
        raise Refused(_("Choose who may read it."))
    now = timezone.now()
    limits = audience_limits(revision, narrowed or {})
    _close(assignment, Publication.Ending.REPLACED, now)
    publication = Publication.objects.create(
        assignment=assignment,
        revision=revision,
        audience=audience,
        embargo_until=max(embargo_until or now, now),
        narrowed={key: limit for key, limit in limits.items() if narrower(limit, audience)},
        published_by=by.person,
        published_at=now,
    )
    write_published(publication)
    note("published", assignment=assignment, by=by, revision=revision.number, audience=audience)
    return publication


def audience_limits(revision: Revision, narrowed: dict[str, str] | None = None) -> dict[str, str]:
    """By answer id, the narrowest audience among: as frozen, as the working copy says now, as asked for besides."""
    frozen = {answer["id"]: answer["audience"] for answer in revision.snapshot["answers"]}
    rows = Answer.objects.filter(assignment=revision.assignment_id).exclude(audience="")
    now = {str(pk): audience for pk, audience in rows.values_list("pk", "audience")}
    found: dict[str, str] = {}
    for key in frozen:
        wanted = [limit for limit in (frozen[key], now.get(key), (narrowed or {}).get(key)) if limit]
        if wanted:
            found[key] = min(wanted, key=lambda limit: AUDIENCE_WIDTH[Audience(limit)])
    return found


@transaction.atomic
def withdraw_publication(*, assignment: Assignment, note_en: str, note_es: str, by: Seat) -> None:
    """Stop publishing without withdrawing the submission."""
    require(rules.may(by, Act.PUBLISH, assignment))
    published = assignment.publications.filter(ended_at=None).first()
    if not published or not end_publication(assignment, note_en, note_es):
        raise Refused(_("Nothing is published at the moment."))
    note("publication_withdrawn", assignment=assignment, by=by)
    notify.publication_withdrawn(assignment, published.pk, by=by)


def end_publication(assignment: Assignment, note_en: str = "", note_es: str = "") -> int:
    """End the publication in force, if there is one, as withdrawn: 1 or 0. Records the end, asks no rule."""
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    now = timezone.now()
    end_published(assignment, now)
    return _close(assignment, Publication.Ending.WITHDRAWN, now, note_en, note_es)


def _close(assignment: Assignment, ending: str, now: datetime, note_en: str = "", note_es: str = "") -> int:
    return assignment.publications.filter(ended_at=None).update(
        ended_at=now, ending=ending, note_en=note_en.strip(), note_es=note_es.strip()
    )
