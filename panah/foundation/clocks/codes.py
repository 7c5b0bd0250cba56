from enum import StrEnum

from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security.permissions import Permission


class TimerKind(StrEnum):
    """What somebody must do until a moment. Labels: code list timer_kind; deadlines: content/rules/deadlines.toml."""

    CONCERN_FIRST_LOOK = "concern_first_look"
    CONCERN_TRIAGE = "concern_triage"
    CONCERN_MESSAGE = "concern_message"
    LEG_ACKNOWLEDGE = "leg_acknowledge"
    LEG_ANSWER = "leg_answer"
    SENDER_REROUTE = "sender_reroute"
    LINK_PAUSED = "link_paused"
    LEAD_ASSIGNMENT = "lead_assignment"
    FIRST_SAFETY_CONTACT = "first_safety_contact"
    SAFETY_ACTION = "safety_action"
    GUARDIAN_REQUEST = "guardian_request"
    CONSENT_OVERRIDE = "consent_override"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    PLAN_AGREEMENT = "plan_agreement"
    SERVICE = "service"
    FOLLOW_UP = "follow_up"
    REVIEW = "review"
    CLOSING = "closing"
    CLOSURE_SIGNATURE = "closure_signature"
    CHECK_AFTER_CLOSURE = "check_after_closure"
    DEPTH_DECISION = "depth_decision"
    PLAN_APPROVAL = "plan_approval"
    TRANSFER_ACKNOWLEDGE = "transfer_acknowledge"  # the organisation that is asked to lead
    TRANSFER_ANSWER = "transfer_answer"
    TRANSFER_RUNNING = "transfer_running"  # the one that still leads
    TELEPHONE_BODY = "telephone_body"  # nobody there is in Panah: our own head telephones a named person (S13)
    TURNS_ADULT = "turns_adult"
    PAUSE_ENDS = "pause_ends"
    PAPER_DUE = "paper_due"
    CONSENT_ENDS = "consent_ends"
    AUTHORITY_REQUEST = "authority_request"
    ROLE_CONFIRMATION = "role_confirmation"  # a second person says that a new colleague is who they seem
    HELP_ASKED = "help_asked"  # of a helper, in its own part of a case that others lead (S15)
    INTERVIEW_ASKED = "interview_asked"  # an authority that was told wants to talk to the child
    DIRECTORY_CONFIRM = "directory_confirm"  # nobody said for a quarter that an entry is still true
    DIRECTORY_CORRECTION = "directory_correction"  # a body says through its link what is different now
    NAMED_ANSWER = "named_answer"  # somebody of the body was named responsible: the alarm of that person alone
    PRESS_WAITS = "press_waits"  # a coordinator pressed, and looks again
    REGION_CALL = "region_call"  # a coordinator telephones a body with nobody in Panah
    BED_RESERVATION = "bed_reservation"
    MEDICAL_CHECK = "medical_check"
    STAY_ENDS = "stay_ends"  # two weeks before the day until which a guest is expected
    DAILY_LOG = "daily_log"  # of a house, of yesterday
    INCIDENT = "incident"
    EXIT_DECISION = "exit_decision"  # a guest is to leave with somebody who is not known to be safe (S3)
    SAME_PAIRS = "same_pairs"  # records that may be one child wait to be compared
    SAME_QUESTION = "same_question"  # another organisation asks whether a record of theirs is one of ours
    BODY_FOLLOW_UP = "body_follow_up"  # it took the child on, and nobody of it is in Panah: ask how it goes
    DUTY_GAP = "duty_gap"  # hours ahead for which the list of an organisation names nobody
    DEPARTURE = "departure"  # somebody leaves or is on leave: what rests on this person needs another holder
    LEAVE_ENDS = "leave_ends"  # somebody is back: is each piece given back?
    HAND_OVER_READ = "hand_over_read"  # the new lead of a case has read what must be known of it
    OUTING_REPORT = "outing_report"  # read, closed and signed by everybody who went along
    OUTING_UNANSWERED = "outing_unanswered"  # nobody took up for hours whom a mobile group handed on
    OUTING_LATE = "outing_late"  # something came from a phone after the report was closed
    OUTING_UNSENT = "outing_unsent"  # a phone that went out has not come back
    OUTING_CHECK = "outing_check"  # a migration check was made at an outing (S11)
    CALL_BACK = "call_back"  # a caller asked for it: the number and the hour are safe
    CALL_DROPPED = "call_dropped"  # the caller was gone before the talk was over
    CALL_DANGER = "call_danger"  # nobody has written when the police were called, or why not
    CALL_TRANSFER = "call_transfer"  # the duty worker did not pick up
    SHIFT_HAND_OVER = "shift_hand_over"  # the next shift has not said that it read
    MESSAGES_STUCK = "messages_stuck"  # to some colleague nothing comes through outside Panah; it never climbs
    FOUND_ELSEWHERE = "found_elsewhere"  # possibly the same child: call the focal point of another organisation
    TRAINING_PLAN = "training_plan"  # somebody to teach in each language, and a venue that everybody can enter
    TRAINING_ENROLMENT = "training_enrolment"  # the last day on which one may enrol is over
    TRAINING_CERTIFICATES = "training_certificates"
    TRAINING_REPORT = "training_report"
    PRACTICE_CHECK = "practice_check"  # half a year later: ask those who agreed what they use of it
    PRACTICE_REMINDER = "practice_reminder"
    PRACTICE_CALLS = "practice_calls"  # some of those who did not answer are telephoned
    CHAMPION_ANSWERS = "champion_answers"  # a call is over: choose, and answer everybody who applied
    CHAMPION_PLAN = "champion_plan"  # a champion sent the plan of the year: agree it
    CHAMPION_ACT = "champion_act"  # the day of something that a champion has planned
    CHAMPION_REPORT = "champion_report"  # of a quarter, by the champion
    CHAMPION_REPORT_READ = "champion_report_read"
    CHAMPION_CALL = "champion_call"  # no report came: telephone the champion
    CHAMPION_END = "champion_end"  # two reports in a row did not come: decide whether it goes on
    DUTY_LIST = "duty_list"  # an office that takes urgent work keeps no list: said quietly, it never climbs
    LIBRARY_APPROVAL = "library_approval"  # a second person reads it before others do
    LIBRARY_REVIEW = "library_review"  # is what the library says still right?
    LIBRARY_TELL = "library_tell"  # somebody goes by an older version: the keeper tells them
    LIBRARY_NEWER = "library_newer"  # what one uses has a newer version, or was withdrawn
    POST_DUE = "post_due"  # a planned post of a social account
    CAMPAIGN_ENDS = "campaign_ends"  # its last day is over: what came of it?


