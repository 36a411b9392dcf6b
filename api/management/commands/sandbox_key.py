"""A key for developers who try the interface on the data of the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions.keys import create_key
from accounts.enums import KeyScope
from accounts.models import User
from accounts.seats import seat_of

DEFAULT = "observer@demo.example"


class Command(BaseCommand):
    help = "Make and print a key of a person of the demonstration (an observer unless --email names another)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", default=DEFAULT)
        parser.add_argument("--workspace", action="store_true", help="also for the working copy of a country's team")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("There is no demonstration where RCM_ENV=production.")
        user = User.objects.filter(email=options["email"]).first()
        if user is None:
            raise CommandError(f"There is no person {options['email']}; load the demonstration first.")
        scopes = [KeyScope.READ, *([KeyScope.WORKSPACE] if options["workspace"] else [])]
        _key, token = create_key(name="Sandbox", scopes=scopes, days=30, by=seat_of(user))
        self.stdout.write(token)
