"""The regional report: ordered blocks, authored or generated and pinned, on a path to publication."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from accounts.seats import Seat
from common.stamps import Stamped
from objectives.models import Scheme
from publications.models import Document
from reporting.enums import PUBLISHED_CHOICES, Audience, BlockKind, ReportStatus
from reporting.models.cycle import Cycle, never_rehearsed
from reporting.models.revision import readable_audiences

CIRCULATING = (ReportStatus.CIRCULATED, ReportStatus.REVISED, ReportStatus.APPROVED, ReportStatus.PUBLISHED)


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, seat: Seat) -> "ReportQuerySet":
        """The desk from the first draft, members once it was circulated, those for whom it is once it is
        published.
        """
        if seat.is_desk:
            return self
        if seat.is_member:
            return self.filter(Q(status__in=CIRCULATING) | Q(circulated_at__isnull=False))
        return self.filter(status=ReportStatus.PUBLISHED, audience__in=readable_audiences(seat))


class Report(Stamped):
    """A compilation of one cycle by one scheme, written by the Secretariat under the presidency's direction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="reports")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="reports")
    document = models.OneToOneField(Document, models.PROTECT, related_name="report")
    title_en = models.CharField(_("Title (English)"), max_length=250)
    title_es = models.CharField(_("Title (Spanish)"), max_length=250)
    status = models.CharField(max_length=15, choices=ReportStatus, default=ReportStatus.DRAFT)
    audience = models.CharField(_("For whom"), max_length=10, choices=PUBLISHED_CHOICES, default=Audience.PUBLIC)
    comments_until = models.DateTimeField(_("Comments until"), null=True, blank=True)
    circulated_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = ReportQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["-created_at"]
        triggers = [*Stamped.Meta.triggers, never_rehearsed("never_rehearsed", "NEW.cycle_id")]

    def __str__(self) -> str:
        return self.title_en

    @property
    def chain(self) -> str:
        return f"report:{self.pk}"

    @property
    def takes_changes(self) -> bool:
        """Until the presidency approves it, and again after it was taken back."""
        return self.status not in (ReportStatus.APPROVED, ReportStatus.PUBLISHED)

    @property
    def takes_comments(self) -> bool:
        """Circulates, and the date for comments has not passed."""
        return (
            self.status == ReportStatus.CIRCULATED
            and self.comments_until is not None
            and timezone.now() <= self.comments_until
        )


@pghistory.track()
class ReportBlock(models.Model):
    """One block. `pins` of a generated block name the revisions, rows or notes it was made from, by id and hash.

    The words of notes are kept with the pins, in `parameters`: a note holds no earlier version of itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=15, choices=BlockKind)
    parameters = models.JSONField(
        default=dict, help_text="{group: code}, {objective: number} or {rows: [id], words: {id: …}}"
    )
    heading_en = models.CharField(_("Heading (English)"), max_length=250, blank=True)
    heading_es = models.CharField(_("Heading (Spanish)"), max_length=250, blank=True)
    text_en = models.TextField(_("Text (English)"), blank=True)
    text_es = models.TextField(_("Text (Spanish)"), blank=True)
    pins = models.JSONField(
        default=list, help_text="[{country, revision, number, hash}], [{record, hash}] or [{note, version, hash}]"
    )
    pinned_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["report", "position"]

    def __str__(self) -> str:
        return f"{self.position} {self.kind}"


class BlockCommentQuerySet(models.QuerySet["BlockComment"]):
    def visible_to(self, seat: Seat) -> "BlockCommentQuerySet":
        """The desk reads every comment, a member its own country's; nobody else any."""
        if seat.is_desk:
            return self
        return self.filter(country=seat.country) if seat.is_member else self.none()


class BlockComment(models.Model):
    """A member's comment on a block of a circulated draft."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    block = models.ForeignKey(ReportBlock, models.CASCADE, related_name="comments")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_note = models.TextField(blank=True)

    objects = BlockCommentQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text[:60]
