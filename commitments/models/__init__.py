from commitments.models.commitment import Commitment, Party
from commitments.models.contribution import Contribution
from commitments.models.handover import Carried, HandOver
from commitments.models.note import StatusNote
from commitments.models.paper import Paper, PaperStatement, PaperStep

__all__ = [
    "Carried",
    "Commitment",
    "Contribution",
    "HandOver",
    "Paper",
    "PaperStatement",
    "PaperStep",
    "Party",
    "StatusNote",
]
