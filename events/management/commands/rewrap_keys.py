"""Encrypt the keys of travel data anew with the first of the portal's keys, so that an older one can be left out."""

from django.core.management.base import BaseCommand
from django.db import transaction

from common.sealed import SealBroken, rewrap
from events.models import PersonalFile, TravelData


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: object, **options: object) -> None:
        done, broken = 0, 0
        for model in (TravelData, PersonalFile):
            for pk in model.objects.values_list("pk", flat=True):
                with transaction.atomic():
                    row = model.objects.select_for_update().filter(pk=pk).first()
                    if row is None:
                        continue
                    try:
                        key = rewrap(bytes(row.key))
                    except SealBroken:
                        broken += 1
                        continue
                    model.objects.filter(pk=pk).update(key=key)
                    done += 1
        self.stdout.write(f"{done} keys encrypted anew, {broken} that none of the keys opens.")
