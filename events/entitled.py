"""Who has something paid: the rules of an event, read for each delegation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from events.enums import Presence, RuleKind
from events.models import Delegation, EntitlementRule, FundingLine, Participant, Registration


@dataclass(frozen=True)
class Entitled:
    """What one rule gives one country or body, and who of its delegation has it now, in the order of protocol."""

    rule: EntitlementRule
    party: object
    people: Sequence[Participant] = ()

    @property
    def free(self) -> int:
        return max(self.rule.places - len(self.people), 0)


@dataclass(frozen=True)
class Group:
    """A rule with everybody whom it means; `unnamed` when the document names a group without listing it."""

    rule: EntitlementRule
    rows: list[Entitled] = field(default_factory=list)

    @property
    def places(self) -> int:
        return sum(row.rule.places for row in self.rows)

    @property
    def unnamed(self) -> bool:
        return not self.rows


def rules_of(registration: Registration) -> list[EntitlementRule]:
    """The rules with whom they name. Three queries."""
    return list(registration.rules.prefetch_related("countries", "bodies"))


def lines_of(registration: Registration) -> list[FundingLine]:
    """The matrix with payers and rules. Three queries at most."""
    rows = registration.funding.select_related("payer_country", "payer_body", "rule")
    return list(rows.prefetch_related("rule__countries", "rule__bodies"))


def entitled(rules: Iterable[EntitlementRule], delegations: Iterable[Delegation]) -> list[Group]:
    """The computed list: rule by rule, each country and body in the order of the language. No query.

    Tickets go to whom they were given; courtesies to the first registered persons who come in person.
    """
    by_party = {d.country_id or d.body_id: d for d in delegations if d.country_id or d.body_id}
    groups = []
    for rule in rules:
        parties = [*rule.countries.all(), *rule.bodies.all()]
        rows = [Entitled(rule, party, _who(rule, by_party.get(party.pk))) for party in parties]
        groups.append(Group(rule, rows))
    return groups


def _who(rule: EntitlementRule, delegation: Delegation | None) -> list[Participant]:
    people = list(delegation.participants.all()) if delegation else []
    if rule.kind == RuleKind.TICKET:
        return [person for person in people if person.ticket_id == rule.pk]
    there = [person for person in people if person.registered_at and person.presence == Presence.IN_PERSON]
    return there[: rule.places]


@dataclass(frozen=True)
class Paid:
    """A line of the matrix as one delegation reads it. `covered` is None where the document does not list the group."""

    line: FundingLine
    covered: bool | None

    @property
    def concerns(self) -> bool:
        """Does the remark concern the delegation? What a payer says does not, where it pays nothing for it."""
        return self.covered is not False or self.line.payer is None


def matrix_for(lines: Iterable[FundingLine], delegation: Delegation) -> list[Paid]:
    """What is paid for a delegation and what it bears itself; call with `lines_of`. No query."""
    return [Paid(line, _is_covered(line, delegation)) for line in lines]


def _is_covered(line: FundingLine, delegation: Delegation) -> bool | None:
    if line.payer is None:
        return False
    if line.rule is None:
        return True
    if not (line.rule.countries.all() or line.rule.bodies.all()):
        return None
    return line.rule.means(delegation.country_id, delegation.body_id)


def free_ticket(delegation: Delegation) -> EntitlementRule | None:
    """A rule by which one more ticket is bought for this delegation, None when there is none."""
    for rule in rules_of(delegation.registration):
        if rule.kind == RuleKind.TICKET and rule.means(delegation.country_id, delegation.body_id):
            taken = delegation.participants.filter(ticket=rule).count()
            if taken < rule.places:
                return rule
    return None


def hand_out_tickets(delegation: Delegation) -> None:
    """Give what the rules give to the first registered persons who come in person and have none yet."""
    waiting = delegation.participants.filter(ticket=None, presence=Presence.IN_PERSON).exclude(registered_at=None)
    for person in waiting.order_by("order", "pk"):
        rule = free_ticket(delegation)
        if rule is None:
            return
        Participant.objects.filter(pk=person.pk).update(ticket=rule)
