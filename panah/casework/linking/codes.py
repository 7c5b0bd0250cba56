"""Words of this room: of pairs that may be one child, and of what was said of them."""

from enum import StrEnum


class PairKind(StrEnum):
    """What two records may be to each other."""

    SAME = "same"  # one child
    SIBLINGS = "siblings"  # two children of one home: never one child


class Band(StrEnum):
    """How much speaks for it; a person decides either way."""

    STRONG = "strong"
    POSSIBLE = "possible"


class Origin(StrEnum):
    """Where two records met."""

    IMPORT = "import"  # one came with a list
    SEARCH = "search"  # somebody found both and chose them
    NIGHT = "night"  # the worker compared what was new
    PERSON = "person"  # somebody named both codes


class PairState(StrEnum):
    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"  # not asked about again, unless a name is added
    ASKED = "asked"  # the organisation that leads the other record was asked


class Answer(StrEnum):
    """What an organisation says after a call."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_SAY = "cannot_say"
