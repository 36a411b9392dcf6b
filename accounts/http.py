from django.http import HttpRequest

from accounts.seats import Seat


class SeatRequest(HttpRequest):
    """A request as views get it: `accounts.middleware.SeatMiddleware` has looked up its seat."""

    seat: Seat
    page_path: str
    """Where the page can be asked for again that is shown as the answer to an act of another address."""
