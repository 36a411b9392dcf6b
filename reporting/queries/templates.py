"""What is read of templates: the parts of a version, the map of codes, what keeps it from being frozen."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from reporting.models import Question, Section, Template, TemplateVersion


def parts_of(version: TemplateVersion) -> list[Section]:
    """Sections with their questions, in order. Two queries."""
    questions = Question.objects.select_related("section").order_by("order")
    return list(version.sections.order_by("order").prefetch_related(Prefetch("questions", questions)))


def questions_of(version: TemplateVersion | None) -> list[Question]:
    """The questions of a version, in order."""
    if version is None:
        return []
    rows = Question.objects.filter(section__version=version).select_related("section")
    return list(rows.order_by("section__order", "order"))


def before(version: TemplateVersion) -> TemplateVersion | None:
    """The version whose codes the map starts from."""
    rows = TemplateVersion.objects.filter(template=version.template_id, number__lt=version.number)
    return rows.order_by("-number").first()


def moves_between(version: TemplateVersion) -> tuple[list[Question], list[Question]]:
    """(questions of the version before whose code is gone, questions of this one whose code is new)."""
    old, here = questions_of(before(version)), questions_of(version)
    codes_old, codes_here = {q.code for q in old}, {q.code for q in here}
    return [q for q in old if q.code not in codes_here], [q for q in here if q.code not in codes_old]


def moved_codes(version: TemplateVersion, since: str) -> dict[str, str]:
    """{code in version `since`: code in `version`} of the questions that were renamed between them."""
    if not since.isdecimal() or len(since) > 5:
        return {}
    between = TemplateVersion.objects.filter(
        template=version.template_id, number__gt=int(since), number__lte=version.number
    ).order_by("number")
    found: dict[str, str] = {}
    for step in between:
        moves: dict[str, Any] = step.moved
        found = {old: moves.get(new, new) for old, new in found.items()} | {
            old: new for old, new in moves.items() if old not in found.values()
        }
    return {old: new for old, new in found.items() if old != new}


def hindrances(version: TemplateVersion, parts: list[Section]) -> list[str]:
    """What keeps a version from being frozen, in the reader's language."""
    found = []
    if not any(section.questions.all() for section in parts):
        found.append(_("It asks nothing yet."))
    found += [
        _("Section “%(code)s” has no question.") % {"code": section.code}
        for section in parts
        if not section.questions.all()
    ]
    codes = {q.code for section in parts for q in section.questions.all()}
    found += [
        _("The map of codes names “%(code)s”, which is not asked.") % {"code": new}
        for new in version.moved.values()
        if new not in codes
    ]
    return found


def versions_by_template() -> list[Template]:
    """Every template with its versions and the calls that were made with them. Three queries."""
    versions = TemplateVersion.objects.prefetch_related("calls__cycle").order_by("-number")
    return list(Template.objects.prefetch_related(Prefetch("versions", versions)).order_by("audience", "code"))
