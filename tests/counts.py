"""What the frame of a page asks of the database before the page asks its own; literal counts of pages begin here."""

VISITOR = 1
"""A page for the public, nobody logged in: the version of what is public."""

SEATED = 2
"""A page for a person in a seat: the session with its person and memberships in force, the count of unread notices.
An answer without the frame (JSON, a file, a redirect) asks one less."""
