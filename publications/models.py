"""Documents, their frozen editions, the files made from them, and the jobs that make the files."""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Country, Membership, User
from accounts.seats import Seat
from common.i18n import pick
from common.stamps import Stamped
from publications.enums import (
    JOB_TRANSITIONS,
    LIVE,
    Audience,
    DocumentKind,
    Format,
    JobStatus,
    JobStep,
    Paper,
    StopReason,
)


class Document(models.Model):
    """Something that is published in numbered editions: a regional report, a receipt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Kind"), max_length=20, choices=DocumentKind)
    symbol = models.CharField(_("Symbol"), max_length=40, unique=True, null=True, blank=True)
    title_en = models.CharField(_("Title (English)"), max_length=300)
    title_es = models.CharField(_("Title (Spanish)"), max_length=300)
    # The widest circle that its editions are open to now, whatever each was frozen for.
    readers = models.CharField(max_length=12, choices=Audience, default=Audience.PUBLIC)
    # The first edition that anybody beside the desk reads: what was taken back before it is not read again.
    since = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # When other readers were let in or shut out, for those who keep a copy; kept by the database.
    readers_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-created_at"]
        triggers = [
            pgtrigger.Trigger(
                name="readers_at",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="IF (NEW.readers, NEW.since) IS DISTINCT FROM (OLD.readers, OLD.since) THEN "
                "NEW.readers_at = clock_timestamp(); END IF; RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return self.symbol or self.title_en


def readable_by(seat: Seat, prefix: str = "") -> Q:
    """Editions a seat may read, as a condition on the edition found at `prefix` ("edition__")."""
    audiences = [Audience.PUBLIC]
    if seat.is_desk or seat.is_member:
        audiences += [Audience.MEMBERS, Audience.OBSERVERS]
    if seat.is_desk:
        audiences.append(Audience.PRESIDENCY)
    if seat.is_secretariat:
        audiences.append(Audience.SECRETARIAT)
    if seat.is_observer:
        audiences.append(Audience.OBSERVERS)
    readable = Q(**{f"{prefix}audience__in": audiences, f"{prefix}document__readers__in": audiences})
    if not seat.is_desk:
        readable &= Q(**{f"{prefix}document__since__lte": F(f"{prefix}number")})
    if seat.is_workspace and seat.country:
        own = {f"{prefix}country": seat.country, f"{prefix}audience__in": [Audience.COUNTRY, Audience.SECRETARIAT]}
        readable |= Q(**own)
    return readable


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, seat: Seat) -> "EditionQuerySet":
        return self.filter(readable_by(seat))


class Edition(models.Model):
    """A document frozen at one moment, in one or both languages. Never changed afterwards.

    `blocks` holds the block trees by language ({"en": …, "es": …}), `manifest` says what they were made from, and
    `sha256` covers both. Rendering an edition again gives the same text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("Number"))
    label = models.CharField(_("Label"), max_length=80, blank=True)
    is_draft = models.BooleanField(_("Draft"))
    audience = models.CharField(_("Audience"), max_length=12, choices=Audience)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="editions")
    blocks = models.JSONField()
    manifest = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="editions")
    created_at = models.DateTimeField(default=timezone.now)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="edition_number_once"),
            models.CheckConstraint(
                condition=~Q(audience=Audience.COUNTRY) | Q(country__isnull=False),
                name="edition_for_a_country_names_it",
            ),
        ]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.document} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("publications:edition-detail", args=[self.pk])

    @property
    def title(self) -> str:
        """The document's title in the reader's language."""
        return pick(self.document, "title")

    @property
    def languages(self) -> list[str]:
        """Languages the edition holds, English first."""
        return [language for language in Language.values if language in self.blocks]


class EditionFileQuerySet(models.QuerySet["EditionFile"]):
    def visible_to(self, seat: Seat) -> "EditionFileQuerySet":
        return self.filter(readable_by(seat, "edition__"))


class Rendering(models.Model):
    """What is rendered: an edition in one language, format and paper."""

    language = models.CharField(_("Language"), max_length=2, choices=Language)
    format = models.CharField(_("Format"), max_length=4, choices=Format)
    paper = models.CharField(_("Paper"), max_length=6, choices=Paper)

    class Meta:
        abstract = True


