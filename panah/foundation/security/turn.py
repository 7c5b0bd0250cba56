"""Writers queue in a line. SQLite takes one at a time and lets the others sleep for growing pauses, so that under load the
unlucky wait for seconds; a lock within the process wakes the next at once. PostgreSQL needs none of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_line = threading.Lock()


def refresh_statistics() -> None:
    """After many rows at once: let PostgreSQL count anew, or it plans as if its tables were still empty.

    It does so by itself after a minute; until then a count over fourteen thousand new cases took longer than that.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
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
