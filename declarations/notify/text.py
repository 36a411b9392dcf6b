"""Who is told what happens to the words: drafts, amendments, statements beside an adopted text."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Country, Membership, User
from common.dates import local, say_day
from common.i18n import pick
from declarations.enums import AmendmentStatus
from declarations.models import Amendment, AttachedStatement, Declaration, Draft
from notices.actions import tell

SPEAKERS = (Role.FOCAL_POINT, Role.CLEARER)


def circulated(draft: Draft) -> None:
    """To the focal points of the members and the presidency: a draft may be read and amended."""
    until = draft.amendments_until
    _tell(
        _delegations(draft.declaration),
        f"draft:{draft.pk}:{draft.circulated_at:%Y%m%d%H%M%S}",
        lambda: (
            _("%(symbol)s, “%(title)s”, circulates; amendments until %(day)s")
            % {
                "symbol": draft.symbol,
                "title": pick(draft.declaration, "title"),
                "day": say_day(local(until).date()) if until else "",
            }
        ),
        draft,
    )


def _tell(people: Iterable[User], key: str, text: Callable[[], str], draft: Draft) -> None:
    tell(people, key=key, text=text, address=reverse("declarations:draft", args=draft_path(draft)))


def draft_path(draft: Draft) -> list[int]:
    """The arguments of a draft's addresses."""
    return [draft.declaration.year, draft.declaration.number, draft.number]


def _delegations(declaration: Declaration) -> Iterable[User]:
    members = Country.objects.members().filter(is_placeholder=declaration.is_demonstration)
    return people_of(members, Role.FOCAL_POINT, Role.PRESIDENCY)


def desk() -> Iterable[User]:
    """The Secretariat and the presidency."""
    active = Membership.objects.active().filter(role__in=(Role.SECRETARIAT, Role.PRESIDENCY))
    return User.objects.filter(pk__in=active.values("user"), is_active=True)


def people_of(countries: Iterable[Country], *roles: Role) -> Iterable[User]:
    """Who acts for these countries in one of the roles."""
    active = Membership.objects.active().filter(country__in=countries, role__in=roles)
    return User.objects.filter(pk__in=active.values("user"), is_active=True)


def tabled(amendment: Amendment) -> None:
    """To the desk: a delegation tabled. Of a compromise: to the delegations whose proposals it brings together."""
    draft = amendment.draft
    if amendment.is_compromise:
        merged = amendment.merges.filter(country__isnull=False).values("country")
        people = people_of(Country.objects.filter(pk__in=merged), *SPEAKERS)
    else:
        people = desk()
    _tell(
        people,
        f"amendment:{amendment.pk}:{amendment.tabled_at:%Y%m%d%H%M%S}",
        lambda: (
            _("The Presidency proposes a compromise text, %(label)s, to %(symbol)s")
            % {"label": amendment.label, "symbol": draft.symbol}
            if amendment.is_compromise
            else _("%(country)s tabled %(label)s to %(symbol)s")
            % {"country": amendment.who, "label": amendment.label, "symbol": draft.symbol}
        ),
        draft,
    )


def carried(draft: Draft, amendments: Iterable[Amendment]) -> None:
    """To the delegations: what was not decided stands in the next draft, or needs new words."""
    for amendment in amendments:
        if amendment.country is None:
            continue
        _tell(
            people_of([amendment.country], *SPEAKERS),
            f"carried:{amendment.pk}",
            lambda amendment=amendment: (
                (  # type: ignore[misc]
                    _("The words that %(label)s amends have changed in %(symbol)s: please look at it again")
                    if amendment.status == AmendmentStatus.STALE
                    else _("%(label)s was carried over to %(symbol)s")
                )
                % {"label": amendment.label, "symbol": draft.symbol}
            ),
            draft,
        )


def attached(statement: AttachedStatement) -> None:
    """To the desk and the other delegations: a State attached a statement to the adopted text."""
    adoption = statement.adoption
    members = Country.objects.members().filter(is_placeholder=adoption.is_demonstration)
    others = [one for one in members if one.pk != statement.country_id]
    people = {one.pk: one for one in (*people_of(others, Role.FOCAL_POINT), *desk())}
    tell(
        people.values(),
        key=f"statement:{statement.pk}",
        text=lambda: (
            _("%(country)s attached a statement to %(symbol)s: %(kind)s")
            % {
                "country": pick(statement.country, "name"),
                "symbol": adoption.symbol,
                "kind": statement.get_kind_display(),
            }
        ),
        address=reverse("declarations:declaration", args=[adoption.year, adoption.number]),
    )
