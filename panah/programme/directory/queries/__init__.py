"""Finding adults and institutions of the public work, and those entries that may be one person."""

from panah.programme.directory.queries.finding import find_adults
from panah.programme.directory.queries.listing import (
    cell_words,
    heading_phrases,
    headings,
    packed_list,
    read_list,
    sentence_of,
    unpacked_list,
)
from panah.programme.directory.queries.partners import PartnerRow, partners_over
from panah.programme.directory.queries.recognising import Found, KnownAdults, adults_like, facts_of, mark_of_phone

__all__ = [
    "Found",
    "KnownAdults",
    "PartnerRow",
    "adults_like",
    "cell_words",
    "facts_of",
    "find_adults",
    "heading_phrases",
    "headings",
    "mark_of_phone",
    "packed_list",
    "partners_over",
    "read_list",
    "sentence_of",
    "unpacked_list",
]
