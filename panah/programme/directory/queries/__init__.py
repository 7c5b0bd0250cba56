"""Finding adults and institutions of the public work, those entries that may be one person, and who does what."""

from panah.programme.directory.queries.finding import (
    AdultList,
    contacts_of,
    entries_of,
    find_adults,
    known_by,
    may_read_contact,
    organisations_that_know,
)
from panah.programme.directory.queries.lawful import institutions_of, lawful, matrix_of, said_by_law
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
    "AdultList",
    "Found",
    "KnownAdults",
    "PartnerRow",
    "adults_like",
    "cell_words",
    "contacts_of",
    "entries_of",
    "facts_of",
    "find_adults",
    "heading_phrases",
    "headings",
    "institutions_of",
    "known_by",
    "lawful",
    "mark_of_phone",
    "matrix_of",
    "may_read_contact",
    "organisations_that_know",
    "packed_list",
    "partners_over",
    "read_list",
    "said_by_law",
    "sentence_of",
    "unpacked_list",
]
