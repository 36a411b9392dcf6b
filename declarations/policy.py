"""Who may do what to a declaration, in one table: the presidency holds the pen, the Secretariat works under it.

`rules.py` reads it, and the sweep of the tests walks through every role and every state of a draft. Whether a draft
exists for a seat at all is `visible_to`, apart from the table.
"""

from dataclasses import dataclass
from enum import StrEnum

from accounts.enums import Role
from declarations.enums import DraftStatus as D

PRESIDENCY = frozenset({Role.PRESIDENCY})
SECRETARIAT = frozenset({Role.SECRETARIAT})
DESK = frozenset({Role.PRESIDENCY, Role.SECRETARIAT})
FOCAL = frozenset({Role.FOCAL_POINT})
CLEARER = frozenset({Role.CLEARER})
SPEAKERS = frozenset({Role.FOCAL_POINT, Role.CLEARER})
EVERY_STATUS = frozenset(D)
IN_HAND = frozenset({D.PREPARING, D.CIRCULATED, D.FROZEN})


class Act(StrEnum):
    """The acts the table speaks of."""

    START = "start"
    EDIT_TEXT = "edit_text"
    NOTE_AGREEMENT = "note_agreement"
    CIRCULATE = "circulate"
    CLOSE = "close"
    REOPEN = "reopen"
    AMEND = "amend"
    TABLE = "table"
    TABLE_FOR_CLEARANCE = "table_for_clearance"
    COMPROMISE = "compromise"
    TABLE_COMPROMISE = "table_compromise"
    STATE_POSITION = "state_position"
    SET_TABLING = "set_tabling"
    DECIDE = "decide"
    NEXT_DRAFT = "next_draft"
    ADOPT = "adopt"
    PUBLISH = "publish"
    INVOKE_SILENCE = "invoke_silence"
    STEER_SILENCE = "steer_silence"
    BREAK_SILENCE = "break_silence"
    WRITE_STATEMENT = "write_statement"
    HAND_OVER_STATEMENT = "hand_over_statement"
    UNDERTAKE = "undertake"
    TRANSMIT = "transmit"
    FREEZE_PLAN = "freeze_plan"
    MOVE_SCREEN = "move_screen"
    MOVE_SCREEN_FOR_PRESIDENCY = "move_screen_for_presidency"
    HAND_SCREEN = "hand_screen"


@dataclass(frozen=True)
class Row:
    """Roles that may act, and in which states of the draft."""

    roles: frozenset[Role]
    statuses: frozenset[D] = EVERY_STATUS


POLICY: dict[Act, Row] = {
    Act.START: Row(DESK),
    Act.EDIT_TEXT: Row(DESK, frozenset({D.PREPARING})),
    Act.NOTE_AGREEMENT: Row(DESK, IN_HAND),
    Act.CIRCULATE: Row(PRESIDENCY, frozenset({D.PREPARING})),
    Act.CLOSE: Row(PRESIDENCY, frozenset({D.CIRCULATED})),
    Act.REOPEN: Row(PRESIDENCY, frozenset({D.FROZEN})),
    Act.AMEND: Row(FOCAL, frozenset({D.CIRCULATED})),
    # Who tables, withdraws, joins and states positions is the country's rule: its focal point, or a clearer.
    Act.TABLE: Row(FOCAL, frozenset({D.CIRCULATED})),
    Act.TABLE_FOR_CLEARANCE: Row(CLEARER, frozenset({D.CIRCULATED})),
    Act.COMPROMISE: Row(DESK, frozenset({D.CIRCULATED, D.FROZEN})),
    Act.TABLE_COMPROMISE: Row(PRESIDENCY, frozenset({D.CIRCULATED, D.FROZEN})),
    Act.STATE_POSITION: Row(SPEAKERS, frozenset({D.CIRCULATED, D.FROZEN})),
    Act.SET_TABLING: Row(FOCAL),
    Act.DECIDE: Row(DESK, frozenset({D.FROZEN})),
    Act.NEXT_DRAFT: Row(DESK, frozenset({D.FROZEN})),
    Act.ADOPT: Row(PRESIDENCY, IN_HAND),
    Act.PUBLISH: Row(PRESIDENCY, frozenset({D.ADOPTED})),
    # The words under silence no longer change: amendments are closed.
    Act.INVOKE_SILENCE: Row(PRESIDENCY, frozenset({D.FROZEN})),
    Act.STEER_SILENCE: Row(PRESIDENCY, frozenset({D.FROZEN})),
    Act.BREAK_SILENCE: Row(SPEAKERS, frozenset({D.FROZEN})),
    Act.WRITE_STATEMENT: Row(FOCAL, frozenset({D.ADOPTED})),
    Act.HAND_OVER_STATEMENT: Row(SPEAKERS, frozenset({D.ADOPTED})),
    Act.UNDERTAKE: Row(DESK, frozenset({D.ADOPTED})),
    Act.TRANSMIT: Row(PRESIDENCY, frozenset({D.ADOPTED})),
    Act.FREEZE_PLAN: Row(PRESIDENCY),
    # The room follows; a draft in preparation is read by the desk alone and is not shown to it.
    Act.MOVE_SCREEN: Row(PRESIDENCY, frozenset({D.CIRCULATED, D.FROZEN})),
    # Only while the presidency lets it: `Screen.in_hands`.
    Act.MOVE_SCREEN_FOR_PRESIDENCY: Row(SECRETARIAT, frozenset({D.CIRCULATED, D.FROZEN})),
    Act.HAND_SCREEN: Row(PRESIDENCY),
}
