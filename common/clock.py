"""What is done from time to time. A room says it in its `periodic.py` as JOBS; the command `clock` does it.

The rows of the database say what is due: a job asks them, may be called at any time and by several clocks at once, and
does nothing when there is nothing to do. That is why no clock remembers anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@dataclass(frozen=True)
class Periodic:
    """`act` is called about every `seconds`, the first time after as many; it gives how much it did, for the log."""

    name: str
    seconds: int
    act: Callable[[], int]


def jobs() -> list[Periodic]:
    """The jobs of every installed room."""
    modules = [f"{config.name}.periodic" for config in apps.get_app_configs()]
    return [job for name in modules if find_spec(name) for job in import_module(name).JOBS]
