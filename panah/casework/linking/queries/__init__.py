"""Which pairs wait for whom, what is known of both sides, and what stands decided."""

from panah.casework.linking.queries.comparing import compared_pair
from panah.casework.linking.queries.pairs import (
    Side,
    decisions_of,
    open_question,
    pair_asked_about,
    pairs_open_to,
    pairs_waiting,
    questions_of,
    sides_of,
    sides_of_many,
)
from panah.casework.linking.queries.seeking import Found, found_for, to_seek

__all__ = [
    "Found",
    "Side",
    "compared_pair",
    "decisions_of",
    "found_for",
    "open_question",
    "pair_asked_about",
    "pairs_open_to",
    "pairs_waiting",
    "questions_of",
    "sides_of",
    "sides_of_many",
    "to_seek",
]
