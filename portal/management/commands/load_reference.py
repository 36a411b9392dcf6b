"""Load the reference data and the record. Running it again is safe."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.loaders.ledger import Ledger
from portal.loaders.record import load_record
from portal.loaders.reference import load_reference


class Command(BaseCommand):
    help = "Load reference data and the record of 2021–2023; what an editor changed is kept."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        ledger = Ledger()
        load_reference(ledger)
        load_record(ledger)
        if options["verbosity"]:
            self.stdout.write(", ".join(f"{count} rows {outcome}" for outcome, count in sorted(ledger.counts.items())))
