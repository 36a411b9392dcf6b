"""One body of the directory: its names, and its roles across meetings."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.enums import BodyKind
from accounts.http import SeatRequest
from accounts.models import Body
from common.i18n import pick
from common.shapes import Link
from portal.queries.roles import roles_of
from portal.views.directory import KINDS, other_names


@require_safe
def body(request: SeatRequest, code: str) -> HttpResponse:
    """Panelist, moderator, rapporteur, speaker, organizer, supporter: whatever the record says, meeting by meeting."""
    row = get_object_or_404(Body.objects.prefetch_related("aliases"), code=code)
    context = {
        "body": row,
        "kind": KINDS[BodyKind(row.kind)],
        "names": other_names(row),
        "meetings": roles_of(row, request.seat),
        "crumbs": [Link(_("Directory"), reverse("portal:directory")), Link(pick(row, "name"))],
    }
    return render(request, "portal/body.html", context)
