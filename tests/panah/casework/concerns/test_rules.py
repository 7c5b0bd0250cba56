import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.casework.concerns import rules
from panah.casework.concerns.codes import AnswerStatus, ConcernStatus, Urgency

KEY = b"k" * 32


@pytest.mark.parametrize(
    ("danger", "signs", "urgency"),
    [
        ("yes", [], Urgency.DANGER),
        ("yes", ["hurt"], Urgency.DANGER),
        ("no", ["hurt"], Urgency.HIGH),
        ("unknown", ["works", "hurt"], Urgency.HIGH),
        ("unknown", ["works"], Urgency.NORMAL),
        ("no", [], Urgency.NORMAL),
    ],
)
def test_urgency_follows_from_danger_and_signs(danger: str, signs: list[str], urgency: Urgency) -> None:
    assert rules.urgency_of(danger, signs, {"hurt"}) is urgency


def test_a_text_of_five_megabytes_is_named_with_its_length_and_never_cut() -> None:
    text = "я" * 5_000_000
    faults = rules.too_long({"what_was_seen": text, "name": "A", "unknown_field": text})
    assert faults == [rules.TooLong("what_was_seen", 5_000_000, 20_000)]


@pytest.mark.parametrize("status", list(ConcernStatus))
def test_no_status_ever_returns_to_received(status: ConcernStatus) -> None:
    assert not rules.may_become(status, ConcernStatus.RECEIVED)


def test_what_was_referred_cannot_be_set_aside_and_what_was_set_aside_can_be_looked_at_again() -> None:
    assert not rules.may_become(ConcernStatus.REFERRED, ConcernStatus.NOT_A_CONCERN)
    assert not rules.may_become(ConcernStatus.REFERRED, ConcernStatus.INFORMATION_GIVEN)
    assert rules.may_become(ConcernStatus.NOT_A_CONCERN, ConcernStatus.IN_TRIAGE)
    assert rules.may_become(ConcernStatus.REFERRED, ConcernStatus.REFERRED)


@pytest.mark.parametrize(("now", "wanted"), list(itertools.product(AnswerStatus, AnswerStatus)))
def test_the_answer_page_never_goes_back(now: AnswerStatus, wanted: AnswerStatus) -> None:
    shown = rules.next_answer(now, wanted)
    assert shown in (now, wanted)
    if wanted is AnswerStatus.RECEIVED:
        assert shown is now
    if now is AnswerStatus.SPECIALIST_WORKING and wanted is AnswerStatus.BEING_LOOKED_INTO:
        assert shown is now


@given(st.text(min_size=1))
def test_one_form_has_one_receipt_of_16_digits(form: str) -> None:
    form = form.encode(errors="replace").decode()
    receipt = rules.receipt_for(KEY, form)
    assert len(receipt) == 16
    assert receipt.isdigit()
    assert receipt == rules.receipt_for(KEY, form)
    assert receipt != rules.receipt_for(b"other" * 8, form)
    assert receipt not in rules.receipt_hash(KEY, receipt)
    assert rules.normalise_receipt(rules.grouped_receipt(receipt)) == receipt


@pytest.mark.parametrize(
    "typed",
    [
        "1234 5678 9012 3450",
        "1234-5678-9012-3450",
        "１２３４５６７８９０１２３４５０",
        "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٠",
        "l234 5678 9O12 345О",
        " 1234\u00a05678\u202f9012\t3450\n",
        "I2З4 567В 90І2 З45o",
    ],
)
def test_a_receipt_is_understood_however_it_is_typed(typed: str) -> None:
    assert rules.normalise_receipt(typed) == "1234567890123450"


@pytest.mark.parametrize(
    "typed", ["", "1234", "12345678901234567", "1234 5678 9012 345x", "🙂" * 16, "9" * 5_000_000, "\x00"]
)
def test_what_is_no_receipt_is_nothing(typed: str) -> None:
    assert rules.normalise_receipt(typed) == ""


def test_a_form_that_says_the_same_is_told_apart_from_one_that_says_something_else() -> None:
    told = {"signs": ["hurt"], "seen": "Әлия"}
    assert rules.told_hash(KEY, told) == rules.told_hash(KEY, dict(reversed(told.items())))
    assert rules.told_hash(KEY, told) != rules.told_hash(KEY, told | {"seen": "Алия"})


NIGHTS = rules.Nights(without_adult=frozenset({"alone"}), safe=frozenset({"aunt"}))


@pytest.mark.parametrize(
    ("night", "calls", "asks"),
    [("alone", True, False), ("aunt", False, False), ("unclear", False, True), ("unknown", False, True)],
)
def test_a_night_without_a_safe_adult_calls_and_what_is_unclear_is_asked(night: str, calls: bool, asks: bool) -> None:
    assert rules.needs_guardian(night, NIGHTS) is calls
    assert rules.is_to_be_asked(night, NIGHTS) is asks


def test_a_night_without_a_safe_adult_is_high_and_danger_stays_danger() -> None:
    assert rules.urgency_of("no", ["works"], {"hurt"}, is_without_adult=True) is Urgency.HIGH
    assert rules.urgency_of("yes", [], (), is_without_adult=True) is Urgency.DANGER


@pytest.mark.parametrize("status", list(ConcernStatus))
def test_only_where_there_is_no_child_may_a_concern_end_without_the_guardianship_body(status: ConcernStatus) -> None:
    is_aside = status is ConcernStatus.NOT_A_CONCERN
    assert rules.may_settle_without_guardian(status, "no_child", {"no_child"}) is is_aside
    assert not rules.may_settle_without_guardian(status, "no_sign_of_harm", {"no_child"})
