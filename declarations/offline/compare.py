"""A file that came back against the draft: what its delegation proposes, what was not understood, what conflicts.

Pure but for the reads that `Known` and the frame need: nothing is stored. Whatever cannot belong to the declaration at
all is refused as a whole.
"""

import re
from collections import Counter
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.seats import Seat
from common.errors import Refused
from common.i18n import LANGUAGES
from common.merge import merge
from common.words import language_of, plain
from declarations import setting
from declarations.enums import OPEN, AmendmentStatus, Kind, Operation
from declarations.models import Amendment, Draft, Paragraph
from declarations.offline.codes import short
from declarations.offline.differences import Comparison, Row, Standing
from declarations.offline.frame import frame_of
from declarations.offline.known import Known, Place
from declarations.offline.order import moved
from declarations.queries.room import numbers_of, paragraphs_of

MAX_ROWS = 300
ENUMERATOR = re.compile(
    r"^(?:(?:Annex|Anexo)\s+[IVXLC]+|(?P<digit>\d{1,3}(?:\s?(?:bis|ter|quater))?[.)])|(?P<letter>[a-z]{1,2}\)))"
    r"[\t \xa0]+"
)
SOME_WORDS = 6
"""In fewer words nobody can say in which language a text is."""
Texts = dict[str, tuple[Place, str]]


def compare(said: dict[str, Any], draft: Draft, by: Seat) -> Comparison:
    """What `said` (of `child`) proposes to the draft. Raises Refused for a file that is not of this declaration."""
    return _Comparing(said, draft, by).result()


