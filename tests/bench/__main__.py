"""`./run bench [save] [pages] [api] [bulk] [pdf]`: measure all or some, print each beside its limit, keep the table."""

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rcm_portal.settings")

import django

django.setup()

from django.db import connection  # noqa: E402

from tests.bench import api, bulk, pages, pdf, save  # noqa: E402
from tests.bench.harness import HEAD, merged  # noqa: E402

BENCHES = {
    "save": save.measure,
    "pages": pages.measure,
    "api": api.measure,
    "bulk": bulk.measure,
    "pdf": pdf.measure,
}
PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- begin measured -->\n", "<!-- end measured -->"


def main(chosen: list[str]) -> int:
    if unknown := set(chosen) - set(BENCHES):
        print(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        lines = []
        print(HEAD)
        for name in chosen or BENCHES:
            for row in BENCHES[name]():
                lines.append(row.line())
                print(row.line(), flush=True)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)
    head, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    table, tail = rest.split(END)
    # A part of the benches takes the place of its own rows; all of them together begin the table anew.
    PAGE.write_text(f"{head}{BEGIN}{merged(table if chosen else HEAD, lines)}{END}{tail}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
