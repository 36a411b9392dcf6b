from django.http import HttpRequest

from accounts.seats import Seat


class SeatRequest(HttpRequest):
    """A request as views get it: `accounts.middleware.SeatMiddleware` has looked up its seat."""

    seat: Seat
    page_path: str
    """Where the page that is shown can be asked for again, when it stands as the answer to an act of another address."""
