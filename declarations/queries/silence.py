"""The silence procedures of a draft, as the page and the document of the outcome tell them."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.models import Country
from common.dates import say_moment
from common.errors import Refused
from common.i18n import LANGUAGES, pick, sort_by_name
from common.zones import say_zone
from declarations.documents.frame import Paper
from declarations.enums import SilenceStatus
from declarations.models import Declaration, Draft, Silence
from declarations.queries.papers import paper_of
from declarations.queries.room import numbers_of, paragraphs_of


@dataclass(frozen=True)
class Words:
    """What somebody wrote, in one language alone."""

    text: str
    language: str


NOTHING = Words("", "")


@dataclass(frozen=True)
class Account:
    """A procedure from its beginning to its end, in plain values. `capitals` are (names, zone) by country."""

    paper: Paper
    text: str
    sha256: str
    remark: Words
    opened_at: datetime
    until: datetime
    status: SilenceStatus
    closed_at: datetime | None
    by_clock: bool
    reason: Words
    extensions: list[tuple[datetime, datetime, Words]]
    capitals: list[tuple[dict[str, str], str]]
    breaker: dict[str, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    break_reason: Words = NOTHING


@dataclass(frozen=True)
class Told:
    """The deadline as one capital's clock shows it."""

    country: Country
    moment: str
    zone: str


def silences_of(draft: Draft) -> list[Silence]:
    """For whoever reads the draft; newest first."""
    rows = draft.silences.select_related("text", "outcome", "broken__country").prefetch_related(
        "extensions", "broken__paragraphs", "outcome__files"
    )
    found = list(rows.order_by("-opened_at"))
    for row in found:
        row.draft = draft
    return found


def running_on(draft: Draft) -> Silence | None:
    """The procedure that runs on a draft. One query."""
    return draft.silences.filter(status=SilenceStatus.RUNNING).first()


def require_unstilled(draft: Draft) -> None:
    """Raises Refused while the draft's words stand under silence: what they are made of waits until it is over."""
    if running_on(draft):
        raise Refused(_("The draft is under silence. This waits until the procedure is over."))


def members_of(declaration: Declaration) -> list[Country]:
    """The Member Countries that a procedure concerns, in the order of the page's language."""
    return sort_by_name(Country.objects.members().filter(is_placeholder=declaration.is_demonstration))


def in_capitals(moment: datetime, countries: list[Country]) -> list[Told]:
    """One instant on the clock of every capital, in the active language."""
    return [
        Told(one, say_moment(moment, ZoneInfo(one.time_zone)), say_zone(one.time_zone, moment.date()))
        for one in countries
    ]


def account_of(silence: Silence) -> Account:
    """What the document of the outcome says."""
    draft = silence.draft
    rows = paragraphs_of(draft)
    numbers = numbers_of(draft, rows)
    broken = getattr(silence, "broken", None)
    named = set(broken.paragraphs.values_list("identity", flat=True)) if broken else set()
    return Account(
        paper=paper_of(draft, en=(), es=()),
        text=draft.symbol,
        sha256=silence.text.sha256,
        remark=Words(silence.remark, silence.remark_language),
        opened_at=silence.opened_at,
        until=silence.until,
        status=SilenceStatus(silence.status),
        closed_at=None if silence.is_running else silence.status_changed_at,
        by_clock=silence.closed_by_id is None,
        reason=Words(silence.reason, silence.reason_language),
        extensions=[(one.was, one.until, Words(one.reason, one.language)) for one in silence.extensions.all()],
        capitals=[
            ({code: pick(one, "name", code) for code in LANGUAGES}, one.time_zone)
            for one in members_of(draft.declaration)
        ],
        breaker={code: pick(broken.country, "name", code) for code in LANGUAGES} if broken else {},
        paragraphs=[numbers[row.identity].handle for row in rows if row.identity in named],
        break_reason=Words(broken.reason, broken.language) if broken else NOTHING,
    )
