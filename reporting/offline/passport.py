"""What a file says of itself: for which call, country, template version and languages it was made, and when.

It travels in the file's own properties, under a signature of this portal. Word holds at most 255 signs in each.
"""

from dataclasses import asdict, dataclass

from django.core.signing import Signer
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.seats import Seat
from reporting.models import Assignment
from reporting.offline.form import Form, holder_of

PREFIX, MARK = "rcm-", "rcm-mark"
_SIGNER = Signer(salt="reporting.offline", sep=":")


@dataclass(frozen=True)
class Passport:
    """`holder` says whose texts the boxes held: "country", or "proposal:<id of a person>"."""

    template: str
    number: str
    cycle: str
    call: str
    country: str
    assignment: str
    languages: str
    holder: str
    made: str

    def properties(self) -> dict[str, str]:
        named = {f"{PREFIX}{name}": value for name, value in asdict(self).items()}
        return named | {MARK: _signature(named)}


def issue(form: Form, by: Seat) -> Passport:
    """The passport of a file that is made now."""
    assignment: Assignment = form.assignment
    version = assignment.call.template_version
    return Passport(
        template=version.template.code,
        number=str(version.number),
        cycle=assignment.call.cycle.code,
        call=str(assignment.call_id),
        country=assignment.country.code,
        assignment=str(assignment.pk),
        languages=" ".join(form.languages),
        holder=holder_of(by),
        made=timezone.now().isoformat(timespec="seconds"),
    )


def inspect(properties: dict[str, str]) -> Passport | None:
    """The passport of a file that came back; None where it is lost or was written by another hand."""
    named = {key: value for key, value in properties.items() if key.startswith(PREFIX) and key != MARK}
    try:
        passport = Passport(**{key.removeprefix(PREFIX): value for key, value in named.items()})
    except TypeError:
        return None
    return passport if constant_time_compare(properties.get(MARK, ""), _signature(named)) else None


def _signature(named: dict[str, str]) -> str:
    return _SIGNER.signature("\n".join(f"{key}={named[key]}" for key in sorted(named)))
