"""How fast passwords may be tried: slower with each mistake under a name, never refused for good.

Nothing here tells who tried: names are kept in memory alone, as keyed hashes under a key of this process, and no
address is looked at. A stranger who knows a username makes sign-in under it slow, at most ``longest`` seconds.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock

MOST_NAMES = 20_000
AT_ONCE = 2  # argon2id takes 100 MB for each password that is looked at


class TooManyWait(Exception):
    """So many others wait that one more would take the last thread from the rest of Panah."""


@dataclass
class Pace:
    """``begin`` before a password is looked at, ``succeeded`` where it was right; each ``begin`` counts as a mistake."""

    free: int = 3
    longest: float = 8.0
    forgets_after: float = 15 * 60
    places: int = 2  # of the four threads that answer
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _tries: dict[bytes, tuple[int, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._waiting = BoundedSemaphore(self.places)

    def begin(self, name: str) -> None:
        pause = self._count(self._digest(name))
        if not pause:
            return
        if not self._waiting.acquire(blocking=False):
            raise TooManyWait
        try:
            self.sleep(pause)
        finally:
            self._waiting.release()

    def succeeded(self, name: str) -> None:
        with self._lock:
            self._tries.pop(self._digest(name), None)

    def forget(self) -> None:
        with self._lock:
            self._tries.clear()

    def _digest(self, name: str) -> bytes:
        return hmac.digest(self._key, name.strip().casefold().encode("utf-8", "surrogatepass"), hashlib.sha256)[:16]

    def _count(self, digest: bytes) -> float:
        """Note a try; gives how long to wait before it is looked at."""
        now = self.now()
        with self._lock:
            tries, last = self._tries.pop(digest, (0, now))
            if now - last > self.forgets_after:
                tries = 0
            while len(self._tries) >= MOST_NAMES:
                self._tries.pop(next(iter(self._tries)))
            self._tries[digest] = (tries + 1, now)
        return min(self.longest, 0.5 * 2.0 ** min(tries - self.free, 10)) if tries >= self.free else 0.0


PASSWORDS = Pace()
HASHING = BoundedSemaphore(AT_ONCE)
