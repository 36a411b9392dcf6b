"""Loading the demonstration, whole or not at all."""

from django.apps import apps
from django.db import transaction
from django.db.models import F

from portal.loaders.demonstration.cast import make_cast
from portal.loaders.demonstration.clock import Clock
from portal.loaders.demonstration.stage import Stage
from portal.loaders.demonstration.story import tell
from reporting.models import Cycle


def load_demonstration() -> bool:
    """Write the demonstration into a database that holds none. Returns False where it was there already.

    Needs the reference data. Dates are counted back from today.
    """
    if Cycle.objects.filter(code="demo").exists():
        return False
    clock = Clock()
    try:
        with transaction.atomic():
            tell(Stage(make_cast(clock.today), clock))
            date_history()
    finally:
        clock.stop()
    return True


def date_history() -> None:
    """The database's own clock stamped the history of answers: give each row the time of the change it holds."""
    for model in ("AnswerEvent", "AnswerTextEvent", "AnswerItemEvent", "ProposalEvent"):
        apps.get_model("reporting", model)._default_manager.update(pgh_created_at=F("updated_at"))
