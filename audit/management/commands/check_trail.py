"""Is the trail whole? Names the first entry of each chain that does not fit."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.chains import Break, Head, chains, first_break, heads, missed


class Command(BaseCommand):
    help = (
        "Check every chain of the trail and name the first broken link of each. A chain whose end was cut off, or that "
        "was written anew as a whole, fits in itself: keep its heads elsewhere (--keep) and compare them (--kept)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("chain", nargs="*", help="chains to check (all of them unless named)")
        parser.add_argument(
            "--keep", type=Path, metavar="FILE", help="write the heads of all chains, if they are whole"
        )
        parser.add_argument("--kept", type=Path, metavar="FILE", help="compare with heads that were kept")

    def handle(self, *args: Any, chain: list[str], keep: Path | None, kept: Path | None, **options: Any) -> None:
        names = chain or chains()
        found: list[Break] = [one for name in names if (one := first_break(name))]
        if kept:
            found += missed(self.read(kept))
        for one in found:
            self.stderr.write(str(one))
        if found:
            raise CommandError(f"The trail is not whole ({len(names)} chains looked at).")
        if keep:
            keep.write_text("".join(f"{head}\n" for head in heads()), encoding="utf-8")
        self.stdout.write(f"The trail is whole: {len(names)} chains.")

    def read(self, path: Path) -> list[Head]:
        """The heads of a file; every line must be one."""
        try:
            return [Head.read(line) for line in path.read_text(encoding="utf-8").splitlines()]
        except (OSError, ValueError) as error:
            raise CommandError(f"{path} holds no heads of the trail: {error}") from error
