"""The regional action plan: as it stands today for its reader, and as it was frozen for everybody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.enums import BodyKind
from accounts.http import SeatRequest
from accounts.models import Body
from common.errors import Refused
from common.http import public_page
from common.i18n import pick
from common.shapes import Link
from declarations import rules
from declarations.actions.plan import SYMBOL, freeze_plan
from declarations.documents.plan import shared, told
from declarations.policy import Act
from declarations.queries.plan import plan_for, processes
from publications.models import Edition


@public_page
@require_safe
def plan(request: SeatRequest) -> HttpResponse:
    """What declarations and conclusions ask for, by document; `with` narrows it to what is shared with a process."""
    body = _process(request.GET.get("with", ""))
    found = plan_for(request.seat, body)
    code = body.code if body else ""
    bodies = processes(request.seat)
    choices = [Link(_("All lines"), "?", "" if body else "true")]
    choices += [Link(pick(one, "name"), f"?with={one.code}", "true" if one.code == code else "") for one in bodies]
    editions = Edition.objects.visible_to(request.seat).filter(document__symbol=SYMBOL, manifest__shared_with=code)
    context = {
        "plan": found,
        "told": told(),
        "shared": shared(found, str(get_language())),
        "code": code,
        "processes": choices if bodies else [],
        "editions": editions.defer("blocks", "manifest").select_related("document").order_by("-number")[:5],
        "may_freeze": bool(rules.may(request.seat, Act.FREEZE_PLAN)),
        "crumbs": [Link(_("Commitments"), reverse("portal:commitment-list")), Link(_("Regional action plan"))],
    }
    return render(request, "declarations/plan.html", context)


@seat_required
@require_POST
def plan_freeze(request: SeatRequest) -> HttpResponse:
    """Freeze it as an edition; leads there, where its files are being made."""
    try:
        return redirect(freeze_plan(by=request.seat, shared_with=_process(request.POST.get("with", ""))))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("declarations:plan")


def _process(code: str) -> Body | None:
    """The regional process of a code; 404 for another one."""
    return get_object_or_404(Body, kind=BodyKind.REGIONAL_PROCESS, code=code[:40]) if code else None
