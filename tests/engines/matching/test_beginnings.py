import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.engines.matching.comparing.beginnings import beginnings
from panah.engines.matching.names.reading import read_name, read_names

NAMES = ("ӘЙГЕРІМ Қасымова", "Qosimova Oygerim", "Қайрат Үлгібаев", "Sherzod Oʻlmasov", "Мадина")


def begun(text: str) -> list[str]:
    found = beginnings(read_name(text), read_names(NAMES))
    return [name for name, one in zip(NAMES, found, strict=True) if one is not None]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Айг", NAMES[:2]),
        ("айгер кас", NAMES[:2]),
        ("kas", NAMES[:2]),
        ("Касымова Айгерим", NAMES[:2]),
        ("қай", NAMES[2:3]),
        ("kair ulg", NAMES[2:3]),
        ("Шер", NAMES[3:4]),
        ("мад", NAMES[4:]),
        ("Касымов", NAMES[:2]),
        ("Айдана", ()),
        ("ыыы", ()),
        ("ззз", ()),
        ("", ()),
        ("🙂", ()),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words(text: str, names: tuple[str, ...]) -> None:
    assert begun(text) == list(names)


def test_the_words_that_begin_so_are_given_and_no_other() -> None:
    (found,) = beginnings(read_name("кас"), [read_name("Айгерим Касымова")])
    assert found is not None
    assert [word.text for word in found[1]] == ["Касымова"]


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=4))
def test_any_text_has_an_answer(text: str, names: list[str]) -> None:
    found = beginnings(read_name(text), read_names(names))
    assert len(found) == len(names)
    assert all(one is None for name, one in zip(read_names(names), found, strict=True) if not name)
