"""Keeping templates: sections and questions of a draft, the map of codes, the next version, the freeze."""

from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from audit.actions import record
from common.errors import Conflict, Refused
from common.results import require
from reporting import rules
from reporting.actions.rehearsal import end_rehearsal, refresh_rehearsals
from reporting.models import Answer, Question, ResponseAnswer, Section, Template, TemplateVersion
from reporting.policy import Act
from reporting.queries.templates import before, hindrances, moves_between, parts_of, questions_of
from reporting.templatefile import question_fields, version_value


@transaction.atomic
def create_template(*, by: Seat, **fields: Any) -> TemplateVersion:
    """A new template with its first draft."""
    require(rules.may(by, Act.KEEP_TEMPLATES))
    version = TemplateVersion.objects.create(template=Template.objects.create(**fields), number=1)
    _note("template_created", version, by=by)
    return version


@transaction.atomic
def next_version(*, template: Template, by: Seat) -> TemplateVersion:
    """The next version, as a draft that begins with what the last one asks. Raises Refused while there is a draft."""
    require(rules.may(by, Act.KEEP_TEMPLATES))
    last = _locked(template).versions.order_by("number").last()
    if last is None or not last.is_frozen:
        raise Refused(_("There is a draft of this template already. Freeze it first."))
    version = TemplateVersion.objects.create(template=template, number=last.number + 1)
    _store(version, version_value(last))
    _note("template_version_started", version, by=by)
    return version


@transaction.atomic
def save_section(*, version: TemplateVersion, section: Section | None, fields: Any, saves: int, by: Seat) -> Section:
    """A new section at the end, or another wording of one. Raises Conflict when `saves` is stale."""
    _require_draft(version, by)
    if section is None:
        last = version.sections.aggregate(last=Max("order"))["last"] or 0
        return Section.objects.create(version=version, order=last + 1, **fields)
    scope = section.scope
    _save(section, fields, saves)
    if section.scope != scope:
        refresh_rehearsals(version)
    return section


@transaction.atomic
def save_question(*, section: Section, question: Question | None, fields: Any, saves: int, by: Seat) -> Question:
    """A new question at the end of its section, or another wording. Raises Conflict when `saves` is stale.

    A code that the version before has and that is given another name here is noted in the map of codes.
    """
    version = section.version
    _require_draft(version, by)
    if question is None:
        last = section.questions.aggregate(last=Max("order"))["last"] or 0
        question = Question.objects.create(section=section, order=last + 1, **fields)
    else:
        code, kind = question.code, question.type
        _save(question, fields, saves)
        if question.type != kind:
            _forget_tried([question])
        if question.code != code:
            _follow(version, code, question.code)
    refresh_rehearsals(version)
    return question


@transaction.atomic
def remove_part(*, part: Section | Question, by: Seat) -> None:
    """Take a section with its questions, or a question, out of a draft; what was tried in a rehearsal goes with it."""
    version = part.version if isinstance(part, Section) else part.section.version
    _require_draft(version, by)
    _forget_tried(list(part.questions.all()) if isinstance(part, Section) else [part])
    part.delete()
    _drop_lost_moves(version)


@transaction.atomic
def move_part(*, part: Section | Question, up: bool, by: Seat) -> None:
    """Move a section, or a question within its section, one place up or down; at the end nothing happens."""
    version = part.version if isinstance(part, Section) else part.section.version
    _require_draft(version, by)
    rows: list[Any] = list(
        (version.sections if isinstance(part, Section) else part.section.questions).order_by("order")
    )
    place = rows.index(part)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    for order, row in enumerate(rows, start=1):
        row.order = order
    type(part)._default_manager.bulk_update(rows, ["order"])


@transaction.atomic
def save_map(*, version: TemplateVersion, moved: dict[str, str], by: Seat) -> None:
    """Say which code of the version before is which one now. Raises Refused for one that does not fit."""
    _require_draft(version, by)
    gone, new = moves_between(version)
    fits = {(old.code, q.code) for old in gone for q in new if _same_kind(old, q)}
    for old, code in moved.items():
        if (old, code) not in fits:
            raise Refused(_("“%(old)s” cannot become “%(new)s”.") % {"old": old, "new": code})
    if len(set(moved.values())) != len(moved):
        raise Refused(_("Two codes cannot become the same question."))
    TemplateVersion.objects.filter(pk=version.pk).update(moved=moved)
    version.moved = moved


@transaction.atomic
def freeze(*, version: TemplateVersion, by: Seat) -> None:
    """Freeze a version: from now on it can be asked and never changes. Raises Refused with what is still missing.

    Its rehearsal ends with that.
    """
    _require_draft(version, by)
    if found := hindrances(version, parts_of(version)):
        raise Refused(" ".join(found))
    version.published_at = timezone.now()
    version.save(update_fields=["published_at"])
    end_rehearsal(version=version, by=by)
    _note("template_version_frozen", version, by=by)


@transaction.atomic
def discard(*, version: TemplateVersion, by: Seat) -> None:
    """Throw a draft away, with its template when it is the only version. Raises Refused once it was rehearsed."""
    _require_draft(version, by)
    if version.calls.exists():
        raise Refused(_("It was tried in a rehearsal, which keeps it. Change it instead."))
    template = version.template
    _note("template_draft_discarded", version, by=by)
    version.delete()
    if not template.versions.exists():
        template.delete()


