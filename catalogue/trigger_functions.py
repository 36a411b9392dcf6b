"""The functions of the database that the triggers of `catalogue.triggers` call, as migrations put them there."""

FUNCTIONS = """
CREATE FUNCTION catalogue_raise() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE FUNCTION catalogue_raise_seen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    public boolean := false;
    seen boolean := false;
    here boolean;
    met boolean;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format(
            'SELECT coalesce(bool_or(%s), false), coalesce(bool_or(%s), false) FROM old_rows AS r',
            TG_ARGV[0], TG_ARGV[1]
        ) INTO public, seen;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format(
            'SELECT coalesce(bool_or(%s), false), coalesce(bool_or(%s), false) FROM new_rows AS r',
            TG_ARGV[0], TG_ARGV[1]
        ) INTO here, met;
        public := public OR here;
        seen := seen OR met;
    END IF;
    IF NOT seen THEN
        RETURN NULL;
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

CREATE FUNCTION catalogue_raise_told() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    met text := TG_ARGV[0];
    told text := TG_ARGV[1];
    key text := TG_ARGV[2];
    public boolean;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM new_rows) THEN
        RETURN NULL;
    END IF;
    EXECUTE format(
        'SELECT EXISTS (SELECT 1 FROM old_rows AS o JOIN new_rows AS n ON n.%I = o.%I '
        'WHERE ((SELECT (%s) FROM (SELECT o.*) AS r) OR (SELECT (%s) FROM (SELECT n.*) AS r)) '
        'AND (SELECT (%s) FROM (SELECT o.*) AS r) IS DISTINCT FROM (SELECT (%s) FROM (SELECT n.*) AS r))',
        key, key, met, met, told, told
    ) INTO public;
    INSERT INTO catalogue_publicstate AS state (id, version, shared, changed_at, shared_at)
    VALUES (1, public::int, 1, clock_timestamp(), clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET
        version = state.version + public::int,
        changed_at = CASE WHEN public THEN clock_timestamp() ELSE state.changed_at END,
        shared = state.shared + 1,
        shared_at = clock_timestamp();
    RETURN NULL;
END $$;

CREATE FUNCTION catalogue_bury() RETURNS trigger LANGUAGE plpgsql AS $$
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
    key text := CASE WHEN TG_NARGS > 5 THEN TG_ARGV[5] ELSE 'id' END;
    others text := CASE WHEN TG_NARGS > 6 THEN TG_ARGV[6] ELSE 'true' END;
    rows text := format(
        'FROM %I AS r JOIN old_rows AS o ON o.id = (%s) JOIN new_rows AS n ON n.id = o.id', below, owner
    );
    was text := format('(SELECT (%s) FROM (SELECT o.*) AS r)', public);
    is_now text := format('(SELECT (%s) FROM (SELECT n.*) AS r)', public);
BEGIN
    EXECUTE format(
        'INSERT INTO catalogue_tombstone (id, "table", object_id, code, ending, ended_at) '
        'SELECT gen_random_uuid(), %L, r.%I::text, (%s)::text, %L, clock_timestamp() ',
        below, key, code, 'withdrawn'
    ) || rows || format(' WHERE %s AND NOT %s AND (%s)', was, is_now, others);
    IF reads <> '' THEN
        EXECUTE format(
            'UPDATE %I SET updated_at = clock_timestamp() WHERE id IN (SELECT r.id ', below
        ) || rows || format(
            ' WHERE (%s OR NOT %s) AND (SELECT ROW(%s) FROM (SELECT o.*) AS r) IS DISTINCT FROM '
            '(SELECT ROW(%s) FROM (SELECT n.*) AS r))',
            is_now, was, reads, reads
        );
    END IF;
    RETURN NULL;
END $$;

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

CREATE FUNCTION catalogue_touch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    public text := CASE WHEN TG_NARGS > 2 THEN TG_ARGV[2] ELSE 'true' END;
    touched text := '';
BEGIN
    IF TG_OP <> 'INSERT' AND (TG_OP = 'DELETE' OR TG_NARGS > 2) THEN
        touched := format('SELECT r.%I FROM old_rows AS r WHERE (%s)', TG_ARGV[1], public);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        touched := touched || CASE touched WHEN '' THEN '' ELSE ' UNION ALL ' END
            || format('SELECT r.%I FROM new_rows AS r WHERE (%s)', TG_ARGV[1], public);
    END IF;
    EXECUTE format('UPDATE %I SET updated_at = clock_timestamp() WHERE id IN (%s)', TG_ARGV[0], touched);
    RETURN NULL;
END $$;

CREATE FUNCTION catalogue_renew() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner text := TG_ARGV[0];
    whose text := TG_ARGV[1];
    told text := TG_ARGV[2];
    rows text := 'new_rows AS r';
    met text := format('(%s)', told);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        rows := rows || ' JOIN old_rows AS o ON o.id = r.id';
        met := met || format(' IS DISTINCT FROM (SELECT (%s) FROM (SELECT o.*) AS r)', told);
    ELSIF TG_OP = 'DELETE' THEN
        rows := 'old_rows AS r';
    END IF;
    EXECUTE format(
        'UPDATE %I SET updated_at = clock_timestamp() '
        'WHERE id IN (SELECT w.id FROM %s CROSS JOIN LATERAL (%s) AS w (id) WHERE %s)',
        owner, rows, whose, met
    );
    RETURN NULL;
END $$;
"""
DROP_FUNCTIONS = (
    "DROP FUNCTION catalogue_raise, catalogue_raise_seen, catalogue_raise_told, catalogue_bury, "
    "catalogue_below, catalogue_end, catalogue_touch, catalogue_renew"
)
