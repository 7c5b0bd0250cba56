"""How far the writing of a list is, in the memory of the process that writes it.

A process that does not write it knows nothing of it, and its page then shows no number; the list is written all the same.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_ROWS: dict[str, tuple[int, int]] = {}


@contextmanager
def followed(code: str) -> Iterator[Callable[[int, int], None]]:
    """Gives the listener to hand to whoever writes. Afterwards nothing is known of the list, however it ended."""

    def tell(done: int, of: int) -> None:
        _ROWS[code] = done, of

    try:
        yield tell
    finally:
        _ROWS.pop(code, None)


def rows_written(code: str) -> tuple[int, int] | None:
    """Rows written and rows in all; None before the first and where another process writes."""
    return _ROWS.get(code)
