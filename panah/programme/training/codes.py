from enum import StrEnum


class EventState(StrEnum):
    """How far an event has come. That it is full follows from its places. Labels: code list training_event_state."""

    PLANNED = "planned"
    OPEN = "open"  # people may enrol
    CLOSED = "closed"
    RUNNING = "running"  # somebody has come
    TESTED = "tested"  # the test at the end is in
    CERTIFIED = "certified"
    PRACTICE_CHECK = "practice_check"  # half a year later
    REPORTED = "reported"
    CANCELLED = "cancelled"


class EventKind(StrEnum):
    """For whom it is; specialists are counted as trained. Labels: code list training_event_kind."""

    SPECIALISTS = "specialists"
    CHAMPIONS = "champions"
    HOTLINE = "hotline"
    OTHER = "other"


class DayPart(StrEnum):
    """Labels: code list training_day_part."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class EnrolmentState(StrEnum):
    """Labels: code list training_enrolment_state."""

    ENROLLED = "enrolled"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class CameBy(StrEnum):
    """How somebody came to be enrolled. Labels: code list training_came_by."""

    LINK = "link"
    LIST = "list"  # a letter with names
    WALK_IN = "walk_in"
    IMPORT = "import"


class AttendedBy(StrEnum):
    """By what it is known that somebody was there. Labels: code list training_attended_by."""

    QR = "qr"
    TICK = "tick"
    PAPER = "paper"


class CancelReason(StrEnum):
    """Why an event does not take place. Labels: code list training_cancel_reason."""

    TOO_FEW = "too_few"
    TRAINER_ILL = "trainer_ill"
    VENUE = "venue"
    ROADS = "roads"
    NO_MONEY = "no_money"
    OTHER = "other"


class WithdrawnBecause(StrEnum):
    """Why a certificate is taken back. Labels: code list training_withdrawn_because."""

    WRONG_PERSON = "wrong_person"
    WRONG_NAME = "wrong_name"
    WAS_NOT_THERE = "was_not_there"
    OTHER = "other"


class PlanFault(StrEnum):
    """What a plan still lacks. Labels: code list training_plan_fault."""

    NO_MODULE = "no_module"
    NO_TRAINER = "no_trainer"
    NO_VENUE = "no_venue"
    VENUE_NOT_ACCESSIBLE = "venue_not_accessible"
    ACCESS_UNKNOWN = "access_unknown"


class CertificateReason(StrEnum):
    """Whether somebody gets a certificate, else what is missing. Labels: code list training_certificate_reason."""

    GIVEN = "given"
    NOT_TAKING_PART = "not_taking_part"
    WAS_NOT_THERE = "was_not_there"
    TOO_LITTLE = "too_little"
    NO_TEST = "no_test"


class ItemKind(StrEnum):
    """How a question of a test is answered. Labels: code list test_item_kind."""

    ONE = "one"
    SEVERAL = "several"
    TRUE_FALSE = "true_false"


class PaperState(StrEnum):
    """Labels: code list test_paper_state."""

    DRAFT = "draft"
    READY = "ready"  # never changed any more: a new version is made
    RETIRED = "retired"


class Wave(StrEnum):
    """Before the training or after it. Labels: code list test_wave."""

    PRE = "pre"
    POST = "post"


class SatHow(StrEnum):
    """How answers came in. Labels: code list test_sat_how."""

    ONLINE = "online"
    PAPER = "paper"  # typed from a sheet by the trainer
    TABLE = "table"  # scanned: many sheets at once


class HandedHow(StrEnum):
    """How a participant got the own link half a year later. Labels: code list practice_handed_how."""

    MESSAGE = "message"  # from the phone of whoever holds the training
    SLIP = "slip"  # of paper, cut off
    OTHER = "other"


class PracticeUse(StrEnum):
    """Whether one uses what was learnt. Labels: code list practice_use."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class PracticeOften(StrEnum):
    """Labels: code list practice_often."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    RARELY = "rarely"


class PracticeObstacle(StrEnum):
    """What stood in the way. Labels: code list practice_obstacle."""

    NO_TIME = "no_time"
    NO_AUTHORITY = "no_authority"
    NO_CONTACTS = "no_contacts"
    NO_PROCEDURE = "no_procedure"
    COLLEAGUES = "colleagues"
    AFRAID = "afraid"
    NO_SUCH_CASE = "no_such_case"
    FORGOTTEN = "forgotten"
    OTHER = "other"
