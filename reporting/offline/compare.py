"""A file that came back, compared with what the portal holds now.

A box is changed where it differs from what the file was made with. Where somebody typed in the meantime it is a
conflict, unless the file was not touched there. A row that is no longer in the file, and a box left blank that was
blank, say nothing.
"""

from typing import Any

from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.i18n import current_language, pick
from common.text import MAX_CHARACTERS, clean_text
from common.words import plain
from reporting import rules
from reporting.actions import answers as actions
from reporting.models import Answer, AnswerText, Assignment, Proposal
from reporting.offline import codes
from reporting.offline.differences import Comparison, Difference, Standing, name_writers
from reporting.offline.entries import EntryReader
from reporting.offline.form import Box, Form, Options, form_of
from reporting.offline.history import History
from reporting.offline.origin import Origin
from reporting.policy import Act


def compare(said: dict[str, Any], assignment: Assignment, *, by: Seat) -> Comparison:
    """What taking in a form would change, for this seat, as the portal stands now. Raises Refused for one of others.

    A document that was never our form is compared by what somebody placed of it: {"placed": [{"code", "text"}]}.
    """
    form = form_of(assignment, by=by)
    if "placed" in said:
        fields = [{"version": 0, "remarks": [], "comments": [], **one} for one in said["placed"]]
        said = {"fields": fields, "marks": [], "items": [], "loose": [], "comments": [], "tracked": 0}
        origin = Origin.unknown(assignment)
    else:
        origin = Origin(said.get("properties", {}), assignment, by)
    return _Reader(form, origin, said, by).read()


class _Reader:
    def __init__(self, form: Form, origin: Origin, said: dict[str, Any], by: Seat) -> None:
        self.form, self.origin, self.said, self.by = form, origin, said, by
        self.boxes, self.options = form.boxes(), form.options()
        names = [*self.boxes, *self.options, *form.entries()]
        self.known = {name: name for name in names} | {codes.short(name): name for name in names}
        self.history = History()
        self.seen: dict[str, Any] = {}
        self.rows: list[Difference] = []
        self.lost: list[str] = []

    def read(self) -> Comparison:
        said = self.said
        texts = [(self._resolve(field), field) for field in said["fields"]]
        if self.origin.versions_count:
            self._ask_history(texts)
        for name, field in texts:
            self._text(name, field)
        for field in said["marks"]:
            self._marks(self._resolve(field), field)
        entries = EntryReader(self.form, self.origin, self.history, by=self.by)
        self.rows += entries.read(said["items"], self._resolve)
        name_writers(self.rows)
        order = {code: place for place, code in enumerate(self.known.values())}
        self.rows.sort(key=lambda row: order.get(row.key.split("#")[0], len(order)))
        return Comparison(
            self.rows,
            [*self.origin.warnings, *entries.warnings],
            [*said["loose"], *entries.lost, *self.lost],
            said["comments"],
            said["tracked"],
        )

    def _resolve(self, field: dict[str, Any]) -> str:
        """The box of this form that a row of the file means: by its code, by its bookmark, or where the code moved."""
        code = field["code"]
        if not code:
            return self.known.get(field.get("witness", ""), "")
        return code if code in self.known else self.origin.moved(code, self.known)

    def _ask_history(self, texts: list[tuple[str, dict[str, Any]]]) -> None:
        """The texts that stale boxes were made with, all at once."""
        model: Any = Proposal if self.by.is_contributor else AnswerText
        for name, field in texts:
            box = self.boxes.get(name)
            if box and box.row and box.version != field["version"]:
                self.history.want(model, box.row.pk, field["version"])
        for field in self.said["marks"]:
            options = self.options.get(self._resolve(field))
            if options and options.version != field["version"]:
                self.history.want(Answer, options.answer.pk, field["version"])

    # Texts

    def _text(self, name: str, field: dict[str, Any]) -> None:
        box = self.boxes.get(name)
        clean = clean_text(field["text"])
        if box is None:
            if clean.text:
                self.lost.append(f"{field['code']}: {clean.text}" if field["code"] else clean.text)
            return
        row = Difference(
            name, self._where(box.answer), pick(box.answer.question, "label"), box.text, clean.text,
            language=box.language, version=box.version, comments=field["comments"],
        )  # fmt: skip
        if not self._first(name, clean.text, row):
            return
        self.rows.append(row)
        row.reasons += [*clean.remarks, *map(say, field["remarks"])]
        row.writer, row.saved_at = _saved(box.row)
        if clean.text == box.text:
            return
        if {"merged", "error"} & set(field["remarks"]):
            row.refuse()
        elif not box.editable:
            row.refuse(self._why_not(box), standing=Standing.NOT_ALLOWED)
        elif len(clean.text) > MAX_CHARACTERS:
            row.refuse(_("One answer holds %(limit)s characters.") % {"limit": MAX_CHARACTERS})
        else:
            base = self.history.text(box.row, field["version"]) if self.origin.versions_count else None
            row.standing = self._standing(box.text, clean.text, box.version, field["version"], base)
            row.save = self._saver(box, clean.text, self._older_original(box, field, row))
            row.joined = clean_text(f"{box.text}\n\n{clean.text}").text if box.text and clean.text else ""
            row.save_joined = self._saver(box, row.joined) if row.joined else None
            if row.standing == Standing.UNCHANGED:
                row.reasons.append(_("The portal holds a newer text, which stays."))

    def _standing(self, current: Any, sent: Any, version: int, read: int, base: Any) -> str:
        """How two values that differ stand to each other. `base` is what the file was made with, None if unknown."""
        if not (self.origin.versions_count and version == read):
            if base is not None and base == sent:
                return Standing.UNCHANGED
            if current and not sent and base is None:
                return Standing.UNCHANGED
            if current:
                return Standing.CONFLICT
        if not sent:
            return Standing.EMPTIED
        return Standing.CHANGED if current else Standing.NEW

    def _older_original(self, box: Box, field: dict[str, Any], row: Difference) -> int | None:
        """The version of the original that a translation file was made from, where that is no longer the present one.

        The translation may be taken in all the same; it stays marked as one of an older original.
        """
        if "source_version" not in field or not self.origin.versions_count:
            return None
        source = next((text for text in box.answer.texts.all() if text.language == box.answer.source_language), None)
        if source is None or source.version == field["source_version"]:
            return None
        row.reasons.append(_("The original has changed since. The translation will be marked as one of an older text."))
        return min(int(field["source_version"]), source.version)

    def _saver(self, box: Box, text: str, based_on: int | None = None) -> Any:
        def save(by: Seat) -> None:
            if by.is_contributor:
                actions.save_proposal(answer=box.answer, language=box.language, text=text, version=box.version, by=by)
                return
            row = actions.save_text(answer=box.answer, language=box.language, text=text, version=box.version, by=by)
            if based_on is not None:
                AnswerText.objects.filter(pk=row.pk).update(based_on=based_on)

        return save

    def _why_not(self, box: Box) -> str:
        decision = (
            rules.may(self.by, Act.PROPOSE_TEXT, box.answer.assignment)
            if self.by.is_contributor
            else rules.may_edit_text(self.by, box.answer, box.language)
        )
        return getattr(decision, "why", "")

    # Choices

    def _marks(self, name: str, field: dict[str, Any]) -> None:
        options = self.options.get(name)
        if options is None:
            self.lost += [o["label"] for o in field["options"] if o["marked"] and o["label"]]
            return
        state, problems = _state(options, field)
        allowed = [key for key, *_labels in options.options]
        chosen = [key for key in allowed if state.get(key, key in options.chosen)]
        row = Difference(
            name, self._where(options.answer), pick(options.answer.question, "label"),
            _labels(options, options.chosen), _labels(options, chosen), version=options.version,
            comments=field["comments"],
        )  # fmt: skip
        if not self._first(name, chosen, row):
            return
        self.rows.append(row)
        row.writer, row.saved_at = _saved(options.answer if options.version else None)
        if options.single and len(chosen) > 1:
            problems.append(_("More than one is marked, and only one can be."))
        if problems:
            row.refuse(*problems)
        elif chosen != options.chosen and not options.editable:
            why = rules.may(self.by, Act.EDIT_ANSWER, self.form.assignment)
            row.refuse(getattr(why, "why", ""), standing=Standing.NOT_ALLOWED)
        elif chosen != options.chosen:
            base = self.history.marks(options, field["version"]) if self.origin.versions_count else None
            row.standing = self._standing(options.chosen, chosen, options.version, field["version"], base)
            row.save = _marker(options, chosen)

    # Common

    def _first(self, name: str, value: Any, row: Difference) -> bool:
        """Is this the first time that the file speaks of this box? What says the same twice is said once."""
        if name not in self.seen:
            self.seen[name] = value
            return True
        if self.seen[name] != value:
            self.rows.append(row.refuse(_("It stands in the file more than once; the first is compared above.")))
            row.key = f"{name}#{len(self.rows)}"
        return False

    def _where(self, answer: Answer) -> str:
        part = next(p for p in self.form.parts if (p.objective.number if p.objective else None) == answer.objective_id)
        return part.title(current_language())


