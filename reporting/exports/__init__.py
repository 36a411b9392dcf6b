"""What the open interfaces say about cycles, calls, and what countries and the Secretariat published."""

from reporting.exports import rounds
from reporting.exports.published import ANSWERS, FIGURES, REVISIONS
from reporting.exports.reports import REPORTS

RESOURCES = (*rounds.RESOURCES, REVISIONS, ANSWERS, FIGURES, REPORTS)

__all__ = ["ANSWERS", "FIGURES", "REPORTS", "RESOURCES", "REVISIONS"]
