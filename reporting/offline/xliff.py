"""Texts for translators as XLIFF 1.2: each unit is named by the code of its box and the versions of both texts.

The passport stands in the head, as in the other forms; a tool that loses it makes everything a matter of decision.
"""

from collections.abc import Sequence
from typing import Any

from lxml import etree

from accounts.seats import Seat
from common.i18n import other_language, pick
from reporting.enums import TranslationState
from reporting.models import Assignment
from reporting.offline.form import Form
from reporting.offline.passport import issue
from reporting.offline.reading.xliff import PASSPORT, XLIFF, unit_id
from reporting.queries.translation import Work

CONTENT_TYPE = "application/xliff+xml"
STATES = {TranslationState.NONE: "needs-translation", TranslationState.MACHINE: "needs-review-translation"}
XML = "{http://www.w3.org/XML/1998/namespace}"


def write(assignment: Assignment, works: Sequence[Work], language: str, by: Seat) -> bytes:
    """The works into one language as a file."""
    root = etree.Element(f"{{{XLIFF}}}xliff", {"version": "1.2"}, nsmap={None: XLIFF})
    source = other_language(language)
    name = f"{assignment.country.code}-{assignment.call.cycle.code}-{language}"
    file = _add(
        root, "file", original=name, datatype="plaintext",
        **{"source-language": source, "target-language": language},
    )  # fmt: skip
    passport = issue(Form(assignment, (language,), []), by).properties()
    head = _add(file, "header")
    for key, value in passport.items():
        _add(head, "note", value, **{"from": f"{PASSPORT}{key}"})
    body = _add(file, "body")
    for work in works:
        _unit(body, work)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _unit(body: Any, work: Work) -> None:
    approved = "yes" if work.target.state == TranslationState.AGREED and not work.stale else "no"
    unit = _add(
        body, "trans-unit", id=unit_id(work.code, work.source.version, work.target.version), approved=approved,
        **{f"{XML}space": "preserve"},
    )  # fmt: skip
    _add(unit, "source", work.source.text, **{f"{XML}lang": work.source.language})
    state = "needs-adaptation" if work.stale else STATES.get(TranslationState(work.target.state), "translated")
    _add(unit, "target", work.target.text, state=state, **{f"{XML}lang": work.target.language})
    question = pick(work.answer.question, "label", work.source.language)
    number = work.answer.objective_id
    _add(unit, "note", f"{number}. {question}" if number else question)


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    child = etree.SubElement(parent, f"{{{XLIFF}}}{name}", attributes)
    child.text = text or None
    return child
