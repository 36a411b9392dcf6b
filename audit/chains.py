"""Finding what was changed in the trail by somebody who could write to the database past the portal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.actions import digest
from audit.models import AuditEvent

ALTERED = "altered: it does not say what its hash was made from"
GAP = "one or more entries before it are gone"
UNLINKED = "it does not follow the entry before it"
CUT = "it is gone, and so may be the entries after it"
REWRITTEN = "it is not the entry that stood here when the heads were kept"


@dataclass(frozen=True)
class Break:
    """The entry of a chain that does not fit, and why."""

    chain: str
    number: int
    why: str

    def __str__(self) -> str:
        return f"{self.chain}, entry {self.number}: {self.why}"


@dataclass(frozen=True)
class Head:
    """The last entry of a chain at some moment. Kept outside the database, it shows what was cut off or rewritten."""

    chain: str
    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}\t{self.hash}\t{self.chain}"

    @classmethod
    def read(cls, line: str) -> "Head":
        """A head from its line; ValueError where the line is none."""
        number, hash_, chain = line.rstrip("\n").split("\t", 2)
        return cls(chain, int(number), hash_)


def breaks(chain: str) -> Iterator[Break]:
    """Entries of a chain that do not fit, the first one first."""
    previous, expected = "", 1
    for event in AuditEvent.objects.filter(chain=chain).order_by("number").iterator():
        if event.number != expected:
            yield Break(chain, event.number, GAP)
        elif event.hash != digest(event):
            yield Break(chain, event.number, ALTERED)
        elif event.previous_hash != previous:
            yield Break(chain, event.number, UNLINKED)
        previous, expected = event.hash, event.number + 1


def verify_chain(chain: str) -> list[int]:
    """Numbers of the entries of `chain` that do not fit."""
    return [one.number for one in breaks(chain)]


def first_break(chain: str) -> Break | None:
    """The first entry of `chain` that does not fit, None when it is whole."""
    return next(breaks(chain), None)


def chains() -> list[str]:
    """Every chain of the trail."""
    return list(AuditEvent.objects.order_by("chain").values_list("chain", flat=True).distinct())


def heads() -> list[Head]:
    """The last entry of every chain."""
    rows = AuditEvent.objects.order_by("chain", "-number").distinct("chain")
    return [Head(*row) for row in rows.values_list("chain", "number", "hash")]


def missed(kept: Iterable[Head]) -> Iterator[Break]:
    """Heads that were kept and no longer stand in the trail as they were."""
    for head in kept:
        found = AuditEvent.objects.filter(chain=head.chain, number=head.number).values_list("hash", flat=True).first()
        if found is None:
            yield Break(head.chain, head.number, CUT)
        elif found != head.hash:
            yield Break(head.chain, head.number, REWRITTEN)
