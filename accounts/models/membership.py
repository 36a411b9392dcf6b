"""Who speaks for whom, from when to when."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import BODY_ROLES, COUNTRY_ROLES, WORKSPACE_ROLES, Role, StandingKind
from accounts.models.directory import Country, Hat, PresidencyTerm, Standing, dated
from accounts.models.person import User
from common.dates import today
from common.i18n import pick


def in_force(on: date, prefix: str = "") -> Q:
    """Memberships in force on a day; the presidency's only while its country holds the term.

    Each rests on the standing of its country or body, see `standing`.
    """
    return _held(on, prefix) & standing(on, prefix)


def _held(on: date, prefix: str) -> Q:
    """Memberships whose own days, and those of the presidency's term, contain the day."""
    in_office = PresidencyTerm.objects.filter(dated(on), country=models.OuterRef(f"{prefix}country"))
    of_its_role = ~Q(**{f"{prefix}role": Role.PRESIDENCY}) | Q(models.Exists(in_office))
    return dated(on, prefix) & Q(**{f"{prefix}ended_at": None}) & of_its_role


def standing(on: date, prefix: str = "") -> Q:
    """Memberships whose country is a member, whose body is an observer, on the day; or of which no standing is on
    record, as the Secretariat, civil society and stakeholders have none.
    """
    observer = Standing.objects.filter(kind=StandingKind.OBSERVER, body__hats=models.OuterRef(f"{prefix}hat"))
    role = f"{prefix}role"
    return (
        (Q(**{f"{role}__in": COUNTRY_ROLES}) & _of_a_member(on, prefix))
        | (Q(**{role: Role.OBSERVER}) & (models.Exists(observer.filter(dated(on))) | ~models.Exists(observer)))
        | Q(**{f"{role}__in": [one for one in BODY_ROLES if one != Role.OBSERVER]})
    )


def in_force_in_workspace(on: date, prefix: str = "") -> Q:
    """`in_force` of those who work in a country's own space: only what concerns them is asked."""
    own = Q(**{f"{prefix}role__in": WORKSPACE_ROLES, f"{prefix}ended_at": None})
    return dated(on, prefix) & own & _of_a_member(on, prefix)


def _of_a_member(on: date, prefix: str) -> Q:
    """Memberships whose country is a member on the day, or has no standing on record."""
    member = Standing.objects.filter(kind=StandingKind.MEMBER, country=models.OuterRef(f"{prefix}country"))
    return Q(models.Exists(member.filter(dated(on)))) | ~Q(models.Exists(member))


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: date | None = None) -> "MembershipQuerySet":
        """Memberships in force on a day (today by default)."""
        return self.filter(in_force(on or today()))

    def resting(self, on: date | None = None) -> "MembershipQuerySet":
        """Memberships that would be in force if the standing of their country or body were."""
        on = on or today()
        return self.filter(_held(on, "")).exclude(pk__in=Membership.objects.active(on).values("pk"))


class Membership(models.Model):
    """A person's dated role in one country, or in one hat of a body."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="memberships")
    hat = models.ForeignKey(Hat, models.PROTECT, null=True, blank=True, related_name="memberships")
    institution_en = models.CharField(_("Institution (English)"), max_length=150, blank=True)
    institution_es = models.CharField(_("Institution (Spanish)"), max_length=150, blank=True)
    starts = models.DateField(default=today)
    ends = models.DateField(null=True, blank=True)
    # The last day is still a day in force; a membership that is taken away ends at this instant.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["role", "user__name"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(role__in=COUNTRY_ROLES, hat=None, country__isnull=False)
                    | Q(role__in=BODY_ROLES, country=None, hat__isnull=False)
                ),
                name="membership_in_a_country_or_a_hat",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=models.F("starts")), name="membership_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["user", "starts"], name="membership_of_user")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    def place_name(self) -> str:
        """Country or body in the reader's language."""
        place = self.country or (self.hat.body if self.hat else None)
        return pick(place, "name") if place else ""
