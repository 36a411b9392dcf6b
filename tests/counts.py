"""What the frame of a page asks of the database before the page asks its own; literal counts of pages begin here."""

VISITOR = 1
"""A page for the public, nobody logged in: the version of what is public."""

SEATED = 2
"""A page for a person in a seat: the user, the memberships in force. The session comes from the cache."""
