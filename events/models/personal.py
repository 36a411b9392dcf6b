"""What is encrypted at rest: travel data, and files about a person. Each row holds its own key."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.seats import Seat
from events.enums import Duty, FileKind
from events.models.delegation import Participant, with_duty


class ReadersQuerySet(models.QuerySet):
    def readable_by(self, seat: Seat) -> "ReadersQuerySet":
        """Named roles only: the Secretariat, and who registers or buys the tickets for the event."""
        if seat.is_secretariat:
            return self
        if seat.membership is None:
            return self.none()
        return self.filter(participant__delegation__registration__in=with_duty(seat, Duty.REGISTRAR, Duty.TICKETS))


class TravelData(models.Model):
    """What the buyer of a ticket needs of one traveller, as encrypted JSON."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.OneToOneField(Participant, models.CASCADE, related_name="travel")
    key = models.BinaryField()
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(default=timezone.now)

    objects = ReadersQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at"]

    def __str__(self) -> str:
        return str(self.pk)


class PersonalFile(models.Model):
    """A file about a person: on the disk only its encrypted bytes, under its id. The name it had is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=12, choices=FileKind)
    key = models.BinaryField()
    media_type = models.CharField(max_length=60)
    suffix = models.CharField(max_length=5)
    size = models.PositiveIntegerField(help_text="bytes")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    objects = ReadersQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "kind"], name="one_file_of_a_kind_for_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"

    @property
    def path(self) -> str:
        """Where the encrypted bytes lie, below the media folder."""
        return f"sealed/{self.pk}"
