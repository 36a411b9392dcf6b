"""The answer to "may this person do this to this thing?"."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Allowed:
    """Yes. Truthy."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """No, with the reason in the reader's language. Falsy."""

    why: str

    def __bool__(self) -> bool:
        return False


Decision = Allowed | Denied


def require(decision: Decision) -> None:
    """Raise PermissionDenied (HTTP 403) with the reason unless the decision allows."""
    if isinstance(decision, Denied):
        raise PermissionDenied(decision.why)
