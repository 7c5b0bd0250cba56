"""Words of this room."""

from enum import StrEnum


class ArrivalStep(StrEnum):
    """What somebody who arrived was given, in the order in which it is asked for. Labels: code list arrival_steps."""

    DRINK = "drink"
    FOOD = "food"
    REST = "rest"
    DOCTOR = "doctor"
    INTERPRETER = "interpreter"
    TRUSTED_ADULT = "trusted_adult"
    TALK = "talk"


class ArrivalNext(StrEnum):
    """What follows for somebody who arrived. Labels: code list arrival_next."""

    CONCERN = "concern"  # of a child: the desk of the place has it, under its code
    HELP = "help"  # an adult who says yes: a case of help with a lead
    OWN_WAY = "own_way"  # an adult who was told of rights and help, and goes where they wish
    BODY = "body"  # an adult whom another body took over, who was named


class AdultPart(StrEnum):
    """As what an adult came. Nobody need be only one of them. Labels: code list adult_parts."""

    PARENT = "parent"
    IN_NEED = "in_need"
    OTHER = "other"
    UNKNOWN = "unknown"
