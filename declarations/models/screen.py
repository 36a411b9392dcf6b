"""What the room looks at: the paragraph under discussion, on a projector and on everybody's own device."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.seats import Seat
from declarations.models.declaration import Declaration, Draft
from declarations.models.paragraph import Paragraph


class ScreenQuerySet(models.QuerySet["Screen"]):
    def visible_to(self, seat: Seat) -> "ScreenQuerySet":
        """Whoever reads the draft that is on it; an empty one shows nothing and says so."""
        return self.filter(
            models.Q(paragraph=None) | models.Q(paragraph__draft__in=Draft.objects.visible_to(seat)),
            declaration__in=Declaration.objects.visible_to(seat),
        )


class Screen(models.Model):
    """The screen of a declaration. `version` grows with every act on the declaration (`trail.note`) and every move.

    Whoever asks whether something changed reads this one number.
    """

    declaration = models.OneToOneField(Declaration, models.CASCADE, related_name="screen")
    paragraph = models.ForeignKey(Paragraph, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    moved_at = models.DateTimeField(default=timezone.now)
    # The presidency lets the Secretariat move it.
    in_hands = models.BooleanField(default=False)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScreenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.declaration}: {self.version}"


class ScreenMoveQuerySet(models.QuerySet["ScreenMove"]):
    def visible_to(self, seat: Seat) -> "ScreenMoveQuerySet":
        """Whoever follows the screen: moves are of shared drafts only."""
        return self.filter(declaration__in=Declaration.objects.visible_to(seat))


class ScreenMove(models.Model):
    """One move of the screen, as the record of the session keeps it: who, to which paragraph, when. Only added to.

    Without a paragraph the screen was cleared.
    """

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="screen_moves")
    paragraph = models.ForeignKey(Paragraph, models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    for_presidency = models.BooleanField(default=False)

    objects = ScreenMoveQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["declaration", "-at"], name="screen_moves_in_order")]

    def __str__(self) -> str:
        return f"{self.declaration}: {self.at:%Y-%m-%d %H:%M:%S}"
