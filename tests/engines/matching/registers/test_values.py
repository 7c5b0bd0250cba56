"""Cells as registers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.engines.matching.births import Birth
from panah.engines.matching.registers.values import Sex, birth_of, sex_of


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("2011-03-17", Birth(2011, 3, 17)),
        ("17.03.2011", Birth(2011, 3, 17)),
        ("17.03.2011 г.", Birth(2011, 3, 17)),
        ("17/03/2011", Birth(2011, 3, 17)),
        ("03/17/2011", Birth(2011, 3, 17)),
        ("2011-03-17 00:00:00", Birth(2011, 3, 17)),
        ("2011-03-17T00:00:00Z", Birth(2011, 3, 17)),
        ("20110317", Birth(2011, 3, 17)),
        ("2011-03", Birth(2011, 3)),
        ("03.2011", Birth(2011, 3)),
        ("2011", Birth(2011)),
        ("2011.0", Birth(2011)),
        ("около 2011 г.", Birth(2011)),
        ("2011 ж.", Birth(2011)),
        ("31.02.2011", Birth(2011, 2)),
        ("", Birth()),
        ("17.03.11", Birth()),
        ("3017", Birth()),
        ("не знает", Birth()),
        ("2010 или 2011", Birth()),
    ],
)
def test_births(text: str, birth: Birth) -> None:
    assert birth_of(text) == birth


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("м", Sex.MALE),
        ("Жен.", Sex.FEMALE),
        ("қыз", Sex.FEMALE),
        ("Ұл", Sex.MALE),
        ("2", Sex.FEMALE),
        ("?", Sex.UNKNOWN),
    ],
)
def test_sexes(text: str, sex: Sex) -> None:
    assert sex_of(text) is sex


@given(st.text(max_size=60))
def test_anything_may_stand_in_a_cell(text: str) -> None:
    birth_of(text)
    sex_of(text)
