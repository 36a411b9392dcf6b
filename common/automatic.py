"""What every mail of the portal says of itself: a machine wrote it, so that no other machine answers (RFC 3834)."""

AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
