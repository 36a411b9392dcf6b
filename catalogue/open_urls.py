"""Addresses without a language, for programs."""

from django.urls import URLPattern, path

from catalogue.views import files, robots

app_name = "open"
urlpatterns: list[URLPattern] = [
    path("data/changes.jsonl", files.changes, name="changes"),
    path("data/dictionary.csv", files.dictionary_csv, name="dictionary-csv"),
    path("data/dictionary.<slug:language>.md", files.dictionary_markdown, name="dictionary-markdown"),
    path("data/nightly/manifest.json", files.manifest, name="manifest"),
    path("data/nightly/<str:name>", files.nightly, name="nightly"),
    path("data/<slug:name>.<slug:format>", files.whole_list, name="file"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("sitemap-pages.xml", robots.sitemap_pages, name="sitemap-pages"),
    path("sitemap-<slug:name>-<int:number>.xml", robots.sitemap_part, name="sitemap-part"),
    path("robots.txt", robots.robots, name="robots"),
]
