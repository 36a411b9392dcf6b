"""The limit of a save: a WSGI application that does the same conditional UPDATE and nothing else."""

import json
import os
import threading
from urllib.parse import parse_qs

import psycopg2

_local = threading.local()
SQL = """
UPDATE reporting_answertext SET text = %s, version = version + 1, updated_at = now()
WHERE id = %s AND version = %s RETURNING version
"""


def application(environ, start_response):
    """POST /<id>/ with text and version: 200 {"version": n} or 409."""
    if not hasattr(_local, "connection"):
        _local.connection = psycopg2.connect(os.environ["BENCH_DATABASE_URL"])
        _local.connection.autocommit = True
    form = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
    with _local.connection.cursor() as cursor:
        cursor.execute(SQL, [form["text"][0], environ["PATH_INFO"].strip("/"), int(form["version"][0])])
        row = cursor.fetchone()
    body = json.dumps({"version": row[0]} if row else {}).encode()
    status = "200 OK" if row else "409 Conflict"
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
