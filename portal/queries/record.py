"""What several public pages read of the record: editions with their files, practices, figures."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from accounts.seats import Seat
from publications.exports import SHARED
from publications.models import Edition, EditionFile


def editions(seat: Seat) -> QuerySet[Any]:
    """Editions of reports that the seat may read with their files, newest first and without their text: two queries."""
    files = EditionFile.objects.order_by("language", "format", "paper")
    return (
        Edition.objects.visible_to(seat)
        .filter(document__kind__in=SHARED)
        .select_related("document")
        .prefetch_related(Prefetch("files", queryset=files))
        .defer("blocks", "manifest")
        .order_by("-created_at", "-number")
    )
