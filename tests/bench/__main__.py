"""`./run bench [save] [pages] [bulk] [pdf]`: measure, print each figure beside its limit, keep the table."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rcm_portal.settings")

import django

django.setup()

from django.db import connection  # noqa: E402

from tests.bench import bulk, pages, pdf, save  # noqa: E402
from tests.bench.harness import HEAD, load  # noqa: E402

BENCHES = {"save": save.measure, "pages": pages.measure, "bulk": bulk.measure, "pdf": pdf.measure}
PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- begin measured -->\n", "<!-- end measured -->"


def main(chosen: list[str]) -> int:
    if unknown := set(chosen) - set(BENCHES):
        print(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        lines = [HEAD]
        print(HEAD)
        for name in chosen or BENCHES:
            for row in BENCHES[name]():
                lines.append(row.line())
                print(row.line(), flush=True)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)
    if not chosen:
        text = PAGE.read_text(encoding="utf-8")
        head, tail = text.split(BEGIN)[0], text.split(END)[1]
        measured = f"Measured on {datetime.now(UTC):%Y-%m-%d}, {load()}.\n\n" + "\n".join(lines) + "\n"
        PAGE.write_text(f"{head}{BEGIN}{measured}{END}{tail}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
