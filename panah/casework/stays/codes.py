from enum import StrEnum


class LeavesWith(StrEnum):
    """With whom a guest leaves the house."""

    OUR_WORKER = "our_worker"
    WORKER_OF_BODY = "worker_of_body"
    GUARDIANSHIP_BODY = "guardianship_body"
    RELATIVE = "relative"
    OTHER_ADULT = "other_adult"
    ALONE = "alone"
    NOT_KNOWN = "not_known"  # left without a word: it happened, and is written as it happened


class HousePaper(StrEnum):
    """A paper of a house that is numbered and kept; code list letter_kinds."""

    ADMISSION = "shelter_admission"
    EXIT = "shelter_exit"
    MONTH = "shelter_month"


class ExitAnswer(StrEnum):
    """What a second person says of an exit with somebody who is not known to be safe (S3)."""

    WAITS = "waits"
    AGREED = "agreed"
    REFUSED = "refused"
