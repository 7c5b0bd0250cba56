"""Writers queue in a line. SQLite takes one at a time and lets the others sleep for growing pauses, so that under load the
unlucky wait for seconds; a lock within the process wakes the next at once. PostgreSQL needs none of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

ROWS_LOOKED_AT = 1000  # of each index: ten milliseconds in all, whatever its size
_line = threading.Lock()


def refresh_statistics() -> None:
    """Let the database count its rows anew, or it plans as if its tables were still empty.

    PostgreSQL does so by itself, a minute after many rows came at once; until then a count over fourteen thousand new cases
    took longer than that. SQLite never does: without it a search read fifty thousand cases to find nine.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that writes; within another it is a step of that one."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with _line, transaction.atomic():
        yield
