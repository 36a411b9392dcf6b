"""People, countries, bodies, and who speaks for whom from when to when."""

import hashlib
import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import BODY_ROLES, COUNTRY_ROLES, BodyKind, HatKind, KeyScope, Language, Role, StandingKind
from common.dates import today
from common.i18n import pick
from common.stamps import Stamped

if TYPE_CHECKING:
    from accounts.sessions import SessionStore


def dated(on: date, prefix: str = "") -> Q:
    """Rows whose [starts, ends] contains the day; an open end is still running."""
    return Q(**{f"{prefix}starts__lte": on}) & (Q(**{f"{prefix}ends": None}) | Q(**{f"{prefix}ends__gte": on}))


class CountryQuerySet(models.QuerySet["Country"]):
    def members(self, on: date | None = None) -> "CountryQuerySet":
        """Member Countries of the Conference on a day (today by default)."""
        on = on or today()
        return self.filter(
            Q(standings__kind=StandingKind.MEMBER) & dated(on, "standings__"),
        ).distinct()


class Country(Stamped):
    """A State, or a placeholder member of the demonstration ("Country A / País A")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=3, unique=True, help_text="ISO 3166-1 alpha-3")
    iso2 = models.CharField(max_length=2, unique=True)
    name_en = models.CharField(max_length=100)
    name_es = models.CharField(max_length=100)
    official_name_en = models.CharField(max_length=150, blank=True)
    official_name_es = models.CharField(max_length=150, blank=True)
    time_zone = models.CharField(max_length=40, default="America/Costa_Rica")
    is_placeholder = models.BooleanField(default=False)
    source = models.TextField(blank=True)

    objects = CountryQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["name_en"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name_en


class Body(Stamped):
    """An organization or organ: observer, UN agency, network, regional process, ministry, working group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=30, choices=BodyKind)
    acronym_en = models.CharField(max_length=40, blank=True)
    acronym_es = models.CharField(max_length=40, blank=True)
    name_en = models.CharField(max_length=200)
    name_es = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="bodies")
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta(Stamped.Meta):
        ordering = ["name_en"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name_en


class Alias(models.Model):
    """Another name under which a country or a body is met in documents."""

    country = models.ForeignKey(Country, models.CASCADE, null=True, blank=True, related_name="aliases")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="aliases")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(condition=Q(country=None) ^ Q(body=None), name="alias_of_a_country_or_a_body"),
            models.UniqueConstraint(fields=["country", "body", "name"], nulls_distinct=False, name="alias_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Hat(models.Model):
    """One capacity in which a body acts."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="hats")
    kind = models.CharField(max_length=20, choices=HatKind)

    class Meta:
        ordering = ["body", "kind"]
        constraints = [models.UniqueConstraint(fields=["body", "kind"], name="one_hat_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.body} ({self.get_kind_display()})"


class Standing(models.Model):
    """Membership in the Conference, or observer status, from a day to a day."""

    country = models.ForeignKey(Country, models.CASCADE, null=True, blank=True, related_name="standings")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="standings")
    kind = models.CharField(max_length=10, choices=StandingKind)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(condition=Q(country=None) ^ Q(body=None), name="standing_of_a_country_or_a_body"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=models.F("starts")), name="standing_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country or self.body}: {self.get_kind_display()}"


class PresidencyTerm(models.Model):
    """The Presidency Pro-Tempore (PPT) of one country."""

    country = models.ForeignKey(Country, models.PROTECT, related_name="presidency_terms")
    starts = models.DateField()
    ends = models.DateField()
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=models.F("starts")), name="term_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.starts.year}"


class StakeholderCategory(models.Model):
    """One of the thirteen categories of paragraph 44 of A/RES/73/195."""

    code = models.SlugField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(unique=True)
    name_en = models.CharField(max_length=120)
    name_es = models.CharField(max_length=120)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "stakeholder categories"

    def __str__(self) -> str:
        return self.name_en


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who logs in by e-mail. What they may do comes from memberships alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("E-mail"), unique=True)
    name = models.CharField(_("Name"), max_length=150)
    language = models.CharField(_("Language"), max_length=2, choices=Language, default=Language.ENGLISH)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    # The memberships in force, where `accounts.sessions` has read them together with the person.
    held: "list[Membership] | None" = None

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="email_once_whatever_the_case")]

    def __str__(self) -> str:
        return self.name


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
    country, hat = models.OuterRef(f"{prefix}country"), models.OuterRef(f"{prefix}hat")
    member = Standing.objects.filter(kind=StandingKind.MEMBER, country=country)
    observer = Standing.objects.filter(kind=StandingKind.OBSERVER, body__hats=hat)
    role = f"{prefix}role"
    return (
        (Q(**{f"{role}__in": COUNTRY_ROLES}) & (models.Exists(member.filter(dated(on))) | ~models.Exists(member)))
        | (Q(**{role: Role.OBSERVER}) & (models.Exists(observer.filter(dated(on))) | ~models.Exists(observer)))
        | Q(**{f"{role}__in": [one for one in BODY_ROLES if one != Role.OBSERVER]})
    )


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


class Session(AbstractBaseSession):
    """A browser's session; it names its person, so that both are read in one query."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.user_id}"

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        from accounts.sessions import SessionStore

        return SessionStore


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn, and still valid."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A single-use link that turns an e-mail address into a membership. Only a hash of the link is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("E-mail"))
    name = models.CharField(_("Name"), max_length=150, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=Language, default=Language.ENGLISH)
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    country = models.ForeignKey(Country, models.CASCADE, null=True, blank=True, related_name="invitations")
    hat = models.ForeignKey(Hat, models.CASCADE, null=True, blank=True, related_name="invitations")
    institution_en = models.CharField(_("Institution (English)"), max_length=150, blank=True)
    institution_es = models.CharField(_("Institution (Spanish)"), max_length=150, blank=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="invitations_sent")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"

    @staticmethod
    def digest(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()

    def place_name(self) -> str:
        """Country or body in the reader's language."""
        place = self.country or (self.hat.body if self.hat else None)
        return pick(place, "name") if place else ""


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def usable(self) -> "ApiKeyQuerySet":
        """Neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class ApiKey(models.Model):
    """With it a program of a person asks the interface, in one membership and for as long as that lasts.

    A key reads `rcm_<prefix>_<secret>`; of the secret, which has 256 random bits, only a hash is stored.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="api_keys")
    name = models.CharField(_("What it is for"), max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=12, choices=KeyScope))
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"

    @staticmethod
    def digest_of(secret: str) -> str:
        return hashlib.sha256(secret.encode()).hexdigest()

    @property
    def state(self) -> str:
        """'revoked', 'expired' or 'open'."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at <= timezone.now() else "open"

    @property
    def scope_labels(self) -> list[str]:
        """What it may do, in the reader's words."""
        return [str(KeyScope(scope).label) for scope in self.scopes]
