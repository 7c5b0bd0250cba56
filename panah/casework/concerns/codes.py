from enum import StrEnum


class ConcernStatus(StrEnum):
    RECEIVED = "received"
    IN_TRIAGE = "in_triage"
    REFERRED = "referred"
    INFORMATION_GIVEN = "information_given"  # information or advice was given, nothing more is needed
    NOT_A_CONCERN = "not_a_concern"  # not a concern for a child's safety; the reason is kept


class AnswerStatus(StrEnum):
    """All that the answer page ever says (S4)."""

    RECEIVED = "received"
    BEING_LOOKED_INTO = "being_looked_into"
    SPECIALIST_WORKING = "specialist_working"
    NEED_TO_TALK = "need_to_talk"


class AboutWhom(StrEnum):
    """Of whom somebody young writes in the first person; a report of somebody else has none of these."""

    ME = "me"
    FRIEND = "friend"
    NOT_SAID = "not_said"


class SafeWay(StrEnum):
    """How somebody young wants to be answered. Nothing chosen means: on the page with the number, and nowhere else."""

    HERE = "here"
    MESSAGE = "message"
    CALL = "call"
    PERSON = "person"  # through a grown-up whom they trust and whom they name


class Urgency(StrEnum):
    DANGER = "danger"
    HIGH = "high"
    NORMAL = "normal"


class Sender(StrEnum):
    REPORTER = "reporter"
    OFFICE = "office"


class TriageOutcome(StrEnum):
    """What a first look at a concern may come to; the first two are also counted without recording anybody."""

    NOTHING = "nothing"
    INFORMATION = "information"
    REFER = "refer"
