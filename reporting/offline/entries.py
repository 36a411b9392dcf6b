"""Rows of the tables of repeated items: figures, practices, priorities, documents."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.i18n import current_language, pick
from common.text import uuid_or_none
from reporting import rules
from reporting.actions import answers as actions
from reporting.enums import QuestionType
from reporting.items import clean_item
from reporting.models import AnswerItem
from reporting.offline import codes, words
from reporting.offline.differences import Difference, Standing
from reporting.offline.form import Entries, Entry, Form
from reporting.offline.history import History
from reporting.offline.origin import Origin
from reporting.policy import Act

_NUMBER = re.compile(r"\D*(\d{1,2})\b")


class EntryReader:
    """Compares the rows of a file with the items that are there. `lost` are rows whose place is not known."""

    def __init__(self, form: Form, origin: Origin, history: History, *, by: Seat) -> None:
        self.form, self.origin, self.history, self.by = form, origin, history, by
        self.places = form.entries()
        self.titles = {part.objective.number if part.objective else None: part for part in form.parts}
        self.added: dict[str, int] = {}
        self.seen: set[str] = set()
        self.lost: list[str] = []
        self.warnings: list[str] = []

    def read(self, items: list[dict[str, Any]], resolve: Callable[[dict[str, Any]], str]) -> list[Difference]:
        found = []
        for item in items:
            item["code"] = self._place(item)
            if self.origin.versions_count and item["row"] != codes.NEW:
                self.history.want(AnswerItem, uuid_or_none(item["row"]), item["version"])
        for item in items:
            place = self.places.get(resolve(item))
            if place is None:
                if any(map(str.strip, item["cells"].values())):
                    self.lost.append("\t".join(filter(None, item["cells"].values())))
            elif row := self._row(place, item):
                found.append(row)
        self._look_at_order(items)
        return found

    def _look_at_order(self, items: list[dict[str, Any]]) -> None:
        """Rows are taken in where they stand in the portal: whoever moved them in the file is told."""
        for code, place in self.places.items():
            if place.answer.question.type != QuestionType.PRIORITIES:
                continue
            sent = [item["row"] for item in items if item["code"] == code]
            ours = [entry.key for entry in place.entries if entry.key in sent]
            if [key for key in sent if key in ours] != ours:
                self.warnings.append(
                    _("“%(question)s” stands in another order in the file. The portal keeps its own; move them there.")
                    % {"question": pick(place.answer.question, "label")}
                )

    def _place(self, item: dict[str, Any]) -> str:
        """The code of a row that was added in Excel, from the objective it names."""
        pieces = item["code"].split("/")
        if pieces[0] != "?" or len(pieces) != 3:
            return str(item["code"])
        named = _NUMBER.match(item["cells"].get("for", ""))
        whole = codes.code_of(None, pieces[1], codes.ITEMS)
        return (
            whole if whole in self.places else codes.code_of(int(named[1]) if named else None, pieces[1], codes.ITEMS)
        )

    def _row(self, place: Entries, item: dict[str, Any]) -> Difference | None:
        cells = {name: str(item["cells"][name]).strip() for name in place.columns if name in item["cells"]}
        entry = next((one for one in place.entries if one.key == item["row"]), None)
        if entry is None and not any(cells.values()):
            return None
        row = self._difference(place, entry, item, cells)
        if row is None:
            return None
        if not item["fits"]:
            return row.refuse(_("The row has other cells than the form's; they cannot be told apart."))
        if row.standing != Standing.UNCHANGED and not place.editable:
            why = rules.may(self.by, Act.EDIT_ANSWER, self.form.assignment)
            return row.refuse(getattr(why, "why", ""), standing=Standing.NOT_ALLOWED)
        return row

    def _difference(
        self, place: Entries, entry: Entry | None, item: dict[str, Any], cells: dict[str, str]
    ) -> Difference | None:
        question = place.answer.question
        before = entry.row.data if entry and entry.row else {}
        raw = before | cells
        if "objective" in cells:
            raw["objective"] = _objective(cells["objective"])
        data, errors = clean_item(question.type, raw)
        key = entry.key if entry else f"{codes.NEW}{self._count(place)}"
        row = Difference(
            f"{place.code}#{key}", self.titles[place.answer.objective_id].title(current_language()),
            pick(question, "label"), _said(place, entry.cells) if entry else "", _said(place, cells),
            version=entry.version if entry else 0, comments=item["comments"],
        )  # fmt: skip
        if row.key in self.seen:
            return row.refuse(_("It stands in the file more than once; the first is compared above."))
        self.seen.add(row.key)
        if entry is None:
            return self._new(place, item, row, data, errors)
        return self._known(place, entry, item, row, data, errors, cells)

    def _new(
        self, place: Entries, item: dict[str, Any], row: Difference, data: dict[str, Any], errors: list[str]
    ) -> Difference | None:
        if any(one.row and one.row.data == data for one in place.entries):
            return None
        row.standing = Standing.NEW
        row.save = _adder(place, data)
        if item["row"] != codes.NEW and self._is_untouched(place, item, data):
            return None
        if errors:
            return row.refuse(*errors)
        if item["row"] != codes.NEW:
            row.standing = Standing.CONFLICT
            row.reasons.append(_("It was taken out in the portal in the meantime."))
        limit = place.answer.question.item_limit
        self.added[place.code] = self.added.get(place.code, 0) + 1
        if limit and len(place.entries) + self.added[place.code] > limit:
            return row.refuse(_("This question takes up to %(limit)s entries.") % {"limit": limit})
        return row

    def _known(
        self, place: Entries, entry: Entry, item: dict[str, Any], row: Difference, data: dict[str, Any],
        errors: list[str], cells: dict[str, str],
    ) -> Difference:  # fmt: skip
        stored = entry.row
        if stored is None or all(entry.cells[name] == value for name, value in cells.items()) or data == stored.data:
            return row
        row.writer, row.saved_at = stored.updated_by_id, stored.updated_at
        is_current = self.origin.versions_count and item["version"] == entry.version
        if not is_current and self._is_untouched(place, item, data):
            row.reasons.append(_("The portal holds a newer text, which stays."))
            return row
        if entry.linked:
            return row.refuse(_("Its title is the register's; choose another practice in the portal."))
        if not any(cells.values()):
            row.standing, row.save = Standing.EMPTIED, _remover(stored)
            return row
        if errors:
            return row.refuse(*errors)
        row.standing = Standing.CHANGED if is_current else Standing.CONFLICT
        row.save = _changer(place, stored, data)
        return row

    def _is_untouched(self, place: Entries, item: dict[str, Any], data: dict[str, Any]) -> bool:
        """Does the row say what it said when the file was made?"""
        if not self.origin.versions_count or item["row"] == codes.NEW:
            return False
        before = self.history.at(AnswerItem, uuid_or_none(item["row"]), item["version"])
        if before is None or before["answer_id"] != place.answer.pk:
            return False
        return all(str(before["data"].get(name) or "") == str(data.get(name) or "") for name in place.columns)

    def _count(self, place: Entries) -> int:
        return sum(1 for key in self.seen if key.startswith(f"{place.code}#{codes.NEW}")) + 1


def _said(place: Entries, cells: dict[str, str]) -> str:
    """A row in words, a line for each cell that holds something."""
    return "\n".join(f"{words.COLUMNS[name]}: {cells[name]}" for name in place.columns if cells.get(name))


def _objective(text: str) -> str:
    """ "8", "8.", "Objective 8" as "8"; anything else as it is, to be told what is wrong with it."""
    found = _NUMBER.match(text)
    return found[1].lstrip("0") if found else text


def _adder(place: Entries, data: dict[str, Any]) -> Callable[[Seat], None]:
    def save(by: Seat) -> None:
        actions.save_item(answer=place.answer, data=data, by=by)

    return save


def _changer(place: Entries, item: AnswerItem, data: dict[str, Any]) -> Callable[[Seat], None]:
    def save(by: Seat) -> None:
        actions.save_item(answer=place.answer, item=item, data=data, version=item.version, by=by)

    return save


def _remover(item: AnswerItem) -> Callable[[Seat], None]:
    def save(by: Seat) -> None:
        actions.remove_item(item=item, version=item.version, by=by)

    return save
