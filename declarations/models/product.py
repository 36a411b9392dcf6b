"""What comes of an adopted text: commitments made of its paragraphs, and its transmission to the forum."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from declarations.models.adoption import Adoption
from publications.models import Edition


class Undertaking(models.Model):
    """A commitment was made of a paragraph; `place` is the paragraph's, as in `AdoptedParagraph.order`."""

    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="undertakings")
    place = models.PositiveIntegerField()
    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="undertaking")

    class Meta:
        ordering = ["adoption", "place"]
        constraints = [models.UniqueConstraint(fields=["adoption", "place"], name="one_undertaking_of_a_paragraph")]

    def __str__(self) -> str:
        return f"{self.commitment} ← {self.adoption}"


class Transmission(models.Model):
    """The presidency transmitted the declaration: to whom, when, and the frozen package with its hash."""

    adoption = models.OneToOneField(Adoption, models.PROTECT, related_name="transmission")
    addressee_en = models.CharField(_("Addressee (English)"), max_length=250)
    addressee_es = models.CharField(_("Addressee (Spanish)"), max_length=250)
    edition = models.OneToOneField(Edition, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.adoption}: {self.at:%Y-%m-%d}"
