"""The database itself notices that something public changed: an operation for migrations.

`Watch("events_event", code="code")` makes every statement that changes rows of the table raise the version of
`catalogue_publicstate`. `public` is an SQL condition over a row `r`: changes of rows that never met it raise only what
members and observers are told by (`shared`), so that the public's version says nothing of what is not the public's.
With `code` (an SQL expression over a row) deleted rows leave a tombstone, and so do rows that no longer meet `public`.
A table between two others `touches` its owner: (table, column).

Tables of a country's working copy are never watched: a save there changes nothing that anybody else reads.
"""

from typing import Any

from django.db import migrations

TRANSITIONS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}


class Watch(migrations.RunSQL):
    """Puts the triggers on one table."""

    def __init__(
        self,
        table: str,
        *,
        code: str = "",
        key: str = "id",
        public: str = "true",
        touches: tuple[str, str] | None = None,
    ) -> None:
        condition = () if public == "true" else (public,)
        triggers = [_trigger(table, "raise", operation, *condition) for operation in TRANSITIONS]
        if code:
            arguments = (key, code, public)
            triggers.append(_trigger(table, "bury", "DELETE", *arguments))
            if public != "true":
                triggers.append(_trigger(table, "bury", "UPDATE", *arguments))
        if touches:
            triggers += [_trigger(table, "touch", operation, *touches) for operation in ("INSERT", "DELETE")]
        super().__init__([create for create, _drop in triggers], [drop for _create, drop in triggers], elidable=False)
        self.arguments: dict[str, Any] = {"code": code, "key": key, "public": public, "touches": touches}
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table], self.arguments

    def describe(self) -> str:
        return f"Watch {self.table}"


class PublicOnly(migrations.RunSQL):
    """Lets changes of a watched table raise the public's version only where a row meets `public`, before or after."""

    def __init__(self, table: str, public: str) -> None:
        anew = [_trigger(table, "raise", operation, public)[0] for operation in TRANSITIONS]
        plain = [_trigger(table, "raise", operation) for operation in TRANSITIONS]
        drops = [drop for _create, drop in plain]
        super().__init__([*drops, *anew], [*drops, *(create for create, _drop in plain)], elidable=False)
        self.table, self.public = table, public

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table, self.public], {}

    def describe(self) -> str:
        return f"Let {self.table} raise the public's version where it is public"


class SeenOnly(migrations.RunSQL):
    """Lets changes of a watched table raise nothing, not even what members and observers are told by, where no row
    meets `seen` (SQL over a row `r`), before or after; the public's version where one meets `public`. Reversed, the
    table raises by `public` alone.
    """

    def __init__(self, table: str, public: str, seen: str) -> None:
        before = [_trigger(table, "raise", operation, public) for operation in TRANSITIONS]
        anew = [_trigger(table, "raise_seen", operation, public, seen, name="raise")[0] for operation in TRANSITIONS]
        drops = [drop for _create, drop in before]
        super().__init__([*drops, *anew], [*drops, *(create for create, _drop in before)], elidable=False)
        self.table, self.public, self.seen = table, public, seen

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table, self.public, self.seen], {}

    def describe(self) -> str:
        return f"Let {self.table} raise nothing where nobody else reads it"


class PublicColumns(migrations.RunSQL):
    """Lets updates of a watched table raise the public's version only where what it tells the public became other.

    `told` is SQL over a row `r`: best the whole row without what the desk keeps (`without`), so that a column that is
    added later counts.
    """

    def __init__(self, table: str, public: str, told: str, key: str = "id") -> None:
        _plain, drop = _trigger(table, "raise", "UPDATE")
        before, _drop = _trigger(table, "raise", "UPDATE", public)
        anew, _drop = _trigger(table, "raise_told", "UPDATE", public, told, key, name="raise")
        super().__init__([drop, anew], [drop, before], elidable=False)
        self.arguments: list[Any] = [table, public, told, key]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, self.arguments, {}

    def describe(self) -> str:
        return f"Let {self.arguments[0]} raise the public's version by what it tells the public"


def without(*columns: str) -> str:
    """SQL over a row `r`: all of it but these columns."""
    return f"to_jsonb(r) - ARRAY[{', '.join(repr(column) for column in columns)}]"