@transaction.atomic
def import_version(*, value: dict[str, Any], by: Seat) -> TemplateVersion:
    """A checked file as a draft: a new template, the next version of a known one, or in place of its draft.

    Of its map of codes stands what speaks of the version before; a file of an older version says more.
    """
    require(rules.may(by, Act.KEEP_TEMPLATES))
    names = {name: value[name] for name in ("name_en", "name_es")}
    template, created = Template.objects.get_or_create(
        code=value["code"], defaults={"audience": value["audience"], **names}
    )
    if template.audience != value["audience"]:
        raise Refused(_("The template “%(code)s” asks somebody else: %(who)s.") % {
            "code": template.code, "who": template.get_audience_display()})  # fmt: skip
    last = _locked(template).versions.order_by("number").last()
    if last is None or last.is_frozen:
        last = TemplateVersion.objects.create(template=template, number=last.number + 1 if last else 1)
    _store(last, value["sections"])
    asked_before = {question.code for question in questions_of(before(last))}
    moved = {old: new for old, new in value["moved"].items() if old in asked_before}
    save_map(version=last, moved=moved, by=by)
    refresh_rehearsals(last)
    _note("template_imported", last, by=by, new=created)
    return last


def store_loaded(*, value: dict[str, Any], number: int, published_at: Any) -> TemplateVersion | None:
    """A version that comes with the portal, frozen; None where this one is there already, whatever it asks."""
    names = {name: value[name] for name in ("audience", "name_en", "name_es")}
    template, _created = Template.objects.get_or_create(code=value["code"], defaults=names)
    if template.versions.filter(number=number).exists():
        return None
    version = TemplateVersion.objects.create(template=template, number=number, moved=value["moved"])
    _store(version, value["sections"])
    version.published_at = published_at
    version.save(update_fields=["published_at"])
    return version


def _store(version: TemplateVersion, sections: list[dict[str, Any]]) -> None:
    """Bring a draft to these sections: parts are found by their codes, so that what was tried of them stays."""
    known = {question.code: question for question in questions_of(version)}
    kept_sections, kept = [], []
    for order, one in enumerate(sections, start=1):
        fields = {name: one[name] for name in one if name not in ("code", "questions")} | {"order": order}
        section, _new = Section.objects.update_or_create(version=version, code=one["code"], defaults=fields)
        kept_sections.append(section.pk)
        for place, asked in enumerate(one["questions"], start=1):
            question = known.get(asked["code"]) or Question(code=asked["code"])
            if question.type and question.type != asked["type"]:
                _forget_tried([question])
            values = question_fields(asked) | {"section": section, "order": place, "choices": asked["choices"]}
            for name, value in values.items():
                setattr(question, name, value)
            question.save()
            kept.append(question.pk)
    gone = Question.objects.filter(section__version=version).exclude(pk__in=kept)
    _forget_tried(list(gone))
    gone.delete()
    version.sections.exclude(pk__in=kept_sections).delete()
    version.refresh_from_db()


def _save(part: Section | Question, fields: dict[str, Any], saves: int) -> None:
    """One conditional UPDATE. Raises Conflict with what is stored."""
    model: Any = type(part)
    rows = model.objects.filter(pk=part.pk, saves=saves)
    changed = rows.update(saves=F("saves") + 1, **fields)
    part.refresh_from_db()
    if not changed:
        stored = {name: getattr(part, name) for name in fields}
        raise Conflict(stored=stored, version=part.saves, submitted=fields)


def _require_draft(version: TemplateVersion, by: Seat) -> None:
    """Who changes a version holds its row: a freeze waits, and what comes after a freeze is refused."""
    require(rules.may(by, Act.KEEP_TEMPLATES))
    if TemplateVersion.objects.select_for_update().get(pk=version.pk).is_frozen:
        raise Refused(_("This version is frozen and never changes. Make the next one."))


def _locked(template: Template) -> Template:
    return Template.objects.select_for_update().get(pk=template.pk)


def _forget_tried(questions: list[Question]) -> None:
    """Answers to a draft's question exist in rehearsals only."""
    for model in (Answer, ResponseAnswer):
        model._default_manager.filter(question__in=[question.pk for question in questions]).delete()


def _follow(version: TemplateVersion, code: str, new: str) -> None:
    """Keep the map of codes true when a question of the draft is given another code."""
    origin = next((old for old, here in version.moved.items() if here == code), code)
    previous = before(version)
    moved = {old: here for old, here in version.moved.items() if old != origin}
    if previous and origin != new and any(q.code == origin for q in questions_of(previous)):
        moved[origin] = new
    TemplateVersion.objects.filter(pk=version.pk).update(moved=moved)
    version.moved = moved
    _drop_lost_moves(version)


def _drop_lost_moves(version: TemplateVersion) -> None:
    """What no longer leads from a code that is gone to one that is new leaves the map."""
    version.refresh_from_db()
    gone, new = moves_between(version)
    fits = {(old.code, q.code) for old in gone for q in new if _same_kind(old, q)}
    moved = {old: here for old, here in version.moved.items() if (old, here) in fits}
    if moved != version.moved:
        TemplateVersion.objects.filter(pk=version.pk).update(moved=moved)
        version.moved = moved


def _same_kind(old: Question, new: Question) -> bool:
    return old.type == new.type and old.section.scope == new.section.scope


def _note(action: str, version: TemplateVersion, *, by: Seat, **detail: Any) -> None:
    template = version.template
    record(
        action, by=by, chain=f"template:{template.pk}", object_type="template_version", object_id=version.pk,
        template=template.code, number=version.number, **detail,
    )  # fmt: skip
