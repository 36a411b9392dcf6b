"""What the documents on record hold: sources, figures, claims, interventions, practices, events, the 2022 cycle."""

from accounts.models import Country
from portal.loaders.commitments import load_commitments, load_papers
from portal.loaders.files import read
from portal.loaders.ledger import Ledger
from portal.loaders.meetings import load_meetings
from practices.models import Practice
from reporting.models import Cycle
from sources.models import Claim, Figure, Source, Statement


def load_record(ledger: Ledger) -> None:
    """Everything under `fixtures/record`. Texts stand verbatim in their original language."""
    countries = {country.code: country for country in Country.objects.all()}
    for row in read("record/sources"):
        ledger.put(Source, {"code": row.pop("code")}, row)
    sources = {source.code: source for source in Source.objects.all()}
    cycle = read("record/cycle")
    ledger.put(Cycle, {"code": cycle.pop("code")}, cycle)
    for model, name in ((Figure, "figures"), (Statement, "statements"), (Practice, "practices")):
        ledger.remove_others(model, {row["code"] for row in read(f"record/{name}")})
    for row in read("record/figures"):
        many = {"objectives": row.pop("objectives")}
        ledger.put(Figure, {"code": row.pop("code")}, row | {"source": sources[row["source"]]}, many)
    for row in read("record/statements"):
        many = {"objectives": row.pop("objectives"), "principles": row.pop("principles")}
        row |= {"source": sources[row["source"]], "country": countries.get(row["country"])}
        ledger.put(Statement, {"code": row.pop("code")}, row, many)
    for row in read("record/practices"):
        many = {"objectives": row.pop("objectives")}
        ledger.put(Practice, {"code": row.pop("code")}, row | {"source": sources[row["source"]]}, many)
    load_meetings(ledger, sources, countries)
    load_commitments(ledger, sources, countries)
    load_papers(ledger, sources, countries)
    for row in read("record/claims"):
        # A claim has no code: an edited one is found by none of these, and so is neither overwritten nor written twice.
        key = {name: row.pop(name) for name in ("topic_en", "statement_en", "source")}
        ledger.put(Claim, {"country": countries.get(row.pop("country"))} | key, row)
