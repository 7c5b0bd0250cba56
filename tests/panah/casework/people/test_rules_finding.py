from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from panah.casework.people.codes import TokenKind
from panah.casework.people.rules import (
    TOKEN_BITS,
    Birth,
    asked_tokens,
    birth_compared,
    does_not_contradict,
    is_asked_enough,
    is_near,
    is_worth_showing,
    may_be_shown,
    points_beside_names,
    points_of_what_was_asked,
    texts_of,
    tokens_of,
    years_brought_near,
)
from panah.engines.matching import births
from panah.engines.matching.comparing.promising import promise_of
from panah.engines.matching.comparing.verdicts import Record, compared
from panah.engines.matching.names.reading import read_name
from tests.engines.matching.names import texts

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
NOTHING = Birth()
MOST_TOKENS = 120


def asked(text: str, year: int | None = None, sex: str = "") -> Record:
    return Record((read_name(text),), births.Birth(year), sex)


def known(text: str, year: int | None = None, sex: str = "") -> Record:
    return asked(text, year, sex)


def stored(text: str, year: int | None = None, key: bytes = KEY) -> set[int]:
    return {token for _, token in tokens_of([text], Birth(year=year), key)}


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("ӘЙГЕРІМ Қасымова", "Айгерим Касымова"),
        ("Qosimova Oygerim", "Айгерим Касымова"),
        ("KASSYMOVA AIGERIM", "Айгерим Касымова"),
        ("Қайрат Үлгібаев", "ulgibaev  KAYRAT"),
        ("Шерзод Ўлмасов", "Sherzod Oʻlmasov"),
        ("Нұрсұлтан", "Нурсултан"),
        ("Айгерим Касымова", "Касымова А."),
        ("Касымова Айгерим Ерлановна", "А. Касымова"),
    ],
)
def test_one_name_in_any_script_is_asked_for_under_a_token_that_rests(one: str, another: str) -> None:
    assert stored(one) & asked_tokens(asked(another), KEY)
    assert stored(one, 2014) & asked_tokens(asked(another, 2015), KEY)


@pytest.mark.safeguard("S17", "whoever steals the table of tokens tries names on it without its key")
def test_without_the_key_no_token_meets_another() -> None:
    rests = stored("Айгерим Касымова", 2014)
    assert not rests & asked_tokens(asked("Айгерим Касымова", 2014), OTHER_KEY)
    assert not rests & stored("Айгерим Касымова", 2014, OTHER_KEY)


def test_a_year_beside_and_the_next_are_asked_for_and_no_further_one() -> None:
    of_years = {token for kind, token in tokens_of(["Айгерим"], Birth(year=2014), KEY) if kind == TokenKind.YEAR}
    met = [bool(of_years & asked_tokens(asked("Айгерим", year), KEY)) for year in range(2010, 2019)]
    assert met == [False, False, True, True, True, True, True, False, False]


def test_the_kinds_are_words_pairs_and_words_with_years() -> None:
    kinds = {kind for kind, _ in tokens_of(["Айгерим Касымова"], Birth(year=2014), KEY)}
    assert kinds == set(TokenKind)
    assert {kind for kind, _ in tokens_of(["Айгерим"], NOTHING, KEY)} == {TokenKind.WORD}


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        (("Анна Петрова",), ["Анна Петрова"]),
        (("Анна Иванова-Петрова",), ["Анна Иванова-Петрова", "Анна Иванова Петрова"]),
        (("Анна", "Петрова", "Анна", ""), ["Анна", "Петрова Анна"]),
        (("Петрова Анна", "Петрова", "Анна", ""), ["Петрова Анна"]),
        (("", "", "", ""), []),
    ],
)
def test_a_name_is_found_by_its_parts_and_by_each_half(written: tuple[str, ...], ways: list[str]) -> None:
    assert texts_of(*written) == ways


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "…—«»", "\u200d\u0301", "123 456", "李"])
def test_what_cannot_be_read_has_no_token_and_asks_for_none(text: str) -> None:
    assert tokens_of([text], Birth(year=2014), KEY) == frozenset()
    assert asked_tokens(asked(text, 2014), KEY) == frozenset()


@given(st.text(max_size=600), st.one_of(st.none(), st.integers(1950, 2026)))
def test_any_text_gives_few_tokens_that_fit_the_column(text: str, year: int | None) -> None:
    tokens = tokens_of([text], Birth(year=year), KEY)
    assert len(tokens) <= MOST_TOKENS
    assert all(0 <= token < 2**TOKEN_BITS for _, token in tokens)


def test_a_very_long_text_is_not_indexed_whole() -> None:
    assert len(tokens_of(["слово " + " ".join(f"слово{n}" for n in range(5_000))], NOTHING, KEY)) <= MOST_TOKENS


@pytest.mark.parametrize(
    ("birth", "compared_as"),
    [
        (Birth(day=date(2014, 5, 3)), births.Birth(2014, 5, 3)),
        (Birth(year=2014, month=5), births.Birth(2014, 5)),
        (Birth(year=2014), births.Birth(2014)),
        (Birth(), births.Birth()),
    ],
)
def test_a_birth_is_compared_by_all_that_is_known_of_it(birth: Birth, compared_as: births.Birth) -> None:
    assert birth_compared(birth) == compared_as


