"""Reference data: countries, bodies, objectives, schemes, the country template."""

from datetime import UTC, date, datetime
from typing import Any

from accounts.enums import StandingKind
from accounts.models import Alias, Body, Country, Hat, PresidencyTerm, StakeholderCategory, Standing
from objectives.models import Group, Objective, Principle, Scheme
from portal.loaders.files import read
from portal.loaders.ledger import Ledger
from reporting.actions.templates import store_loaded
from reporting.templatefile import check

# No source on record says since when; read it as "since before the record begins".
BEFORE_THE_RECORD = date(1900, 1, 1)
TEMPLATES = (
    "template",
    "survey_of_priorities",
    "stakeholder_questionnaire",
    "contributions_of_rncom",
    "call_for_practices",
)
STANDING_SOURCE = "Start not on record: 1 January 1900 stands for “since before the record begins”."


def load_reference(ledger: Ledger) -> None:
    """Everything under `fixtures/reference`, in the order in which rows refer to each other."""
    load_countries(ledger)
    load_bodies(ledger)
    for row in read("reference/stakeholders"):
        ledger.put(StakeholderCategory, {"code": row.pop("code")}, row)
    for row in read("reference/objectives"):
        ledger.put(Objective, {"number": row.pop("number")}, row)
    for row in read("reference/principles"):
        ledger.put(Principle, {"letter": row.pop("letter")}, row)
    load_schemes(ledger)
    load_template(ledger)


def load_countries(ledger: Ledger) -> None:
    for row in read("reference/countries"):
        aliases, kind = row.pop("aliases"), row.pop("standing")
        country = ledger.put(Country, {"code": row.pop("code")}, row)
        if country:
            _names_and_standing(ledger, {"country": country}, aliases, kind)
    for term in read("reference/presidencies"):
        starts = date(term["year"], 1, 1)
        key = {"country": Country.objects.get(code=term["country"]), "starts": starts}
        ledger.put(PresidencyTerm, key, {"ends": starts.replace(month=12, day=31), "source": term["source"]})


def load_bodies(ledger: Ledger) -> None:
    countries = {country.code: country for country in Country.objects.all()}
    for row in read("reference/bodies"):
        aliases, hats, observer = row.pop("aliases"), row.pop("hats"), row.pop("observer")
        row["country"] = countries.get(row["country"])
        body = ledger.put(Body, {"code": row.pop("code")}, row)
        if body:
            _names_and_standing(ledger, {"body": body}, aliases, StandingKind.OBSERVER if observer else "")
            for kind in hats:
                ledger.put(Hat, {"body": body, "kind": kind}, {})


def load_schemes(ledger: Ledger) -> None:
    for row in read("reference/schemes"):
        groups = row.pop("groups")
        scheme = ledger.put(Scheme, {"code": row.pop("code")}, row)
        for group in groups if scheme else []:
            numbers = group.pop("objectives")
            ledger.put(Group, {"scheme": scheme, "code": group.pop("code")}, group, many={"objectives": numbers})


def load_template(ledger: Ledger) -> None:
    """The forms that come with the portal, frozen: a call can be opened with them. One that is there never changes."""
    for name in TEMPLATES:
        row = read(f"reference/{name}")
        published_at = datetime.fromisoformat(row.pop("published_at")).astimezone(UTC)
        stored = store_loaded(value=check(row), number=row["number"], published_at=published_at)
        ledger.counts["created" if stored else "unchanged"] += 1


def _names_and_standing(ledger: Ledger, of: dict[str, Any], aliases: list[dict[str, str]], kind: str) -> None:
    for alias in aliases:
        ledger.put(Alias, of | {"name": alias.pop("name")}, alias)
    if kind:
        values = {"starts": BEFORE_THE_RECORD, "ends": None, "source": STANDING_SOURCE}
        ledger.put(Standing, of | {"kind": kind}, values)
