"""A page with fields that save by themselves, and a server for it that can be told to misbehave."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import RequestContext, Template
from django.template.loader import render_to_string
from django.urls import path

from common.shapes import Conflict
from rcm_portal.urls import urlpatterns as portal_urls

PAGE = """{% extends "base.html" %}{% block title %}Autosave{% endblock %}{% block main %}<div class="wrap">
<h1>Autosave</h1><form id="form" method="post" action="/en/autosave/done/" data-autosave>{% csrf_token %}
{% for name, stored in texts %}<div class="field"><label for="{{ name }}">{{ name }}</label>
<textarea id="{{ name }}" name="text" data-label="Field {{ name }}" data-save="/en/autosave/{{ name }}/"
data-version="{{ stored.version }}">{{ stored.text }}</textarea>
<input type="hidden" name="{{ name }}-version" value="{{ stored.version }}"
data-version-for="/en/autosave/{{ name }}/">
<span class="field-state" data-state-of="/en/autosave/{{ name }}/"></span></div>{% endfor %}
<fieldset class="field" data-save="/en/autosave/choice/" data-version="{{ choice.version }}"><legend>Choice</legend>
<label><input type="radio" name="kind" value="yes"> Yes</label>
<label><input type="radio" name="kind" value="no"> No</label>
<label><input type="checkbox" name="tags" value="funds"> Funds</label>
<label><input type="checkbox" name="tags" value="staff"> Staff</label></fieldset>
<p>Saved <span data-bind="saved-at">never</span>, words <span data-bind="words">0</span></p></form></div>
{% include "components/save_dock.html" with submit="Go on" form="form" %}{% endblock %}"""

POLL_PAGE = """{% extends "base.html" %}{% block title %}Poll{% endblock %}
{% block main %}{{ part|safe }}{% endblock %}"""


@dataclass
class Stored:
    text: str = "First text"
    version: int = 1


@dataclass
class Server:
    """What the page's server holds, what it was sent, and which fields it answers wrongly, and how."""

    texts: dict[str, Stored] = field(default_factory=lambda: {"a": Stored(), "b": Stored(), "choice": Stored("")})
    misbehave: dict[str, Callable[[], HttpResponse]] = field(default_factory=dict)
    posts: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    submissions: int = 0


server = Server()


def show(request: HttpRequest) -> HttpResponse:
    texts = [(name, server.texts[name]) for name in ("a", "b")]
    context = RequestContext(request, {"texts": texts, "choice": server.texts["choice"]})
    return HttpResponse(Template(PAGE).render(context))


def save(request: HttpRequest, name: str) -> HttpResponse:
    server.posts.append((name, {key: request.POST.getlist(key) for key in request.POST}))
    if name in server.misbehave:
        return server.misbehave[name]()
    stored = server.texts[name]
    text = request.POST.get("text", request.POST.urlencode())
    if int(request.POST["version"]) != stored.version:
        conflict = Conflict("text", text, stored.text, stored.version, "Contributor of Country A")
        html = render_to_string("components/conflict.html", {"conflict": conflict}, request)
        return JsonResponse({"version": stored.version, "html": html}, status=409)
    stored.text, stored.version = text, stored.version + 1
    return JsonResponse(
        {"version": stored.version, "saved_at": "2026-03-01T14:32:00-06:00", "state": {"words": len(text.split())}}
    )


def done(request: HttpRequest) -> HttpResponse:
    server.submissions += 1
    versions = {name: request.POST[f"{name}-version"] for name in ("a", "b")}
    return HttpResponse(f"<!doctype html><title>Done</title><p id=done>{versions}</p>")


polls: list[str] = []


def poll_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Template(POLL_PAGE).render(RequestContext(request, {"part": _part()})))


def poll_part(request: HttpRequest) -> HttpResponse:
    polls.append(request.headers.get("If-None-Match", ""))
    etag = f'"{len(polls) // 2}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304)
    return HttpResponse(_part(), headers={"ETag": etag})


def _part() -> str:
    step = len(polls) // 2
    if step == 2:
        return '<section id="job" data-announce="Done"><h1>Done</h1></section>'
    live = 'data-poll="/en/autosave/poll/part/" data-poll-every="50"'
    return f'<section id="job" {live} data-announce="Step {step}"><h1>Step {step}</h1></section>'


urlpatterns = [
    *portal_urls,
    *i18n_patterns(
        path("autosave/", show),
        path("autosave/done/", done),
        path("autosave/poll/", poll_page),
        path("autosave/poll/part/", poll_part),
        path("autosave/<str:name>/", save),
    ),
]
