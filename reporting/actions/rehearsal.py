"""Trying a form as those will who are asked: a cycle of its own, a country that is none, and the real pages.

Nothing of a rehearsal is ever published: rules refuse it, and so does the database.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import ClearanceStep, Country, Membership
from accounts.seats import Seat
from audit.actions import record
from common.dates import today
from common.errors import Refused
from common.results import require
from objectives.models import Scheme
from reporting import rules
from reporting.actions.cycles import close_call, complete_answers, open_call
from reporting.enums import CallStatus, Scope
from reporting.models import Answer, Assignment, Call, Cycle, Question, TemplateVersion
from reporting.policy import Act

DAYS = 30
"""How long a person of the Secretariat sits in the rehearsal."""
PLACE = {"code": "ZZZ", "iso2": "ZZ", "name_en": "Rehearsal", "name_es": "Ensayo", "is_placeholder": True}
"""Codes that ISO 3166 leaves to users."""


@transaction.atomic
def rehearse(*, version: TemplateVersion, by: Seat) -> tuple[Call, Membership]:
    """The call in which a version is tried, and the seat of a focal point in which this person tries it.

    A form for Member Countries is tried in the workspace, a questionnaire on its page.
    """
    require(rules.may(by, Act.KEEP_TEMPLATES))
    country = _place()
    call = version.calls.filter(cycle__is_rehearsal=True).select_related("cycle").first() or _call(version)
    if not call.is_open:
        open_call(call=call, by=by)
    refresh_rehearsals(version)
    membership = _seat(by, country)
    _note("form_rehearsed", version, by=by)
    return call, membership


@transaction.atomic
def end_rehearsal(*, version: TemplateVersion, by: Seat) -> None:
    """Close the rehearsal of a version, if there is an open one; what was tried stays in it.

    Who sat down there gets up with the last open one: their seats end now.
    """
    require(rules.may(by, Act.KEEP_TEMPLATES))
    rehearsals = Call.objects.filter(cycle__is_rehearsal=True, status=CallStatus.OPEN)
    call = rehearsals.select_for_update(of=("self",)).filter(template_version=version).first()
    if call is None:
        return
    close_call(call=call, by=by)
    if not rehearsals.exists():
        Membership.objects.active().filter(country__in=_places()).update(ended_at=timezone.now())
    _note("rehearsal_ended", version, by=by)


def refresh_rehearsals(version: TemplateVersion) -> None:
    """Bring what is tried to what the draft asks now: answers of another scope go, missing ones come.

    For whom an answer is follows its question.
    """
    for assignment in Assignment.objects.filter(call__template_version=version, call__cycle__is_rehearsal=True):
        once, each = Q(question__section__scope=Scope.REPORT), Q(question__section__scope=Scope.OBJECTIVE)
        stray = (once & Q(objective__isnull=False)) | (each & Q(objective=None))
        Answer.objects.filter(stray, assignment=assignment).delete()
        own = Question.objects.filter(pk=OuterRef("question")).values("audience")
        others = Answer.objects.filter(assignment=assignment).exclude(audience=F("question__audience"))
        others.update(audience=Subquery(own), version=F("version") + 1)
        complete_answers(assignment)


def _places() -> "QuerySet[Country]":
    return Country.everywhere.filter(is_rehearsal=True)


def _place() -> Country:
    """The one country in which forms are tried; no list, file or count holds it."""
    country, created = _places().get_or_create(is_rehearsal=True, defaults=PLACE)
    if created:
        ClearanceStep.objects.create(country=country, order=1, name_en="Clearance", name_es="Autorización")
    return country


def _call(version: TemplateVersion) -> Call:
    template, day = version.template, today()
    cycle = Cycle.objects.create(
        code=f"rehearsal-{version.pk.hex[:12]}",
        name_en=f"Rehearsal: {template.name_en}, version {version.number}",
        name_es=f"Ensayo: {template.name_es}, versión {version.number}",
        starts=day,
        ends=day + timedelta(days=365),
        is_rehearsal=True,
    )
    scheme = Scheme.objects.order_by("order").first()
    if scheme is None:
        raise Refused(_("No grouping of the objectives is loaded yet."))
    return Call.objects.create(
        cycle=cycle, template_version=version, scheme=scheme, due_at=timezone.now() + timedelta(days=DAYS)
    )


def _seat(by: Seat, country: Country) -> Membership:
    """This person as focal point of the rehearsal, who also clears there, for some days from today."""
    for step in country.clearance_steps.all():
        step.clearers.add(by.person)
    ends = today() + timedelta(days=DAYS)
    own = Membership.objects.active().filter(user=by.person, country=country, role=Role.FOCAL_POINT).first()
    if own is None:
        return Membership.objects.create(user=by.person, country=country, role=Role.FOCAL_POINT, ends=ends)
    Membership.objects.filter(pk=own.pk).update(ends=ends)
    return own


def _note(action: str, version: TemplateVersion, *, by: Seat) -> None:
    record(
        action, by=by, chain=f"template:{version.template_id}", object_type="template_version", object_id=version.pk,
        number=version.number,
    )  # fmt: skip
