import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.engines.languages.guessing import WRITTEN, language_of, passage_of, passages_of

ROOT = Path(__file__).parents[2]
ENOUGH_LETTERS = 25


def _own_texts() -> Iterator[tuple[str, str]]:
    """Words of the house itself in every language that it is written in: sentences, labels, letters."""
    for path in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        language = path.parts[-3]
        for entry in polib.pofile(str(path)):
            for text in (entry.msgstr, *entry.msgstr_plural.values()):
                yield language, text
            yield "en", entry.msgid
    for path in ROOT.glob("panah/content/**/*.toml"):
        yield from _labels(tomllib.loads(path.read_text("utf-8")))


def _labels(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from [(key, inner)] if key in WRITTEN and isinstance(inner, str) else _labels(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _labels(inner)


@pytest.fixture(scope="module")
def own_texts() -> set[tuple[str, str]]:
    found = {pair for pair in _own_texts() if not set(pair[1]) & set("%<{")}
    return {pair for pair in found if sum(map(str.isalpha, pair[1])) >= ENOUGH_LETTERS}


def test_our_own_sentences_are_not_taken_for_another_language(own_texts: set[tuple[str, str]]) -> None:
    wrong = [(language, text) for language, text in own_texts if not passage_of(text).may_be_in(language)]
    assert len(own_texts) > 4000
    assert len(wrong) / len(own_texts) < 0.002, wrong[:20]


@pytest.mark.parametrize(("written", "letter"), [("kk", "ru"), ("ru", "kk"), ("en", "ru"), ("uz", "ru"), ("tg", "ru")])
def test_a_sentence_in_another_language_is_seen(own_texts: set[tuple[str, str]], written: str, letter: str) -> None:
    own = [text for language, text in own_texts if language == written]
    missed = [text for text in own if passage_of(text).may_be_in(letter)]
    assert len(missed) / len(own) < 0.01, missed


def test_a_text_that_changes_its_language_is_taken_apart_and_nothing_is_lost() -> None:
    text = "Девочка 15 лет. Үйге қайтқысы келмейді, әкесінен қорқады.\nНужен психолог."
    found = passages_of(text)
    assert [one.language for one in found] == ["ru", "kk", "ru"]
    assert "".join(one.text for one in found) == text


@pytest.mark.parametrize("text", ["", "  \n", "K7Q4-2MX9", "8 701 000 00 00, 15", "Айгүл Сапарова", "Да", "👧🏽 …"])
def test_names_numbers_and_single_words_belong_to_every_language(text: str) -> None:
    assert language_of(text) == ""
    assert all(passage_of(text).may_be_in(language) for language in WRITTEN)


def test_a_few_words_that_two_languages_share_may_be_in_either() -> None:
    found = passage_of("Аудармашы керек")
    assert found.may_be_in("kk")
    assert found.may_be_in("ky")
    assert not found.may_be_in("ru")


def test_what_is_typed_in_capitals_is_no_name() -> None:
    assert language_of("НУЖЕН ПЕРЕВОДЧИК НА СЕГОДНЯ") == "ru"


@given(st.text(max_size=400))
def test_passages_put_together_are_the_text(text: str) -> None:
    found = passages_of(text)
    assert "".join(one.text for one in found) == text
    assert all(one.language in one.fits for one in found if one.fits)
