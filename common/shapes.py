"""Plain values that pages hand to the shared components of templates/components/."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Link:
    """An entry of a menu, breadcrumb trail, segmented control or list of tabs.

    `current` is the value of aria-current: "page" for the page itself, "true" for the chosen view, "" otherwise.
    `note` is said small beside the label ("4/6"); `icon` names an icon.
    """

    label: str
    url: str = ""
    current: str = ""
    icon: str = ""
    note: str = ""


@dataclass(frozen=True)
class Tick:
    """One objective in a tick bar. `look`: "", draft, done, attention, sent or public; `words` says it aloud."""

    number: int
    url: str
    words: str
    look: str = ""


@dataclass(frozen=True)
class TickGroup:
    label: str
    ticks: Sequence[Tick]


@dataclass(frozen=True)
class Task:
    """One row of a task list: `state` is a state of {% tag %}, `facts` are said small under the title.

    `answered` and `asked` draw the dots; leave `asked` at 0 for none. `hot` is a fact that still needs a person.
    """

    title: str
    url: str
    state: str
    number: int | None = None
    facts: Sequence[str] = ()
    hot: str = ""
    answered: int = 0
    asked: int = 0
    words: str = ""

    @property
    def is_done(self) -> bool:
        return self.state in ("ready", "complete", "submitted", "published")

    @property
    def dots(self) -> list[bool]:
        return [place < self.answered for place in range(self.asked)]


@dataclass(frozen=True)
class MatrixRow:
    """One objective: `cells` stand in the order of the columns, None where nothing is published.

    A cell's label is its hidden text ("Country A, objective 8"); the visible word is always "read".
    """

    number: int
    title: str
    url: str
    cells: Sequence[Link | None]


@dataclass(frozen=True)
class MatrixGroup:
    label: str
    rows: Sequence[MatrixRow]
    note: str = ""


@dataclass(frozen=True)
class Step:
    """A step of a long job. `state`: done, now, stopped or "" (still to come); `took` is said as it is ("3 s")."""

    name: str
    state: str = ""
    detail: str = ""
    took: str = ""


@dataclass(frozen=True)
class Remark:
    """One message of a thread. `look`: "" (own side), desk or other; `initials` stand in the round mark."""

    author: str
    text: str
    at: datetime
    initials: str = ""
    look: str = ""
    note: str = ""


@dataclass(frozen=True)
class Happening:
    """One line of an activity list: who did what, when."""

    actor: str
    did: str
    at: datetime
    icon: str = "pencil"


@dataclass(frozen=True)
class FileRow:
    """A file or address to open: `detail` says kind, size and language."""

    name: str
    url: str
    detail: str = ""
    icon: str = "file-text"
    access: str = ""
    access_icon: str = ""


@dataclass(frozen=True)
class Figure:
    """A key figure: the value as it is shown and what it counts."""

    value: str
    words: str
    of: str = ""


@dataclass(frozen=True)
class Conflict:
    """Two texts, or two choices in words, for one field after a stale save. `version` is the stored one's number."""

    field: str
    mine: str
    theirs: str
    version: int
    saved_by: str = ""
    saved_at: datetime | None = None
    language: str = ""
    is_choice: bool = False
