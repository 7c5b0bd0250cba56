"""The scanner's positive control: it finds all that is planted, and nothing where nothing is."""

import base64
import gzip
import hashlib
import hmac
import random
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.canaries import STEMS, canaries, digests_in, digests_taken, encodings, scan, sightings

NOISE = random.Random(7).randbytes(20_000)


def test_every_planted_name_is_found_in_every_encoding() -> None:
    words = canaries(21)
    for word in words:
        for name, needle in encodings(word).items():
            found = sightings(NOISE[:9_999] + needle + NOISE[9_999:], words, depth=0)
            assert (word, name) in {(sighting.word, sighting.encoding) for sighting in found}


@pytest.mark.parametrize("stem", STEMS)
def test_each_alphabet_is_looked_for_in_at_least_sixteen_encodings(stem: str) -> None:
    distinct = set(encodings(stem + "баба" if not stem.isascii() else stem + "baba").values())
    assert len(distinct) >= 16


def test_nothing_is_found_where_nothing_was_planted() -> None:
    russian = "Дочь Желтова учится в школе; мать, Құралай, ждёт ответа. Zhubanov Bulat.".encode()
    assert sightings(NOISE + russian + NOISE, canaries(200)) == set()


def test_a_base64_text_gives_the_name_away_at_every_offset() -> None:
    words = canaries(3)
    before_it = [b"", b"a", b"ab", b"abc"]
    for before in before_it:
        for word in words:
            data = zlib.compress(b"x") + _base64(before + word.encode() + b" and more")
            assert word in {sighting.word for sighting in sightings(data, words)}


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data)


def test_packed_files_are_looked_into(tmp_path: Path) -> None:
    words = canaries(3)
    (tmp_path / "a.gz").write_bytes(NOISE + gzip.compress(words[0].encode()))
    (tmp_path / "b.bin").write_bytes(b"head" + zlib.compress(words[1].encode("utf-16-le")))
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", f"<c>{words[2]}</c>" * 9)
    assert {sighting.word for sighting in scan([tmp_path], words)} == set(words)


def test_a_cut_name_is_found_by_its_stem_and_a_file_name_counts_too(tmp_path: Path) -> None:
    words = canaries(2)
    (tmp_path / f"{words[1]}.pdf").write_bytes(STEMS[0].encode())
    found = {sighting.word for sighting in scan([tmp_path], words)}
    assert found == {f"{STEMS[0]}…", words[1]}


def test_a_digest_without_a_key_gives_a_name_away_and_one_with_a_key_does_not() -> None:
    name = canaries(1)[0]
    typed = repr({"name": name}).encode()
    with digests_taken() as taken:
        plain = hashlib.sha256(typed).hexdigest()[:32]
        keyed = hmac.digest(b"key", typed, hashlib.sha256).hex()
        other = hashlib.sha256(b"nobody").hexdigest()
    assert {one.encoding for one in digests_in(f"x{plain}x".encode(), taken)} == {"hex"}
    assert {one.encoding for one in digests_in(NOISE + bytes.fromhex(plain) + NOISE, taken)} == {"bytes"}
    assert digests_in(f"{keyed} {other}".encode(), taken) == set()
