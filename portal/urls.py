"""Addresses of the pages that join rooms."""

from django.conf import settings
from django.urls import URLPattern, path, re_path

from common import converters  # noqa: F401 - registers "code"
from events import converters as of_events  # noqa: F401 - registers "note"
from portal.views import (
    about,
    bodies,
    charts,
    commitments,
    concept,
    conclusions,
    countries,
    cycles,
    directory,
    events,
    feeds,
    figures,
    home,
    objectives,
    papers,
    practices,
    principles,
    publications,
    quotations,
    sessions,
)
from portal.views.answers import answer
from portal.views.desk import desk
from portal.views.gallery import gallery

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("index.csv", home.index_csv, name="index-csv"),
    path("index.json", home.index_json, name="index-json"),
    path("desk/", desk, name="desk"),
    path("objectives/<int:number>/", objectives.objective, name="objective"),
    path("objectives/<int:number>/compare/<code:code>/", objectives.compare, name="compare"),
    path("countries/", countries.country_list, name="country-list"),
    path("countries/<code:code>/", countries.country, name="country"),
    path("countries/<code:code>/<slug:cycle>/", countries.country_cycle, name="country-cycle"),
    path("cycles/", cycles.cycle_list, name="cycle-list"),
    path("cycles/<slug:code>/", cycles.cycle, name="cycle"),
    path("directory/", directory.directory, name="directory"),
    path("directory/claims/", directory.claims, name="claims"),
    path("directory/<slug:code>/", bodies.body, name="body"),
    path("principles/", principles.principle_list, name="principle-list"),
    path("principles/<slug:letter>/", principles.principle, name="principle"),
    path("answers/<code:code>/", answer, name="answer"),
    path("practices/", practices.practice_list, name="practice-list"),
    path("practices/<slug:code>/", practices.practice, name="practice"),
    re_path(r"^practices/(?P<code>[-\w]+)/form\.(?P<format>docx|json)$", practices.practice_form, name="practice-form"),
    path("goals/", practices.goal_list, name="goal-list"),
    path("publications/", publications.publication_list, name="publication-list"),
    path("figures/", figures.figure_list, name="figure-list"),
    path("figures/new/", figures.figure_new, name="figure-new"),
    path("figures/<slug:code>/correct/", figures.figure_edit, name="figure-edit"),
    path("charts/", charts.chart_list, name="chart-list"),
    re_path(r"^charts/(?P<code>[\w.-]{1,120}(?<!\.svg))/$", charts.chart_detail, name="chart"),
    path("events/", events.event_list, name="event-list"),
    path("events/calendar.ics", events.event_calendar, name="event-calendar"),
    path("events/dates.ics", feeds.deadline_calendar, name="deadline-calendar"),
    path("calendars/", feeds.calendars, name="calendars"),
    path("events/<slug:code>/", events.event, name="event"),
    path("events/<slug:code>/calendar.ics", events.event_ics, name="event-ics"),
    path("events/<slug:code>/<note:note>/", concept.concept, name="concept"),
    path("events/<slug:code>/sessions/<code:session>/", sessions.session, name="session"),
    path("events/<slug:code>/conclusions/<code:reference>/", events.conclusion, name="conclusion"),
    path("conclusions/", conclusions.conclusion_list, name="conclusion-list"),
    path("commitments/", commitments.commitment_list, name="commitment-list"),
    path("commitments/<code:code>/", commitments.commitment, name="commitment"),
    path("documents/", papers.paper_list, name="paper-list"),
    path("documents/<slug:code>/", papers.paper, name="paper"),
    path("quotation/", quotations.quotation, name="quotation"),
    path("about/", about.about, name="about"),
    path("about/methodology/", about.methodology, name="methodology"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("about/privacy/", about.privacy, name="privacy"),
]

if not settings.PRODUCTION:
    urlpatterns += [path("gallery/", gallery, name="gallery")]
