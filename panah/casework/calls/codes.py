from enum import StrEnum


class CallType(StrEnum):
    INFORMATION = "information"
    CHILD_CONCERN = "child_concern"
    FOLLOW_UP = "follow_up"
    SILENT = "silent"
    OTHER_TOPIC = "other_topic"
    WRONG_NUMBER = "wrong_number"


class CallState(StrEnum):
    DROPPED = "dropped"  # the caller was gone before the talk was over: its record is to be finished
    SAVED = "saved"


class CallOutcome(StrEnum):
    INFORMATION_GIVEN = "information_given"
    TOLD_WHERE = "told_where"  # to turn to
    CONCERN = "concern"  # is passed on to the duty desk
    CALL_BACK = "call_back"
    NOTHING = "nothing"


class CallbackResult(StrEnum):
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    DO_NOT_CALL = "do_not_call"  # it is not safe any more, or not wanted
