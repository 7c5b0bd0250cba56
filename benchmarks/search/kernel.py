"""How fast all encodings are looked at one by one, beside how fast this machine reads its memory at all."""

import time
from collections.abc import Callable

import numpy as np

from panah.engines.matching.keys.encodings import Encodings

ROWS = 2_000_000
TRIES = 5


def figures() -> dict[str, float]:
    """Gigabytes a second, the best of some tries; the search itself never looks at all rows."""
    rows = np.random.default_rng(6).integers(0, 2**63, size=(ROWS, 8), dtype=np.uint64)
    encodings = Encodings(rows)
    reading = rows.nbytes / 1e9 / _fastest(lambda: rows.max())
    scanning = rows.nbytes / 1e9 / _fastest(lambda: encodings.likeness(rows[7]))
    return {
        "gigabytes_a_second": round(scanning, 1),
        "memory_gigabytes_a_second": round(reading, 1),
        "share": round(scanning / reading, 3),
    }


def _fastest(act: Callable[[], object]) -> float:
    times = []
    for _ in range(TRIES):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return min(times)
