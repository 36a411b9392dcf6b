"""Neutral words for counts: one, some, several, most, all.

The thresholds are stated in every report that uses the words. A number is printed only where at least three States
stand behind each side of it, so that no small group is pointed at.
"""

from django.utils.translation import gettext as _

MINIMUM_BEHIND_A_FIGURE = 3

NUMBER_WORDS = {
    "en": ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"],
    "es": ["ninguno", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once"],
}


def quantity(count: int, of: int) -> str:
    """The word for `count` of `of` contributing countries: '', one, some, several, most or all."""
    if count <= 0 or of <= 0:
        return ""
    if count == of and of > 1:
        return "all"
    if count == 1:
        return "one"
    if count * 2 > of:
        return "most"
    return "some" if count * 3 < of else "several"


def short(count: int, of: int) -> str:
    """ "Some", in the active language, for a cell of a table; '' for none."""
    words = dict(zip(("one", "some", "several", "most", "all"), (word for word, _meaning in thresholds()), strict=True))
    return words.get(quantity(count, of), "")


def countries(count: int, of: int) -> str:
    """'Some Member Countries', in the active language; '' for none."""
    return {
        "": "",
        "one": _("One Member Country"),
        "some": _("Some Member Countries"),
        "several": _("Several Member Countries"),
        "most": _("Most of the Member Countries that contributed"),
        "all": _("All the Member Countries that contributed"),
    }[quantity(count, of)]


def may_print(count: int, of: int) -> bool:
    """May the number itself be printed?"""
    return count >= MINIMUM_BEHIND_A_FIGURE and of - count >= MINIMUM_BEHIND_A_FIGURE


def thresholds() -> list[tuple[str, str]]:
    """The words and what they stand for, in the active language, for the table in the annex."""
    return [
        (_("One"), _("one country")),
        (_("Some"), _("two or more, fewer than a third of those that contributed")),
        (_("Several"), _("from a third to a half of those that contributed")),
        (_("Most"), _("more than a half of those that contributed")),
        (_("All"), _("every country that contributed, where more than one did")),
    ]


def number_word(number: int, language: str) -> str:
    """'Seven' / 'Siete' for numbers to twelve, digits above; capitalized, for the head of a sentence."""
    words = NUMBER_WORDS[language]
    return words[number].capitalize() if number < len(words) else str(number)
