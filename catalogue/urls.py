"""Addresses of the catalogue's pages."""

from django.urls import URLPattern, path

from catalogue.views import data, feeds, log, saved, search

app_name = "catalogue"
urlpatterns: list[URLPattern] = [
    path("search/", search.search, name="search"),
    path("search/saved/", saved.saved_list, name="saved-list"),
    path("search/saved/new/", saved.save, name="saved-new"),
    path("search/saved/<uuid:pk>/", saved.act, name="saved-act"),
    path("search/alerts/<str:token>/", saved.stop, name="alert-stop"),
    path("data/", data.data, name="data"),
    path("data/changes/", data.changes, name="changes"),
    path("records/<slug:name>/<path:code>/", data.record, name="record"),
    path("corrections/", log.corrections, name="corrections"),
    path("corrections/new/", log.correction_new, name="correction-new"),
    path("licence/", log.licence, name="licence"),
    path("feeds/lists/<slug:name>.atom", feeds.of_list, name="feed-list"),
    path("feeds/countries/<slug:code>.atom", feeds.of_country, name="feed-country"),
    path("feeds/objectives/<int:number>.atom", feeds.of_objective, name="feed-objective"),
    path("feeds/cycles/<slug:code>.atom", feeds.of_cycle, name="feed-cycle"),
]
