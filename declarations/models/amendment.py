"""What delegations propose to a circulated draft, and what the presidency proposes to bring proposals together."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from accounts.seats import Seat
from common.i18n import LANGUAGES, pick
from declarations.enums import AmendmentStatus, Kind, Operation, Outcome
from declarations.models.declaration import Draft
from declarations.models.paragraph import Paragraph


class TablingRule(models.Model):
    """Who tables for a country, as the country decided; without a row it is the focal point."""

    country = models.OneToOneField(Country, models.CASCADE, related_name="tabling_rule")
    clearer_tables = models.BooleanField(_("Amendments are tabled by a clearer"), default=False)

    def __str__(self) -> str:
        return f"{self.country}: {'clearer' if self.clearer_tables else 'focal point'}"


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def visible_to(self, seat: Seat) -> "AmendmentQuerySet":
        """What was tabled, for whom the draft exists; a delegation's own drafts for itself alone."""
        tabled = ~Q(status=AmendmentStatus.DRAFT)
        own = Q(pk__in=[])
        if seat.is_desk:
            own = Q(country=None)
        elif seat.is_workspace:
            own = Q(country=seat.country)
        return self.filter(tabled | own, draft__in=Draft.objects.visible_to(seat))


@pghistory.track()
class Amendment(models.Model):
    """A paragraph as it should read, in one language or both. A compromise text of the presidency has no country.

    `base_*` are the words it was written to. An empty text in one language: that language is still to be translated.
    A new paragraph has no `paragraph`; it and a moved one stand `after` another, or first. `to` names the amendment
    that this one amends, `merges` those that a compromise brings together.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="amendments")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, null=True, blank=True, related_name="amendments")
    operation = models.CharField(_("What is proposed"), max_length=10, choices=Operation)
    after = models.ForeignKey(
        Paragraph, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Stands after")
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind, blank=True)
    to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="amended_by")
    merges = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="merged_in")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="amendments")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    text_en = models.TextField(_("English"), blank=True)
    text_es = models.TextField(_("Spanish"), blank=True)
    base_en = models.TextField(blank=True)
    base_es = models.TextField(blank=True)
    reason = models.TextField(_("Reason"), blank=True)
    status = models.CharField(max_length=10, choices=AmendmentStatus, default=AmendmentStatus.DRAFT)
    status_changed_at = models.DateTimeField(default=timezone.now)
    carried_from = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="carried_to")
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    tabled_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["draft", "tabled_at", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "country", "number"], nulls_distinct=False, condition=Q(number__isnull=False),
                name="amendment_number_once",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | Q(status=AmendmentStatus.DRAFT), name="what_is_tabled_has_a_number"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """ "XXA-2", "PPT-1" for the presidency, the code alone while it is a draft."""
        who = self.country.code if self.country else "PPT"
        return f"{who}-{self.number}" if self.number else who

    @property
    def who(self) -> str:
        """Who proposes it, in the reader's language."""
        return pick(self.country, "name") if self.country else gettext("Compromise text of the Presidency")

    @property
    def is_compromise(self) -> bool:
        return self.country_id is None

    @property
    def has_words(self) -> bool:
        """Does the operation carry a text?"""
        return self.operation in (Operation.REPLACE, Operation.INSERT)

    def text(self, language: str) -> str:
        words: str = getattr(self, f"text_{language}")
        return words

    def base(self, language: str) -> str:
        words: str = getattr(self, f"base_{language}")
        return words

    @property
    def pending(self) -> list[str]:
        """The languages in which it is still to be written."""
        return [code for code in LANGUAGES if not self.text(code)] if self.has_words else []


class Cosponsor(models.Model):
    """A country that joined another one's amendment."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="cosponsors")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["amendment", "at"]
        constraints = [models.UniqueConstraint(fields=["amendment", "country"], name="cosponsor_once")]

    def __str__(self) -> str:
        return f"{self.country}: {self.amendment}"


@pghistory.track()
class Decision(models.Model):
    """What the presidency made of an amendment: the record of how the next draft came to be."""

    amendment = models.OneToOneField(Amendment, models.CASCADE, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome)
    text_en = models.TextField(blank=True)
    text_es = models.TextField(blank=True)
    into = models.ForeignKey(Amendment, models.CASCADE, null=True, blank=True, related_name="subsumes")
    remark = models.TextField(_("Remark"), blank=True)
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["amendment"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.SUBSUMED, into__isnull=False)
                | (~Q(outcome=Outcome.SUBSUMED) & Q(into=None)),
                name="only_what_is_subsumed_names_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.outcome}"

    def text(self, language: str) -> str:
        words: str = getattr(self, f"text_{language}")
        return words
