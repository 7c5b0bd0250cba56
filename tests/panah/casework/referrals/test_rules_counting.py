"""What is said of counts: few are "<5", and no subtraction of what stands beside them finds them."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.casework.referrals.rules import Hidden, middle_said, published, row_number, said, share_said


@pytest.mark.parametrize(("count", "words"), [(0, 0), (1, "<5"), (4, "<5"), (5, 5), (17, 17)])
def test_one_to_four_are_few(count: int, words: object) -> None:
    assert said(count) == words


def test_a_share_and_a_median_of_few_are_not_said() -> None:
    assert share_said(3, 4) is None
    assert share_said(4, 5) == 80
    assert middle_said({2: 1, 9: 3}) is None
    assert middle_said({2: 1, 9: 3, 40: 1}) == 9
    assert middle_said({}) is None


def test_a_total_over_a_hidden_count_is_not_said() -> None:
    table = published({("clinic", "no_place"): 7, ("clinic", "other"): 3, ("school", "no_place"): 6})
    assert table.cells["clinic", "other"] is Hidden.FEW
    assert table.rows == {"clinic": Hidden.NOT_SAID, "school": 6}
    assert table.columns == {"no_place": 13, "other": Hidden.FEW}


COUNTS = st.dictionaries(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), st.integers(0, 8), min_size=1, max_size=6
)


@pytest.mark.safeguard("S2", "a total is subtracted from its parts to find out a count of few")
@settings(deadline=None, max_examples=60)
@given(COUNTS)
def test_whatever_is_subtracted_a_hidden_count_may_be_anything_from_one_to_four(
    counts: dict[tuple[str, str], int],
) -> None:
    table = published(counts)
    hidden = [key for key, cell in table.cells.items() if cell is Hidden.FEW]
    for values in product(range(1, 5), repeat=min(len(hidden), 4)):
        other = published(counts | dict(zip(hidden, values, strict=False)))
        assert (other.cells, other.rows, other.columns) == (table.cells, table.rows, table.columns)


def test_the_number_of_a_row_says_nothing_of_its_code_and_is_the_same_each_time() -> None:
    numbers = {row_number(b"k" * 32, f"leg-{count}") for count in range(500)}
    assert len(numbers) == 500
    assert all(len(number) == 8 and number.isdigit() for number in numbers)
    assert row_number(b"k" * 32, "leg-1") == row_number(b"k" * 32, "leg-1") != row_number(b"q" * 32, "leg-1")
