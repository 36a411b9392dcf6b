"""Addresses of a country's own space."""

from django.urls import URLPattern, path

from reporting.views.workspace import editor, files, handover, home, items, revisions, saving, sending, team, threads

urlpatterns: list[URLPattern] = [
    path("answers/<uuid:pk>/text/<str:language>/", saving.answer_text, name="answer-text"),
    path("workspace/", home.workspace, name="workspace"),
    path("workspace/<uuid:pk>/", home.contribution, name="contribution"),
    path("workspace/<uuid:pk>/intention/", home.intention, name="intention"),
    path("workspace/<uuid:pk>/extension/", home.extension, name="extension"),
    path("workspace/<uuid:pk>/objectives/<int:number>/", editor.objective, name="objective"),
    path("workspace/<uuid:pk>/report/", editor.whole_report, name="whole-report"),
    path("workspace/<uuid:pk>/files/", files.files, name="files"),
    path("workspace/<uuid:pk>/files/form/", files.form_file, name="form-file"),
    path("workspace/<uuid:pk>/files/<uuid:file_pk>/", files.incoming, name="incoming"),
    path("workspace/<uuid:pk>/files/<uuid:file_pk>/pieces/", files.pieces, name="incoming-pieces"),
    path("workspace/<uuid:pk>/files/<uuid:file_pk>/original/", files.original, name="incoming-original"),
    path("workspace/<uuid:pk>/check/", sending.check, name="check"),
    path("workspace/<uuid:pk>/clearance/", sending.clearance, name="clearance"),
    path("workspace/<uuid:pk>/clearance/<uuid:round_pk>/", sending.clearance_act, name="clearance-act"),
    path("workspace/<uuid:pk>/revisions/", revisions.revisions, name="revisions"),
    path("workspace/<uuid:pk>/revisions/<int:number>/", revisions.revision, name="revision"),
    path("workspace/<uuid:pk>/revisions/<int:number>/end/", revisions.revision_end, name="revision-end"),
    path("workspace/<uuid:pk>/publication/", revisions.publication, name="publication"),
    path("workspace/<uuid:pk>/preview/", revisions.preview, name="preview"),
    path("workspace/<uuid:pk>/questions/", threads.threads, name="threads"),
    path("workspace/<uuid:pk>/trail/", revisions.trail, name="trail"),
    path("workspace/<uuid:pk>/team/", team.delegation, name="delegation"),
    path("workspace/<uuid:pk>/team/objectives/", team.delegation_save, name="delegation-save"),
    path("workspace/<uuid:pk>/team/chain/", team.chain_save, name="chain-save"),
    path("people/<uuid:pk>/hand-over/", handover.hand_over, name="hand-over"),
    path("answers/<uuid:pk>/text/<str:language>/agree/", saving.translation_agree, name="translation-agree"),
    path("answers/<uuid:pk>/text/<str:language>/original/", saving.original_declare, name="original-declare"),
    path("answers/<uuid:pk>/text/<str:language>/history/", revisions.answer_history, name="answer-history"),
    path("answers/<uuid:pk>/marks/", saving.answer_marks, name="answer-marks"),
    path("answers/<uuid:pk>/items/", items.item_add, name="item-add"),
    path("items/<uuid:pk>/", items.item_change, name="item"),
    path("proposals/<uuid:pk>/", saving.proposal_decide, name="proposal"),
    path("threads/<uuid:pk>/reply/", threads.thread_act, name="thread-reply"),
    path("attachments/<uuid:pk>/", revisions.attachment, name="attachment"),
]
