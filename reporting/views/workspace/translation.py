"""The translators' queue of a country: which text, whose, how far; out as a file for translators."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.enums import Language
from accounts.http import SeatRequest
from accounts.models import User
from common.errors import Conflict, Refused
from common.filtering import Choice, Filtered, choice
from common.i18n import LANGUAGES
from common.results import require
from common.shapes import Link
from reporting import notify, rules
from reporting.actions import translation as actions
from reporting.enums import TranslationState
from reporting.models import AnswerText, Assignment
from reporting.offline import xliff
from reporting.policy import Act
from reporting.queries.translation import Work, queue_of, translators_of
from reporting.views.workspace.base import assignment_of, frame, objective_label

NOBODY, ME = "nobody", "me"
STATES: dict[str, Callable[[Work], bool]] = {
    "waiting": lambda work: work.waits,
    "stale": lambda work: work.stale,
    "machine": lambda work: work.target.state == TranslationState.MACHINE,
    "human": lambda work: work.target.state == TranslationState.HUMAN and not work.stale,
    "agreed": lambda work: work.target.state == TranslationState.AGREED and not work.stale,
}
LOOK = {"none": "not_started", "machine": "inferred", "human": "in_progress", "agreed": "done", "stale": "returned"}


@seat_required
@require_safe
def translations(request: SeatRequest, pk: str) -> HttpResponse:
    """The texts by language, state and person (`?to=es&state=waiting&who=me`)."""
    assignment = assignment_of(request, pk)
    works = queue_of(assignment)
    people = translators_of(assignment)
    asked = {name: request.GET[name] for name in ("to", "state", "who") if request.GET.get(name)}
    shown = _chosen(works, asked, request)
    may_give = rules.may(request.seat, Act.DELEGATE, assignment)
    context = frame(request, assignment, Link(_("Translations"))) | {
        "rows": [_row(assignment, work) for work in shown],
        "figures": [_figures(works, language) for language in LANGUAGES if _into(works, language)],
        "choices": _choices(people, asked),
        "filtered": Filtered(AnswerText.objects.none(), asked),
        "files": [(language, Language(language).label) for language in LANGUAGES if _into(shown, language)],
        "people": people,
        "may_give": may_give,
        "machine_is_set_up": bool(settings.TRANSLATION_HOOK),
        "may_agree": rules.may(request.seat, Act.AGREE_TO_MACHINE, assignment),
        "machine": settings.TRANSLATION_HOOK
        and assignment.machine_agreed_at
        and rules.may(request.seat, Act.EDIT_TRANSLATION, assignment),
    }
    return render(request, "reporting/workspace/translations.html", context)


@seat_required
@require_POST
def translations_give(request: SeatRequest, pk: str) -> HttpResponse:
    """Give the chosen texts to a person, or to nobody; with "all", every text that the page showed."""
    assignment = assignment_of(request, pk)
    require(rules.may(request.seat, Act.DELEGATE, assignment))
    person = next((one for one in translators_of(assignment) if str(one.pk) == request.POST.get("person")), None)
    try:
        if person is None and request.POST.get("person") != NOBODY:
            raise Refused(_("Choose a person, or nobody."))
        codes = request.POST.getlist("shown" if "all" in request.POST else "text")
        given = actions.give_texts(assignment=assignment, codes=codes, translator=person, by=request.seat)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if person:
            notify.translation_given(assignment, person, len(given), by=request.seat)
        words = ngettext("%(count)s text: %(name)s.", "%(count)s texts: %(name)s.", len(given))
        messages.success(request, words % {"count": len(given), "name": person or _("nobody")})
    return redirect(f"{reverse('reporting:translations', args=[assignment.pk])}?{request.GET.urlencode()}")


@seat_required
@require_POST
def translations_machine(request: SeatRequest, pk: str) -> HttpResponse:
    """A focal point's yes to drafts by a machine for this contribution ("agreed" = "yes"), or its end."""
    assignment = assignment_of(request, pk)
    agreed = request.POST.get("agreed") == "yes"
    if agreed and not settings.TRANSLATION_HOOK:
        raise Http404
    actions.agree_to_machine(assignment=assignment, agreed=agreed, by=request.seat)
    words = _("Texts may now be drafted by the machine.") if agreed else _("Texts no longer leave the portal.")
    messages.success(request, words)
    return redirect("reporting:translations", assignment.pk)


