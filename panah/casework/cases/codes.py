from enum import StrEnum


class Stage(StrEnum):
    """Where the case stands; the words that the steps on every page show."""

    NEW = "new"
    ASSESSING = "assessing"
    PLANNING = "planning"
    IN_SERVICE = "in_service"
    REVIEW = "review"
    CLOSING = "closing"
    CLOSED = "closed"


OPEN_STAGES = (
    Stage.NEW, Stage.ASSESSING, Stage.PLANNING, Stage.IN_SERVICE, Stage.REVIEW, Stage.CLOSING,
)  # fmt: skip


class Risk(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Domain(StrEnum):
    SAFETY = "safety"
    HEALTH = "health"
    FEELINGS = "feelings"
    FAMILY = "family"
    DOCUMENTS = "documents"
    SCHOOL = "school"
    HOME_AND_BASICS = "home_and_basics"
    LEGAL = "legal"


class ServiceStatus(StrEnum):
    PLANNED = "planned"
    DELIVERED = "delivered"
    REFUSED = "refused"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ClosureDecision(StrEnum):
    ASKED = "asked"
    SIGNED = "signed"
    RETURNED = "returned"


class NoteKind(StrEnum):
    CONTACT = "contact"
    FIRST_SAFETY_CONTACT = "first_safety_contact"
    MEETING = "meeting"
    ATTEMPT = "attempt"
    FOLLOW_UP = "follow_up"
    OTHER = "other"
    REVIEW = "review"
    LEAD_CHANGED = "lead_changed"
    REOPENED = "reopened"
    PAUSED = "paused"
    RESUMED = "resumed"
    LOST_CONTACT = "lost_contact"
    PLAN_APPROVED = "plan_approved"
    PLAN_RETURNED = "plan_returned"


WRITTEN_BY_HAND = (
    NoteKind.FIRST_SAFETY_CONTACT, NoteKind.CONTACT, NoteKind.MEETING, NoteKind.ATTEMPT, NoteKind.FOLLOW_UP, NoteKind.OTHER,
)  # fmt: skip
"""The kinds that a person chooses; the others are written by what is done."""
TALKED = (NoteKind.FIRST_SAFETY_CONTACT, NoteKind.CONTACT, NoteKind.FOLLOW_UP)
"""Somebody was reached: whoever was lost is found again."""


class Depth(StrEnum):
    """Help: one question of safety, a need, a service. Protection: assessment, plan and review (S7)."""

    HELP = "help"
    PROTECTION = "protection"


class CaseState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"  # the family is away for some weeks
    LOST_CONTACT = "lost_contact"  # nobody answers; the alarms go on
    TRANSFERRED = "transferred"  # another organisation is asked to lead


class TransferStatus(StrEnum):
    ASKED = "asked"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ReviewOutcome(StrEnum):
    CONTINUE = "continue"
    CHANGE_PLAN = "change_plan"
    TRANSFER = "transfer"
    CLOSE = "close"


class Answer(StrEnum):
    """To a question that may stay open (code list yes_no_unknown)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class LetterKind(StrEnum):
    """A paper that is made here for somebody outside."""

    CHILD_CARD = "child_card"
    CONSENT_FORM = "consent_form"
    PLAN_COPY = "plan_copy"
    ASSESSMENT_SUMMARY = "assessment_summary"
    TRANSFER_FORM = "transfer_form"
    CLOSURE_LETTER = "closure_letter"
    EXTRACT = "extract"
    ACCESS_LIST = "access_list"


class LetterRecipient(StrEnum):
    CHILD = "child"
    RELATIVE = "relative"
    TEAM = "team"  # other specialists: a commission, the organisation that leads next
