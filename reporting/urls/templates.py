"""Addresses of templates, on the Secretariat's desk."""

from django.urls import URLPattern, path

from reporting.views.desk import parts, templates

urlpatterns: list[URLPattern] = [
    path("secretariat/templates/", templates.template_list, name="template-list"),
    path("secretariat/templates/new/", templates.template_new, name="template-new"),
    path("secretariat/templates/import/", templates.template_import, name="template-import"),
    path("secretariat/templates/<uuid:pk>/", templates.template, name="template"),
    path("secretariat/templates/<uuid:pk>/act/", templates.template_act, name="template-act"),
    path("secretariat/templates/<uuid:pk>/preview/", templates.template_preview, name="template-preview"),
    path("secretariat/templates/<uuid:pk>/codes/", templates.template_map, name="template-map"),
    path("secretariat/templates/<uuid:pk>/file/", templates.template_file, name="template-file"),
    path("secretariat/templates/<uuid:pk>/sections/new/", parts.section_new, name="section-new"),
    path("secretariat/sections/<int:pk>/", parts.section, name="section"),
    path("secretariat/sections/<int:pk>/act/", parts.section_act, name="section-act"),
    path("secretariat/sections/<int:pk>/questions/new/", parts.question_new, name="question-new"),
    path("secretariat/questions/<uuid:pk>/", parts.question, name="question"),
    path("secretariat/questions/<uuid:pk>/act/", parts.question_act, name="question-act"),
]
