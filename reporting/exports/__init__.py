"""What the open interfaces say about cycles, calls, and what countries and the Secretariat published."""

from reporting.exports.cycles import CALLS, CYCLES
from reporting.exports.published import ANSWERS, FIGURES, REVISIONS
from reporting.exports.reports import REPORTS

RESOURCES = (CYCLES, CALLS, REVISIONS, ANSWERS, FIGURES, REPORTS)

__all__ = ["ANSWERS", "CALLS", "CYCLES", "FIGURES", "REPORTS", "RESOURCES", "REVISIONS"]
