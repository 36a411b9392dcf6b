"""A country's own working copy for its own systems: read, and saved with the versions and rules of the page."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.enums import KeyScope
from api import schema
from api.views.base import ApiView, told
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES
from reporting.actions.answers import save_proposal, save_text
from reporting.models import Answer, Assignment
from reporting.snapshots import answers_of

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True,
    description=gettext_lazy("The version that you read, in quotation marks."),
)  # fmt: skip


class WorkspaceView(ApiView):
    """Only with a key that was made for it, and only the country's own."""

    scope = KeyScope.WORKSPACE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self.seat.is_workspace:
            raise PermissionDenied(_("Only people of a country's team have a working copy."))


class AssignmentsView(WorkspaceView):
    """What the country is asked for."""

    @extend_schema(
        operation_id="workspace_assignments", tags=["workspace"],
        summary=gettext_lazy("What your country is asked for"),
        responses={200: schema.AssignmentSerializer(many=True), **schema.errors(403)},
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        rows = Assignment.objects.visible_to(self.seat).select_related("call__cycle", "country")
        return Response([_assignment(row) for row in rows.order_by("call__due_at")])


class WorkingCopyView(WorkspaceView):
    """Every answer of one assignment, as it stands."""

    @extend_schema(
        operation_id="workspace_answers", summary=gettext_lazy("The working copy"), tags=["workspace"],
        responses={200: schema.WorkingCopySerializer, **schema.errors(403)},
    )  # fmt: skip
    def get(self, request: Request, assignment: UUID) -> Response:
        row = Assignment.objects.visible_to(self.seat).select_related("call__cycle", "country").filter(pk=assignment)
        found = row.first()
        if found is None:
            raise Http404
        return Response({"assignment": _assignment(found), "answers": [_answer(one) for one in answers_of(found)]})


class AnswerTextView(WorkspaceView):
    """The words of one answer in one language."""

    @extend_schema(
        operation_id="workspace_save_text", summary=gettext_lazy("Save the words of an answer"), tags=["workspace"],
        parameters=[IF_MATCH], request=schema.TextSerializer,
        responses={
            200: schema.SavedSerializer,
            **schema.errors(403, 412, 413, 415, 422, 423, 428),
            (409, schema.CONTENT_TYPE): schema.ConflictSerializer,
        },
    )  # fmt: skip
    def put(self, request: Request, answer: UUID, language: str) -> Response:
        row = self._answer(answer)
        if language not in LANGUAGES:
            raise Http404
        tag = request.headers.get("If-Match")
        if tag is None:
            return told(428, _("Send the version that you read as If-Match, so that nobody's words are lost."))
        version = tag.strip().strip('"')
        if not (version.isascii() and version.isdecimal() and len(version) < 10):
            return told(412, _("If-Match holds the version that you read, in quotation marks."))
        text = request.data.get("text")
        if set(request.data) != {"text"} or not isinstance(text, str):
            raise ParseError
        return self._save(row, language, text, int(version))

    def _save(self, row: Answer, language: str, text: str, version: int) -> Response:
        save: Any = save_proposal if self.seat.is_contributor else save_text
        try:
            saved = save(answer=row, language=language, text=text, version=version, by=self.seat)
        except Conflict as conflict:
            return told(
                409,
                _("Somebody saved this answer in the meantime. Look at it again before you decide."),
                stored=conflict.stored, version=conflict.version, submitted=conflict.submitted,
            )  # fmt: skip
        except Refused as refusal:
            return told(422, str(refusal))
        except PermissionDenied as denied:
            return told(403 if row.assignment.call.is_open else 423, str(denied))
        body = {"answer": row.pk, "language": language, "text": saved.text, "version": saved.version}
        return Response(body | {"updated_at": saved.updated_at}, headers={"ETag": f'"{saved.version}"'})

    def _answer(self, pk: UUID) -> Answer:
        rows = Answer.objects.select_related("question__section", "assignment__call", "assignment__country")
        found = rows.filter(assignment__in=Assignment.objects.visible_to(self.seat), pk=pk).first()
        if found is None:
            raise Http404
        return found


def _assignment(row: Assignment) -> dict[str, Any]:
    return {
        "id": row.pk,
        "country": row.country.code,
        "cycle": row.call.cycle.code,
        "status": row.status,
        "call_is_open": row.call.is_open,
        "indicative_date": row.indicative_date,
    }


def _answer(row: Answer) -> dict[str, Any]:
    texts = {one.language: one for one in row.texts.all()}
    return {
        "id": row.pk,
        "question": row.question.code,
        "objective": row.objective_id,
        "kind": row.kind or None,
        "source_language": row.source_language or None,
        "texts": [
            {"language": code, "text": texts[code].text, "version": texts[code].version, "state": texts[code].state}
            for code in LANGUAGES
            if code in texts
        ],
        "updated_at": row.updated_at,
    }
