"""What others need to see of files: the standard, a comparison with what is here, records by their id, sentences; and requests."""

from panah.casework.exchange.queries.comparing import Comparison, compared
from panah.casework.exchange.queries.finding import find_by_record_id, imported_record_of
from panah.casework.exchange.queries.listing import (
    ListPreview,
    preview_of,
    read_list,
    remembered,
    unpacked_choices,
    unpacked_list,
)
from panah.casework.exchange.queries.requests import requests_visible_to
from panah.casework.exchange.queries.sentences import sentence_of
from panah.casework.exchange.queries.standard import countries, htcds_standard, languages_by_iso_639_2

__all__ = [
    "Comparison",
    "ListPreview",
    "compared",
    "countries",
    "find_by_record_id",
    "htcds_standard",
    "imported_record_of",
    "languages_by_iso_639_2",
    "preview_of",
    "read_list",
    "remembered",
    "requests_visible_to",
    "sentence_of",
    "unpacked_choices",
    "unpacked_list",
]
