"""Counting tries without knowing anybody: in memory, under a random key that is thrown away with its counts.

No address is kept: what is counted is a keyed hash of a network (/24, or /48), or of a receipt number.
"""

import hashlib
import hmac
import ipaddress
import secrets
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

from panah.foundation.security import clock
from panah.programme.training.rules.enrolling import AT_ONCE

MOST_KEYS = 100_000
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Throttle:
    """At most ``limit`` counts of one value within ``window``; then ``is_over`` until the window ends."""

    def __init__(self, limit: int, window: timedelta) -> None:
        self.limit = limit
        self.window = window
        self._lock = Lock()
        self._begin(LONG_AGO)

    def _begin(self, moment: datetime) -> None:
        self._key = secrets.token_bytes(32)
        self._counts: Counter[bytes] = Counter()
        self._since = moment

    def _name(self, value: str) -> bytes:
        now = clock.now()
        if not timedelta(0) <= now - self._since < self.window or len(self._counts) >= MOST_KEYS:
            self._begin(now)
        return hmac.digest(self._key, value.encode(), hashlib.sha256)[:16]

    def count(self, value: str) -> None:
        with self._lock:
            name = self._name(value)  # first: it may begin anew
            self._counts[name] += 1

    def is_over(self, value: str) -> bool:
        with self._lock:
            name = self._name(value)
            return self._counts[name] >= self.limit

    def forget(self) -> None:
        with self._lock:
            self._begin(LONG_AGO)


REPORTS = Throttle(limit=20, window=timedelta(minutes=10))
# Sixteen digits cannot be guessed, and a whole school or mobile network may stand behind one address.
WRONG_RECEIPTS_OF_NETWORK = Throttle(limit=50, window=timedelta(hours=1))
WRONG_TRIES_OF_RECEIPT = Throttle(limit=5, window=timedelta(hours=1))
WRONG_LETTERS_OF_NETWORK = Throttle(limit=50, window=timedelta(hours=1))
# A whole class enrols and checks in over the wireless network of one school.
ENROLMENTS_OF_NETWORK = Throttle(limit=120, window=timedelta(minutes=10))
# So many enrol side by side; those who come after them from one network in a listed training may need somebody's yes.
ENROLMENTS_SIDE_BY_SIDE = Throttle(limit=AT_ONCE, window=timedelta(days=1))
WRONG_CODES_OF_NETWORK = Throttle(limit=60, window=timedelta(hours=1))


def network_of(request: HttpRequest) -> str:
    """The network that a request comes from; behind our own proxy the address that it added last."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PANAH_HTTPS:
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address):  # a server on both kinds of address sees ::ffff:192.0.2.1
        known = known.ipv4_mapped or known
    return str(ipaddress.ip_network((known, 24 if known.version == 4 else 48), strict=False))
