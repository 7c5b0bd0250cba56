"""Writers queue in a line. SQLite takes one at a time and lets the others sleep for growing pauses, so that under load the
unlucky wait for seconds; a lock within the process wakes the next at once. PostgreSQL needs none of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_line = threading.Lock()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that writes; within another it is a step of that one."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with _line, transaction.atomic():
        yield
