"""What filter forms of the portal's pages are made of."""

from collections.abc import Iterable

from common.filtering import Choice, Day, Filtered, choice, days_of, filtered, kept, one_of
from common.i18n import pick
from objectives.models import Scheme

__all__ = ["Choice", "Day", "Filtered", "choice", "days_of", "filtered", "groups_as_options", "kept", "one_of"]


def groups_as_options(schemes: Iterable[Scheme]) -> list[tuple[str, str]]:
    """[("scheme.group", "Scheme: group")] of schemes read with their groups."""
    return [
        (f"{scheme.code}.{group.code}", f"{pick(scheme, 'name')}: {pick(group, 'name')}")
        for scheme in schemes
        for group in scheme.groups.all()
    ]
