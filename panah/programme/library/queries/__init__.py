"""Finding items, what waits of one, what is the newest, who uses which, and what everybody may read."""

from panah.programme.library.queries.finding import find_items, public_item, public_items
from panah.programme.library.queries.listing import Entry, entries_of
from panah.programme.library.queries.reading import (
    Shelf,
    Waiting,
    compared,
    content_for,
    newest,
    shelf_of,
    use_of,
    uses_of,
    what_waits,
)

__all__ = [
    "Entry",
    "Shelf",
    "Waiting",
    "compared",
    "content_for",
    "entries_of",
    "find_items",
    "newest",
    "public_item",
    "public_items",
    "shelf_of",
    "use_of",
    "uses_of",
    "what_waits",
]