class Unit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"


class TimerState(StrEnum):
    LATE = "late"
    DUE_TODAY = "due_today"
    AHEAD = "ahead"


OF_A_LEAD = frozenset({
    TimerKind.LEAD_ASSIGNMENT, TimerKind.FIRST_SAFETY_CONTACT, TimerKind.SAFETY_ACTION, TimerKind.GUARDIAN_REQUEST,
    TimerKind.ASSESSMENT, TimerKind.PLAN, TimerKind.PLAN_AGREEMENT, TimerKind.SERVICE, TimerKind.FOLLOW_UP,
    TimerKind.REVIEW, TimerKind.CLOSING, TimerKind.CLOSURE_SIGNATURE, TimerKind.CHECK_AFTER_CLOSURE,
    TimerKind.DEPTH_DECISION, TimerKind.PLAN_APPROVAL, TimerKind.TRANSFER_RUNNING, TimerKind.TURNS_ADULT,
    TimerKind.PAUSE_ENDS, TimerKind.PAPER_DUE, TimerKind.CONSENT_ENDS, TimerKind.HAND_OVER_READ, TimerKind.FOUND_ELSEWHERE,
})  # fmt: skip
"""What rests on the lead of a case: the desk neither sees nor hears of it."""

ASKED_OF_A_BODY = frozenset({
    TimerKind.LEG_ACKNOWLEDGE, TimerKind.LEG_ANSWER, TimerKind.TRANSFER_ACKNOWLEDGE, TimerKind.TRANSFER_ANSWER,
})  # fmt: skip
"""What one organisation asked of another: where nobody there is in Panah, somebody telephones (S13)."""

