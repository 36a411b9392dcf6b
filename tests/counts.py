"""What the frame of a page asks of the database before the page asks its own; literal counts of pages begin here."""

VISITOR = 0
"""A page for the public, nobody logged in."""

SEATED = 1
"""A page for a person in a seat: the session with its person and the memberships in force."""