class _Comparing:
    def __init__(self, said: dict[str, Any], draft: Draft, by: Seat) -> None:
        self.said, self.draft, self.by = said, draft, by
        self.here = {short(row.identity, 12): row for row in paragraphs_of(draft)}
        self.numbers = numbers_of(draft, list(self.here.values()))
        prefetch_related_objects([draft.declaration], "members")
        self.members = {code: draft.declaration.members_in(code) for code in LANGUAGES}
        self.known = Known(draft, by)
        self.found: dict[str, Texts] = {}
        self.beside: dict[str, dict[str, Any]] = {}
        self.rows: list[Row] = []
        self.loose: list[str] = []
        self.comments: list[dict[str, str]] = list(said["comments"])
        self.unchanged = 0

    def result(self) -> Comparison:
        items = self.said["items"]
        present = {code for item in items for cell in item["cells"] for code in cell["codes"]} | set(
            self.said["deleted"]
        )
        placed = [(item, [self.known.place(cell, present) for cell in item["cells"]]) for item in items]
        deleted = [self.known.resolve(code) for code in self.said["deleted"]]
        places = [place for _item, row in placed for place in row if place]
        made_from = Counter(place.code.draft for place in [*places, *deleted]).most_common(1)[0][0]
        frame = frame_of(self.known.drafts[made_from])
        columns = {n: p.code.language for _item, row in placed for n, p in enumerate(row) if p and len(row) > 1}
        text_language = Counter(p.code.language for _item, row in placed for p in row if p and len(row) == 1)
        usual = text_language.most_common(1)[0][0] if text_language else ""
        last, fresh = "", []
        for item, row in placed:
            if any(row):
                last = self._collect(item, row) or last
            elif all(not cell["text"] or plain(cell["text"]) in frame for cell in item["cells"]):
                continue
            elif last and (said := self._new(item, columns if len(row) > 1 else {0: usual})):
                fresh.append((last, item, *said))
            else:
                self.loose.append("\t".join(filter(None, (cell["text"] for cell in item["cells"]))))
        self._changes()
        for after, item, texts, label in fresh:
            self._insert(after, item, texts, label)
        self._moves(made_from)
        self._deletions(made_from, {place.code.identity for place in deleted})
        self._already()
        if len(self.rows) > MAX_ROWS:
            raise Refused(_("The file changes more than %(limit)s places. Send it in parts.") % {"limit": MAX_ROWS})
        return Comparison(
            self.rows, self.loose, self.comments, self.unchanged, self.said["tracked"],
            self.known.drafts[made_from].symbol,
        )  # fmt: skip

    # Collecting

    def _collect(self, item: dict[str, Any], row: list[Place | None]) -> str:
        """Keep the words of each paragraph and language; the same one twice is kept where its words stayed."""
        last = ""
        for cell, place in zip(item["cells"], row, strict=True):
            if place is None:
                continue
            last = place.code.identity
            texts = self.found.setdefault(last, {})
            text = self._without_label(cell, place)
            twice = texts.get(place.code.language)
            if twice is None:
                texts[place.code.language] = (place, text)
            else:
                kept, copy = twice[1], text
                if self._same(text, place):
                    texts[place.code.language], copy = (place, text), kept
                self.loose.append(copy)
            self.beside.setdefault(last, {"comments": [], "remarks": set()})
        if last:
            self.beside[last]["comments"] += item["comments"]
            self.beside[last]["remarks"] |= set(item["remarks"])
        return last

    def _without_label(self, cell: dict[str, Any], place: Place) -> str:
        """The words; what somebody typed before the hidden code belongs to them, the printed number does not."""
        before, text = str(cell["before"]), str(cell["text"])
        number = self.numbers.get(place.source.identity)
        label = number.label(place.code.language) if number else ""
        if not cell["codes"]:  # known by its bookmark alone: the number stands in the words
            found = ENUMERATOR.match(text)
            return (
                text.removeprefix(label).strip()
                if label and text.startswith(label)
                else text[found.end() if found else 0 :]
            )
        before = before.removeprefix(label).strip() if label else before
        return " ".join(filter(None, ["" if ENUMERATOR.fullmatch(f"{before} ") else before, text]))

    def _new(self, item: dict[str, Any], columns: dict[int, str]) -> tuple[dict[str, str], str] | None:
        """The words of a new paragraph by language, and how it is numbered: "digit", "letter" or not ('')."""
        texts, label = {}, ""
        for place, cell in enumerate(item["cells"]):
            found = ENUMERATOR.match(f"{cell['text']}\t" if columns.get(place) is None else cell["text"])
            if found:
                label = found.lastgroup or ""
            if (language := columns.get(place)) and cell["text"]:
                texts[language] = cell["text"][found.end() if found else 0 :]
        return (texts, label) if any(texts.values()) else None

    # Rows

    def _changes(self) -> None:
        for identity, texts in self.found.items():
            beside = self.beside[identity]
            row = Row(Standing.UNDERSTOOD, Operation.REPLACE, **self._on(self.here.get(identity)))
            changed = {language: said for language, said in texts.items() if not self._same(said[1], said[0])}
            emptied = [
                language for language, (place, text) in changed.items() if not text and place.source.text(language)
            ]
            row.remarks = [str(REMARKS[name]) for name in sorted(beside["remarks"]) if name in REMARKS]
            if emptied and len(emptied) == len(texts):
                row.operation = Operation.DELETE
                row.standing = Standing.UNDERSTOOD if row.paragraph else Standing.NO_PLACE
            elif words := {language: said for language, said in changed.items() if said[1]}:
                if emptied:
                    row.remarks.append(_("One language was emptied; it is left as it is."))
                self._words(row, words)
            else:
                self.unchanged += 1
                self.comments += beside["comments"]
                continue
            row.comments = beside["comments"]
            self.rows.append(row)

    def _words(self, row: Row, changed: Texts) -> None:
        """Put the words of each language into the row, and say how they stand to the draft."""
        standings = set()
        for language, (place, text) in changed.items():
            if row.paragraph is None:
                row.texts[language] = text
                standings.add(Standing.NO_PLACE)
                continue
            now = setting.filled(row.paragraph.text(language), self.members[language])
            before = setting.filled(place.source.text(language), self.members[language])
            said, standing = text, Standing.UNDERSTOOD
            if not place.is_current or plain(before) != plain(now):
                merged = merge(before, [text, now]) if place.is_current else None
                standing = Standing.BROUGHT if merged and merged.is_clean else Standing.STALE
                said = merged.text if merged and merged.is_clean else text
            if _is_other_language(text, before, language):
                standing = Standing.LANGUAGE
            row.texts[language] = self._stored(said, language)
            standings.add(standing)
        row.standing = next(one for one in WORST if one in standings)

    def _insert(self, after: str, item: dict[str, Any], texts: dict[str, str], label: str) -> None:
        anchor = self.here.get(after)
        standing = Standing.UNDERSTOOD if anchor else Standing.NO_PLACE
        if any(_is_other_language(text, "", language) for language, text in texts.items()):
            standing = Standing.LANGUAGE
        self.rows.append(
            Row(
                standing, Operation.INSERT, after=anchor, after_number=self._number(anchor),
                kind=self._kind(anchor, label),
                texts={language: self._stored(text, language) for language, text in texts.items()},
                comments=item["comments"], remarks=[str(REMARKS[name]) for name in item["remarks"] if name in REMARKS],
            )
        )  # fmt: skip

    def _kind(self, anchor: Paragraph | None, label: str) -> str:
        """As its number says, else that of the paragraph before it; after a chapeau or heading that of the next."""
        if label:
            return Kind.OPERATIVE if label == "digit" else Kind.SUB
        rows = list(self.here.values())
        following = rows[rows.index(anchor) :] if anchor else []
        kinds = [row.kind for row in following if row.kind not in (Kind.CHAPEAU, Kind.HEADING)]
        return kinds[0] if kinds else Kind.OPERATIVE

    def _moves(self, made_from: str) -> None:
        source = [short(row.identity, 12) for row in self.known.of(made_from)]
        kept = [identity for identity in self.found if identity in self.here]
        now = list(self.here)
        for identity, after in moved(kept, source):
            row = self.here[identity]
            before = source[source.index(identity) - 1] if source.index(identity) else ""
            if row.kind == Kind.SUB and after == before:
                continue  # it goes with the paragraph that it belongs to
            anchor = self.here.get(after)
            if now.index(identity) == (now.index(after) + 1 if anchor else 0):
                continue  # the draft has it there already
            self.rows.append(
                Row(
                    Standing.UNDERSTOOD,
                    Operation.MOVE,
                    **self._on(row),
                    after=anchor,
                    after_number=self._number(anchor),
                )
            )

    def _deletions(self, made_from: str, deleted: set[str]) -> None:
        for row in self.known.of(made_from):
            identity = short(row.identity, 12)
            if identity in self.found or identity not in self.here:
                continue
            standing = Standing.UNDERSTOOD if identity in deleted else Standing.ABSENT
            self.rows.append(Row(standing, Operation.DELETE, **self._on(self.here[identity])))

    def _already(self) -> None:
        """What the delegation has in hand already is not proposed twice."""
        own = Amendment.objects.filter(
            draft=self.draft, country=self.by.country, status__in=(AmendmentStatus.DRAFT, *OPEN), to=None
        )
        mine = {self._asked(one.operation, one.paragraph_id, one.after_id, vars(one)) for one in own}
        for row in self.rows:
            texts = {f"text_{language}": text for language, text in row.texts.items()}
            asked = self._asked(row.operation, row.paragraph and row.paragraph.pk, row.after and row.after.pk, texts)
            if row.may_be_taken and asked in mine:
                row.standing = Standing.ALREADY

    # Small questions

    @staticmethod
    def _asked(operation: str, paragraph: Any, after: Any, texts: dict[str, Any]) -> tuple[Any, ...]:
        where = after if operation in (Operation.INSERT, Operation.MOVE) else None
        return (operation, paragraph, where, *(texts.get(f"text_{language}", "") for language in LANGUAGES))

    def _on(self, paragraph: Paragraph | None) -> dict[str, Any]:
        return {"paragraph": paragraph, "number": self._number(paragraph)}

    def _number(self, paragraph: Paragraph | None) -> Any:
        return self.numbers.get(paragraph.identity) if paragraph else None

    def _same(self, text: str, place: Place) -> bool:
        """Are these the words of the file as it was made, or those of the present draft?"""
        language = place.code.language
        now = self.here.get(place.code.identity)
        bases = [place.source] if place.is_current else []
        bases += [now] if now else []
        return any(plain(setting.filled(one.text(language), self.members[language])) == plain(text) for one in bases)

    def _stored(self, text: str, language: str) -> str:
        """With the place of the members kept open, where the file names them."""
        members = self.members[language]
        return text.replace(members, setting.MEMBERS) if members else text


WORST = (Standing.NO_PLACE, Standing.STALE, Standing.LANGUAGE, Standing.BROUGHT, Standing.UNDERSTOOD)
REMARKS = {
    "picture": gettext_lazy("A picture in the paragraph was not read."),
    "note": gettext_lazy("Footnotes of the paragraph were not read."),
    "hidden": gettext_lazy("Hidden text in the paragraph was not read."),
}


def _is_other_language(text: str, before: str, language: str) -> bool:
    if len(text.split()) < SOME_WORDS or language_of(text, language) == language:
        return False
    return not before or language_of(before, language) == language