AT_A_DESK = frozenset({TimerKind.CONCERN_FIRST_LOOK, TimerKind.CONCERN_TRIAGE, TimerKind.CONCERN_MESSAGE})
"""What a desk does with a concern before anybody else is asked."""

OF_A_COORDINATOR = frozenset({TimerKind.PRESS_WAITS, TimerKind.REGION_CALL})
"""What the people of a region or a ministry do themselves; each carries a number of its own, never a code."""

OF_THE_LEADERS = frozenset({
    TimerKind.CLOSURE_SIGNATURE, TimerKind.PLAN_APPROVAL, TimerKind.CONSENT_OVERRIDE, TimerKind.TELEPHONE_BODY,
    TimerKind.AUTHORITY_REQUEST, TimerKind.INCIDENT, TimerKind.EXIT_DECISION, TimerKind.SAME_PAIRS,
    TimerKind.OUTING_CHECK,
})  # fmt: skip
"""What supervisors and heads decide or do themselves."""

OF_A_DUTY_LIST = frozenset({TimerKind.DUTY_GAP, TimerKind.DUTY_LIST})
"""What rests on those who keep the list: the leaders; only where there is none, the desk."""

OF_THE_OFFICE = frozenset({TimerKind.DEPARTURE, TimerKind.LEAVE_ENDS})
"""What those do who lead an office or look after its accounts: no child stands on it."""
OF_AN_OUTING = frozenset({
    TimerKind.OUTING_REPORT, TimerKind.OUTING_UNANSWERED, TimerKind.OUTING_LATE, TimerKind.OUTING_UNSENT,
    TimerKind.OUTING_CHECK,
})  # fmt: skip
"""What a mobile group comes home with: of a whole outing, never of one child."""
OF_A_TRAINING = frozenset({
    TimerKind.TRAINING_PLAN, TimerKind.TRAINING_ENROLMENT, TimerKind.TRAINING_CERTIFICATES, TimerKind.TRAINING_REPORT,
    TimerKind.PRACTICE_CHECK, TimerKind.PRACTICE_REMINDER, TimerKind.PRACTICE_CALLS,
})  # fmt: skip
"""What rests on those who hold trainings: of an event, never of one participant."""
OF_A_LINE = frozenset({
    TimerKind.CALL_BACK, TimerKind.CALL_DROPPED, TimerKind.CALL_DANGER, TimerKind.CALL_TRANSFER,
    TimerKind.SHIFT_HAND_OVER,
})  # fmt: skip
"""What rests on those who answer a hotline."""

OF_A_CHAMPION = frozenset({
    TimerKind.CHAMPION_ANSWERS, TimerKind.CHAMPION_PLAN, TimerKind.CHAMPION_ACT, TimerKind.CHAMPION_REPORT,
    TimerKind.CHAMPION_REPORT_READ, TimerKind.CHAMPION_CALL, TimerKind.CHAMPION_END,
})  # fmt: skip
"""Of the public work: no child stands on it."""

OF_A_HOUSE = frozenset({
    TimerKind.BED_RESERVATION, TimerKind.MEDICAL_CHECK, TimerKind.STAY_ENDS, TimerKind.DAILY_LOG,
})  # fmt: skip
"""What rests on those who run a house: they are told first, and neither the desk nor a lead."""

OF_THE_LIBRARY = frozenset({
    TimerKind.LIBRARY_APPROVAL, TimerKind.LIBRARY_REVIEW, TimerKind.LIBRARY_TELL, TimerKind.LIBRARY_NEWER,
})  # fmt: skip
"""What is taught and told: about nobody."""
OF_A_CAMPAIGN = frozenset({TimerKind.POST_DUE, TimerKind.CAMPAIGN_ENDS})
"""What goes out to the public: about nobody."""

OF_OTHERS = ASKED_OF_A_BODY | OF_THE_LEADERS
"""What may run on the file of a case and is for somebody else than its lead to do: no change of lead moves it."""


