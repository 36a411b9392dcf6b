"""The database itself notices that something public changed: an operation for migrations.

`Watch("events_event", code="code")` makes every statement that changes rows of the table raise the version of
`catalogue_publicstate`. With `code` (an SQL expression over a row) deleted rows leave a tombstone, and so do rows that
no longer meet `public` (an SQL condition over a row). A table between two others `touches` its owner: (table, column).

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
DROP_FUNCTIONS = "DROP FUNCTION catalogue_raise, catalogue_bury, catalogue_touch"
TRANSITIONS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}


class Watch(migrations.RunSQL):
    """Puts the triggers on one table. What it writes never changes: migrations that landed use it."""

    def __init__(
        self,
        table: str,
        *,
        code: str = "",
        key: str = "id",
        public: str = "true",
        touches: tuple[str, str] | None = None,
    ) -> None:
        triggers = [_trigger(table, "raise", operation) for operation in TRANSITIONS]
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


def _trigger(table: str, what: str, operation: str, *arguments: str) -> tuple[str, str]:
    """SQL that makes and that drops one trigger."""
    name = f"catalogue_{what}_{operation.lower()}"
    words = ", ".join("'" + argument.replace("'", "''") + "'" for argument in arguments)
    return (
        f'CREATE TRIGGER {name} AFTER {operation} ON "{table}" REFERENCING {TRANSITIONS[operation]} '
        f"FOR EACH STATEMENT EXECUTE FUNCTION catalogue_{what}({words})",
        f'DROP TRIGGER {name} ON "{table}"',
    )
