"""Words of this room; a page has its own sentences for them."""

from enum import StrEnum


class Kind(StrEnum):
    """How somebody goes."""

    LEAVING = "leaving"  # for good: the account ends once everything has another holder
    LEAVE = "leave"  # from a day until a day; work comes back
    SUDDEN = "sudden"  # the account ended first, and what rested on it is given on afterwards


class Piece(StrEnum):
    """What may rest on one person."""

    CASE = "case"  # led
    PART = "part"  # of a case that others lead
    SERVICE = "service"  # a hearing, an appointment, a service with a day
    CLOCK = "clock"  # whatever else runs in this person's name: a concern taken, a yes or no, an answer
    ASKED = "asked"  # a hand-over whose answer this person awaits
    TURN = "turn"  # of the duty list
    BACKUP = "backup"  # stands in for a turn


class Return(StrEnum):
    """What becomes of a piece when a leave has ended."""

    BACK = "back"
    STAYS = "stays"
    OVER = "over"  # it ended meanwhile: there is nothing to give back
