import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.foundation.post import rules
from panah.foundation.post.codes import Fault
from panah.foundation.post.queries import PublicKey
from tests.panah.foundation.post.sealing import new_id, sealed_bytes, sealed_form

SEED, OTHER = bytes(range(32)), bytes(range(1, 33))
KEY = rules.private_key(SEED)
PUBLIC = PublicKey(rules.id_of_key(rules.public_bytes(KEY)), rules.public_bytes(KEY))
KEYS = {PUBLIC.id: KEY}


def opened(body: bytes, keys: Any = KEYS) -> rules.OpenedItem:
    return rules.open_item(rules.read_item(body), keys)


def fault_of(body: bytes, keys: Any = KEYS) -> Fault:
    with pytest.raises(rules.Unreadable) as caught:
        opened(body, keys)
    return caught.value.fault


def verdict(body: bytes) -> Fault | None:
    try:
        opened(body)
    except rules.Unreadable as unreadable:
        return unreadable.fault
    return None


def test_the_same_bytes_give_the_same_pair_and_others_another() -> None:
    assert rules.public_bytes(rules.private_key(SEED)) == PUBLIC.public
    assert rules.public_bytes(rules.private_key(OTHER)) != PUBLIC.public
    assert isinstance(KEY.curve, ec.SECP256R1)


def test_a_form_opens_with_all_values_of_its_fields() -> None:
    found = opened(sealed_form("concern", {"signs": ["works", "no_papers"], "name": "Әлия"}, at=1_000, key=PUBLIC))
    assert found.fields == {"signs": ["works", "no_papers"], "name": ["Әлия"]}
    assert found.sealed_at is not None
    assert found.sealed_at.timestamp() == 1


def test_an_item_is_known_again_by_all_of_it() -> None:
    body = sealed_form("concern", {"a": "b"}, "i" * 22, key=PUBLIC)
    other = sealed_form("concern", {"a": "b"}, "i" * 22, key=PUBLIC)
    assert rules.read_item(body).hash == rules.read_item(body).hash
    assert rules.read_item(body).hash != rules.read_item(other).hash


def test_nothing_of_the_text_stands_in_the_request() -> None:
    body = sealed_form("concern", {"name": "Canaryname"}, key=PUBLIC)
    assert b"Canary" not in body
    sealed = json.loads(body)["sealed"]
    assert b"Canary" not in base64.urlsafe_b64decode(sealed + "==")


@pytest.mark.parametrize("part", ["kind", "id"])
def test_a_text_moved_to_another_kind_or_item_does_not_open(part: str) -> None:
    values = json.loads(sealed_form("concern", {"a": "b"}, key=PUBLIC))
    values[part] = {"kind": "own", "id": new_id()}[part]
    assert fault_of(json.dumps(values).encode()) is Fault.DOES_NOT_OPEN


def test_a_key_that_is_not_there_is_named_so() -> None:
    assert fault_of(sealed_form("concern", {"a": "b"}, key=PUBLIC), {}) is Fault.UNKNOWN_KEY


def test_a_text_of_another_key_does_not_open() -> None:
    body = sealed_form("concern", {"a": "b"}, key=PUBLIC)
    assert fault_of(body, {PUBLIC.id: rules.private_key(OTHER)}) is Fault.DOES_NOT_OPEN


def test_what_is_too_large_is_not_even_read() -> None:
    assert fault_of(b" " * (rules.LARGEST + 1)) is Fault.TOO_LARGE


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2}, {"v": True}, {"v": "1"}, {"v": None}, {"kind": "Concern"}, {"kind": ""}, {"kind": 5}, {"id": "short"},
        {"id": "!" * 22}, {"key": "XYZ"}, {"sealed": ""}, {"sealed": "=="}, {"sealed": "ә"}, {"sealed": []}, {"more": 1},
    ],
)  # fmt: skip
def test_what_no_page_of_ours_makes_is_refused(change: dict[str, Any]) -> None:
    values = json.loads(sealed_form("concern", {"a": "b"}, key=PUBLIC)) | change
    assert fault_of(json.dumps(values).encode()) is Fault.NOT_POST


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'{"v":' + b"9" * 9000 + b"}"]
)
def test_what_is_no_item_at_all_is_refused(body: bytes) -> None:
    assert fault_of(body) is Fault.NOT_POST


@pytest.mark.parametrize(
    "clear",
    [
        b"", b"{}", b"[]", b'{"fields": 1}', b'{"fields": [1]}', b'{"fields": [["a"]]}', b'{"fields": [["a", 1]]}',
        b'{"fields": [["", "b"]]}', b'{"fields": [["a", "b", "c"]]}', b"[" * 100_000, b"\xff",
        json.dumps({"fields": [["a", "b"]] * 401}).encode(), json.dumps({"fields": [["a" * 101, "b"]]}).encode(),
    ],
)  # fmt: skip
def test_a_sealed_text_of_another_shape_is_refused(clear: bytes) -> None:
    assert fault_of(sealed_bytes(clear, "concern", new_id(), PUBLIC)) is Fault.DOES_NOT_OPEN


@pytest.mark.parametrize("at", [None, "soon", 1e300, -1e300, float("nan"), True, [], 10**40])
def test_a_clock_that_says_nonsense_costs_the_text_nothing(at: object) -> None:
    found = opened(sealed_form("concern", {"a": "b"}, at=at, key=PUBLIC))
    assert found.sealed_at is None
    assert found.fields == {"a": ["b"]}


def test_half_of_a_sign_costs_the_text_nothing() -> None:
    found = opened(sealed_bytes(b'{"at": 1, "fields": [["a", "b\\ud83d"]]}', "concern", new_id(), PUBLIC))
    assert found.fields == {"a": ["b?"]}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    assert verdict(body) in {None, *Fault}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_sealed_are_read_or_refused(clear: bytes) -> None:
    assert verdict(sealed_bytes(clear, "concern", new_id(), PUBLIC)) in {None, Fault.DOES_NOT_OPEN}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["v", "at", "fields", "kind"]), inner),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_any_json_sealed_is_read_or_refused(value: Any) -> None:
    clear = json.dumps({"at": value, "fields": value} if not isinstance(value, dict) else value).encode()
    assert verdict(sealed_bytes(clear, "concern", new_id(), PUBLIC)) in {None, Fault.DOES_NOT_OPEN}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_item_changed_in_any_letter_does_not_open(data: st.DataObject) -> None:
    values = json.loads(sealed_form("concern", {"a": "b"}, key=PUBLIC))
    raw = bytearray(base64.urlsafe_b64decode(values["sealed"] + "=="))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    values["sealed"] = base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("=")
    assert fault_of(json.dumps(values).encode()) is Fault.DOES_NOT_OPEN