@seat_required
@require_POST
def translation_draft(request: SeatRequest, pk: str) -> HttpResponse:
    """Put a machine's draft where there is no translation; only where one is set up and the country has agreed."""
    assignment = assignment_of(request, pk)
    work = next((work for work in queue_of(assignment) if work.code == request.POST.get("text")), None)
    if work is None or not settings.TRANSLATION_HOOK:
        raise Http404
    work.answer.assignment = assignment
    try:
        actions.draft_by_machine(work=work, by=request.seat)
        messages.success(request, _("A machine's draft stands there now. A person has to go over it."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Conflict:
        messages.error(request, _("Somebody wrote there in the meantime. The draft was not taken."))
    return redirect("reporting:translations", assignment.pk)


@seat_required
@require_safe
def translation_file(request: SeatRequest, pk: str, language: str) -> HttpResponse:
    """The texts that the filters leave, into one language, as XLIFF for a translator's tool."""
    assignment = assignment_of(request, pk)
    asked = {name: request.GET[name] for name in ("state", "who") if request.GET.get(name)}
    works = _into(_chosen(queue_of(assignment), asked, request), language)
    if language not in LANGUAGES or not works:
        raise Http404
    response = HttpResponse(xliff.write(assignment, works, language, request.seat), content_type=xliff.CONTENT_TYPE)
    name = f"{assignment.country.code}-{assignment.call.cycle.code}-{language}.xlf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _chosen(works: list[Work], asked: dict[str, str], request: SeatRequest) -> list[Work]:
    into, state, who = asked.get("to", ""), asked.get("state", ""), asked.get("who", "")
    if into in LANGUAGES:
        works = _into(works, into)
    if state in STATES:
        works = [work for work in works if STATES[state](work)]
    if who == NOBODY:
        return [work for work in works if work.translator is None]
    wanted = str(request.seat.person.pk) if who == ME else who
    return [work for work in works if work.translator and str(work.translator.pk) == wanted] if who else works


def _into(works: list[Work], language: str) -> list[Work]:
    return [work for work in works if work.target.language == language]


def _row(assignment: Assignment, work: Work) -> dict[str, Any]:
    number = work.answer.objective_id
    state = "stale" if work.stale else work.target.state
    words = _("Of an older original") if work.stale else str(TranslationState(work.target.state).label)
    page = (
        reverse("reporting:objective", args=[assignment.pk, number])
        if number
        else reverse("reporting:whole-report", args=[assignment.pk])
    )
    return {
        "work": work,
        "where": objective_label(number),
        "url": f"{page}?view=both#a-{work.answer.pk}",
        "look": LOOK[state],
        "state": words,
        "drafts": work.target.state == TranslationState.NONE,
    }


def _figures(works: list[Work], language: str) -> dict[str, Any]:
    """How far the texts into one language have come."""
    into = _into(works, language)
    waiting = sum(work.waits for work in into)
    agreed = sum(STATES["agreed"](work) for work in into)
    return {
        "language": Language(language).label, "texts": len(into), "waiting": waiting, "agreed": agreed,
        "to_agree": len(into) - waiting - agreed, "words": sum(work.words for work in into if work.waits),
    }  # fmt: skip


def _choices(people: list[User], asked: dict[str, str]) -> list[Choice]:
    languages = [(value, str(words)) for value, words in Language.choices]
    states = [
        ("waiting", _("To be translated")), ("stale", _("Of an older original")),
        ("machine", str(TranslationState.MACHINE.label)), ("human", _("Translated, to be agreed")),
        ("agreed", str(TranslationState.AGREED.label)),
    ]  # fmt: skip
    who = [(ME, _("Mine")), (NOBODY, _("Nobody's")), *((str(one.pk), one.name) for one in people)]
    return [
        choice("to", _("Language"), languages, asked),
        choice("state", _("Status"), states, asked),
        choice("who", _("Translator"), who, asked),
    ]
