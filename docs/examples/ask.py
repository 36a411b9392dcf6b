"""Three questions to the open interface, with nothing but Python: python ask.py https://portal.example"""

import json
import sys
from urllib.parse import urlencode
from urllib.request import urlopen


def ask(path, **query):
    """Every result of a list, page by page."""
    address = f"{sys.argv[1]}/api/v1/{path}?{urlencode(query)}"
    while address:
        page = json.load(urlopen(address))  # noqa: S310
        yield from page["results"]
        address = page["next"]


print("Who published on objective 8, and in which language did they write?")
for one in ask("answers", objective=8, question="progress", fields="country,cycle,source_language", ordering="code"):
    print(f"  {one['country']}, {one['cycle']}: {one['source_language']}")

print("Which figures did countries give, and where are they from?")
for one in ask("figures", lang="en", fields="country,label,value,unit,source"):
    print(f"  {one['country']}: {one['label']}: {one['value']} {one['unit'] or ''} ({one['source']})")

print("What was published or withdrawn since the beginning of the year?")
for one in ask("revisions", published_from="2026-01-01", updated_since="2026-01-01T00:00:00Z"):
    print(f"  {one['code']}: {one['ending'] if one.get('gone') else 'published'}")
