"""What the catalogue does from time to time."""

from catalogue.alerts import tell_due
from catalogue.nightly import make_if_due
from catalogue.words import gather_if_new
from common.clock import Periodic

JOBS = (
    Periodic("search alerts", 60, tell_due),
    Periodic("files of open data", 60, make_if_due),
    Periodic("words of search", 120, gather_if_new),
)
