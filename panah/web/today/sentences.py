"""What each clock asks for, as a sentence with a verb, the word on its one button, and the page where it is done."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.foundation.clocks.codes import (
    NEEDS,
    OF_A_CAMPAIGN,
    OF_A_CHAMPION,
    OF_A_COORDINATOR,
    OF_A_DUTY_LIST,
    OF_A_LEAD,
    OF_A_LINE,
    OF_A_TRAINING,
    OF_AN_OUTING,
    OF_THE_LIBRARY,
    OF_THE_OFFICE,
)
from panah.foundation.clocks.codes import TimerKind as Kind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security.permissions import Permission as P
from panah.web.components.child_words import sex_and_age
from panah.web.components.grown_words import standing_from, suited

Words = str | Promise


@dataclass(frozen=True)
class Asking:
    """``page`` is the address in a case where the button leads; else it leads where the timer says."""

    sentence: Words
    button: Words
    permission: P
    is_for_the_team: bool = False  # shown to everybody who may, while nobody's name is on it
    page: str = ""


ASKS: dict[str, Asking] = {
    Kind.CONCERN_FIRST_LOOK: Asking(_("Look at a new concern"), _("Open"), NEEDS[Kind.CONCERN_FIRST_LOOK], True),
    Kind.CONCERN_TRIAGE: Asking(_("Decide on a concern"), _("Decide"), NEEDS[Kind.CONCERN_TRIAGE], True),
    Kind.CONCERN_MESSAGE: Asking(_("Read the reporter’s message"), _("Read"), NEEDS[Kind.CONCERN_MESSAGE], True),
    Kind.LEG_ACKNOWLEDGE: Asking(_("Confirm a referral"), _("Open"), NEEDS[Kind.LEG_ACKNOWLEDGE], True),
    Kind.LEG_ANSWER: Asking(_("Answer a referral"), _("Answer"), NEEDS[Kind.LEG_ANSWER], True),
    Kind.SENDER_REROUTE: Asking(
        _("Find another place: the referral was not accepted"), _("Open"), NEEDS[Kind.SENDER_REROUTE], True
    ),
    Kind.LINK_PAUSED: Asking(_("An answer link is paused: call the body"), _("Open"), NEEDS[Kind.LINK_PAUSED], True),
    Kind.LEAD_ASSIGNMENT: Asking(
        _("Nobody leads this case: name a lead"), _("Assign"), NEEDS[Kind.LEAD_ASSIGNMENT], True, page="case-lead"
    ),
    Kind.FIRST_SAFETY_CONTACT: Asking(
        _("First safety contact"), _("Record"), NEEDS[Kind.FIRST_SAFETY_CONTACT], page="case-contact"
    ),
    Kind.SAFETY_ACTION: Asking(_("Act for the child’s safety"), _("Open"), NEEDS[Kind.SAFETY_ACTION]),
    Kind.GUARDIAN_REQUEST: Asking(_("Ask the guardianship body"), _("Open"), NEEDS[Kind.GUARDIAN_REQUEST]),
    Kind.CONSENT_OVERRIDE: Asking(_("Confirm an act without consent"), _("Open"), NEEDS[Kind.CONSENT_OVERRIDE], True),
    Kind.ASSESSMENT: Asking(_("Finish the assessment"), _("Continue"), NEEDS[Kind.ASSESSMENT], page="case-assess"),
    Kind.PLAN: Asking(_("Agree the plan"), _("Plan"), NEEDS[Kind.PLAN], page="case-plan"),
    Kind.PLAN_AGREEMENT: Asking(_("Agree the plan"), _("Plan"), NEEDS[Kind.PLAN_AGREEMENT], page="case-plan"),
    Kind.SERVICE: Asking(_("A planned service is due"), _("Record"), NEEDS[Kind.SERVICE]),
    Kind.FOLLOW_UP: Asking(_("Ask how the child is"), _("Record"), NEEDS[Kind.FOLLOW_UP], page="case-contact"),
    Kind.REVIEW: Asking(_("Review the plan"), _("Review"), NEEDS[Kind.REVIEW], page="case-review"),
    Kind.CLOSING: Asking(_("Finish the closing"), _("Open"), NEEDS[Kind.CLOSING], page="case-close"),
    Kind.CLOSURE_SIGNATURE: Asking(_("Sign a closure"), _("Read and sign"), NEEDS[Kind.CLOSURE_SIGNATURE], True),
    Kind.CHECK_AFTER_CLOSURE: Asking(
        _("Call after closure"), _("Record"), NEEDS[Kind.CHECK_AFTER_CLOSURE], page="case-check"
    ),
    Kind.DEPTH_DECISION: Asking(_("Decide whether protection is needed"), _("Decide"), NEEDS[Kind.DEPTH_DECISION]),
    Kind.PLAN_APPROVAL: Asking(_("Approve a plan"), _("Read and approve"), NEEDS[Kind.PLAN_APPROVAL], True),
    Kind.TRANSFER_ACKNOWLEDGE: Asking(
        _("Confirm that a transfer has come"), _("Open"), NEEDS[Kind.TRANSFER_ACKNOWLEDGE], True
    ),
    Kind.TRANSFER_ANSWER: Asking(_("Answer a transfer"), _("Answer"), NEEDS[Kind.TRANSFER_ANSWER], True),
    Kind.TRANSFER_RUNNING: Asking(
        _("A transfer is not finished: you still lead"), _("Open"), NEEDS[Kind.TRANSFER_RUNNING]
    ),
    Kind.TELEPHONE_BODY: Asking(_("No answer came: telephone the body"), _("Open"), NEEDS[Kind.TELEPHONE_BODY], True),
    Kind.TURNS_ADULT: Asking(_("The child turns 18: prepare the hand-over"), _("Open"), NEEDS[Kind.TURNS_ADULT]),
    Kind.PAUSE_ENDS: Asking(_("The pause ends: ask how the family is"), _("Open"), NEEDS[Kind.PAUSE_ENDS]),
    Kind.PAPER_DUE: Asking(_("Ask about a paper"), _("Open"), NEEDS[Kind.PAPER_DUE], page="case-papers"),
    Kind.CONSENT_ENDS: Asking(_("A consent ends: ask again"), _("Open"), NEEDS[Kind.CONSENT_ENDS], page="case-consent"),
    Kind.AUTHORITY_REQUEST: Asking(
        _("Decide on a request by an authority"), _("Decide"), NEEDS[Kind.AUTHORITY_REQUEST], True
    ),
    Kind.FOUND_ELSEWHERE: Asking(
        _("Possibly known to another organisation too: call it"), _("Open"), NEEDS[Kind.FOUND_ELSEWHERE], True
    ),
    Kind.SAME_PAIRS: Asking(_("Some records may be one child: compare"), _("Compare"), NEEDS[Kind.SAME_PAIRS], True),
    Kind.SAME_QUESTION: Asking(
        _("Another organisation asks whether it is the same child: call"), _("Read"), NEEDS[Kind.SAME_QUESTION]
    ),
    Kind.ROLE_CONFIRMATION: Asking(
        _("Confirm a new colleague"), _("Read and confirm"), NEEDS[Kind.ROLE_CONFIRMATION], True
    ),
    Kind.HELP_ASKED: Asking(_("Help that was asked for is due"), _("Open"), NEEDS[Kind.HELP_ASKED], True),
    Kind.INTERVIEW_ASKED: Asking(
        _("An authority asks to talk to the child: answer"), _("Answer"), NEEDS[Kind.INTERVIEW_ASKED], True
    ),
    Kind.DIRECTORY_CONFIRM: Asking(
        _("Is this entry of the directory still true?"), _("Look"), NEEDS[Kind.DIRECTORY_CONFIRM], True
    ),
    Kind.DIRECTORY_CORRECTION: Asking(
        _("A body says what is different in the directory: decide"),
        _("Compare"),
        NEEDS[Kind.DIRECTORY_CORRECTION],
        True,
    ),
    Kind.NAMED_ANSWER: Asking(
        _("You were named responsible: answer the referral"), _("Answer"), NEEDS[Kind.NAMED_ANSWER]
    ),
    Kind.PRESS_WAITS: Asking(
        _("You pressed two days ago, and there is no answer"), _("Look"), NEEDS[Kind.PRESS_WAITS], True
    ),
    Kind.REGION_CALL: Asking(_("Telephone a silent body"), _("Open"), NEEDS[Kind.REGION_CALL], True),
    Kind.BED_RESERVATION: Asking(_("A reservation ends: call and ask"), _("Open"), NEEDS[Kind.BED_RESERVATION], True),
    Kind.MEDICAL_CHECK: Asking(_("A doctor sees the new guest"), _("Record"), NEEDS[Kind.MEDICAL_CHECK], True),
    Kind.STAY_ENDS: Asking(_("A stay nears its end: plan what comes next"), _("Open"), NEEDS[Kind.STAY_ENDS], True),
    Kind.DAILY_LOG: Asking(_("Write the log of yesterday"), _("Write"), NEEDS[Kind.DAILY_LOG], True),
    Kind.INCIDENT: Asking(_("Something happened in the house: read and answer"), _("Read"), NEEDS[Kind.INCIDENT], True),
    Kind.EXIT_DECISION: Asking(_("Decide with whom a guest leaves"), _("Decide"), NEEDS[Kind.EXIT_DECISION], True),
    Kind.DUTY_GAP: Asking(_("Nobody is on duty: find somebody"), _("Open the list"), NEEDS[Kind.DUTY_GAP], True),
    Kind.MESSAGES_STUCK: Asking(_("Messages do not reach a colleague"), _("Look"), NEEDS[Kind.MESSAGES_STUCK], True),
    Kind.DUTY_LIST: Asking(
        _("No duty list is kept: say who answers at night"), _("Say it"), NEEDS[Kind.DUTY_LIST], True
    ),
    Kind.DEPARTURE: Asking(
        _("Somebody leaves or is on leave: give the work to others"), _("Open the list"), NEEDS[Kind.DEPARTURE], True
    ),
    Kind.LEAVE_ENDS: Asking(
        _("A leave is over: does the work come back?"), _("Open the list"), NEEDS[Kind.LEAVE_ENDS], True
    ),
    Kind.HAND_OVER_READ: Asking(
        _("You lead this case now: read the hand-over sheet"), _("Read"), NEEDS[Kind.HAND_OVER_READ]
    ),
    Kind.TRAINING_PLAN: Asking(_("Finish the plan of the training"), _("Open"), NEEDS[Kind.TRAINING_PLAN]),
    Kind.TRAINING_ENROLMENT: Asking(
        _("Close the enrolment, and look at the list"), _("Open"), NEEDS[Kind.TRAINING_ENROLMENT]
    ),
    Kind.TRAINING_CERTIFICATES: Asking(_("Issue the certificates"), _("Open"), NEEDS[Kind.TRAINING_CERTIFICATES]),
    Kind.TRAINING_REPORT: Asking(_("Send the report of the training"), _("Open"), NEEDS[Kind.TRAINING_REPORT]),
    Kind.PRACTICE_CHECK: Asking(_("Ask those who learned what they use of it"), _("Open"), NEEDS[Kind.PRACTICE_CHECK]),
    Kind.PRACTICE_REMINDER: Asking(_("Remind those who have not answered"), _("Open"), NEEDS[Kind.PRACTICE_REMINDER]),
    Kind.PRACTICE_CALLS: Asking(
        _("Telephone some of those who have not answered"), _("Open"), NEEDS[Kind.PRACTICE_CALLS]
    ),
    Kind.OUTING_REPORT: Asking(_("Read the report of the outing, and close it"), _("Open"), NEEDS[Kind.OUTING_REPORT]),
    Kind.OUTING_UNANSWERED: Asking(
        _("Nobody has taken up a child of your outing for four hours"), _("Look"), NEEDS[Kind.OUTING_UNANSWERED]
    ),
    Kind.OUTING_LATE: Asking(
        _("Something came from a phone after the report was closed"), _("Read"), NEEDS[Kind.OUTING_LATE]
    ),
    Kind.OUTING_UNSENT: Asking(
        _("A phone may still hold children of your outing: ask"), _("Look"), NEEDS[Kind.OUTING_UNSENT]
    ),
    Kind.OUTING_CHECK: Asking(_("A migration check was made at an outing"), _("Read"), NEEDS[Kind.OUTING_CHECK], True),
    Kind.CALL_BACK: Asking(_("Call back"), _("Open"), NEEDS[Kind.CALL_BACK], True),
    Kind.CALL_DROPPED: Asking(_("A call broke off: finish its record"), _("Finish"), NEEDS[Kind.CALL_DROPPED], True),
    Kind.CALL_DANGER: Asking(
        _("Danger: write when the police were called"), _("Write it"), NEEDS[Kind.CALL_DANGER], True
    ),
    Kind.CALL_TRANSFER: Asking(
        _("The duty worker did not pick up: call again"), _("Open"), NEEDS[Kind.CALL_TRANSFER], True
    ),
    Kind.SHIFT_HAND_OVER: Asking(
        _("The shift before handed over: read and confirm"), _("Read"), NEEDS[Kind.SHIFT_HAND_OVER], True
    ),
    Kind.CHAMPION_ANSWERS: Asking(
        _("A call is over: choose, and answer everybody"), _("Open"), NEEDS[Kind.CHAMPION_ANSWERS], True
    ),
    Kind.CHAMPION_PLAN: Asking(_("Read the plan of a champion"), _("Read"), NEEDS[Kind.CHAMPION_PLAN], True),
    Kind.CHAMPION_ACT: Asking(_("Something that you have planned"), _("Open"), NEEDS[Kind.CHAMPION_ACT]),
    Kind.CHAMPION_REPORT: Asking(_("Send the report of the quarter"), _("Write"), NEEDS[Kind.CHAMPION_REPORT]),
    Kind.CHAMPION_REPORT_READ: Asking(
        _("Read the quarter report of a champion"), _("Read"), NEEDS[Kind.CHAMPION_REPORT_READ], True
    ),
    Kind.CHAMPION_CALL: Asking(_("No report came: telephone the champion"), _("Open"), NEEDS[Kind.CHAMPION_CALL], True),
    Kind.CHAMPION_END: Asking(
        _("Two reports in a row did not come: decide"), _("Decide"), NEEDS[Kind.CHAMPION_END], True
    ),
    Kind.LIBRARY_APPROVAL: Asking(
        _("Read and approve an entry of the library"), _("Read"), NEEDS[Kind.LIBRARY_APPROVAL], True
    ),
    Kind.LIBRARY_REVIEW: Asking(
        _("Look whether an entry of the library is still right"), _("Look"), NEEDS[Kind.LIBRARY_REVIEW], True
    ),
    Kind.LIBRARY_TELL: Asking(_("Tell those who go by an older version"), _("Open"), NEEDS[Kind.LIBRARY_TELL], True),
    Kind.LIBRARY_NEWER: Asking(_("What you use from the library has changed"), _("Look"), NEEDS[Kind.LIBRARY_NEWER]),
    Kind.POST_DUE: Asking(_("Publish a planned post"), _("Open"), NEEDS[Kind.POST_DUE], True),
    Kind.CAMPAIGN_ENDS: Asking(_("Write what came of the campaign"), _("Write"), NEEDS[Kind.CAMPAIGN_ENDS], True),
    Kind.BODY_FOLLOW_UP: Asking(
        _("Ask the body that took the child on how it goes"), _("Open"), NEEDS[Kind.BODY_FOLLOW_UP], True
    ),
}
YES_OR_NO = (
    Kind.LEG_ACKNOWLEDGE, Kind.LEG_ANSWER, Kind.CONSENT_OVERRIDE, Kind.CLOSURE_SIGNATURE, Kind.DEPTH_DECISION,
    Kind.PLAN_APPROVAL, Kind.TRANSFER_ACKNOWLEDGE, Kind.TRANSFER_ANSWER, Kind.AUTHORITY_REQUEST, Kind.INTERVIEW_ASKED,
    Kind.EXIT_DECISION, Kind.SAME_QUESTION,
)  # fmt: skip
"""What somebody waits to hear a yes or no about: shown however far its time lies."""
OF_A_CONCERN = Asking(_("No safe adult: ask the guardianship body"), _("Open"), P.CONCERN_TRIAGE, True)
"""The clock of the guardianship body while nobody leads a case yet: it rests on the desk."""
WHAT_NOW: dict[str, Asking] = {
    "hand_over_step:link_ended": Asking(
        _("The colleague who made the answer link has left: make another one"), _("Open"), P.REFERRAL_SEND, True
    ),
    "hand_over_step:need_more": Asking(
        _("They need to know more: add what they ask"), _("Open"), P.REFERRAL_SEND, True
    ),
    "hand_over_step:disputed": Asking(
        _("A body says that it answered otherwise: call it"), _("Open"), P.REFERRAL_SEND, True
    ),
}
"""The clock of the sender by what happened: only after a no another place is looked for."""
SAYS_WHAT_NOW = (Kind.SENDER_REROUTE, Kind.LINK_PAUSED)
NOT_OF_A_CHILD = (
    Kind.ROLE_CONFIRMATION, Kind.AUTHORITY_REQUEST, Kind.DIRECTORY_CONFIRM, Kind.DIRECTORY_CORRECTION, Kind.NAMED_ANSWER,
    Kind.DAILY_LOG, Kind.SAME_PAIRS, Kind.SAME_QUESTION, Kind.MESSAGES_STUCK, *OF_A_COORDINATOR, *OF_A_DUTY_LIST, *OF_THE_OFFICE,
    *OF_AN_OUTING, *OF_A_LINE, *OF_A_CHAMPION, *OF_A_TRAINING, *OF_THE_LIBRARY, *OF_A_CAMPAIGN,
)  # fmt: skip
"""Rows that say no age and no sex."""
HELP_TO_TAKE = Asking(_("You are asked to help"), _("Read"), P.CASE_HELP, True)
"""The same clock as of help that is due, while nobody there has said "I do this"."""
RESTS_ON_A_LEAD = OF_A_LEAD - {Kind.CLOSURE_SIGNATURE, Kind.CHECK_AFTER_CLOSURE, Kind.PLAN_APPROVAL}
"""Without a name on it in a case: nobody leads that case."""


def asking_of(timer: Timer) -> Asking:
    """What ``timer`` asks for. A kind without a sentence here shows its label: no clock may break a page."""
    if timer.kind == Kind.GUARDIAN_REQUEST and timer.address_name == "concern":
        return OF_A_CONCERN
    if timer.kind == Kind.HELP_ASKED and timer.person_id is None:
        return HELP_TO_TAKE
    if timer.kind in SAYS_WHAT_NOW and timer.fact in WHAT_NOW:
        return WHAT_NOW[timer.fact]
    if is_led_by_nobody(timer):
        return ASKS[Kind.LEAD_ASSIGNMENT]
    return ASKS.get(timer.kind) or Asking(code_list("timer_kind").label(timer.kind), _("Open"), P.TODAY)


def is_led_by_nobody(timer: Timer) -> bool:
    """What rests on a lead, in a case without one. The part of a helper is led by whoever leads the case."""
    return timer.kind in RESTS_ON_A_LEAD and timer.person_id is None and timer.address_name.startswith("case")


def who_is_meant(timer: Timer) -> str:
    """Sex and age of whom a row speaks; a year that is a guess makes no woman of a girl (S10)."""
    return sex_and_age(timer.sex or "unknown", timer.birth_year, timer.age_band, is_about=timer.is_birth_year_about)


def sentence_of(timer: Timer) -> str:
    """The sentence; that of a service or of help says which one."""
    asking, (name, _colon, code) = asking_of(timer), timer.fact.partition(":")
    standing = standing_from(timer.birth_year, timer.age_band, is_about=timer.is_birth_year_about)
    words = suited(asking.sentence, standing)
    says_which = asking in (ASKS[Kind.SERVICE], ASKS[Kind.HELP_ASKED], HELP_TO_TAKE)
    if says_which and name == "service_types":
        return f"{words}: {code_list(name).label(code)}"
    return words
