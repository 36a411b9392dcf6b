"""What a conclusion does: approve, thank, take note, urge … An item can do several at once.

A verb counts where a clause opens with it: at the beginning of the text or of a sentence, after "and", "as well as to",
"In addition, …" and the same in Spanish. Verbs inside what the item is about ("encourage … to participate") do not.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Verb:
    """A verb with how its clauses open in English (after an optional "To") and in Spanish."""

    code: str
    label: str | Promise
    english: str
    spanish: str
    asks: bool = False


VERBS = (
    Verb("approve", pgettext_lazy("conclusion", "Approve"), r"approve", r"aprobar(?:l[aeo]s?)?", asks=True),
    Verb("adopt", pgettext_lazy("conclusion", "Adopt"), r"adopt", r"adoptar(?:l[ao]s?)?", asks=True),
    Verb("accept", pgettext_lazy("conclusion", "Accept"), r"accept", r"aceptar", asks=True),
    Verb("thank", pgettext_lazy("conclusion", "Thank"), r"thank", r"agradecer(?:les?)?"),
    Verb("congratulate", pgettext_lazy("conclusion", "Congratulate"), r"congratulate", r"felicitar(?:l[ao]s?)?"),
    Verb("recognize", pgettext_lazy("conclusion", "Recognize"), r"recogni[sz]e", r"reconocer"),
    Verb("welcome", pgettext_lazy("conclusion", "Welcome"), r"welcome", r"acoger con beneplácito"),
    Verb("take_note", pgettext_lazy("conclusion", "Take note"), r"take note|note that", r"tomar nota"),
    Verb("recommend", pgettext_lazy("conclusion", "Recommend"), r"recommend", r"recomendar", asks=True),
    Verb("request", pgettext_lazy("conclusion", "Request"), r"request", r"solicitar(?:les?)?|se solicita", asks=True),
    Verb("urge", pgettext_lazy("conclusion", "Urge"), r"urge", r"instar(?:l[ao]s?)?", asks=True),
    Verb("encourage", pgettext_lazy("conclusion", "Encourage"), r"encourage", r"alentar(?:l[ao]s?)?", asks=True),
    Verb("invite", pgettext_lazy("conclusion", "Invite"), r"invite", r"invitar(?:l[ao]s?)?", asks=True),
    Verb(
        "call",
        pgettext_lazy("conclusion", "Call for"),
        r"call (?:for|on|upon)",
        r"hacer un llamado|exhortar",
        asks=True,
    ),
    Verb(
        "instruct",
        pgettext_lazy("conclusion", "Instruct"),
        r"instruct|entrust",
        r"instruir|encomendar(?:les?)?",
        asks=True,
    ),
    Verb("agree", pgettext_lazy("conclusion", "Agree"), r"agree", r"acordar|convenir", asks=True),
    Verb("consider", pgettext_lazy("conclusion", "Consider"), r"consider", r"considerar", asks=True),
    Verb("update", pgettext_lazy("conclusion", "Update"), r"update(?!d)", r"actualizar"),
    Verb("reiterate", pgettext_lazy("conclusion", "Reiterate"), r"reiterate", r"reiterar"),
    Verb("initiate", pgettext_lazy("conclusion", "Begin"), r"initiate|begin|start", r"iniciar", asks=True),
    Verb("implement", pgettext_lazy("conclusion", "Carry out"), r"implement", r"implementar|ejecutar", asks=True),
    Verb("develop", pgettext_lazy("conclusion", "Develop"), r"develop", r"desarrollar|elaborar", asks=True),
    Verb(
        "continue",
        pgettext_lazy("conclusion", "Continue"),
        r"continue|continuation of",
        r"continuar|continuación del?",
        asks=True,
    ),
    Verb(
        "follow_up",
        pgettext_lazy("conclusion", "Follow up"),
        r"follow[- ]up on",
        r"dar seguimiento|seguimiento del?",
        asks=True,
    ),
    Verb("review", pgettext_lazy("conclusion", "Review"), r"review", r"revisar|examinar", asks=True),
    Verb("disseminate", pgettext_lazy("conclusion", "Disseminate"), r"disseminate", r"difundir", asks=True),
    Verb("organize", pgettext_lazy("conclusion", "Organize"), r"organi[sz]e", r"organizar", asks=True),
)
BY_CODE = {verb.code: verb for verb in VERBS}
CALLS_FOR_ACTION = frozenset(verb.code for verb in VERBS if verb.asks)
_OPENS = {
    "en": r"(?:^|[.;:] |\band |, as well as |\bin addition,? |, )(?:also )?(?P<to>to )?",
    "es": r"(?:^|[.;:] |\b[ye] |, así como |\bademás,? |, )(?:también )?(?:a )?",
}
_PATTERNS = {
    language: [(verb.code, re.compile(f"{opens}(?P<verb>{getattr(verb, name)})\\b", re.IGNORECASE)) for verb in VERBS]
    for (language, opens), name in zip(_OPENS.items(), ("english", "spanish"), strict=True)
}


def recognize(text: str, language: str = "en") -> list[str]:
    """Codes of the verbs with which clauses of `text` open, in the order of the text; [] when there is none."""
    found: list[tuple[int, str]] = []
    for code, pattern in _PATTERNS[language]:
        places = [match.start("verb") for match in pattern.finditer(text) if _is_clause(match, text, language)]
        if places:
            found.append((min(places), code))
    return [code for _place, code in sorted(found)]


def _is_clause(match: re.Match[str], text: str, language: str) -> bool:
    """In "Review, approve and disseminate" all three count; after a longer clause a comma alone opens none."""
    before = match.group()[: match.start("verb") - match.start()]
    if before.strip() == "," and match["verb"].lower() not in ("note that", "tomar nota"):
        opening = text[: match.start()]
        return not opening or " " not in opening.removeprefix("To ").strip()
    return True


def words_of(codes: list[str]) -> list[str]:
    """The verbs in the reader's language; a code that is not known stands as it is."""
    return [str(BY_CODE[code].label) if code in BY_CODE else code for code in codes]
