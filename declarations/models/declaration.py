"""A declaration and its drafts in order: zero, Rev.1 …, the adopted one."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Country
from accounts.seats import Seat
from common.i18n import pick, sort_by_name
from declarations.enums import SHARED, DraftStatus, Style
from events.models import Event
from publications.models import Document
from reporting.models import Cycle


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    def visible_to(self, seat: Seat) -> "DeclarationQuerySet":
        """The desk reads all, members what circulated; to everybody else drafting does not exist."""
        if seat.is_desk:
            return self
        if seat.is_member:
            return self.filter(
                models.Exists(Draft.objects.filter(declaration=models.OuterRef("pk"), status__in=SHARED))
            )
        return self.none()


@pghistory.track()
class Declaration(models.Model):
    """A text that Member Countries carry to adoption. `year` and `number` make its symbol in the Conference's style.

    `members` are those present, as the chapeau names them; `source_language` is the one it is drafted in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="declarations", verbose_name=_("Meeting")
    )
    cycle = models.ForeignKey(
        Cycle, models.PROTECT, null=True, blank=True, related_name="declarations", verbose_name=_("Cycle")
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    title_en = models.CharField(_("Title (English)"), max_length=250)
    title_es = models.CharField(_("Title (Spanish)"), max_length=250)
    style = models.CharField(_("Style"), max_length=5, choices=Style, default=Style.RCM)
    source_language = models.CharField(
        _("Language it is drafted in"), max_length=2, choices=Language, default=Language.SPANISH
    )
    members = models.ManyToManyField(Country, blank=True, related_name="+")
    is_demonstration = models.BooleanField(default=False)
    # The editions of its drafts; the adopted text has a document of its own.
    papers = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="declaration_number_once"),
            models.CheckConstraint(
                condition=Q(event__isnull=False) | Q(cycle__isnull=False), name="declaration_of_an_event_or_a_cycle"
            ),
        ]

    def __str__(self) -> str:
        return self.title_en

    @property
    def chain(self) -> str:
        return f"declaration:{self.pk}"

    @property
    def root(self) -> str:
        """The symbol of its drafts without their number: "RCM/2026/DEC/L.1"."""
        return f"RCM/{self.year}/DEC/L.{self.number}"

    @property
    def adopted_symbol(self) -> str:
        return f"RCM/{self.year}/DEC/{self.number}"

    def members_in(self, language: str) -> str:
        """The members present, in the alphabetical order of the language: "Country A, Country B and Country C"."""
        names = [pick(country, "name", language) for country in sort_by_name(self.members.all(), language)]
        if len(names) < 2:
            return "".join(names)
        last = names[-1]
        joint = "and" if language == "en" else "e" if last.casefold().startswith(("i", "hi")) else "y"
        return f"{', '.join(names[:-1])} {joint} {last}"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, seat: Seat) -> "DraftQuerySet":
        """The desk reads every draft, members those that circulated."""
        if seat.is_desk:
            return self
        return self.filter(status__in=SHARED) if seat.is_member else self.none()


@pghistory.track()
class Draft(models.Model):
    """One draft. Its text changes while it is in preparation only; afterwards the next draft changes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="drafts")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=DraftStatus, default=DraftStatus.PREPARING)
    status_changed_at = models.DateTimeField(default=timezone.now)
    amendments_until = models.DateTimeField(_("Amendments until"), null=True, blank=True)
    circulated_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["declaration", "number"]
        constraints = [
            models.UniqueConstraint(fields=["declaration", "number"], name="draft_number_once"),
            models.UniqueConstraint(
                fields=["declaration"],
                condition=~Q(status=DraftStatus.SUPERSEDED),
                name="one_draft_in_hand",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol

    @property
    def symbol(self) -> str:
        """ "RCM/2026/DEC/L.1" for the zero draft, then "…/Rev.1"; the adopted text has a symbol of its own."""
        if self.status == DraftStatus.ADOPTED:
            return self.declaration.adopted_symbol
        return f"{self.declaration.root}/Rev.{self.number}" if self.number else self.declaration.root

    @property
    def name(self) -> str:
        """In the reader's language: "Zero draft", "Rev. 2"."""
        if self.status == DraftStatus.ADOPTED:
            return gettext("Adopted text")
        return gettext("Rev. %(number)s") % {"number": self.number} if self.number else gettext("Zero draft")

    @property
    def next_name(self) -> str:
        return gettext("Rev. %(number)s") % {"number": self.number + 1}

    @property
    def takes_amendments(self) -> bool:
        """Circulated, and the hour until which amendments are taken has not passed."""
        return self.status == DraftStatus.CIRCULATED and (
            self.amendments_until is None or timezone.now() <= self.amendments_until
        )
