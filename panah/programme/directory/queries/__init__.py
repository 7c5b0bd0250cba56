"""Finding adults and institutions of the public work, and those entries that may be one person."""

from panah.programme.directory.queries.finding import find_adults
from panah.programme.directory.queries.recognising import Found, adults_like, facts_of, mark_of_phone

__all__ = ["Found", "adults_like", "facts_of", "find_adults", "mark_of_phone"]
