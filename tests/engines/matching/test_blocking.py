"""The words under which records meet: few, the same for every spelling, and still met after a slip of the hand."""

import pytest
from hypothesis import given, settings

from panah.engines.matching.births import known_birth
from panah.engines.matching.keys.blocking import blocking_keys, codes_of, word_keys
from panah.engines.matching.names.reading import read_name
from tests.engines.matching import names


@pytest.mark.parametrize(
    ("root", "code"),
    [
        ("kasIm", "ksm"),
        ("qosim", "ksm"),
        ("gasIm", "ksm"),
        ("Aygerim", "krm"),
        ("ahmet", "mt"),
        ("mahmAd", "mt"),
        ("iya", ""),
    ],
)
def test_spellings_share_a_code(root: str, code: str) -> None:
    assert codes_of(root)[0] == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Касымова Айгерим", "Qosimova Oygerim"),
        ("Касымова Айгерим Маратовна", "AIGERIM KASSYMOVA"),
        ("Касымова Айгерим", "Касынова Айгерим"),  # one consonant is another
        ("Касымова Айгерим", "Касмова Айгрм"),
        ("Жүсіпов Әлихан", "ZHUSSIPOV ALIKHAN"),
        ("Чарыев Батыр", "CARYYEW BATYR"),
        ("Александров Иван", "ALEXANDROV IVAN"),
        ("Асхат Ли", "ASHAT LI"),
        ("Кочкоров Тойчубай", "KOCHKOROV Tojchubaj"),
        ("Ахметов Чары", "Achmetow Tschary"),
        ("Ия Юа", "Iya Yua"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert blocking_keys(read_name(one)) & blocking_keys(read_name(other))


def test_a_year_lets_one_word_meet_and_another_year_does_not() -> None:
    one = blocking_keys(read_name("Касымова Айгерим"), known_birth(2011, 3, 17))
    assert one & blocking_keys(read_name("Айгерим Ли"), known_birth(2011))
    assert not one & blocking_keys(read_name("Айгерим Ли"), known_birth(2012))


def test_one_word_is_found_by_its_word_key_alone() -> None:
    assert not blocking_keys(read_name("Айгерим"))
    assert word_keys(read_name("Айгерим")) & word_keys(read_name("Касымова Әйгерім"))


@pytest.mark.parametrize("text", ["", "😀", "А.", "А. Б."])
def test_nothing_and_initials_have_no_keys(text: str) -> None:
    assert not blocking_keys(read_name(text), known_birth(2011))
    assert not word_keys(read_name(text))


def test_a_whole_name_has_about_nineteen_keys() -> None:
    keys = blocking_keys(read_name("Қасымбекова Әйгерім Маратқызы"), known_birth(2011))
    assert 10 <= len(keys) <= 24


@settings(deadline=None)
@given(names.texts)
def test_keys_do_not_depend_on_order_and_are_few(text: str) -> None:
    name = read_name(text)
    assert len(blocking_keys(name, known_birth(2011))) <= 80
    assert all(key.isascii() for key in blocking_keys(name))
