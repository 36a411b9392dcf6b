"""Who may do what to a country's contribution, in one table.

`rules.py` reads it, `docs/report-lifecycle.md` is written from it, and the sweep of the tests walks through every
role and every state of it. Being in the right country is checked apart from the table: outside the own country
nothing of a working copy exists (404).
"""

from dataclasses import dataclass
from enum import StrEnum

from accounts.enums import Role
from reporting.enums import AssignmentStatus as A

CONTRIBUTOR, FOCAL, CLEARER, TRANSLATOR = Role.CONTRIBUTOR, Role.FOCAL_POINT, Role.CLEARER, Role.TRANSLATOR
PRESIDENCY, SECRETARIAT = Role.PRESIDENCY, Role.SECRETARIAT
WORKSPACE = frozenset({CONTRIBUTOR, FOCAL, CLEARER, TRANSLATOR})
EVERY_STATUS = frozenset(A)
WORKING = frozenset({A.INVITED, A.ACKNOWLEDGED, A.NEEDS_TIME, A.SUBMITTED})


class Act(StrEnum):
    """The acts the table speaks of."""

    READ_WORKING_COPY = "read_working_copy"
    EDIT_ANSWER = "edit_answer"
    EDIT_TRANSLATION = "edit_translation"
    PROPOSE_TEXT = "propose_text"
    TAKE_FILE_IN = "take_file_in"
    DECIDE_PROPOSAL = "decide_proposal"
    DELEGATE = "delegate"
    AGREE_TO_MACHINE = "agree_to_machine"
    MANAGE_TEAM = "manage_team"
    STATE_INTENTION = "state_intention"
    ASK_EXTENSION = "ask_extension"
    ASK_CLEARANCE = "ask_clearance"
    SIGN = "sign"
    SUBMIT = "submit"
    RECALL = "recall"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    ANSWER_THREAD = "answer_thread"
    READ_TRAIL = "read_trail"
    READ_SUBMISSION = "read_submission"
    ASK_CLARIFICATION = "ask_clarification"
    KEEP_INTERNAL_NOTE = "keep_internal_note"
    ACKNOWLEDGE = "acknowledge"
    GRANT_EXTENSION = "grant_extension"
    SEE_TRACKER = "see_tracker"
    RUN_CYCLE = "run_cycle"
    KEEP_TEMPLATES = "keep_templates"
    INVITE_RESPONDENT = "invite_respondent"
    PUBLISH_RESULTS = "publish_results"
    WRITE_REPORT = "write_report"
    APPROVE_REPORT = "approve_report"
    COMMENT_REPORT = "comment_report"


@dataclass(frozen=True)
class Row:
    """Roles that may act, in which states of the assignment, and whether the call must still be open."""

    roles: frozenset[str]
    statuses: frozenset[str] = EVERY_STATUS
    open_call: bool = False


POLICY: dict[Act, Row] = {
    Act.READ_WORKING_COPY: Row(WORKSPACE),
    Act.EDIT_ANSWER: Row(frozenset({FOCAL}), WORKING, open_call=True),
    Act.EDIT_TRANSLATION: Row(frozenset({FOCAL, TRANSLATOR}), WORKING, open_call=True),
    Act.PROPOSE_TEXT: Row(frozenset({CONTRIBUTOR}), WORKING, open_call=True),
    Act.TAKE_FILE_IN: Row(frozenset({FOCAL, TRANSLATOR, CONTRIBUTOR}), WORKING, open_call=True),
    Act.DECIDE_PROPOSAL: Row(frozenset({FOCAL}), WORKING, open_call=True),
    Act.DELEGATE: Row(frozenset({FOCAL}), WORKING, open_call=True),
    Act.AGREE_TO_MACHINE: Row(frozenset({FOCAL})),
    Act.MANAGE_TEAM: Row(frozenset({FOCAL})),
    Act.STATE_INTENTION: Row(
        frozenset({FOCAL}),
        frozenset({A.INVITED, A.ACKNOWLEDGED, A.NEEDS_TIME, A.WILL_NOT_REPORT}),
        open_call=True,
    ),
    Act.ASK_EXTENSION: Row(frozenset({FOCAL}), frozenset({A.INVITED, A.ACKNOWLEDGED, A.NEEDS_TIME}), open_call=True),
    Act.ASK_CLEARANCE: Row(frozenset({FOCAL}), WORKING, open_call=True),
    Act.SIGN: Row(frozenset({CLEARER, FOCAL}), WORKING, open_call=True),
    Act.SUBMIT: Row(frozenset({FOCAL}), WORKING, open_call=True),
    Act.RECALL: Row(frozenset({FOCAL}), frozenset({A.SUBMITTED})),
    Act.WITHDRAW: Row(frozenset({FOCAL}), frozenset({A.SUBMITTED})),
    Act.PUBLISH: Row(frozenset({FOCAL}), frozenset({A.SUBMITTED})),
    Act.ANSWER_THREAD: Row(frozenset({FOCAL}), frozenset({A.SUBMITTED})),
    Act.READ_TRAIL: Row(WORKSPACE),
    Act.READ_SUBMISSION: Row(WORKSPACE | {SECRETARIAT, PRESIDENCY}, frozenset({A.SUBMITTED})),
    Act.ASK_CLARIFICATION: Row(frozenset({SECRETARIAT}), frozenset({A.SUBMITTED})),
    Act.KEEP_INTERNAL_NOTE: Row(frozenset({SECRETARIAT}), frozenset({A.SUBMITTED})),
    Act.ACKNOWLEDGE: Row(frozenset({SECRETARIAT}), frozenset({A.SUBMITTED})),
    Act.GRANT_EXTENSION: Row(frozenset({SECRETARIAT}), WORKING, open_call=True),
    Act.SEE_TRACKER: Row(frozenset({SECRETARIAT, PRESIDENCY})),
    Act.RUN_CYCLE: Row(frozenset({SECRETARIAT})),
    Act.KEEP_TEMPLATES: Row(frozenset({SECRETARIAT})),
    Act.INVITE_RESPONDENT: Row(frozenset({SECRETARIAT})),
    Act.PUBLISH_RESULTS: Row(frozenset({SECRETARIAT, PRESIDENCY})),
    Act.WRITE_REPORT: Row(frozenset({SECRETARIAT})),
    Act.APPROVE_REPORT: Row(frozenset({PRESIDENCY})),
    Act.COMMENT_REPORT: Row(frozenset({FOCAL, PRESIDENCY})),
}
