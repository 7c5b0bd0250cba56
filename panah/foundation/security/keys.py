"""Where the keys live: one file a purpose, outside the data, readable by its owner alone.

A stolen database or backup without this folder opens nothing. Each file holds 32 random bytes as hex, made on
first use.
"""

import os
import re
import secrets
import stat
from functools import cache
from pathlib import Path

KEY_BYTES = 32
_NUMBERED = re.compile(r"([a-z]+)-([1-9]\d{0,5})")


class UnsafeKeyFile(Exception):
    """A key file that others on this machine may read, or that is damaged; the sentence says what to do."""


class KeyFolder:
    """The folder of keys; ``bytes(name)`` gives 32 bytes and makes the file where it is missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def bytes(self, name: str) -> bytes:
        return bytes.fromhex(_read(self.folder, name))

    def series(self, name: str) -> list[int]:
        """The numbers of keys that follow each other, ``post-1``, ``post-2``, …: the last is in use, all of them open."""
        found = (_NUMBERED.fullmatch(path.stem) for path in self.folder.glob(f"{name}-*.key"))
        return sorted(int(match[2]) for match in found if match and match[1] == name)

    def has(self, name: str) -> bool:
        """Whether the key is there; asking does not make it."""
        return (self.folder / f"{name}.key").exists()

    def remove(self, name: str) -> None:
        """For a key under which nothing rests any more."""
        (self.folder / f"{name}.key").unlink(missing_ok=True)
        _keep_name(self.folder)
        _read.cache_clear()

    def text(self, name: str) -> str:
        return _read(self.folder, name)


@cache
def _read(folder: Path, name: str) -> str:
    path = folder / f"{name}.key"
    if not path.exists():
        _make(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UnsafeKeyFile(f"Others can read the key file {path}. Run: chmod 600 {path}")
    text = path.read_text(encoding="ascii", errors="replace").strip()
    if len(text) != KEY_BYTES * 2 or not all(sign in "0123456789abcdef" for sign in text):
        raise UnsafeKeyFile(
            f"The key file {path} is damaged. Restore it from its backup; a new one would open nothing."
        )
    return text


def _make(path: Path) -> None:
    """Two processes may start at once: the first to create the file wins, both read what it wrote."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{secrets.token_hex(4)}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(KEY_BYTES))
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """A key that was used and is not found after a power cut would shut all that it sealed."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
