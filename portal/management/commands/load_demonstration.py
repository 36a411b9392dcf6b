"""Load the demonstration: placeholder members, accounts by role, a cycle under way."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from objectives.models import Objective


class Command(BaseCommand):
    help = "Load the demonstration into a database that holds none. Refused where RCM_ENV=production."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demonstration data cannot be loaded where RCM_ENV=production.")
        # Its clock is not installed in production.
        from portal.loaders.demonstration.loader import load_demonstration

        if not Objective.objects.exists():
            call_command("load_reference", verbosity=0)
        loaded = load_demonstration()
        if options["verbosity"]:
            self.stdout.write("Demonstration loaded" if loaded else "The demonstration is there already")
