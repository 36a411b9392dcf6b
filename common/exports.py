"""Fields that most resources share, and how addresses and lists come out of the database."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.resources import Field, Kind


def identity(key: str = "code", pk: str = "id") -> tuple[Field, Field]:
    """The stable id and the human code."""
    return (
        Field("id", Kind.UUID, _("Stable identifier: it never changes and is never used again."), pk),
        Field("code", Kind.CODE, _("Code that people can read and cite."), key),
    )


def updated(path: str = "updated_at") -> Field:
    """When readers could see the last change."""
    return Field("updated_at", Kind.MOMENT, _("When this was last changed, for those who keep a copy."), path)


def page(address: str, *columns: str) -> Field:
    """The address of the page about a thing: `page("/objectives/{}/", "number")`."""

    def make(*values: Any, language: str) -> str:
        return f"{settings.SITE_URL}/{language}{address.format(*values)}"

    return Field("url", Kind.BILINGUAL, _("Address of the page about this."), columns=columns, make=make)


def licence() -> Field:
    """The licence, where the presidency has set one."""
    return Field(
        "licence", Kind.CODE, _("Licence, where one has been set; texts belong to their authors."), null=True,
        make=lambda: settings.LICENCE or None,
    )  # fmt: skip


def translation(path: str = "es_unofficial") -> Field:
    """The state of the version that is not the original, for texts that the portal's editors translated."""
    return Field(
        "translation", Kind.CODE, _("State of the Spanish version: official, or unofficial (made for this portal)."),
        columns=(path,), make=_official,
    )  # fmt: skip


def codes(model: type[models.Model], owner: str, column: str) -> ArraySubquery:
    """The codes of a many-to-many relation as a list: `codes(Practice.objectives.through, "practice", "objective")`."""
    rows = model._default_manager.filter(**{owner: models.OuterRef("pk")})
    return ArraySubquery(rows.order_by(column).values(column))


@lru_cache(maxsize=2)
def _official(unofficial: bool) -> str:
    return "unofficial" if unofficial else "official"
