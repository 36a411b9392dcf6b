"""The directory: States, bodies and stakeholder categories under all their names; and claims about countries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.decorators import seat_required
from accounts.enums import BodyKind, StandingKind
from accounts.http import SeatRequest
from accounts.models import Alias, Body, Country, StakeholderCategory, Standing, dated
from accounts.seats import presidency_country
from common.dates import today
from common.i18n import current_language, other_language, pick, sort_by_name, sort_key
from common.shapes import Link
from sources.models import Claim

KINDS = {
    BodyKind.ORGAN: gettext_lazy("Organs of the Conference"),
    BodyKind.OBSERVER_ORGANIZATION: gettext_lazy("Observer organizations"),
    BodyKind.UN_AGENCY: gettext_lazy("United Nations agencies, funds and programmes"),
    BodyKind.REGIONAL_PROCESS: gettext_lazy("Regional processes and organizations"),
    BodyKind.CIVIL_SOCIETY_NETWORK: gettext_lazy("Civil-society networks"),
    BodyKind.GOVERNMENT_BODY: gettext_lazy("Government bodies"),
    BodyKind.OTHER: gettext_lazy("Other bodies"),
}


@dataclass(frozen=True)
class Entry:
    """Somebody in the directory, under every name: in the page's language, in the other one, and aliases."""

    ident: str
    name: str
    acronym: str
    other_name: str
    other_language: str
    other_acronym: str = ""
    aliases: tuple[Alias, ...] = ()
    facts: tuple[str, ...] = ()
    url: str = ""

    @property
    def words(self) -> str:
        """All that a search may find."""
        names = [self.ident, self.name, self.acronym, self.other_name, self.other_acronym]
        return " ".join([*names, *(alias.name for alias in self.aliases)])


@dataclass
class Topic:
    """The claims on one topic about one country; those of one group disagree."""

    name: str
    claims: list[Claim] = field(default_factory=list)

    @property
    def disagree(self) -> bool:
        standing = [claim for claim in self.claims if claim.stands]
        said = {(claim.statement_en, claim.statement_es) for claim in standing}
        return any(claim.group for claim in standing) and len(said) > 1


@require_safe
def directory(request: SeatRequest) -> HttpResponse:
    """Who is who (`?q=` finds any name, acronym or alias in either language)."""
    words = request.GET.get("q", "")
    wanted = sort_key(words.strip())
    sections = [
        (title, [entry for entry in entries if wanted in sort_key(entry.words)])
        for title, entries in [*_states(), *_bodies(), _categories()]
    ]
    context = {
        "words": words,
        "sections": [(title, entries) for title, entries in sections if entries],
        "reads_claims": _reads_claims(request),
    }
    return render(request, "portal/directory.html", context)


@seat_required
@require_safe
def claims(request: SeatRequest) -> HttpResponse:
    """What sources say about countries and facts, dated, side by side where they disagree. Within the Conference."""
    if not _reads_claims(request):
        raise Http404
    found: dict[Country | None, dict[str, Topic]] = {}
    for claim in Claim.objects.visible_to(request.seat).select_related("country"):
        topics = found.setdefault(claim.country, {})
        name = pick(claim, "topic")
        topics.setdefault(name, Topic(name)).claims.append(claim)
    countries = sort_by_name([country for country in found if country])
    context = {
        "countries": [(country, list(found[country].values())) for country in countries],
        "facts": list(found.get(None, {}).values()),
        "crumbs": [Link(_("Directory"), reverse("portal:directory")), Link(_("Claims on record"))],
    }
    return render(request, "portal/claims.html", context)


def _reads_claims(request: SeatRequest) -> bool:
    return request.seat.is_member or request.seat.is_desk


def _states() -> Iterable[tuple[str, list[Entry]]]:
    """Member Countries, then States that observe, in the order of the language."""
    presidency = presidency_country()
    observing = Q(standings__kind=StandingKind.OBSERVER) & dated(today(), "standings__")
    lists = (
        (_("Member Countries"), StandingKind.MEMBER, Country.objects.members()),
        (_("Observer States"), StandingKind.OBSERVER, Country.objects.filter(observing).distinct()),
    )
    for title, kind, rows in lists:
        countries = rows.filter(is_placeholder=False).prefetch_related("aliases")
        yield (
            title,
            [
                Entry(
                    country.code,
                    pick(country, "name"),
                    country.code,
                    _other(country, "name"),
                    other_language(current_language()),
                    "",
                    _aliases(country),
                    (_("Presidency Pro-Tempore"),) if presidency and country.pk == presidency.pk else (),
                    reverse("portal:country", args=[country.code]) if kind == StandingKind.MEMBER else "",
                )
                for country in sort_by_name(countries)
            ],
        )


def _bodies() -> Iterable[tuple[str, list[Entry]]]:
    """Bodies by kind; a body that wears several hats says so, each for itself."""
    observing = Standing.objects.filter(dated(today()), kind=StandingKind.OBSERVER).exclude(body=None)
    observers = set(observing.values_list("body", flat=True))
    rows = list(Body.objects.prefetch_related("aliases", "hats"))
    for kind in KINDS:
        yield (
            str(KINDS[kind]),
            [
                Entry(
                    body.code,
                    pick(body, "name"),
                    pick(body, "acronym"),
                    _other(body, "name"),
                    other_language(current_language()),
                    _other(body, "acronym"),
                    _aliases(body),
                    _facts(body, body.pk in observers),
                    reverse("portal:body", args=[body.code]),
                )
                for body in sort_by_name(row for row in rows if row.kind == kind)
            ],
        )


def _facts(body: Body, observes: bool) -> tuple[str, ...]:
    hats = [str(hat.get_kind_display()) for hat in body.hats.all()]
    observer = _("Observer")
    return tuple(hats) if observer in hats or not observes else (observer, *hats)


def _categories() -> tuple[str, list[Entry]]:
    return (
        _("Stakeholder categories (A/RES/73/195, paragraph 44)"),
        [
            Entry(row.code, pick(row, "name"), "", _other(row, "name"), other_language(current_language()))
            for row in StakeholderCategory.objects.all()
        ],
    )


def other_names(body: Body) -> list[str]:
    """Every other name of a body: in the other language, and aliases."""
    return [name for name in (_other(body, "name"), *(alias.name for alias in _aliases(body))) if name]


def _aliases(thing: Country | Body) -> tuple[Alias, ...]:
    """Names that are not the thing's own in either language."""
    return tuple(alias for alias in thing.aliases.all() if alias.name not in (thing.name_en, thing.name_es))


def _other(thing: Any, name: str) -> str:
    """The name in the other language, '' when it is the same."""
    other = str(getattr(thing, f"{name}_{other_language(current_language())}"))
    return "" if other == pick(thing, name) else other