ANSWERED_WITH: dict[TimerKind, tuple[NoticeKind, ...]] = {
    TimerKind.CONCERN_FIRST_LOOK: (NoticeKind.CONCERN_ARRIVED,),
    TimerKind.CONCERN_TRIAGE: (NoticeKind.CONCERN_ARRIVED, NoticeKind.DESK_PRESSED),
    TimerKind.LEG_ACKNOWLEDGE: (NoticeKind.REFERRAL_ARRIVED,),
    TimerKind.LEG_ANSWER: (
        NoticeKind.REFERRAL_ARRIVED, NoticeKind.REMINDER, NoticeKind.PRESSED, NoticeKind.NAMED_RESPONSIBLE,
    ),
    TimerKind.LINK_PAUSED: (NoticeKind.LINK_PAUSED,),
    TimerKind.CONSENT_OVERRIDE: (NoticeKind.OVERRIDE_TO_CONFIRM,),
    TimerKind.CLOSURE_SIGNATURE: (NoticeKind.CLOSURE_TO_SIGN,),
    TimerKind.PLAN_APPROVAL: (NoticeKind.PLAN_TO_APPROVE,),
    TimerKind.TRANSFER_ACKNOWLEDGE: (NoticeKind.TRANSFER_ARRIVED,),
    TimerKind.TRANSFER_ANSWER: (NoticeKind.TRANSFER_ARRIVED,),
    TimerKind.TELEPHONE_BODY: (NoticeKind.TELEPHONE_BODY,),
    TimerKind.HELP_ASKED: (NoticeKind.HELP_ASKED,),
    TimerKind.ROLE_CONFIRMATION: (NoticeKind.ROLE_TO_CONFIRM,),
    TimerKind.INCIDENT: (NoticeKind.INCIDENT_WRITTEN,),
    TimerKind.EXIT_DECISION: (NoticeKind.EXIT_ASKED,),
    TimerKind.SAME_QUESTION: (NoticeKind.SAME_ASKED,),
}  # fmt: skip
"""With the end of a clock these are answered: nobody is rung outside Panah for them any more."""

URGENT = frozenset({"danger", "high"})
"""Urgencies and risks whose clocks honour no day off of a single office: a child in danger does not wait for its keys."""


class Told(StrEnum):
    """Whom a rung of the ladder tells; content/rules/ladder.toml says what each word means."""

    OWNER = "owner"
    BACKUP = "backup"
    HEAD = "head"
    LEADERS = "leaders"
    ASKER = "asker"
    ASKER_LEADERS = "asker_leaders"
    TELEPHONE = "telephone"
    REGION = "region"
    MINISTRY = "ministry"


