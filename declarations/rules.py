"""May this seat do this to this thing? Every answer comes from the policy table."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Country
from accounts.seats import Seat
from common.dates import say_moment
from common.results import Allowed, Decision, Denied
from declarations.enums import SHARED, AmendmentStatus, StatementStatus
from declarations.models import Amendment, AttachedStatement, Declaration, Draft, Screen, SentFile, TablingRule
from declarations.policy import POLICY, Act


def may(seat: Seat, act: Act, draft: Draft | None = None) -> Decision:
    """The table's answer for a seat, an act and, except for a first draft, the draft."""
    row = POLICY[act]
    if seat.role not in row.roles:
        return _belongs(row.roles)
    if draft is not None and draft.status not in row.statuses:
        return Denied(
            _("This is not possible while the draft is marked “%(status)s”.") % {"status": draft.get_status_display()}
        )
    return Allowed()


def _belongs(roles: Collection[Role]) -> Denied:
    names = ", ".join(sorted(str(role.label) for role in roles))
    return Denied(_("Your role does not allow this. It belongs to: %(roles)s.") % {"roles": names})


def tabling_act(country: Country) -> Act:
    """Who tables for a country, as it decided. One query."""
    by_clearer = TablingRule.objects.filter(country=country, clearer_tables=True).exists()
    return Act.TABLE_FOR_CLEARANCE if by_clearer else Act.TABLE


def may_move_screen(seat: Seat, declaration: Declaration, draft: Draft | None = None) -> Decision:
    """Move the room to a paragraph, or clear the screen (no `draft`): the presidency, or the Secretariat for it.

    At most one query.
    """
    if seat.role not in POLICY[Act.MOVE_SCREEN_FOR_PRESIDENCY].roles:
        return may(seat, Act.MOVE_SCREEN, draft)
    if not Screen.objects.filter(declaration=declaration, in_hands=True).exists():
        return Denied(_("The Presidency moves the screen. It can let the Secretariat move it for it."))
    return may(seat, Act.MOVE_SCREEN_FOR_PRESIDENCY, draft)


def may_amend(seat: Seat, draft: Draft) -> Decision:
    """Draft an amendment, while they are taken."""
    return _in_time(draft, may(seat, Act.AMEND, draft))


def may_draft_for(seat: Seat, amendment: Amendment) -> Decision:
    """Work on a draft of one's own delegation, also when no more are taken."""
    if (refused := _own(seat, amendment)) is not None:
        return refused
    return may(seat, Act.AMEND)


def may_send_for(seat: Seat, row: SentFile) -> Decision:
    """Deal with a file that the delegation sent, also when no amendments are taken any more."""
    if not seat.speaks_for(row.country):
        return Denied(_("This belongs to another country."))
    return may(seat, Act.AMEND)


def may_change(seat: Seat, amendment: Amendment) -> Decision:
    """Write in an amendment: its own delegation while it is a draft or asks for new words; the desk in a compromise."""
    if amendment.status not in (AmendmentStatus.DRAFT, AmendmentStatus.STALE):
        return Denied(_("What was tabled no longer changes. Withdraw it and table another one."))
    if amendment.is_compromise:
        return may(seat, Act.COMPROMISE, amendment.draft)
    if (refused := _own(seat, amendment)) is not None:
        return refused
    return may_amend(seat, amendment.draft)


def may_table(seat: Seat, amendment: Amendment) -> Decision:
    """Table it: the presidency its compromise, a delegation by whom its country's rule names, until the hour."""
    if amendment.is_compromise:
        return may(seat, Act.TABLE_COMPROMISE, amendment.draft)
    if (refused := _own(seat, amendment)) is not None:
        return refused
    return _in_time(amendment.draft, may(seat, tabling_act(seat.home), amendment.draft))


def may_withdraw(seat: Seat, amendment: Amendment) -> Decision:
    """Take a tabled one back, until the next draft."""
    if amendment.is_compromise:
        return may(seat, Act.TABLE_COMPROMISE, amendment.draft)
    if (refused := _own(seat, amendment)) is not None:
        return refused
    return _speaks(seat, amendment.draft)


def may_join(seat: Seat, amendment: Amendment) -> Decision:
    """Co-sponsor another delegation's tabled amendment, or leave it again."""
    if amendment.is_compromise or amendment.status != AmendmentStatus.TABLED:
        return Denied(_("Delegations join amendments that another delegation has tabled."))
    if seat.is_workspace and amendment.country_id == seat.home.pk:
        return Denied(_("This is your own delegation's amendment."))
    return _speaks(seat, amendment.draft)


def may_state_position(seat: Seat, draft: Draft) -> Decision:
    """State the country's position on a paragraph, or take it back."""
    return _speaks(seat, draft)


def may_break_silence(seat: Seat, draft: Draft) -> Decision:
    """Break the silence on a draft: who speaks for the country, as its rule for tabling says."""
    return _speaks(seat, draft, Act.BREAK_SILENCE)


def may_write_statement(seat: Seat, statement: AttachedStatement) -> Decision:
    """Write in a statement of one's own delegation while it is a draft."""
    if statement.status != StatementStatus.DRAFT:
        return Denied(_("What was handed over no longer changes. Withdraw it and write another one."))
    if not seat.speaks_for(statement.country):
        return Denied(_("This belongs to another country."))
    return may(seat, Act.WRITE_STATEMENT, statement.adoption.draft)


def may_hand_over(seat: Seat, statement: AttachedStatement) -> Decision:
    """Hand over, publish or withdraw a statement: who speaks for the country, as its rule for tabling says."""
    if not seat.speaks_for(statement.country):
        return Denied(_("This belongs to another country."))
    return _speaks(seat, statement.adoption.draft, Act.HAND_OVER_STATEMENT)


def _speaks(seat: Seat, draft: Draft, act: Act = Act.STATE_POSITION) -> Decision:
    decision = may(seat, act, draft)
    if not decision:
        return decision
    row = POLICY[tabling_act(seat.home)]
    return Allowed() if seat.role in row.roles else _belongs(row.roles)


def _own(seat: Seat, amendment: Amendment) -> Denied | None:
    """Why not, when it is another delegation's."""
    if amendment.country is None or not seat.speaks_for(amendment.country):
        return Denied(_("This belongs to another country."))
    return None


def _in_time(draft: Draft, decision: Decision) -> Decision:
    until = draft.amendments_until
    if decision and not draft.takes_amendments and until:
        return Denied(
            _("Amendments closed on %(moment)s (San José time). Your text is kept.") % {"moment": say_moment(until)}
        )
    return decision


def may_print(seat: Seat, draft: Draft) -> Decision:
    """Have papers made of a draft: whoever reads it, in a seat of the Conference."""
    if seat.is_desk or (seat.is_member and draft.status in SHARED):
        return Allowed()
    return Denied(_("Papers of drafts are for Member Countries."))
