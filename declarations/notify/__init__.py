"""Who is told when something happens to a declaration: one event, one notice and one mail per person."""

from declarations.notify.silence import extended, invoked, over
from declarations.notify.text import attached, carried, circulated, draft_path, tabled

__all__ = ["attached", "carried", "circulated", "draft_path", "extended", "invoked", "over", "tabled"]
