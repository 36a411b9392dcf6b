"""Addresses of the portal. Pages live under /en/ and /es/; machines find /health/ and /static/ without a language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path

from portal.views import errors, feeds, health
from portal.views.charts import chart_svg

# Pages first: each address that is tried in vain before the right one costs a request's time.
urlpatterns: list[URLPattern | URLResolver] = i18n_patterns(
    path("", include("reporting.urls")),  # first, because it holds the address that is asked most: autosave
    path("", include("portal.urls")),
    path("", include("api.developer_urls")),
    path("account/", include("accounts.allauth_urls")),
    path("account/", include("accounts.urls")),
    path("", include("notices.urls")),
    path("", include("objectives.urls")),
    path("", include("sources.urls")),
    path("", include("publications.urls")),
    path("", include("catalogue.urls")),
    path("", include("events.urls")),
    path("", include("commitments.urls")),
    path("", include("practices.urls")),
    path("", include("declarations.urls")),
    prefix_default_language=True,
)
urlpatterns += [
    path("health/live/", health.live, name="health-live"),
    path("health/ready/", health.ready, name="health-ready"),
    re_path(r"^charts/(?P<code>[\w.-]{1,120})\.(?P<language>en|es)\.svg$", chart_svg, name="chart-svg"),
    path("calendar/private/<str:token>.ics", feeds.private_calendar, name="private-calendar"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("catalogue.open_urls")),
    path("api/v1/", include("api.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