def say(remark: str) -> str:
    """What is special about a box, in words."""
    return {
        "table": _("A table within the box was read as lines, its cells parted by tabs."),
        "picture": _("A picture in the box was not read."),
        "note": _("Footnotes of the box were not read."),
        "hidden": _("Hidden text in the box was not read."),
        "formula": _("The cell holds a formula; its result was read."),
        "error": _("The cell holds an error instead of a value."),
        "merged": _("The cell was merged with others and cannot be told apart."),
    }[remark]


def _state(options: Options, field: dict[str, Any]) -> tuple[dict[str, bool], list[str]]:
    """What the file says of each choice, and what of it cannot be understood."""
    by_label = {
        label.casefold(): key
        for key, english, spanish in options.options
        for label in (key, english, spanish, f"{english} / {spanish}")
    }
    allowed = {key for key, *_rest in options.options}
    state: dict[str, bool] = {}
    problems = []
    if "chosen" in field:
        key = by_label.get(plain(field["chosen"]).casefold(), "")
        if field["chosen"] and not key:
            problems.append(_("“%(value)s” is not one of the choices.") % {"value": field["chosen"][:60]})
        return dict.fromkeys(allowed, False) | ({key: True} if key else {}), problems
    for option in field["options"]:
        key = option["code"] if option["code"] in allowed else by_label.get(plain(option["label"]).casefold(), "")
        if key:
            state[key] = option["marked"] or state.get(key, False)
        elif option["marked"] or not option["sign"]:
            problems.append(_("“%(value)s” is not one of the choices.") % {"value": option["label"][:60]})
    return state, problems


def _labels(options: Options, chosen: list[str]) -> str:
    place = 2 if current_language() == "es" else 1
    return "\n".join(f"– {option[place]}" for option in options.options if option[0] in chosen)


def _marker(options: Options, chosen: list[str]) -> Any:
    def save(by: Seat) -> None:
        marks: dict[str, Any] = {"kind": "".join(chosen)} if options.single else {"choices": chosen}
        actions.save_marks(answer=options.answer, version=options.version, by=by, **marks)

    return save


def _saved(row: Any) -> tuple[Any, Any]:
    who = getattr(row, "updated_by_id", None) or getattr(row, "author_id", None)
    return (who, row.updated_at) if who else (None, None)
