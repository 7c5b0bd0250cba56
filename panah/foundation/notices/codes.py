"""Words of this room; labels stand in the code list ``notice_kind``."""

from enum import StrEnum


class NoticeKind(StrEnum):
    CONCERN_ARRIVED = "concern_arrived"
    REFERRAL_ARRIVED = "referral_arrived"
    ANSWER_CAME = "answer_came"
    REFERRAL_REFUSED = "referral_refused"
    LINK_PAUSED = "link_paused"
    DEADLINE_NEAR = "deadline_near"
    DEADLINE_PASSED = "deadline_passed"
    CASE_ASSIGNED = "case_assigned"
    CLOSURE_TO_SIGN = "closure_to_sign"
    CLOSURE_ANSWERED = "closure_answered"
    OVERRIDE_TO_CONFIRM = "override_to_confirm"
    OVERRIDE_LAPSED = "override_lapsed"  # nobody confirmed it within the day: what rested on it is shut
    TRANSFER_ARRIVED = "transfer_arrived"
    TRANSFER_ANSWERED = "transfer_answered"
    HELP_ASKED = "help_asked"
    HELP_ENDED = "help_ended"
    HELP_WRITTEN = "help_written"
    UNUSUAL_ACCESS = "unusual_access"
    ROLE_TO_CONFIRM = "role_to_confirm"
    PLAN_TO_APPROVE = "plan_to_approve"
    PLAN_ANSWERED = "plan_answered"
    TELEPHONE_BODY = "telephone_body"
    REMINDER = "reminder"
    PRESSED = "pressed"  # a coordinator of the region or the ministry waits for an answer
    DESK_PRESSED = "desk_pressed"  # and wants the concerns at the desk looked at
    NAMED_RESPONSIBLE = "named_responsible"
    REGION_WEEK = "region_week"  # the table of Monday
    STAY_BEGAN = "stay_began"
    STAY_ENDED = "stay_ended"
    INCIDENT_WRITTEN = "incident_written"
    EXIT_ASKED = "exit_asked"
    CALENDAR_CHANGED = "calendar_changed"  # an office has a day off of its own, or works one
    DUTY_GAP = "duty_gap"  # hours ahead that nobody holds
    SAME_ASKED = "same_asked"  # another organisation asks whether two records are one child
    SAME_ANSWERED = "same_answered"


class Channel(StrEnum):
    """Where somebody is told. Whatever is told outside is told in Panah too: there it is complete."""

    IN_APP = "in_app"
    EMAIL = "email"
    SMS = "sms"
    MESSENGER = "messenger"


OUTSIDE = (Channel.EMAIL, Channel.SMS, Channel.MESSENGER)


class Pressing(StrEnum):
    """How pressing something is, by which a person chooses where to be told of it."""

    DANGER = "danger"
    SOON = "soon"  # somebody waits for an answer: by day, as it comes
    LATER = "later"  # with the message of the hour that the person chose


class Purpose(StrEnum):
    """Why a message leaves."""

    NOTICES = "notices"
    CODE = "code"  # is this address the one of whoever wrote it down?
    TEST = "test"  # whoever looks after the installation tries the way


class MessageState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"  # it was answered meanwhile, or the address or its person is gone
    GIVEN_UP = "given_up"


DANGER = "danger"
NORMAL = "normal"

SENT_AT_ONCE = frozenset({
    NoticeKind.CONCERN_ARRIVED, NoticeKind.REFERRAL_ARRIVED, NoticeKind.REFERRAL_REFUSED, NoticeKind.LINK_PAUSED,
    NoticeKind.TRANSFER_ARRIVED, NoticeKind.HELP_ASKED, NoticeKind.OVERRIDE_TO_CONFIRM, NoticeKind.TELEPHONE_BODY,
    NoticeKind.REMINDER, NoticeKind.INCIDENT_WRITTEN, NoticeKind.EXIT_ASKED, NoticeKind.UNUSUAL_ACCESS,
    NoticeKind.OVERRIDE_LAPSED, NoticeKind.PRESSED, NoticeKind.DESK_PRESSED, NoticeKind.NAMED_RESPONSIBLE, NoticeKind.DUTY_GAP,
})  # fmt: skip
"""The rest waits for the digest of the morning: people who carry heavy cases are not dripped upon."""

AT_ANY_HOUR = frozenset({NoticeKind.DUTY_GAP})
"""Told in quiet hours too: a night that nobody holds cannot wait for its morning."""

REQUESTS = frozenset({
    NoticeKind.CONCERN_ARRIVED, NoticeKind.REFERRAL_ARRIVED, NoticeKind.TRANSFER_ARRIVED, NoticeKind.HELP_ASKED,
    NoticeKind.SAME_ASKED, NoticeKind.REMINDER, NoticeKind.PRESSED, NoticeKind.DESK_PRESSED, NoticeKind.NAMED_RESPONSIBLE,
})  # fmt: skip
"""Said outside as a request, with the time by which to answer."""

ANSWERS = frozenset({
    NoticeKind.ANSWER_CAME, NoticeKind.REFERRAL_REFUSED, NoticeKind.TRANSFER_ANSWERED, NoticeKind.CLOSURE_ANSWERED,
    NoticeKind.PLAN_ANSWERED, NoticeKind.SAME_ANSWERED,
})  # fmt: skip
"""Said outside as an answer."""

DEADLINES = frozenset({NoticeKind.DEADLINE_NEAR, NoticeKind.DEADLINE_PASSED})
