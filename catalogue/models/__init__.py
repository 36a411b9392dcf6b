"""What is open to the world: its version, traces, files, corrections, and the searches that people saved."""

from catalogue.models.correction import Correction
from catalogue.models.public import PublicState, Tombstone
from catalogue.models.release import Release
from catalogue.models.search import Frequency, SavedSearch, SearchAlert, Word

__all__ = ["Correction", "Frequency", "PublicState", "Release", "SavedSearch", "SearchAlert", "Tombstone", "Word"]
