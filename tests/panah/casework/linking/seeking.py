"""The turn of the worker that looks for pairs, for tests."""

from panah.casework.linking.actions import keep_waiting, note_pairs
from panah.casework.linking.queries import found_for, to_seek
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission

WORKER = Actor.system("worker", {Permission.CLOCK_WORK})


def sought() -> int:
    rows = to_seek(500)
    found = note_pairs(by=WORKER, sought=rows, found=found_for([child for child, _version in rows]))
    keep_waiting(by=WORKER)
    return found
