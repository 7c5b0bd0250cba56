from enum import StrEnum


class Decision(StrEnum):
    """What a member decides after two minutes with a child."""

    NOTHING = "nothing"
    INFORMATION = "information"
    REFER = "refer"
    URGENT = "urgent"


COUNTED = frozenset({Decision.NOTHING, Decision.INFORMATION})
"""Of these a number stays and nothing else."""


class Counted(StrEnum):
    """Under what a child who was met stands in the numbers."""

    SEEN = "seen"  # one press, without a talk
    NOTHING = "nothing"
    INFORMATION = "information"
    REFERRED = "referred"  # whose record was erased since: the number stays


class HandOver(StrEnum):
    """What came of it on the spot, where somebody was asked to take a child at once."""

    TOOK = "took"
    COMING = "coming"
    NO_ANSWER = "no_answer"


class MigrationCheck(StrEnum):
    NOT_MADE = "not_made"
    MADE = "made"


class Doubt(StrEnum):
    """Why the time that a phone gave may be wrong."""

    AHEAD = "ahead"
    BEHIND = "behind"


class OutingPaper(StrEnum):
    """The paper that the members sign."""

    REPORT = "outing_report"
