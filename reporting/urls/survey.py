"""Addresses of questionnaires: for who is asked, who reads, and the desk."""

from django.urls import URLPattern, path

from reporting.views.desk import surveys, themes
from reporting.views.survey import pages, writing

urlpatterns: list[URLPattern] = [
    path("surveys/", pages.survey_list, name="survey-list"),
    path("surveys/<uuid:pk>/", pages.survey, name="survey"),
    path("surveys/<uuid:pk>/start/", pages.survey_start, name="survey-start"),
    path("surveys/<uuid:pk>/answer/", writing.survey_answer, name="survey-answer"),
    path("surveys/<uuid:pk>/practice/", writing.survey_practice, name="survey-practice"),
    path("surveys/<uuid:pk>/results/", pages.survey_results, name="survey-results"),
    path("surveys/<uuid:pk>/charts/<slug:code>/<slug:kind>.svg", pages.survey_chart, name="survey-chart"),
    path("surveys/<uuid:pk>/compiled/", surveys.survey_compiled, name="survey-compiled"),
    path("surveys/write/<str:token>/", writing.survey_write, name="survey-write"),
    path("secretariat/surveys/<uuid:pk>/", surveys.survey_desk, name="survey-desk"),
    path("secretariat/surveys/<uuid:pk>/theme/", themes.survey_theme, name="survey-theme"),
    path("secretariat/surveys/<uuid:pk>/act/", surveys.survey_act, name="survey-act"),
    path("secretariat/surveys/<uuid:pk>/reports/<uuid:report_pk>/", surveys.survey_to_report, name="survey-to-report"),
    path("secretariat/respondents/<uuid:pk>/act/", surveys.respondent_act, name="respondent-act"),
]
