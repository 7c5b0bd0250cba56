"""How like names are that nobody may compare: keyed encodings, in the memory of this process alone.

The key is drawn when the process starts and dies with it, so nothing that is held here can be read elsewhere or later. An
encoding is made when a search first meets the record, and again after its tokens changed.
"""

import secrets
import uuid
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
from django.conf import settings

from panah.casework.people.models import NameToken
from panah.casework.people.queries.finding.comparing import records_of
from panah.engines.matching.keys.encodings import BYTES, Encoder, Encodings
from panah.engines.matching.names.reading import Name

LATE = 1_000
"""Numbers of tokens by which a transaction may come later than one that began after it."""


class Memory:
    """Encodings by child, the least asked for thrown out first."""

    def __init__(self) -> None:
        self._encoder = Encoder(secrets.token_bytes(32))
        self._held: OrderedDict[uuid.UUID, bytes] = OrderedDict()
        self._seen = 0
        self._lock = Lock()

    def forget(self) -> None:
        with self._lock:
            self._held.clear()
            self._seen = 0

    def likeness(self, names: Sequence[Name], child_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, float]:
        """Between 0 and 1 for each child; of several names those most alike."""
        with self._lock:
            self._drop_changed()
            missing = [child_id for child_id in child_ids if child_id not in self._held]
        made = {child_id: self._encoded(record.names) for child_id, record in records_of(missing).items()}
        with self._lock:
            held = {one: self._held[one] for one in child_ids if one in self._held} | made
            self._keep(held)
        return _likeness([self._encoded([name]) for name in names], held)

    def _encoded(self, names: Sequence[Name]) -> bytes:
        return b"".join(self._encoder.encoded(name) for name in names)

    def _keep(self, used: dict[uuid.UUID, bytes]) -> None:
        self._held |= used
        for child_id in used:
            self._held.move_to_end(child_id)
        while len(self._held) > settings.PANAH_SEARCH_MEMORY:
            self._held.popitem(last=False)

    def _drop_changed(self) -> None:
        """Who got a token since: the name has changed. A smaller number than was seen is another database."""
        newest = NameToken.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if newest < self._seen:
            self._held.clear()
        elif self._held and newest > self._seen:
            rows = NameToken.objects.filter(pk__gt=self._seen - LATE)
            for child_id in rows.values_list("child_id", flat=True).distinct():
                self._held.pop(child_id, None)
        self._seen = newest


def _likeness(asked: Sequence[bytes], held: dict[uuid.UUID, bytes]) -> dict[uuid.UUID, float]:
    found = dict.fromkeys(held, 0.0)
    owners = [child_id for child_id, rows in held.items() for _ in range(len(rows) // BYTES)]
    if not owners:
        return found
    encodings = Encodings(np.frombuffer(b"".join(held.values()), dtype="<u8").reshape(-1, BYTES // 8))
    for one in asked:
        alike = encodings.likeness(np.frombuffer(one, dtype="<u8"))
        for owner, value in zip(owners, alike.tolist(), strict=True):
            found[owner] = max(found[owner], value)
    return found


MEMORY = Memory()
