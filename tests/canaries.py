"""Invented names that must turn up nowhere, and a scanner that would find them: in many encodings, packed or plain.

Each name starts with a stem that no text holds by chance. The scanner looks for the stems first, so a thousand names
cost little more than one, then says which name it was and how it was written.
"""

import base64
import hashlib
import json
import quopri
import random
import struct
import unicodedata
import urllib.parse
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from panah.engines.matching.folding import fold

STEMS = ("Құлғызшүй", "Желтощубрих", "Qwyzhbulat")  # Kazakh letters; letters of every Cyrillic code page; Latin
SYLLABLES = ("ба", "ге", "до", "жа", "ки", "ло", "ма", "ну", "по", "ра", "си", "ту")
LATIN_SYLLABLES = ("ba", "ge", "do", "zha", "ki", "lo", "ma", "nu", "po", "ra", "si", "tu")
CHARSETS = (
    "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be",
    "cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic", "ptcp154",
)  # fmt: skip
FORMS: dict[str, Callable[[str], str]] = {
    "": str,
    "lower": str.lower,
    "upper": str.upper,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "reversed": lambda text: text[::-1],
    "folded": fold,
}
HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s")
HEAD = 8  # bytes of a digest that are looked for: a shortened one is found too
SHORTEST = 6  # a shorter needle would be met by chance
LARGEST_UNPACKED = 64 * 1024 * 1024


@dataclass(frozen=True, order=True)
class Sighting:
    """A name that was found. ``word`` ends with … where only its stem was there."""

    word: str
    encoding: str
    place: str = ""


def canaries(count: int, seed: int = 1) -> list[str]:
    """``count`` different words, a third each of the three alphabets."""
    chance = random.Random(seed)
    words: list[str] = []
    while len(words) < count:
        stem = STEMS[len(words) % len(STEMS)]
        syllables = LATIN_SYLLABLES if stem.isascii() else SYLLABLES
        word = stem + "".join(chance.choices(syllables, k=4))
        if word not in words:
            words.append(word)
    return words


@cache
def encodings(word: str) -> dict[str, bytes]:
    """Every way in which ``word`` may have been written down, by the name of the way."""
    found: dict[str, bytes] = {}
    for form, change in FORMS.items():
        text = change(word)
        for charset in CHARSETS:
            try:
                found[f"{charset} {form}".strip()] = text.encode(charset)
            except UnicodeEncodeError:
                continue
    for form in ("", "lower"):
        found.update({f"{name} {form}".strip(): needle for name, needle in _escapes(FORMS[form](word))})
    return {name: needle for name, needle in found.items() if len(needle) >= SHORTEST}


def _escapes(text: str) -> Iterator[tuple[str, bytes]]:
    clear = text.encode()
    for offset in range(3):
        yield f"base64 at {offset}", _inner(base64.b64encode(bytes(offset) + clear), offset, 3, 4)
    for offset in range(5):
        yield f"base32 at {offset}", _inner(base64.b32encode(bytes(offset) + clear), offset, 5, 8)
    yield "base64 of utf-16", _inner(base64.b64encode(text.encode("utf-16-le")), 0, 3, 4)
    yield "hex", clear.hex().encode()
    yield "HEX", clear.hex().upper().encode()
    quoted = urllib.parse.quote(text, safe="")
    yield "url", quoted.encode()
    yield "url twice", urllib.parse.quote(quoted, safe="").encode()
    if text.isascii():
        return  # what follows leaves ASCII as it is
    yield "utf-7", text.encode("utf-7").strip(b"+-")[:-2]
    yield "url in lower case", _lower_escapes(quoted)
    yield "json", json.dumps(text)[1:-1].encode()
    yield "json twice", json.dumps(json.dumps(text)[1:-1])[1:-1].encode()
    yield "decimal entities", text.encode("ascii", "xmlcharrefreplace")
    yield "hex entities", "".join(f"&#x{ord(sign):x};" for sign in text).encode()
    yield "hex escapes", "".join(f"\\x{byte:02x}" for byte in clear).encode()
    yield "octal escapes", "".join(f"\\{byte:03o}" for byte in clear).encode()
    yield "quoted-printable", quopri.encodestring(clear).rstrip(b"=\n").replace(b"=\n", b"")


