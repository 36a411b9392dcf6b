"""Print the accounts of the demonstration, one per role and all who sign for Country A, in both languages."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from accounts.enums import Role
from accounts.models import User
from portal.loaders.demonstration.cast import DOMAIN, PASSWORD, people


class Command(BaseCommand):
    help = "List one account per role of the demonstration (EN, ES) with the password they share."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("There are no demonstration accounts where RCM_ENV=production.")
        if not User.objects.filter(email=next(people()).email).exists():
            return
        shown: set[str] = set()
        self.stdout.write("Accounts of the demonstration · Cuentas de la demostración")
        for person in people():
            signs = person.role == Role.CLEARER and person.email.endswith(f".a@{DOMAIN}")
            if person.role in shown and not signs:
                continue
            shown.add(person.role)
            labels = []
            for language in ("en", "es"):
                with override(language):
                    labels.append(str(person.role.label))
            self.stdout.write(f"  {person.email:30} {' · '.join(labels)}")
        self.stdout.write(
            f"  {'focal.b@… to focal.k@…':30} one for each placeholder member · una por cada miembro de la demostración"
        )
        self.stdout.write(f"  Password · Contraseña: {PASSWORD}")
