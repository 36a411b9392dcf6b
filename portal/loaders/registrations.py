"""The terms of registration that the documents on record set: places, dates, entitled persons, who pays what."""

from typing import Any

from accounts.models import Body, Country
from events.models import EntitlementRule, Event, FundingLine, Registration
from portal.loaders.files import read
from portal.loaders.ledger import KEPT, Ledger
from sources.models import Source


def load_registrations(
    ledger: Ledger, sources: dict[str, Source], countries: dict[str, Country], events: dict[str, Event]
) -> None:
    """Everything of `fixtures/record/registrations`; nobody's names are among it."""
    bodies = {body.code: body for body in Body.objects.all()}
    for row in read("record/registrations"):
        rules, funding, event = row.pop("rules"), row.pop("funding"), events[row.pop("event")]
        registration = ledger.put(Registration, {"event": event}, row | {"source": sources[row["source"]]})
        if registration is None or ledger.outcome == KEPT:
            continue
        for order, values in enumerate(rules, start=1):
            many = {
                "countries": [countries[code].pk for code in values.pop("countries")],
                "bodies": [bodies[code].pk for code in values.pop("bodies")],
            }
            ledger.put(EntitlementRule, {"registration": registration, "order": order}, values, many)
        _load_funding(ledger, registration, funding, countries, bodies)


def _load_funding(
    ledger: Ledger,
    registration: Registration,
    lines: list[dict[str, Any]],
    countries: dict[str, Country],
    bodies: dict[str, Body],
) -> None:
    rules = {rule.order: rule for rule in registration.rules.all()}
    for order, line in enumerate(lines, start=1):
        line |= {
            "payer_country": countries.get(line["payer_country"]),
            "payer_body": bodies.get(line["payer_body"]),
            "rule": rules.get(line["rule"]),
        }
        ledger.put(FundingLine, {"registration": registration, "order": order}, line)
