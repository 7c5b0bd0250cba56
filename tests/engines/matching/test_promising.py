from hypothesis import given
from hypothesis import strategies as st

from panah.engines.matching.comparing.promising import promise_of
from panah.engines.matching.names.reading import read_name, read_names

NAMES = ("ӘЙГЕРІМ Қасымова", "Qosimova Oygerim", "Әйгерім", "Айгерим Омарова", "Мадина Касымова", "Қайрат Үлгібаев", "")


def ordered(text: str) -> list[str]:
    promise = promise_of([read_name(text)], read_names(NAMES))
    return [name for _, name in sorted(zip(promise, NAMES, strict=True), key=lambda pair: pair[0], reverse=True)]


def test_whole_names_come_first_and_then_who_has_a_part_of_it() -> None:
    assert ordered("Айгерим Касымова")[:2] == list(NAMES[:2])
    assert set(ordered("Айгерим Касымова")[2:5]) == set(NAMES[2:5])
    assert set(ordered("Айгерим")[:4]) == set(NAMES[:4])


@given(st.lists(st.text(max_size=30), max_size=3), st.lists(st.text(max_size=30), max_size=4))
def test_any_names_have_a_promise(asked: list[str], names: list[str]) -> None:
    assert len(promise_of(read_names(asked), read_names(names))) == len(names)
