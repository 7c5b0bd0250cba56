"""The folder of sealed files: random names, ciphertext only, on the disk before the row that names it is committed."""

import os
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


def folder() -> Path:
    return Path(settings.PANAH_DATA) / "files"


def path_of(place: str) -> Path:
    return folder() / place[:2] / place


def put(pieces: Iterable[bytes]) -> str:
    """Write sealed pieces under a new name and give the name.

    All of it lies safely on the disk then, or nothing does.
    """
    place = secrets.token_hex(32)
    path = path_of(place)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    for parent in (path.parent, path.parent.parent):
        _keep_names(parent)
    return place


def _keep_names(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_sealed_file(place: str) -> BinaryIO:
    return path_of(place).open("rb")


def remove(place: str) -> None:
    path_of(place).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[str]:
    """The names of files last written before ``moment``."""
    for path in folder().glob("??/*"):
        try:
            written = path.stat().st_mtime
        except FileNotFoundError:
            continue  # somebody else swept it
        if written < moment.timestamp():
            yield path.name