_WITH_A_RIGHT: dict[Permission, tuple[TimerKind, ...]] = {
    Permission.CONCERN_VIEW: (TimerKind.CONCERN_FIRST_LOOK,),
    Permission.CONCERN_TRIAGE: (TimerKind.CONCERN_TRIAGE, TimerKind.CONCERN_MESSAGE),
    Permission.REFERRAL_ANSWER: (TimerKind.LEG_ACKNOWLEDGE, TimerKind.LEG_ANSWER, TimerKind.NAMED_ANSWER),
    Permission.REFERRAL_SEND: (
        TimerKind.SENDER_REROUTE, TimerKind.LINK_PAUSED, TimerKind.INTERVIEW_ASKED, TimerKind.BODY_FOLLOW_UP,
    ),
    Permission.CASE_ASSIGN: (TimerKind.LEAD_ASSIGNMENT, TimerKind.SAME_PAIRS),
    Permission.CASE_VIEW: (
        TimerKind.FIRST_SAFETY_CONTACT, TimerKind.SAFETY_ACTION, TimerKind.GUARDIAN_REQUEST, TimerKind.ASSESSMENT,
        TimerKind.PLAN, TimerKind.PLAN_AGREEMENT, TimerKind.SERVICE, TimerKind.FOLLOW_UP, TimerKind.REVIEW,
        TimerKind.CLOSING, TimerKind.CHECK_AFTER_CLOSURE, TimerKind.DEPTH_DECISION, TimerKind.TRANSFER_RUNNING,
        TimerKind.TURNS_ADULT, TimerKind.PAUSE_ENDS, TimerKind.PAPER_DUE, TimerKind.CONSENT_ENDS,
        TimerKind.HAND_OVER_READ, TimerKind.FOUND_ELSEWHERE,
    ),
    Permission.CASE_WORK: (TimerKind.SAME_QUESTION,),
    Permission.CASE_SIGN: (TimerKind.CONSENT_OVERRIDE, TimerKind.CLOSURE_SIGNATURE, TimerKind.PLAN_APPROVAL),
    Permission.TRANSFER_ANSWER: (TimerKind.TRANSFER_ACKNOWLEDGE, TimerKind.TRANSFER_ANSWER),
    Permission.TEAM_VIEW: (TimerKind.TELEPHONE_BODY, TimerKind.OUTING_CHECK),
    Permission.AUTHORITY_REQUEST_DECIDE: (TimerKind.AUTHORITY_REQUEST,),
    Permission.STAFF_CONFIRM: (TimerKind.ROLE_CONFIRMATION,),
    Permission.CASE_HELP: (TimerKind.HELP_ASKED,),
    Permission.DIRECTORY_EDIT: (TimerKind.DIRECTORY_CONFIRM, TimerKind.DIRECTORY_CORRECTION),
    Permission.REGION_PRESS: (TimerKind.PRESS_WAITS, TimerKind.REGION_CALL),
    Permission.STAY_WORK: (
        TimerKind.BED_RESERVATION, TimerKind.MEDICAL_CHECK, TimerKind.STAY_ENDS, TimerKind.DAILY_LOG,
    ),
    Permission.STAY_SIGN: (TimerKind.INCIDENT, TimerKind.EXIT_DECISION),
    Permission.DUTY_KEEP: (TimerKind.DUTY_GAP, TimerKind.DUTY_LIST),
    Permission.STAFF_MANAGE: (TimerKind.MESSAGES_STUCK,),
    Permission.DEPARTURE_KEEP: (TimerKind.DEPARTURE, TimerKind.LEAVE_ENDS),
    Permission.OUTING_LEAD: (
        TimerKind.OUTING_REPORT, TimerKind.OUTING_UNANSWERED, TimerKind.OUTING_LATE, TimerKind.OUTING_UNSENT,
    ),
    Permission.TRAINING_KEEP: (
        TimerKind.TRAINING_PLAN, TimerKind.TRAINING_ENROLMENT, TimerKind.TRAINING_CERTIFICATES,
        TimerKind.TRAINING_REPORT, TimerKind.PRACTICE_CHECK, TimerKind.PRACTICE_REMINDER, TimerKind.PRACTICE_CALLS,
    ),
    Permission.CHAMPION_KEEP: (
        TimerKind.CHAMPION_ANSWERS, TimerKind.CHAMPION_PLAN, TimerKind.CHAMPION_REPORT_READ, TimerKind.CHAMPION_CALL,
        TimerKind.CHAMPION_END,
    ),
    Permission.CHAMPION_WORK: (TimerKind.CHAMPION_ACT, TimerKind.CHAMPION_REPORT),
    Permission.CALL_WORK: (
        TimerKind.CALL_BACK, TimerKind.CALL_DROPPED, TimerKind.CALL_DANGER, TimerKind.CALL_TRANSFER,
        TimerKind.SHIFT_HAND_OVER,
    ),
    Permission.LIBRARY_APPROVE: (TimerKind.LIBRARY_APPROVAL,),
    Permission.LIBRARY_KEEP: (TimerKind.LIBRARY_REVIEW, TimerKind.LIBRARY_TELL),
    Permission.LIBRARY_VIEW: (TimerKind.LIBRARY_NEWER,),
    Permission.CAMPAIGN_KEEP: (TimerKind.POST_DUE, TimerKind.CAMPAIGN_ENDS),
}  # fmt: skip
NEEDS: dict[TimerKind, Permission] = {kind: right for right, kinds in _WITH_A_RIGHT.items() for kind in kinds}
"""The right without which nobody is shown a clock of this kind on Today: nor is it given to anybody who has it not."""
