"""Print the agenda, the conclusions or the notes of an event from the shell."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from common.errors import Refused
from events.actions.printing import freeze_print
from events.enums import Print
from events.models import Event
from publications.console import PrintCommand, one


class Command(PrintCommand):
    help = "Freeze the agenda, the conclusions or the notes of an event and write them to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--event", required=True, metavar="CODE")
        parser.add_argument("--what", required=True, choices=Print.values)
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        event = one(Event, options["event"], "event")
        self.check_folder(options["output"])
        try:
            edition = freeze_print(event=event, what=options["what"], by=None)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.print_edition(edition, options)
