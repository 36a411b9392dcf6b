"""Addresses of the reporting room: the country's workspace, the Secretariat's desk, the regional report."""

from reporting.urls import desk, report, survey, templates, workspace

app_name = "reporting"
urlpatterns = [
    *workspace.urlpatterns,
    *desk.urlpatterns,
    *report.urlpatterns,
    *templates.urlpatterns,
    *survey.urlpatterns,
]
