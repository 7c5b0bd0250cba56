"""The answer cards are whole: in the languages of the line, with where they come from and when they were checked."""

from datetime import date, timedelta

import pytest

from panah.casework.calls.queries import Card, cards, cards_for
from panah.foundation.reference.codes import LANGUAGES, MARKS, code_list
from panah.web.calls.answers import SPOKEN

BY_NUMBER = {card.number: card for card in cards()}


@pytest.mark.parametrize("card", cards(), ids=lambda card: str(card.number))
def test_a_card_is_whole(card: Card) -> None:
    for words in (card.titles, card.texts, card.sources):
        assert set(LANGUAGES) <= words.keys()
        assert all(text.strip() for text in words.values())
    assert card.titles.keys() == card.texts.keys()
    assert card.texts.keys() <= set(SPOKEN)
    assert set(card.topics) <= set(code_list("call_topics").codes)
    assert card.topics
    assert card.mark in MARKS
    assert isinstance(card.checked_on, date)


def test_no_number_stands_twice_and_every_topic_has_a_card() -> None:
    assert len(BY_NUMBER) == len(cards())
    without = {topic for topic in code_list("call_topics").codes if not cards_for([topic])}
    assert without == set()


def test_a_card_is_shown_in_the_language_of_the_talk_else_in_one_that_operators_read() -> None:
    assert BY_NUMBER[1].language("uz") == "uz"
    assert BY_NUMBER[2].language("uz") == "ru"
    assert BY_NUMBER[2].language("kk") == "kk"


def test_a_card_that_was_not_checked_for_half_a_year_says_so() -> None:
    card = BY_NUMBER[4]
    assert not card.is_stale(card.checked_on + timedelta(days=180))
    assert card.is_stale(card.checked_on + timedelta(days=181))
