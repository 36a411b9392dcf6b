"""The search page."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from catalogue import words
from catalogue.forms import SaveSearchForm, SearchForm
from catalogue.named import pages_named
from catalogue.search import Asked, Group, find
from common.http import public_page
from events.named import named_in

OF_EACH = 4
"""Hits of each kind when all kinds are looked through."""
OF_ONE = 20
LAST_PAGE = 50


@public_page
@require_safe
def search(request: SeatRequest) -> HttpResponse:
    """Everything that the reader may read, in both languages; a mistyped word is guessed when nothing is found.

    The pages that the words name stand above the results.
    """
    form = SearchForm(request.GET)
    asked = form.asked()
    page = _page(request.GET.get("page", ""))
    context: dict[str, Any] = {"form": form, "asked": asked, "page": page, "query": form.query()}
    if not asked.is_empty:
        groups = _find(request, asked, page)
        if not groups and asked.words and page == 1 and (meant := words.meant(asked.words)):
            groups = _find(request, replace(asked, words=meant), page)
            if groups:
                meant = words.as_written(meant, (text for group in groups for text in group.texts()))
                context |= {"meant": meant, "meant_query": form.query(q=meant)}
        context |= {
            "groups": [(group, form.query(kind=group.resource.name)) for group in groups],
            "named": named_in(asked.words, request.seat) if page == 1 and asked.kind in ("", "conclusions") else [],
            "pages": pages_named(asked.words, request.seat) if page == 1 and not asked.kind else [],
            "total": sum(group.total for group in groups),
        } | _pages(asked, groups, page, form)
    if request.seat.membership:
        context["save_form"] = SaveSearchForm(initial={"name": asked.words[:120]}, prefix="save")
    return render(request, "catalogue/search.html", context)


def _find(request: SeatRequest, asked: Asked, page: int) -> list[Group]:
    size = OF_ONE if asked.kind else OF_EACH
    return find(asked, request.seat, size=size, start=(page - 1) * size if asked.kind else 0)


def _page(value: str) -> int:
    """The number of the page, 1 for nonsense, never beyond the last one that is shown."""
    return min(max(int(value), 1), LAST_PAGE) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _pages(asked: Asked, groups: list[Group], page: int, form: SearchForm) -> dict[str, str]:
    """The addresses of the page before and after, of one kind."""
    if not asked.kind:
        return {}
    more = bool(groups) and groups[0].total > page * OF_ONE and page < LAST_PAGE
    query = form.query()
    return {
        "before": f"?{query}&page={page - 1}" if page > 1 else "",
        "after": f"?{query}&page={page + 1}" if more else "",
    }
