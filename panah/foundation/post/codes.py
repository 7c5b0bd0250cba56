from enum import StrEnum


class Fault(StrEnum):
    """Why an item could not be opened."""

    TOO_LARGE = "too_large"
    NOT_POST = "not_post"  # no item at all: no page of ours makes such
    UNKNOWN_KEY = "unknown_key"  # sealed for a key that this server does not hold
    DOES_NOT_OPEN = "does_not_open"  # changed on the way, or of another kind or item