@pytest.mark.parametrize(
    ("typed", "rests", "shown"),
    [
        ("Айгерим Касымова", "ӘЙГЕРІМ Қасымова", True),
        ("Айгерим Касымова", "Qosimova Oygerim", True),
        ("Касымова Айгерим", "Қасымова Әйгерім Ерланқызы", True),
        ("Айгерим", "Қасымова Әйгерім Ерланқызы", True),
        ("Касымова", "Қасымова Әйгерім Ерланқызы", True),
        ("Айгерим Касымова", "Әйгерім", True),  # so far only her given name is known
        ("Касымова А.", "Қасымова Әйгерім", True),
        ("А.", "Қасымова Әйгерім", False),
        ("А", "Қасымова Әйгерім", False),
        ("Айгерим Касымова", "Қасымова Мәдина", False),  # her sister
        ("Айгерим Касымова", "Айгерім Омарова", False),
        ("Айгерим", "Айдана Касымова", False),
        ("", "Қасымова Әйгерім", False),
        ("", "", False),
        ("🙂", "🙂", False),
    ],
)
def test_who_is_worth_showing(typed: str, rests: str, *, shown: bool) -> None:
    assert is_worth_showing(compared(asked(typed), known(rests))) is shown


def test_another_year_or_sex_speaks_against_a_single_word() -> None:
    assert is_worth_showing(compared(asked("Айгерим", 2014), known("Қасымова Әйгерім", 2015)))
    assert not is_worth_showing(compared(asked("Айгерим", 2014), known("Қасымова Әйгерім", 2005)))
    assert not is_worth_showing(compared(asked("Айгерим", sex="male"), known("Қасымова Әйгерім", sex="female")))


def test_what_was_not_asked_for_counts_nothing_in_the_order() -> None:
    short, long = (
        compared(asked("Айгерим"), known(name)) for name in ("Айгерим Касымова", "Айгерим Касымова Ерлановна")
    )
    assert points_of_what_was_asked(short) == points_of_what_was_asked(long)
    assert short.points > long.points


@pytest.mark.parametrize(("told", "near"), [(2014, 2014), (2013, 2013), (2012, 2013), (2016, 2015), (2011, 2011)])
def test_a_year_two_off_is_compared_as_one_off(told: int, near: int) -> None:
    assert years_brought_near(asked("Айгерим", told), known("Айгерим", 2014)).birth.year == near


def test_a_day_that_is_known_stays_what_it_is() -> None:
    record = Record((read_name("Айгерим"),), births.Birth(2012, 5, 3))
    assert years_brought_near(record, known("Айгерим", 2014)) == record


@pytest.mark.safeguard("S17", "one word is enough to learn which organisation knows a child")
@pytest.mark.parametrize("text", ["", "Айгерим", "Айгерим А.", "А. К.", "Айгерим 🙂", "1 2"])
def test_less_than_two_words_are_not_enough_to_ask_for_others(text: str) -> None:
    assert not is_asked_enough(asked(text))
    assert is_asked_enough(asked("Айгерим Касымова"))


@pytest.mark.parametrize(
    ("record", "year", "sex", "fits"),
    [
        (asked("Айгерим Касымова", 2014), 2016, "unknown", True),
        (asked("Айгерим Касымова", 2014), 2017, "unknown", False),
        (asked("Айгерим Касымова", 2014), None, "female", True),
        (asked("Айгерим Касымова", sex="female"), 2014, "male", False),
        (asked("Айгерим Касымова", sex="male"), 2014, "male", True),
        (asked("Айгерим Касымова"), 2014, "male", True),
    ],
)
def test_year_and_sex_may_not_contradict(record: Record, year: int | None, sex: str, *, fits: bool) -> None:
    assert does_not_contradict(record, year, sex) is fits


@settings(max_examples=400, deadline=None)
@given(texts, texts, st.sampled_from([None, 2012, 2014]), st.sampled_from(["", "male", "female"]))
@example("К. Айгерим", "Касымова А.", None, "")
@example("Нурсултан Ахметов", "Нұр Сұлтан Ахметов", None, "")
@example("Нурсултан", "Нұр Сұлтан Қасымов", None, "")
def test_points_alone_hide_nobody_who_would_be_shown(one: str, another: str, year: int | None, sex: str) -> None:
    asks, other = asked(one, 2014, "male"), known(another, year, sex)
    verdict = compared(asks, other)
    beside = points_beside_names(asks, year, sex or "unknown")
    ((agreed, whole),) = promise_of(asks.names, other.names)
    if is_worth_showing(verdict) or is_near(verdict):
        assert may_be_shown(asks, other, agreed, whole + beside)


def test_what_stands_beside_a_name_tells_as_much_as_in_a_verdict() -> None:
    for year, sex in ((2014, "female"), (2013, "male"), (2001, ""), (None, "")):
        asks = Record((read_name("Айгерим"),), births.Birth(2014, 5, 3), "female")
        of_the_name = Record((read_name("Айгерим"),), births.Birth(2014), "female")
        verdict = compared(of_the_name, known("Айгерим", year, sex))
        assert points_beside_names(asks, year, sex or "unknown") == sum(reason.points for reason in verdict.reasons[1:])
