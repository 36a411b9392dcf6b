from commitments.models.commitment import Commitment, Party
from commitments.models.note import StatusNote

__all__ = ["Commitment", "Party", "StatusNote"]
