"""The folder between the steps. What lies in it is sealed under a key that lies elsewhere, and opens in its own place only."""

import io
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray

_NONCE = 12
_PLACE = 8
_ENTRY = 24
Arrays = Mapping[str, NDArray[Any]]


class Damaged(Exception):
    """A file between the steps that is not as it was written."""

    sentence = "A file of the unfinished run is damaged or of another run. Throw it away with --discard and begin anew."


@dataclass(frozen=True)
class SealedFolder:
    """Files of numbered sections, each sealed by itself. A file is there whole or not at all."""

    place: Path
    key: bytes

    def __post_init__(self) -> None:
        self.place.mkdir(mode=0o700, parents=True, exist_ok=True)

    def path(self, name: str) -> Path:
        return self.place / f"{name}.sealed"

    def has(self, name: str) -> bool:
        return self.path(name).exists()

    def write(self, name: str, sections: Iterable[tuple[int, bytes]]) -> None:
        """One section at a time goes to the disk; of several with one number each is kept."""
        draft = self.place / f"{name}.{secrets.token_hex(4)}.part"
        cipher, index = AESGCM(self.key), bytearray()
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            for place, (number, content) in enumerate(sections):
                nonce = secrets.token_bytes(_NONCE)
                start = stream.tell()
                stream.write(nonce + cipher.encrypt(nonce, content, _bound_to(name, number, place)))
                index += b"".join(one.to_bytes(_PLACE, "big") for one in (number, start, stream.tell()))
            nonce = secrets.token_bytes(_NONCE)
            sealed = nonce + cipher.encrypt(nonce, bytes(index), _bound_to(name, -1, 0))
            stream.write(sealed + len(sealed).to_bytes(_PLACE, "big"))
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(self.path(name))

    def read(self, name: str, number: int) -> list[bytes]:
        """The sections with this number, in the order in which they were written."""
        try:
            with self.path(name).open("rb") as stream:
                entries = enumerate(self._index(name, stream))
                return [self._section(name, stream, place, entry) for place, entry in entries if entry[0] == number]
        except (InvalidTag, ValueError, OverflowError) as broken:
            raise Damaged from broken

    def _index(self, name: str, stream: io.BufferedReader) -> list[tuple[int, int, int]]:
        stream.seek(-_PLACE, os.SEEK_END)
        size = int.from_bytes(stream.read(_PLACE), "big")
        stream.seek(-_PLACE - size, os.SEEK_END)
        sealed = stream.read(size)
        index = AESGCM(self.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound_to(name, -1, 0))
        numbers = np.frombuffer(index, dtype=">u8").reshape(-1, _ENTRY // _PLACE).tolist()
        return [(number, start, end) for number, start, end in numbers]

    def _section(self, name: str, stream: io.BufferedReader, place: int, entry: tuple[int, int, int]) -> bytes:
        number, start, end = entry
        stream.seek(start)
        sealed = stream.read(end - start)
        return AESGCM(self.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound_to(name, number, place))


def _bound_to(name: str, number: int, place: int) -> bytes:
    return f"panah link registers:{name}:{number}:{place}".encode()


def as_bytes(arrays: Arrays) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def as_arrays(content: bytes) -> dict[str, NDArray[Any]]:
    with np.load(io.BytesIO(content), allow_pickle=False) as opened:
        return {name: opened[name] for name in opened.files}
