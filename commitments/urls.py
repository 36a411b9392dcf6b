"""Addresses of the acts on commitments; their public pages are the portal's, because they show meetings too."""

from django.urls import URLPattern, path

from commitments.views import contributions, desk, papers, plans, pledges
from common import converters  # noqa: F401 - registers "code"

app_name = "commitments"
urlpatterns: list[URLPattern] = [
    path("commitments/<code:code>/note/", desk.note_new, name="note-new"),
    path("commitments/<code:code>/edit/", desk.edit, name="edit"),
    path("pledges/", pledges.pledges, name="pledges"),
    path("pledges/new/", pledges.pledge_new, name="pledge-new"),
    path("pledges/<code:code>/", pledges.pledge, name="pledge"),
    path("pledges/<code:code>/act/", pledges.pledge_act, name="pledge-act"),
    path("contributions/", contributions.contributions, name="contributions"),
    path("secretariat/documents/new/", papers.paper_new, name="paper-new"),
    path("documents/<slug:code>/items/new/", plans.plan_item_new, name="plan-item-new"),
    path("documents/<slug:code>/statement/", papers.statement_new, name="statement-new"),
]
