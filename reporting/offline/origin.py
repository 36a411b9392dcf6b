"""Where a file comes from: its passport against the contribution it is sent to, and what follows from that."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from accounts.models import Country
from accounts.seats import Seat
from common.errors import Refused
from common.i18n import current_language, pick
from reporting.models import Assignment, Cycle
from reporting.offline import codes
from reporting.offline.form import OWN, holder_of
from reporting.offline.passport import Passport, inspect
from reporting.offline.words import LANGUAGE_NAMES
from reporting.queries.templates import moved_codes


class Origin:
    """What the file says of itself. Raises Refused for the form of another country.

    `versions_count` says whether the versions in the file are those of this contribution's boxes.
    """

    def __init__(self, properties: dict[str, str], assignment: Assignment, by: Seat) -> None:
        self.assignment = assignment
        self.passport = inspect(properties)
        self.warnings: list[str] = []
        self.moves: dict[str, str] = {}
        passport = self.passport
        if passport is None:
            self.versions_count = False
            self.warnings.append(
                _(
                    "The file does not say, or no longer truly, for which country and call it was made. "
                    "Look closely: everything that differs from the portal is for you to decide."
                )
            )
            return
        if passport.country != assignment.country.code:
            raise Refused(_another_country(passport, assignment))
        self.versions_count = passport.assignment == str(assignment.pk) and passport.holder == holder_of(by)
        self._compare_call(passport)
        self._compare_template(passport)
        self._compare_reader(passport, by)

    @classmethod
    def unknown(cls, assignment: Assignment) -> "Origin":
        """A document that was never made by this portal: nothing is known, and nothing is to be warned of."""
        origin = cls.__new__(cls)
        origin.assignment, origin.passport, origin.versions_count = assignment, None, False
        origin.warnings, origin.moves = [], {}
        return origin

    def moved(self, code: str, known: Collection[str]) -> str:
        """Where a code of the file stands in this form: '' where it stands nowhere."""
        pieces = codes.split_code(code)
        if pieces is None:
            return ""
        number, question, part = pieces
        here = codes.code_of(number, self.moves.get(question, question), part)
        return here if here in known else ""

    def _compare_call(self, passport: Passport) -> None:
        if passport.call == str(self.assignment.call_id):
            return
        cycle = Cycle.objects.filter(code=passport.cycle).first()
        names = {
            "other": pick(cycle, "name") if cycle else passport.cycle,
            "here": pick(self.assignment.call.cycle, "name"),
        }
        self.warnings.append(
            _(
                "This form was made for “%(other)s”, and this is “%(here)s”. Its answers are matched by question; "
                "everything that differs from the portal is for you to decide."
            )
            % names
        )

    def _compare_template(self, passport: Passport) -> None:
        version = self.assignment.call.template_version
        if passport.template != version.template.code:
            self.warnings.append(
                _("It is another form: “%(code)s”. Only questions of the same name are found.")
                % {"code": passport.template}
            )
        elif passport.number != str(version.number):
            self.moves = moved_codes(version, passport.number)
            self.warnings.append(
                _("It was made from version %(old)s of the form; this call uses version %(new)s.")
                % {"old": passport.number, "new": version.number}
            )
            self.warnings += [
                _("The question “%(old)s” is now “%(new)s”.") % {"old": old, "new": new}
                for old, new in self.moves.items()
            ]

    def _compare_reader(self, passport: Passport, by: Seat) -> None:
        languages = [language for language in passport.languages.split() if language in LANGUAGE_NAMES]
        if current_language() not in languages:
            names = ", ".join(LANGUAGE_NAMES[language] for language in languages)
            self.warnings.append(
                _("The form is in: %(language)s. Its texts go into the boxes of that language.") % {"language": names}
            )
        if passport.holder != holder_of(by):
            self.warnings.append(
                _("It was made for the country's own texts; what you take in becomes your proposal.")
                if passport.holder == OWN
                else _("It was made by a contributor for their proposals; what you take in becomes the country's text.")
            )


def _another_country(passport: Passport, assignment: Assignment) -> str:
    country = Country.objects.filter(code=passport.country).first()
    return _("This form was made for %(other)s, and this is the contribution of %(here)s. It was not taken in.") % {
        "other": pick(country, "name") if country else passport.country,
        "here": pick(assignment.country, "name"),
    }
