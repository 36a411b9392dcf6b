import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Before its first statement a request asks whether the connection it was left still stands.

    Django asks the server, which costs as much as a statement of the page. A server that stops or ends a connection
    says so on the line, so that an idle connection with something to read is the one that is lost.
    """

    connection: Any

    def init_connection_state(self) -> None:
        """Left to itself, PostgreSQL plans a prepared join anew each time when the general plan looks dearer to it."""
        super().init_connection_state()
        with self.connection.cursor() as cursor:
            cursor.execute("SET plan_cache_mode = force_generic_plan")

    def is_usable(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0)
