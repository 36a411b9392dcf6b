"""Write the rows of results of questionnaires that were published before such rows were kept."""

from typing import Any

from django.core.management.base import BaseCommand

from reporting.actions.results import write_missing_results


class Command(BaseCommand):
    help = "Write the rows of published results that have none. Can be given again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{write_missing_results()} questionnaires")
