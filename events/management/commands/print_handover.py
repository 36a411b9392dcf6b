"""Print the hand-over report of a presidency from the shell."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from accounts.models import PresidencyTerm
from events.actions.handover import freeze_handover
from publications.console import PrintCommand


class Command(PrintCommand):
    help = "Freeze the hand-over report of a presidency's term and write it to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--country", required=True, metavar="CODE")
        parser.add_argument("--year", required=True, type=int, help="in which the term begins")
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        terms = PresidencyTerm.objects.filter(country__code=options["country"], starts__year=options["year"])
        term = terms.select_related("country").first()
        if term is None:
            raise CommandError(f"{options['country']} begins no term in {options['year']}.")
        self.check_folder(options["output"])
        self.print_edition(freeze_handover(term=term, by=None), options)
