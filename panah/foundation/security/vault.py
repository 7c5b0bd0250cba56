"""The vault: one data key for each file, and values that open only where they were sealed.

A value is AES-256-GCM under its file's key with ``file:model:row:field:version`` as additional data, so a
ciphertext that is moved to another row, field or version does not open. Data keys are wrapped by a key-
encryption key from the key folder (service mode); a grant has room for keys sealed to a member or an agency.
"""

import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from panah.foundation.security import clock
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation, new_code
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.models import File, Grant

_NONCE = 12
_FORMAT = b"\x01"
_TAG = 16
_BLOCK = 32
PIECE = 1024 * 1024
SERVICE = f"{PrincipalKind.SERVICE.value}:"


class DoesNotOpen(Exception):
    """A sealed value that was moved, changed or belongs to a key that is gone. Never shown: a fault of the store."""


@dataclass
class KeyRing:
    """Data keys in use during one request or action, and what was read with them; forgotten at its end."""

    keys: dict[uuid.UUID, bytes] = field(default_factory=dict)
    reads: list[tuple[str, str]] = field(default_factory=list)  # (code of the file, field name)


_ring: ContextVar[KeyRing | None] = ContextVar("ring", default=None)


@contextmanager
def ring() -> Iterator[KeyRing]:
    """Keep keys at hand within; nested uses share the outer one."""
    current = _ring.get()
    if current is not None:
        yield current
        return
    fresh = KeyRing()
    token = _ring.set(fresh)
    try:
        yield fresh
    finally:
        _ring.reset(token)
        fresh.keys.clear()


def current_ring() -> KeyRing | None:
    return _ring.get()


@cache
def _master() -> AESGCM:
    return AESGCM(KeyFolder(settings.PANAH_KEYS).bytes("vault"))


def _wrap(file_id: uuid.UUID, key: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return _FORMAT + nonce + _master().encrypt(nonce, key, f"wrap:{file_id}".encode())


def _unwrap(file_id: uuid.UUID, wrapped: bytes) -> bytes:
    return _decrypt(_master(), f"wrap:{file_id}", wrapped)


def _decrypt(cipher: AESGCM, place: str, sealed: bytes) -> bytes:
    if sealed[:1] != _FORMAT:
        raise DoesNotOpen(place)
    try:
        return cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], place.encode())
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen(place) from error


def open_file(kind: FileKind) -> File:
    """Make a file with its own fresh key; let others in with ``grants.grant``."""
    return open_files(kind, 1)[0]


def open_files(kind: FileKind, count: int) -> list[File]:
    """Make many files at once, in two statements; needs an open transaction by the caller to be all or nothing."""
    now = clock.now()
    codes: set[str] = set()
    while len(codes) < count:
        fresh = {new_code() for _ in range(count - len(codes))} - codes
        codes |= fresh - _codes_in_use(fresh)
    files = [File(kind=kind, code=code, created_at=now) for code in sorted(codes)]
    keys = {file.pk: os.urandom(32) for file in files}
    File.objects.bulk_create(files, batch_size=500)
    Grant.objects.bulk_create(
        [
            Grant(file=file, principal=SERVICE, relation=Relation.KEEPER, wrapped_key=_wrap(file.pk, keys[file.pk]))
            for file in files
        ],
        batch_size=500,
    )
    current = _ring.get()
    if current is not None:
        current.keys.update(keys)
    return files


def _codes_in_use(codes: set[str]) -> set[str]:
    wanted = sorted(codes)
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        found |= set(File.objects.filter(code__in=wanted[start : start + 500]).values_list("code", flat=True))
    return found


def keys_for(file_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, bytes]:
    """The data keys of these files, one query for those that are not at hand. A file whose grant is gone is missing."""
    wanted = set(file_ids)
    current = _ring.get()
    known = {id: current.keys[id] for id in wanted if id in current.keys} if current else {}
    missing = list(wanted - known.keys())
    for start in range(0, len(missing), 500):
        rows = Grant.objects.filter(file_id__in=missing[start : start + 500], principal=SERVICE)
        known.update(
            {file_id: _unwrap(file_id, bytes(key)) for file_id, key in rows.values_list("file_id", "wrapped_key")}
        )
    if current is not None:
        current.keys.update(known)
    return known


def key_for(file_id: uuid.UUID) -> bytes:
    keys = keys_for([file_id])
    if file_id not in keys:
        raise DoesNotOpen(str(file_id))
    return keys[file_id]


def seal(key: bytes, place: str, text: str) -> bytes:
    """Encrypt ``text`` for one place. The length is padded to steps of 32 bytes, so that it tells little of a name."""
    clear = text.encode()
    clear += b"\x80" + bytes(-(len(clear) + 1) % _BLOCK)
    nonce = os.urandom(_NONCE)
    return _FORMAT + nonce + AESGCM(key).encrypt(nonce, clear, place.encode())


def unseal(key: bytes, place: str, sealed: bytes) -> str:
    """The text again, or DoesNotOpen where place, key or bytes are not those of the sealing."""
    clear = _decrypt(AESGCM(key), place, sealed)
    return clear[: clear.rindex(b"\x80")].decode()


def seal_bytes(key: bytes, place: str, source: BinaryIO) -> Iterator[bytes]:
    """Encrypt a long content piece by piece.

    A piece knows its number and whether it is the last: none can be swapped or cut off.
    """
    cipher = AESGCM(key)
    for ending, piece in _pieces(source, PIECE):
        nonce = os.urandom(_NONCE)
        yield _FORMAT + nonce + cipher.encrypt(nonce, piece, f"{place}:{ending}".encode())


def unseal_bytes(key: bytes, place: str, source: BinaryIO) -> Iterator[bytes]:
    """The pieces again. Only after the last one came is the content known to be whole."""
    cipher = AESGCM(key)
    for ending, piece in _pieces(source, len(_FORMAT) + _NONCE + PIECE + _TAG):
        yield _decrypt(cipher, f"{place}:{ending}", piece)


def _pieces(source: BinaryIO, size: int) -> Iterator[tuple[str, bytes]]:
    number, piece = 0, source.read(size)
    while following := source.read(size):
        yield f"{number}:more", piece
        number, piece = number + 1, following
    yield f"{number}:last", piece