def _inner(encoded: bytes, offset: int, group: int, signs: int) -> bytes:
    """The signs that depend on the word alone, whatever stood before and after it."""
    body = encoded.rstrip(b"=")
    return body[-(-offset * signs // group) : len(body) - 1]


def _lower_escapes(quoted: str) -> bytes:
    return "".join(part.lower() if at % 3 else part for at, part in enumerate(quoted)).encode()


def sightings(data: bytes, words: Iterable[str], place: str = "", depth: int = 1) -> set[Sighting]:
    """Every word that stands in ``data``, also inside what is packed there."""
    by_stem = {stem: [word for word in words if word.startswith(stem)] for stem in STEMS}
    found: set[Sighting] = set()
    for stem, family in by_stem.items():
        for name, needle in encodings(stem).items() if family else ():
            if needle in data:
                whole = [word for word in family if encodings(word)[name] in data]
                found |= {Sighting(word, name, place) for word in whole or [f"{stem}…"]}
    if depth:
        words = [word for family in by_stem.values() for word in family]
        for content in unpacked(data):
            found |= sightings(content, words, f"{place} unpacked".strip(), depth - 1)
    return found


def unpacked(data: bytes) -> Iterator[bytes]:
    """What zlib, gzip and zip hold inside ``data``, wherever it starts."""
    view = memoryview(data)
    for start in _starts(data, (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")):
        yield from _inflate(view[start:], 47)
    for start in _starts(data, (b"PK\x03\x04",)):
        if len(data) >= start + 30:
            name, extra = struct.unpack_from("<HH", data, start + 26)
            yield from _inflate(view[start + 30 + name + extra :], -15)


def _starts(data: bytes, marks: tuple[bytes, ...]) -> Iterator[int]:
    for mark in marks:
        start = data.find(mark)
        while start >= 0:
            yield start
            start = data.find(mark, start + 1)


def _inflate(packed: memoryview, window: int) -> Iterator[bytes]:
    try:
        content = zlib.decompressobj(window).decompress(packed, LARGEST_UNPACKED)
    except zlib.error:
        return
    if len(content) >= SHORTEST:
        yield content


def scan(places: Iterable[Path], words: list[str]) -> list[Sighting]:
    """Look through files and whole folders; what vanishes meanwhile is passed over."""
    found: set[Sighting] = set()
    for place in places:
        for path in [place, *sorted(place.rglob("*"))] if place.is_dir() else [place]:
            found |= sightings(path.name.encode(), words, f"the name of {path}")
            if path.is_file():
                found |= sightings(_content(path), words, str(path))
    return sorted(found)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


@contextmanager
def digests_taken() -> Iterator[dict[bytes, str]]:
    """Every digest without a key that is taken of a text with an invented name, meanwhile: who steals it guesses the name.

    A text is seen where it is given to the hash at once. HMAC mixes its key in first, so what is keyed is not met here.
    """
    taken: dict[bytes, str] = {}
    needles = [needle for stem in STEMS for needle in encodings(stem).values()]

    def made(real: Callable[..., Any], name: str, data: bytes = b"", **options: Any) -> Any:
        digest = real(data, **options)
        if not options.get("key") and any(needle in bytes(data) for needle in needles):
            taken[digest.digest()] = name
        return digest

    with ExitStack() as spies:
        for name in HASHES:
            spies.enter_context(patch.object(hashlib, name, partial(made, getattr(hashlib, name), name)))
        yield taken


def digests_in(data: bytes, taken: dict[bytes, str], place: str = "") -> set[Sighting]:
    """Which of these digests stand in ``data``, also shortened: as bytes, as hex or as base64."""
    found = set()
    for digest, name in taken.items():
        head = digest[:HEAD]
        forms = {"bytes": head, "hex": head.hex().encode(), "base64": base64.b64encode(digest)[: HEAD * 4 // 3]}
        found |= {Sighting(f"{name} of a name", form, place) for form, needle in forms.items() if needle in data}
    return found
