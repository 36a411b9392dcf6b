"""What no line of a log may hold: the tokens in addresses that open something to whoever has them."""

import logging
import re

OPENED = "calendar/private|invitations?|reminders/stop|search/alerts|surveys/write"
"""What stands before the token."""
SECRET = re.compile(rf"(?P<before>/(?:{OPENED})/)[^/\s\"'?]+")
HIDDEN = r"\g<before>…"


class NoTokens(logging.Filter):
    """Puts "…" in the place of a token, wherever in a line an address stands; no line is dropped."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = SECRET.sub(HIDDEN, said), ()
        return True
