"""The answer cards: what an operator may say, in the caller's language, with where it comes from and when it was checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from panah.casework.calls.rules import is_stale
from panah.foundation.reference.codes import content_files, content_table

FOLDER = "answers"
FALLS_BACK = ("ru", "kk", "en")  # where a card is not in the caller's language


@dataclass(frozen=True)
class Card:
    number: int
    topics: tuple[str, ...]
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    mark: str  # S seen in a source, M from memory, P proposed by this project
    sources: Mapping[str, str]
    checked_on: date

    def language(self, wanted: str) -> str:
        """The wanted language where the card has it, else one that most operators read."""
        return next(code for code in (wanted, *FALLS_BACK) if code in self.texts and code in self.titles)

    def is_stale(self, today: date) -> bool:
        return is_stale(self.checked_on, today)


@cache
def cards() -> tuple[Card, ...]:
    """All of them by number."""
    rows = [row for path in content_files(FOLDER) for row in content_table(path)["cards"]]
    return tuple(sorted((_card(row) for row in rows), key=lambda card: card.number))


def _card(row: Mapping[str, Any]) -> Card:
    return Card(
        row["number"], tuple(row["topics"]), row["title"], row["text"], row["mark"], row["src"], row["checked_on"]
    )


def card_of(number: int) -> Card | None:
    return next((card for card in cards() if card.number == number), None)


def cards_for(topics: Iterable[str]) -> list[Card]:
    """Those of any of these topics; without a topic all."""
    wanted = set(topics)
    return [card for card in cards() if not wanted or wanted & set(card.topics)]
