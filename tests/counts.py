"""What the frame of a page asks of the database before the page asks its own; literal counts of pages begin here."""

VISITOR = 0
"""A page for the public, nobody logged in."""

SEATED = 3
"""A page for a person in a seat: the user, the memberships in force, the count of unread notices. The session comes
from the cache. An answer without the frame (JSON, a file, a redirect) asks one less."""
