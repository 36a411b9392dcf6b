from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    BLOCKER = "blocker"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """Something to look at, with the place it is about. `message` is in the reader's language."""

    check: str
    severity: Severity
    message: str
    objective: int | None = None
    answer_id: str = ""

    @property
    def key(self) -> str:
        """Stable name of this finding, under which a reason is kept."""
        return ":".join(filter(None, [self.check, str(self.objective or ""), self.answer_id]))
