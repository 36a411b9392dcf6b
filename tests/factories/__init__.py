"""Makers of rows for tests. Nothing here is a mock: rows are saved through the models and the actions."""

from tests.factories.seats import make_country, make_hat, make_seat, make_user, sitting_in
from tests.factories.work import fill, publish_all, start_next_cycle, submit_all, text_of, write

__all__ = [
    "fill",
    "make_country",
    "make_hat",
    "make_seat",
    "make_user",
    "publish_all",
    "sitting_in",
    "start_next_cycle",
    "submit_all",
    "text_of",
    "write",
]
