"""Invitations to a membership."""

import hashlib
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language, Role
from accounts.models.directory import Country, Hat
from accounts.models.person import User
from common.i18n import pick


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
