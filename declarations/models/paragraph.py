"""The paragraphs of a draft, each a pair of English and Spanish; and what each rests on."""

import uuid
from functools import reduce
from operator import or_

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Deferrable, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from commitments.models import Commitment
from common.i18n import LANGUAGES, other_language
from declarations import brackets
from declarations.enums import Kind, Pair
from declarations.models.declaration import Draft
from events.models import Conclusion, NoteRow
from objectives.models import Group, Objective
from reporting.models import PublishedAnswer
from sources.models import Statement


@pghistory.track()
class Paragraph(models.Model):
    """A paragraph in one draft. `identity` is the same in every draft of the declaration.

    Each language has a version of its own, on which a save is conditional. `based_on` is the version of the source
    that the other language translates. Agreement is noted per language and ends with the next change of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="paragraphs")
    identity = models.UUIDField(default=uuid.uuid4, editable=False)
    order = models.PositiveIntegerField()
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    source_language = models.CharField(max_length=2, choices=Language, default=Language.SPANISH)
    text_en = models.TextField(_("English"), blank=True)
    text_es = models.TextField(_("Spanish"), blank=True)
    version_en = models.PositiveIntegerField(default=0)
    version_es = models.PositiveIntegerField(default=0)
    based_on = models.PositiveIntegerField(default=0)
    agreed_en = models.BooleanField(_("Agreed in English"), default=False)
    agreed_es = models.BooleanField(_("Agreed in Spanish"), default=False)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["draft", "order"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "identity"], name="paragraph_once_in_a_draft"),
            models.UniqueConstraint(
                fields=["draft", "order"], name="paragraph_order_once", deferrable=Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return (self.text_en or self.text_es)[:60]

    def text(self, language: str) -> str:
        words: str = getattr(self, f"text_{language}")
        return words

    def version(self, language: str) -> int:
        number: int = getattr(self, f"version_{language}")
        return number

    def agreed(self, language: str) -> bool:
        return bool(getattr(self, f"agreed_{language}"))

    @property
    def other_language(self) -> str:
        return other_language(self.source_language)

    @property
    def pair(self) -> Pair:
        """How the two languages stand to each other."""
        if not self.text(self.other_language):
            return Pair.NONE
        return Pair.ALIGNED if self.based_on == self.version(self.source_language) else Pair.STALE

    @property
    def is_aligned(self) -> bool:
        return self.pair == Pair.ALIGNED

    @property
    def is_agreed(self) -> bool:
        return self.agreed_en and self.agreed_es

    @property
    def open_places(self) -> int:
        """How many places of the pair stand in brackets, in the language that has more."""
        return max(
            len(brackets.choices(self.text(code))) or int(brackets.is_open(self.text(code))) for code in LANGUAGES
        )


THINGS = ("objective", "group", "conclusion", "answer", "note", "statement", "commitment")


def _only(name: str) -> Q:
    """One of the things is there, the others are not."""
    return Q(**{f"{other}__isnull": other != name for other in THINGS})


class Basis(models.Model):
    """One thing that a paragraph rests on.

    An objective, a group of them, a conclusion, an answer, a note, a record or a commitment.
    """

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="bases")
    objective = models.ForeignKey(Objective, models.CASCADE, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+")
    conclusion = models.ForeignKey(Conclusion, models.CASCADE, null=True, blank=True, related_name="+")
    answer = models.ForeignKey(PublishedAnswer, models.CASCADE, null=True, blank=True, related_name="+")
    note = models.ForeignKey(NoteRow, models.CASCADE, null=True, blank=True, related_name="+")
    statement = models.ForeignKey(Statement, models.CASCADE, null=True, blank=True, related_name="+")

    commitment = models.ForeignKey(Commitment, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["paragraph", "id"]
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, (_only(name) for name in THINGS)),
                name="basis_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["paragraph", *THINGS],
                nulls_distinct=False,
                name="basis_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph_id}: {self.thing}"

    @property
    def thing(self) -> object:
        """What it points at."""
        return next(found for name in THINGS if (found := getattr(self, name)))
