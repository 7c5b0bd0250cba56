"""The memory of every act: a chain of keyed hashes, and signed checkpoints outside the database.

The key of the chain is not in the database, so rows cannot be forged there; a cut at the end is found by the
checkpoints, which are appended to a file every 100 events or 5 minutes (and may be copied off the host).
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.models import AuditEvent, AuditHead
from panah.foundation.security.turn import writing

CHECKPOINT_EVERY = 100
CHECKPOINT_AFTER = timedelta(minutes=5)
_MOST_NAMED = 1000  # numbers named one by one where many are missing


@dataclass(frozen=True)
class Event:
    """An act before it is chained. ``fields`` are names of fields, never what stands in them."""

    by: Actor
    verb: str
    subject_kind: str = ""
    subject_code: str = ""
    fields: Sequence[str] = field(default_factory=tuple)
    count: int = 1


@dataclass(frozen=True)
class Finding:
    number: int
    problem: str  # edited | missing | inserted | truncated | head | checkpoint


@cache
def _chain_key() -> bytes:
    return KeyFolder(settings.PANAH_KEYS).bytes("audit")


@cache
def _checkpoint_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(KeyFolder(settings.PANAH_KEYS).bytes("checkpoint"))


def checkpoint_path() -> Path:
    return Path(settings.PANAH_DATA) / "audit" / "checkpoints.log"


def _mac(row: AuditEvent) -> bytes:
    content = [
        row.number, row.at.astimezone(UTC).isoformat(), row.actor_kind, row.actor, row.role, row.organisation, row.verb,
        row.subject_kind, row.subject_code, row.fields, row.count, bytes(row.previous).hex(),
    ]  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hmac.digest(_chain_key(), text.encode(), hashlib.sha256)


def append(events: Sequence[Event]) -> None:
    """Chain these events. Call last in a transaction: it holds the head until the commit."""
    if not events:
        return
    head, _ = AuditHead.objects.select_for_update().get_or_create(id=1)
    now = clock.now()
    number, previous = head.number, bytes(head.mac)
    rows = []
    for event in events:
        number += 1
        row = AuditEvent(
            number=number, at=now, actor_kind=event.by.kind, actor=event.by.id, role=event.by.role,
            organisation=event.by.organisation, verb=event.verb, subject_kind=event.subject_kind,
            subject_code=event.subject_code, fields=sorted(set(event.fields)), count=event.count, previous=previous,
        )  # fmt: skip
        row.mac = previous = _mac(row)
        rows.append(row)
    AuditEvent.objects.bulk_create(rows)
    crossed = number // CHECKPOINT_EVERY > head.number // CHECKPOINT_EVERY
    AuditHead.objects.filter(id=1).update(number=number, mac=previous)
    if crossed or _checkpoint_is_old(now):
        transaction.on_commit(lambda: checkpoint(number, previous), robust=True)  # what is committed stays so


def append_alone(event: Event) -> None:
    """Chain one event in a short transaction of its own."""
    append_together([event])


def append_together(events: Sequence[Event]) -> None:
    """Chain these in a short transaction of their own, as a page does for what it read."""
    with writing():
        append(events)


def _checkpoint_is_old(now: datetime) -> bool:
    try:
        return now.timestamp() - checkpoint_path().stat().st_mtime > CHECKPOINT_AFTER.total_seconds()
    except FileNotFoundError:
        return True


def checkpoint(number: int, mac: bytes) -> None:
    """Append one signed line; the file is only ever appended to."""
    path = checkpoint_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    body = f"{number} {mac.hex()} {clock.now().isoformat()}"
    signature = base64.b64encode(_checkpoint_key().sign(body.encode())).decode()
    with path.open("a", encoding="ascii") as stream:
        stream.write(f"{body} {signature}\n")
        stream.flush()
        os.fsync(stream.fileno())


def checkpoint_now() -> None:
    """Sign the end of the chain as it is, for the worker and before a backup."""
    head = AuditHead.objects.filter(id=1).first()
    if head and head.number:
        checkpoint(head.number, bytes(head.mac))


def verify() -> tuple[int, list[Finding]]:
    """Walk the whole chain and the checkpoints. Gives the number of events and everything that is wrong.

    Others may go on writing meanwhile: marks are read first, then the head, and rows after that head are not judged.
    """
    marks, findings = _read_checkpoints()
    head = AuditHead.objects.filter(id=1).first() or AuditHead()
    last, mac = 0, bytes(32)
    for row in AuditEvent.objects.filter(number__lte=head.number).order_by("number").iterator(chunk_size=2000):
        findings.extend(_faults(row, last, mac, marks))
        last, mac = row.number, bytes(row.mac)
    if head.number != last or bytes(head.mac) != mac:
        findings.append(Finding(last, "head"))
    if not AuditHead.objects.filter(number__gt=head.number).exists():  # nobody wrote meanwhile
        beyond = AuditEvent.objects.filter(number__gt=head.number).values_list("number", flat=True)
        findings.extend(Finding(number, "inserted") for number in beyond[:_MOST_NAMED])
    if max(marks, default=0) > last:
        findings.append(Finding(max(marks), "truncated"))
    if last >= CHECKPOINT_EVERY and not marks:
        findings.append(Finding(last, "checkpoint"))
    return last, findings


def _faults(row: AuditEvent, last: int, mac: bytes, marks: dict[int, str]) -> Iterator[Finding]:
    """What is wrong with ``row``, which follows the row ``last`` with its ``mac``."""
    for number in range(last + 1, min(row.number, last + 1 + _MOST_NAMED)):
        yield Finding(number, "missing")
    if not hmac.compare_digest(_mac(row), bytes(row.mac)):
        yield Finding(row.number, "edited")
    elif row.number == last + 1 and bytes(row.previous) != mac:
        yield Finding(row.number, "reordered")
    if marks.get(row.number, bytes(row.mac).hex()) != bytes(row.mac).hex():
        yield Finding(row.number, "checkpoint")


def _read_checkpoints() -> tuple[dict[int, str], list[Finding]]:
    marks: dict[int, str] = {}
    findings: list[Finding] = []
    for number, mac, is_genuine in _checkpoint_lines():
        if is_genuine and marks.get(number, mac) == mac:
            marks[number] = mac
        else:
            findings.append(Finding(number, "checkpoint"))
    return marks, findings


def _checkpoint_lines() -> Iterator[tuple[int, str, bool]]:
    path = checkpoint_path()
    if not path.exists():
        return
    public = _checkpoint_key().public_key()
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        body, _, signature = line.rpartition(" ")
        number, _, rest = body.partition(" ")
        try:
            public.verify(base64.b64decode(signature), body.encode())
            yield int(number), rest.split(" ")[0], True
        except (InvalidSignature, ValueError):
            yield int(number) if number.isdigit() else 0, "", False
