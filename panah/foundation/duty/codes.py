"""Words of this room; a page has its own sentences for them."""

from enum import StrEnum


class Cover(StrEnum):
    """For which hours the list of an organisation must name somebody."""

    NIGHTS = "nights"  # and days off, as long as the office is closed
    ALWAYS = "always"
    NONE = "none"  # no list is kept here, and why


COVERED = frozenset({Cover.NIGHTS, Cover.ALWAYS})
