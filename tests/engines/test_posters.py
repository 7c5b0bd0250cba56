"""A poster says the same in each language, on one sheet; leaflets are four of it, and a reader hears them once."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.engines.letters.model import Check, Poster, Side
from tests.engines.paper import MOMENT, press, squeezed, words_in

SIDES = [
    Side(
        "kk", "Көрсеңіз, айтыңыз", "Бала қауіпте болса, үндемеңіз. Ң Ұ Ү Қ Ғ Ө Һ Ә І", ["Қоңырау: 111"], "Сканерлеңіз"
    ),
    Side("ru", "Увидели — скажите", "Если ребёнок в опасности, не молчите.", ["Звоните: 111"], "Наведите камеру"),
]
ADDRESS = "https://panah.example/refer/"
POSTER = Poster("kk", "K7Q4-2MX9", SIDES, Check(ADDRESS, "", ADDRESS), "Үміт")


@pytest.mark.parametrize("is_leaflet", [False, True])
def test_every_word_of_both_languages_stands_on_one_sheet(is_leaflet: bool) -> None:
    pdf = press().pdf(replace(POSTER, is_leaflet=is_leaflet), MOMENT)
    words = squeezed(words_in(pdf))
    for side in SIDES:
        for text in (side.heading, side.text, *side.calls, side.scan):
            assert squeezed(text) in words
    assert squeezed(ADDRESS) in words
    assert len(press().pictures(replace(POSTER, is_leaflet=is_leaflet), MOMENT)) == 1


@pytest.mark.parametrize("is_leaflet", [False, True])
@pytest.mark.parametrize("times", [1, 4, 12, 20])
def test_however_much_is_written_the_squares_are_on_the_first_sheet(times: int, is_leaflet: bool) -> None:
    sides = [
        Side(
            one.language, "Балаға көмек керек пе?", "Аты-жөніңізді айтпасаңыз да болады. " * times,
            ["Қоңырау шалыңыз: балаларға көмек желісі 111", "Қоңырау шалыңыз: сенім телефоны 150"],
            "Байқағаныңызды жазыңыз. Атыңызды айту міндетті емес.",
        )
        for one in SIDES
    ]  # fmt: skip
    assert len(press().pictures(replace(POSTER, sides=sides, is_leaflet=is_leaflet), MOMENT)) == 1


def test_four_leaflets_lie_on_a_sheet() -> None:
    words = squeezed(words_in(press().pdf(replace(POSTER, is_leaflet=True), MOMENT)))
    assert words.count(squeezed(SIDES[0].heading)) == 4


def test_the_same_poster_at_the_same_moment_is_the_same_paper() -> None:
    assert press().pdf(POSTER, MOMENT) == press().pdf(POSTER, MOMENT)


def test_without_squares_and_without_numbers_it_is_a_poster_still() -> None:
    bare = Poster("ru", "x", [Side("ru", "Слово")])
    assert squeezed("Слово") in squeezed(words_in(press().pdf(bare, MOMENT)))


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_no_mark_up_of_a_writer_is_read(text: str) -> None:
    press().pdf(Poster("kk", "x", [Side("kk", f"#let $ {text}", text)]), MOMENT)
