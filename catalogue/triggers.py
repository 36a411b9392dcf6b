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

FUNCTIONS = """
CREATE FUNCTION catalogue_raise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN
        SELECT EXISTS (SELECT 1 FROM old_rows) INTO changed;
    ELSE
        SELECT EXISTS (SELECT 1 FROM new_rows) INTO changed;
    END IF;
    IF changed THEN
        INSERT INTO catalogue_publicstate AS state (id, version, changed_at) VALUES (1, 1, clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET version = state.version + 1, changed_at = clock_timestamp();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION catalogue_bury() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    key text := TG_ARGV[0];
    code text := TG_ARGV[1];
    public text := TG_ARGV[2];
    gone text := format('FROM old_rows AS r WHERE (%s)', public);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        gone := gone || format(
            ' AND EXISTS (SELECT 1 FROM new_rows AS n WHERE n.%I = r.%I AND NOT (SELECT (%s) FROM (SELECT n.*) AS r))',
            key, key, public
        );
    END IF;
    EXECUTE format(
        'INSERT INTO catalogue_tombstone (id, "table", object_id, code, ended_at) '
        'SELECT gen_random_uuid(), %L, r.%I::text, (%s)::text, clock_timestamp() ',
        TG_TABLE_NAME, key, code
    ) || gone;
    RETURN NULL;
END $$;

CREATE FUNCTION catalogue_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'UPDATE %I SET updated_at = clock_timestamp() WHERE id IN (SELECT %I FROM %I)',
        TG_ARGV[0], TG_ARGV[1], CASE TG_OP WHEN 'DELETE' THEN 'old_rows' ELSE 'new_rows' END
    );
    RETURN NULL;
END $$;
"""
ENDING = """
CREATE FUNCTION catalogue_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    key text := TG_ARGV[0];
    ended boolean;
BEGIN
    FOR place IN 1 .. TG_NARGS - 1 LOOP
        IF TG_OP = 'DELETE' THEN
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM old_rows AS r WHERE (%s))', TG_ARGV[place]) INTO ended;
        ELSE
            EXECUTE format(
                'SELECT EXISTS (SELECT 1 FROM old_rows AS r JOIN new_rows AS n ON n.%I = r.%I '
                'WHERE (%s) AND NOT (SELECT (%s) FROM (SELECT n.*) AS r))',
                key, key, TG_ARGV[place], TG_ARGV[place]
            ) INTO ended;
        END IF;
        IF ended THEN
            INSERT INTO catalogue_publicstate AS state (id, version, endings, changed_at)
            VALUES (1, 1, 1, clock_timestamp())
            ON CONFLICT (id) DO UPDATE
            SET endings = state.endings + 1, version = state.version + 1, changed_at = clock_timestamp();
            RETURN NULL;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
"""
DROP_ENDING = "DROP FUNCTION catalogue_end"
TWO_VERSIONS = """
CREATE OR REPLACE FUNCTION catalogue_raise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed boolean;
    public boolean := true;
BEGIN
    IF TG_OP = 'DELETE' THEN
        SELECT EXISTS (SELECT 1 FROM old_rows) INTO changed;
    ELSE
        SELECT EXISTS (SELECT 1 FROM new_rows) INTO changed;
    END IF;
    IF NOT changed THEN
        RETURN NULL;
    END IF;
    IF TG_NARGS > 0 THEN
        public := false;
        IF TG_OP <> 'INSERT' THEN
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM old_rows AS r WHERE (%s))', TG_ARGV[0]) INTO public;
        END IF;
        IF TG_OP <> 'DELETE' AND NOT public THEN
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM new_rows AS r WHERE (%s))', TG_ARGV[0]) INTO public;
        END IF;
    END IF;
    INSERT INTO catalogue_publicstate AS state (id, version, shared, changed_at, shared_at)
    VALUES (1, public::int, 1, clock_timestamp(), clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET
        version = state.version + public::int,
        changed_at = CASE WHEN public THEN clock_timestamp() ELSE state.changed_at END,
        shared = state.shared + 1,
        shared_at = clock_timestamp();
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION catalogue_bury() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    key text := TG_ARGV[0];
    code text := TG_ARGV[1];
    public text := TG_ARGV[2];
    ending text := 'deleted';
    gone text := format('FROM old_rows AS r WHERE (%s)', public);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        ending := 'withdrawn';
        gone := gone || format(
            ' AND EXISTS (SELECT 1 FROM new_rows AS n WHERE n.%I = r.%I AND NOT (SELECT (%s) FROM (SELECT n.*) AS r))',
            key, key, public
        );
    END IF;
    EXECUTE format(
        'INSERT INTO catalogue_tombstone (id, "table", object_id, code, ending, ended_at) '
        'SELECT gen_random_uuid(), %L, r.%I::text, (%s)::text, %L, clock_timestamp() ',
        TG_TABLE_NAME, key, code, ending
    ) || gone;
    RETURN NULL;
END $$;

CREATE FUNCTION catalogue_below() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    below text := TG_ARGV[0];
    owner text := TG_ARGV[1];
    code text := TG_ARGV[2];
    public text := TG_ARGV[3];
    reads text := TG_ARGV[4];
    rows text := format(
        'FROM %I AS r JOIN old_rows AS o ON o.id = (%s) JOIN new_rows AS n ON n.id = o.id', below, owner
    );
    was text := format('(SELECT (%s) FROM (SELECT o.*) AS r)', public);
    is_now text := format('(SELECT (%s) FROM (SELECT n.*) AS r)', public);
BEGIN
    EXECUTE format(
        'INSERT INTO catalogue_tombstone (id, "table", object_id, code, ending, ended_at) '
        'SELECT gen_random_uuid(), %L, r.id::text, (%s)::text, %L, clock_timestamp() ',
        below, code, 'withdrawn'
    ) || rows || format(' WHERE %s AND NOT %s', was, is_now);
    EXECUTE format(
        'UPDATE %I SET updated_at = clock_timestamp() WHERE id IN (SELECT r.id ', below
    ) || rows || format(
        ' WHERE (%s OR NOT %s) AND (SELECT ROW(%s) FROM (SELECT o.*) AS r) IS DISTINCT FROM '
        '(SELECT ROW(%s) FROM (SELECT n.*) AS r))',
        is_now, was, reads, reads
    );
    RETURN NULL;
END $$;
"""
DROP_FUNCTIONS = "DROP FUNCTION catalogue_raise, catalogue_bury, catalogue_touch"
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
    columns of a row `r`) changes otherwise, they are new to somebody.
    """

    def __init__(self, table: str, below: str, owner: str, *, code: str, public: str, reads: str) -> None:
        create, drop = _trigger(table, "below", "UPDATE", below, owner, code, public, reads, name=f"below_{below}")
        super().__init__([create], [drop], elidable=False)
        self.arguments = {"code": code, "public": public, "reads": reads}
        self.places = [table, below, owner]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, self.places, self.arguments

    def describe(self) -> str:
        return f"Watch {self.places[1]} below {self.places[0]}"


class Ends(migrations.RunSQL):
    """Counts an ending when rows of the table are deleted, or changed, that met one of the conditions (SQL over a row
    `r`: what makes it public) and no longer do. Files made before an ending are no longer given out.
    """

    def __init__(self, table: str, *conditions: str, key: str = "id") -> None:
        triggers = [_trigger(table, "end", operation, key, *conditions) for operation in ("UPDATE", "DELETE")]
        super().__init__([create for create, _drop in triggers], [drop for _create, drop in triggers], elidable=False)
        self.table, self.conditions, self.key = table, conditions, key

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table, *self.conditions], {"key": self.key}

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