class Touches(migrations.RunSQL):
    """Every change of a row is one of its owner in the table `owner`, which `column` names; with `public` (SQL over a
    row `r`) only of rows that meet it before or after.
    """

    def __init__(self, table: str, owner: str, column: str, public: str = "") -> None:
        condition = (public,) if public else ()
        triggers = [_trigger(table, "touch", operation, owner, column, *condition) for operation in TRANSITIONS]
        super().__init__([create for create, _drop in triggers], [drop for _create, drop in triggers], elidable=False)
        self.arguments = [table, owner, column, *condition]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, self.arguments, {}

    def describe(self) -> str:
        return f"Let {self.arguments[0]} change {self.arguments[1]}"


class Renews(migrations.RunSQL):
    """Rows of `owner` name rows of the table as far as these meet `told` (SQL over a row `r`): whenever one begins to
    meet it, or no longer does, they are changed. `whose` is a query for their ids (SQL over a row `r`).
    """

    def __init__(self, table: str, owner: str, whose: str, told: str) -> None:
        triggers = [_trigger(table, "renew", one, owner, whose, told, name=f"renew_{owner}") for one in TRANSITIONS]
        super().__init__([create for create, _drop in triggers], [drop for _create, drop in triggers], elidable=False)
        self.arguments = [table, owner, whose, told]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, self.arguments, {}

    def describe(self) -> str:
        return f"Let {self.arguments[1]} change with who reads {self.arguments[0]}"


class Buries(migrations.RunSQL):
    """Rows of a watched table leave a tombstone when they are deleted, or no longer meet `public`."""

    def __init__(self, table: str, *, code: str, public: str, key: str = "id") -> None:
        triggers = [_trigger(table, "bury", operation, key, code, public) for operation in ("UPDATE", "DELETE")]
        super().__init__([create for create, _drop in triggers], [drop for _create, drop in triggers], elidable=False)
        self.table, self.arguments = table, {"code": code, "public": public, "key": key}

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table], self.arguments

    def describe(self) -> str:
        return f"Bury rows of {self.table}"


class Below(migrations.RunSQL):
    """Rows of the table `below` are read as far as their owner in `table` is (`owner`: its id, SQL over a row `r`).
    When it stops to meet `public`, each of them leaves a tombstone; when what decides about its readers (`reads`,
    columns of a row `r`; '' where rows below are never changed) changes otherwise, they are new to somebody.

    `key` is the column of the identifier that is told. Only rows that meet `others` (SQL over a row `r` and its owner
    `o` as it was) leave a tombstone: what else makes them public. A second time on two tables it needs a `name`.
    """

    def __init__(
        self,
        table: str,
        below: str,
        owner: str,
        *,
        code: str,
        public: str,
        reads: str,
        key: str = "id",
        others: str = "true",
        name: str = "",
    ) -> None:
        further = (key, others) if (key, others) != ("id", "true") else ()
        arguments = (below, owner, code, public, reads, *further)
        create, drop = _trigger(table, "below", "UPDATE", *arguments, name=f"below_{name or below}")
        super().__init__([create], [drop], elidable=False)
        self.arguments = {
            "code": code, "public": public, "reads": reads, "key": key, "others": others, "name": name
        }  # fmt: skip
        self.places = [table, below, owner]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, self.places, self.arguments

    def describe(self) -> str:
        return f"Watch {self.places[1]} below {self.places[0]}"


class Ends(migrations.RunSQL):
    """Counts an ending when rows of the table are deleted, or changed, that met one of the conditions (SQL over a row
    `r`: what makes it public) and no longer do. Files made before an ending are no longer given out. A second time on
    one table it needs a `name` of its own.
    """

    def __init__(self, table: str, *conditions: str, key: str = "id", name: str = "end") -> None:
        triggers = [
            _trigger(table, "end", operation, key, *conditions, name=name) for operation in ("UPDATE", "DELETE")
        ]
        super().__init__([create for create, _drop in triggers], [drop for _create, drop in triggers], elidable=False)
        self.table, self.conditions, self.key, self.name = table, conditions, key, name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table, *self.conditions], {"key": self.key, "name": self.name}

    def describe(self) -> str:
        return f"Count endings of {self.table}"


def _trigger(table: str, what: str, operation: str, *arguments: str, name: str = "") -> tuple[str, str]:
    """SQL that makes and that drops one trigger."""
    name = f"catalogue_{name or what}_{operation.lower()}"
    words = ", ".join("'" + argument.replace("'", "''") + "'" for argument in arguments)
    return (
        f'CREATE TRIGGER {name} AFTER {operation} ON "{table}" REFERENCING {TRANSITIONS[operation]} '
        f"FOR EACH STATEMENT EXECUTE FUNCTION catalogue_{what}({words})",
        f'DROP TRIGGER {name} ON "{table}"',
    )
