"""Keeping the directory: bodies with their hats, and the dates of terms and memberships. Each act leaves a line."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.enums import HatKind, Role
from accounts.models import Body, Country, Hat, Invitation, Membership, PresidencyTerm
from accounts.seats import Seat
from audit.actions import record
from common.dates import today
from common.errors import Refused
from common.results import require

MUST_STAY = (Role.FOCAL_POINT, Role.SECRETARIAT)


@transaction.atomic
def keep_body(*, body: Body | None, fields: dict[str, Any], hats: list[str], by: Seat) -> Body:
    """Enter a body, or change one, with the capacities in which it acts.

    `fields` are columns of Body; the code of a body that exists never changes. Raises Refused when a capacity would go
    in which somebody has sat or is invited: end the memberships instead, the capacity tells their history.
    """
    require(rules.may_keep_directory(by))
    is_new = body is None
    body = body or Body()
    for name, value in fields.items():
        if name != "code" or is_new:
            setattr(body, name, value)
    body.save()
    _set_hats(body, hats)
    record(
        "body_entered" if is_new else "body_changed",
        by=by,
        chain=f"body:{body.pk}",
        object_type="body",
        object_id=body.pk,
        code=body.code,
        hats=sorted(hats),
    )
    return body


@transaction.atomic
def enter_presidency_term(
    *, country: Country, starts: date, ends: date, source: str, by: Seat, **letterhead: str
) -> PresidencyTerm:
    """Record which Member Country holds the Presidency Pro-Tempore from a day to a day, and its `letterhead_en`, `_es`.

    Refused when the term meets another: there is one presidency at a time.
    """
    require(rules.may_keep_directory(by))
    refuse_term(country.is_placeholder, starts, ends)
    term = PresidencyTerm.objects.create(country=country, starts=starts, ends=ends, source=source, **letterhead)
    record(
        "presidency_term_entered",
        by=by,
        chain=f"country:{country.pk}",
        object_type="presidency_term",
        object_id=term.pk,
        country_code=country.code,
        starts=starts.isoformat(),
        ends=ends.isoformat(),
    )
    return term


@transaction.atomic
def change_presidency_term(
    *, term: PresidencyTerm, starts: date, ends: date, source: str, by: Seat, **letterhead: str
) -> PresidencyTerm:
    """Correct the days, the source or the letterhead of a term.

    Refused when the days are the wrong way round or meet another term.
    """
    require(rules.may_keep_directory(by))
    PresidencyTerm.objects.select_for_update().get(pk=term.pk)
    refuse_term(term.country.is_placeholder, starts, ends, besides=term)
    facts = {"starts": starts, "ends": ends, "source": source, **letterhead}
    for name, value in facts.items():
        setattr(term, name, value)
    term.save(update_fields=list(facts))
    record(
        "presidency_term_changed",
        by=by,
        chain=f"country:{term.country_id}",
        object_type="presidency_term",
        object_id=term.pk,
        country_code=term.country.code,
        starts=starts.isoformat(),
        ends=ends.isoformat(),
    )
    return term


@transaction.atomic
def date_membership(*, membership: Membership, starts: date, ends: date | None, by: Seat) -> Membership:
    """Set the first and the last day of a membership; both are days in force.

    Raises Refused for days in the wrong order, for a membership that was ended, and when nobody would be left today as
    focal point of the country or in the Secretariat.
    """
    require(rules.may_change_membership(by, membership))
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    hat = membership.hat
    if membership.ended_at:
        raise Refused(_("This membership was ended. Invite the person again."))
    if ends and ends < starts:
        raise Refused(_("The last day cannot be before the first day."))
    day = today()
    in_force = starts <= day and (ends is None or ends >= day)
    others = Membership.objects.active().filter(role=membership.role, country=membership.country, hat=membership.hat)
    if membership.role in MUST_STAY and not in_force and not others.exclude(pk=membership.pk).exists():
        raise Refused(_("At least one person must stay in this role. Invite or name a successor first."))
    membership.starts, membership.ends = starts, ends
    membership.save(update_fields=["starts", "ends"])
    record(
        "membership_dated",
        by=by,
        chain=f"country:{membership.country_id}" if hat is None else f"body:{hat.body_id}",
        object_type="membership",
        object_id=membership.pk,
        country_code=membership.country.code if membership.country else "",
        role=membership.role,
        starts=starts.isoformat(),
        ends=ends.isoformat() if ends else "",
    )
    return membership


def refuse_term(placeholder: bool, starts: date, ends: date, besides: PresidencyTerm | None = None) -> None:
    """Raise Refused when a term would end before it starts or meet another: there is one presidency at a time."""
    if ends < starts:
        raise Refused(_("The last day cannot be before the first day."))
    rows = PresidencyTerm.objects.filter(country__is_placeholder=placeholder, starts__lte=ends, ends__gte=starts)
    if besides:
        rows = rows.exclude(pk=besides.pk)
    if other := rows.select_related("country").first():
        raise Refused(
            _("These dates meet the term of %(country)s (%(starts)s to %(ends)s).")
            % {"country": other.country, "starts": other.starts, "ends": other.ends}
        )


def _set_hats(body: Body, wanted: list[str]) -> None:
    present = {hat.kind: hat for hat in body.hats.all()}
    for kind, hat in present.items():
        if kind in wanted:
            continue
        if Membership.objects.filter(hat=hat).exists() or Invitation.objects.open().filter(hat=hat).exists():
            raise Refused(
                _("People sit or sat in the capacity “%(hat)s”, so it stays.") % {"hat": hat.get_kind_display()}
            )
        hat.delete()
    Hat.objects.bulk_create(
        Hat(body=body, kind=kind) for kind in HatKind.values if kind in wanted and kind not in present
    )
