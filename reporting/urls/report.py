"""Addresses of the regional report."""

from django.urls import URLPattern, path

from reporting.views.report import acts, block, draft, notes, pages

urlpatterns: list[URLPattern] = [
    path("reports/", pages.report_list, name="report-list"),
    path("reports/start/", pages.report_start, name="report-start"),
    path("reports/<uuid:pk>/", pages.report_detail, name="report"),
    path("reports/<uuid:pk>/build/", acts.report_build, name="report-build"),
    path("reports/<uuid:pk>/circulate/", acts.report_circulate, name="report-circulate"),
    path("reports/<uuid:pk>/revise/", acts.report_revise, name="report-revise"),
    path("reports/<uuid:pk>/approve/", acts.report_approve, name="report-approve"),
    path("reports/<uuid:pk>/publish/", acts.report_publish, name="report-publish"),
    path("reports/<uuid:pk>/refresh/", acts.report_refresh, name="report-refresh"),
    path("reports/<uuid:pk>/move/", acts.block_move, name="report-block-move"),
    path("reports/<uuid:pk>/draft/", draft.draft, name="report-draft"),
    path("reports/<uuid:pk>/draft/comments/", draft.comments, name="report-comments"),
    path("reports/<uuid:pk>/blocks/<uuid:block_pk>/", block.block_detail, name="report-block"),
    path("reports/<uuid:pk>/blocks/<uuid:block_pk>/refresh/", acts.report_refresh, name="report-block-refresh"),
    path("reports/<uuid:pk>/blocks/<uuid:block_pk>/add/", acts.block_add, name="report-block-add"),
    path("reports/<uuid:pk>/blocks/<uuid:block_pk>/remove/", acts.block_remove, name="report-block-remove"),
    path("reports/<uuid:pk>/blocks/<uuid:block_pk>/comment/", draft.block_comment, name="report-block-comment"),
    path("reports/<uuid:pk>/blocks/<uuid:block_pk>/notes/", notes.block_notes, name="report-block-notes"),
    path("reports/<uuid:pk>/comments/<uuid:comment_pk>/handle/", draft.comment_handle, name="report-comment-handle"),
]