class EditionFile(Rendering):
    """The one file of an edition in a language, format and paper. `path` is relative to the media folder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    path = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    pages = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = EditionFileQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "language", "format", "paper"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "language", "format", "paper"], name="one_file_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.language} {self.format} {self.paper}"

    def get_absolute_url(self) -> str:
        return reverse("publications:file-download", args=[self.pk])

    @property
    def filename(self) -> str:
        """Name under which the file is saved: symbol or kind, number, language and paper."""
        document = self.edition.document
        stem = (document.symbol or document.kind).replace("/", "-").replace(" ", "-")
        return f"{stem}-{self.edition.number}-{self.language}-{self.paper}.{self.format}"


class RenderJobQuerySet(models.QuerySet["RenderJob"]):
    def visible_to(self, seat: Seat) -> "RenderJobQuerySet":
        """Jobs of editions the seat may read; the public sees files, not the jobs that make them."""
        return self.filter(readable_by(seat, "edition__")) if seat.is_authenticated else self.none()

    def live(self) -> "RenderJobQuerySet":
        return self.filter(status__in=LIVE)


class RenderJob(Rendering):
    """A request for a file, written in the same transaction as the request itself.

    A worker holds a running job by a lease: `lease_token` names the holder, who must extend `lease_until`. An
    expired lease is swept and the job queued again. `steps` is a list of
    {"code", "started", "finished", "detail"} with ISO times; `progress` is in per cent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="jobs")
    status = models.CharField(_("Status"), max_length=10, choices=JobStatus, default=JobStatus.QUEUED)
    step = models.CharField(_("Step"), max_length=10, choices=JobStep, blank=True)
    steps = models.JSONField(default=list)
    progress = models.PositiveSmallIntegerField(default=0, help_text="per cent")
    attempts = models.PositiveSmallIntegerField(default=0)
    losses = models.PositiveSmallIntegerField(default=0, help_text="attempts that ended with an expired lease")
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    worker = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=20, choices=StopReason, blank=True)
    reason_detail = models.TextField(blank=True)
    cancel_requested = models.BooleanField(default=False)
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="render_jobs")
    requested_as = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True, help_text="last handed to the broker")
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RenderJobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "format", "paper"],
                condition=Q(status__in=LIVE),
                name="one_live_job_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(status=JobStatus.RUNNING, lease_token__isnull=False, lease_until__isnull=False)
                | (~Q(status=JobStatus.RUNNING) & Q(lease_token=None, lease_until=None)),
                name="a_running_job_has_a_lease",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="progress_in_per_cent"),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(status=JobStatus.QUEUED), name="job_queued"),
            models.Index(fields=["lease_until"], condition=Q(status=JobStatus.RUNNING), name="job_leased"),
        ]
        triggers = [
            pgtrigger.FSM(
                name="status_arrows",
                field="status",
                transitions=[(str(start), str(end)) for start, end in JOB_TRANSITIONS],
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.language} {self.format} {self.paper}: {self.status}"

    def get_absolute_url(self) -> str:
        return reverse("publications:job-detail", args=[self.pk])

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def rendering(self) -> dict[str, Any]:
        """The four fields that name the file this job makes."""
        return {
            "edition_id": self.edition_id,
            "language": self.language,
            "format": self.format,
            "paper": self.paper,
        }


class TransmittalQuerySet(models.QuerySet["Transmittal"]):
    def visible_to(self, seat: Seat) -> "TransmittalQuerySet":
        """That an edition was passed on is read by whoever reads the edition."""
        return self.filter(readable_by(seat, "edition__"))


class Transmittal(Stamped):
    """An edition was passed on to a body outside the Conference on a day: the outcome, to a forum of the UN.

    `symbol` is what the body calls the document, `address` where it can be read there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="transmittals")
    addressee_en = models.CharField(_("Passed on to (English)"), max_length=250)
    addressee_es = models.CharField(_("Passed on to (Spanish)"), max_length=250)
    on = models.DateField(_("Day"))
    symbol = models.CharField(_("Symbol of the document there"), max_length=60, blank=True)
    address = models.URLField(_("Address of the document there"), max_length=500, blank=True)

    objects = TransmittalQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["-on", "id"]

    def __str__(self) -> str:
        return f"{self.edition} → {self.addressee_en}"
