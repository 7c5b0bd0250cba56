import io
import os
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.foundation.security import vault
from panah.foundation.security.codes import FileKind
from panah.foundation.security.models import File, Grant

KEY = bytes(range(32))
FILE, ROW = "0b8d3f6a-0000-4000-8000-000000000001", "0b8d3f6a-0000-4000-8000-000000000002"
PARTS = (FILE, "people.name", ROW, "full", "3")
PLACE = ":".join(PARTS)
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_what_was_sealed_comes_back_letter_by_letter(text: str) -> None:
    assert vault.unseal(KEY, PLACE, vault.seal(KEY, PLACE, text)) == text


@pytest.mark.parametrize(
    "text", ["", "\x00", "a\x00\x00", "\x80", "жЀ", "Әйгерім", "😀" * 500, "x" * 31, "x" * 32, "x" * 33]
)
def test_texts_at_the_edges_of_the_padding_come_back(text: str) -> None:
    assert vault.unseal(KEY, PLACE, vault.seal(KEY, PLACE, text)) == text


@settings(max_examples=1000, deadline=None)
@given(st.integers(0, len(PARTS) - 1), st.text("0123456789abcdef.-", min_size=1, max_size=36))
def test_a_value_moved_to_another_file_model_row_field_or_version_does_not_open(part: int, other: str) -> None:
    moved = [*PARTS[:part], other, *PARTS[part + 1 :]]
    if tuple(moved) == PARTS:
        return
    with pytest.raises(vault.DoesNotOpen):
        vault.unseal(KEY, ":".join(moved), vault.seal(KEY, PLACE, "Алия"))


def test_a_value_does_not_open_with_another_key() -> None:
    with pytest.raises(vault.DoesNotOpen):
        vault.unseal(os.urandom(32), PLACE, vault.seal(KEY, PLACE, "Алия"))


def test_a_value_with_any_byte_changed_does_not_open() -> None:
    sealed = vault.seal(KEY, PLACE, "Алия")
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(vault.DoesNotOpen):
            vault.unseal(KEY, PLACE, changed)


@pytest.mark.parametrize("length", [0, 1, 12, 13, 20, 28])
def test_a_value_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(vault.DoesNotOpen):
        vault.unseal(KEY, PLACE, vault.seal(KEY, PLACE, "Алия")[:length])


def test_the_same_text_is_never_sealed_the_same_way_twice() -> None:
    assert len({vault.seal(KEY, PLACE, "Алия") for _ in range(100)}) == 100


def test_names_of_different_lengths_have_sealed_values_of_one_length() -> None:
    assert len({len(vault.seal(KEY, PLACE, "x" * length)) for length in range(32)}) == 1


def _sealed_file(content: bytes, place: str = "place") -> bytes:
    return b"".join(vault.seal_bytes(KEY, place, io.BytesIO(content)))


def _opened(sealed: bytes, place: str = "place") -> bytes:
    return b"".join(vault.unseal_bytes(KEY, place, io.BytesIO(sealed)))


@pytest.mark.parametrize("size", [0, 1, vault.PIECE - 1, vault.PIECE, vault.PIECE + 1, 3 * vault.PIECE + 7])
def test_long_content_comes_back_whole(size: int) -> None:
    content = os.urandom(size)
    assert _opened(_sealed_file(content)) == content


def test_long_content_that_was_cut_joined_swapped_or_moved_does_not_open() -> None:
    content = os.urandom(2 * vault.PIECE + 5)
    sealed = _sealed_file(content)
    piece = len(_sealed_file(bytes(vault.PIECE)))
    first, second, third = sealed[:piece], sealed[piece : 2 * piece], sealed[2 * piece :]
    for damaged in (b"", first, first + second, second + first + third, first + third, sealed[:-1], sealed + first):
        with pytest.raises(vault.DoesNotOpen):
            _opened(damaged)
    with pytest.raises(vault.DoesNotOpen):
        _opened(sealed, "another place")


@pytest.mark.django_db
def test_a_file_has_its_own_key_that_no_other_file_has() -> None:
    one, two = vault.open_files(FileKind.CHILD, 2)
    assert vault.key_for(one.pk) == vault.key_for(one.pk)
    assert vault.key_for(one.pk) != vault.key_for(two.pk)


@pytest.mark.django_db
def test_the_database_holds_no_key_in_clear() -> None:
    file = vault.open_file(FileKind.CHILD)
    wrapped = bytes(Grant.objects.get(file=file).wrapped_key)
    assert vault.key_for(file.pk) not in wrapped


@pytest.mark.django_db
def test_a_wrapped_key_moved_to_another_file_does_not_open() -> None:
    one, two = vault.open_files(FileKind.CHILD, 2)
    Grant.objects.filter(file=two).update(wrapped_key=Grant.objects.get(file=one).wrapped_key)
    with pytest.raises(vault.DoesNotOpen):
        vault.key_for(two.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("wrapped", [b"", b"\x01", bytes(61)])
def test_a_damaged_wrapped_key_does_not_open(wrapped: bytes) -> None:
    file = vault.open_file(FileKind.CHILD)
    Grant.objects.filter(file=file).update(wrapped_key=wrapped)
    with pytest.raises(vault.DoesNotOpen):
        vault.key_for(file.pk)


@pytest.mark.django_db
def test_a_file_without_its_grant_has_no_key() -> None:
    file = vault.open_file(FileKind.CHILD)
    Grant.objects.filter(file=file).delete()
    assert vault.keys_for([file.pk, uuid.uuid4()]) == {}
    with pytest.raises(vault.DoesNotOpen):
        vault.key_for(file.pk)


@pytest.mark.django_db
def test_the_ring_spares_queries_and_forgets_its_keys(django_assert_num_queries: object) -> None:
    file = vault.open_file(FileKind.CHILD)
    with vault.ring() as ring:
        vault.key_for(file.pk)
        with django_assert_num_queries(0), vault.ring() as inner:  # type: ignore[operator]
            vault.key_for(file.pk)
            assert inner is ring
    assert ring.keys == {}
    assert vault.current_ring() is None


@pytest.mark.django_db
def test_many_files_open_in_few_queries_with_codes_that_differ(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        files = vault.open_files(FileKind.IMPORT, 700)
    assert len({file.code for file in files}) == 700 == File.objects.count()
