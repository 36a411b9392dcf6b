from django.urls import path

from publications import transmittals, views

app_name = "publications"
urlpatterns = [
    path("editions/<uuid:pk>/", views.edition_detail, name="edition-detail"),
    path("editions/<uuid:pk>/render/", views.edition_render, name="edition-render"),
    path("editions/<uuid:pk>/passed-on/", transmittals.transmittal, name="transmittal"),
    path(
        "editions/<uuid:pk>/passed-on/<uuid:transmittal>/remove/",
        transmittals.transmittal_remove,
        name="transmittal-remove",
    ),
    path("editions/<uuid:pk>/<slug:language>/", views.edition_preview, name="edition-preview"),
    path("files/<uuid:pk>/", views.file_download, name="file-download"),
    path("jobs/<uuid:pk>/", views.job_detail, name="job-detail"),
    path("jobs/<uuid:pk>/progress/", views.job_progress, name="job-progress"),
    path("jobs/<uuid:pk>/cancel/", views.job_cancel, name="job-cancel"),
    path("jobs/<uuid:pk>/retry/", views.job_retry, name="job-retry"),
]
