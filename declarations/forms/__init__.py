"""Shape of input in the declaration room."""

from declarations.forms.adopted import AdoptionForm, SendingForm, StatementForm
from declarations.forms.amendments import AmendmentForm, DecisionForm, PositionForm, WordingForm
from declarations.forms.drafting import OutputForm, StartForm, UntilForm
from declarations.forms.silence import BreakForm, CancelForm, ExtendForm, InvokeForm

__all__ = [
    "AdoptionForm",
    "AmendmentForm",
    "BreakForm",
    "CancelForm",
    "DecisionForm",
    "ExtendForm",
    "InvokeForm",
    "OutputForm",
    "PositionForm",
    "SendingForm",
    "StartForm",
    "StatementForm",
    "UntilForm",
    "WordingForm",
]
