"""A file that is not whole, not for us or not by whom we know is told from a good one, whatever was done to it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.engines.matching.private.envelopes import (
    FIRST_LINE,
    LARGEST,
    Envelope,
    Head,
    Unfit,
    UnfitFile,
    is_public_key,
    opened,
    own_key,
    public_key,
    written,
)

OURS, THEIRS, THIRD = (own_key(bytes([number]) * 32) for number in (1, 2, 3))
KNOWN = frozenset({public_key(THEIRS)})
HEAD = Head(Envelope.OFFER, "a" * 32, public_key(THEIRS), public_key(OURS), 50)
GOOD = written(HEAD, b"content", THEIRS)


def why(file: bytes, kind: Envelope = Envelope.OFFER) -> Unfit:
    with pytest.raises(UnfitFile) as refused:
        opened(file, kind=kind, ours=public_key(OURS), theirs=KNOWN)
    return refused.value.why


def with_head(**values: object) -> bytes:
    """As somebody writes one who signs what nobody should write."""
    head = {
        "kind": "offer",
        "number": "a" * 32,
        "sender": HEAD.sender,
        "receiver": HEAD.receiver,
        "size": 50,
        "answers": "",
    }
    clear = json.dumps(head | values).encode()
    body = FIRST_LINE + len(clear).to_bytes(4, "big") + clear + b"content"
    return body + THEIRS.sign(body)


def test_a_good_file_opens() -> None:
    assert opened(GOOD, kind=Envelope.OFFER, ours=public_key(OURS), theirs=KNOWN) == (HEAD, b"content")


def test_every_single_changed_byte_is_found() -> None:
    for place in range(len(GOOD)):
        with pytest.raises(UnfitFile):
            opened(
                GOOD[:place] + bytes([GOOD[place] ^ 1]) + GOOD[place + 1 :], kind=Envelope.OFFER, ours=public_key(OURS),
                theirs=KNOWN,
            )  # fmt: skip


def test_every_cut_is_found() -> None:
    for length in range(len(GOOD)):
        with pytest.raises(UnfitFile):
            opened(GOOD[:length], kind=Envelope.OFFER, ours=public_key(OURS), theirs=KNOWN)


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_are_refused_and_break_nothing(content: bytes) -> None:
    assert why(content) is Unfit.NO_FILE_OF_OURS or content.startswith(b"PANAH LINK ")
    assert why(FIRST_LINE + content)


def test_a_file_for_somebody_else_is_refused() -> None:
    other = Head(Envelope.OFFER, "a" * 32, public_key(THEIRS), public_key(THIRD), 50)
    assert why(written(other, b"content", THEIRS)) is Unfit.FOR_ANOTHER


def test_a_file_by_somebody_else_is_refused_also_when_it_names_a_known_sender() -> None:
    stranger = Head(Envelope.OFFER, "a" * 32, public_key(THIRD), public_key(OURS), 50)
    assert why(written(stranger, b"content", THIRD)) is Unfit.FROM_ANOTHER
    assert why(written(HEAD, b"content", THIRD)) is Unfit.CHANGED


def test_an_offer_is_no_answer() -> None:
    assert why(GOOD, Envelope.ANSWER) is Unfit.WRONG_KIND


def test_a_later_format_is_named_as_such() -> None:
    assert why(b"PANAH LINK 2\n" + GOOD[len(FIRST_LINE) :]) is Unfit.OTHER_VERSION


def test_too_large_is_said_before_anything_is_read() -> None:
    assert why(bytes(LARGEST + 1)) is Unfit.TOO_LARGE


@pytest.mark.parametrize(
    "values",
    [{"size": -1}, {"size": "50"}, {"size": True}, {"number": "b"}, {"number": 5}, {"sender": None}, {"answers": "zz"},
     {"more": 1}],
)  # fmt: skip
def test_a_head_with_other_values_is_refused(values: dict[str, object]) -> None:
    assert why(with_head(**values)) in (Unfit.CHANGED, Unfit.FROM_ANOTHER)


def test_a_public_key_is_known_by_its_form() -> None:
    assert is_public_key(public_key(OURS))
    assert not is_public_key("ABC")
