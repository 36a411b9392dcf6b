"""Take one mail that came back: `manage.py take_bounce < message`, as a pipe of the mail system."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from notices.bounces import MAX_BYTES, take_bounce


class Command(BaseCommand):
    help = (
        "Record a mail that came back, read from standard input. Ends well whatever it is given: a mail system would "
        "answer a failure with another bounce."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(take_bounce(sys.stdin.buffer.read(MAX_BYTES)))
