"""What of the room is open to the world, as `Resource`s."""

from reporting.exports import published, rounds
from reporting.exports.published import ANSWERS

__all__ = ["ANSWERS", "RESOURCES"]

RESOURCES = (*rounds.RESOURCES, *published.RESOURCES)
