"""Every right that exists, and on which relation to a file it rests."""

from enum import StrEnum

from panah.foundation.security.codes import Relation


class Permission(StrEnum):
    CONCERN_REPORT = "concern_report"
    CONCERN_VIEW = "concern_view"
    CONCERN_TRIAGE = "concern_triage"
    REFERRAL_VIEW = "referral_view"
    REFERRAL_SEND = "referral_send"
    REFERRAL_ANSWER = "referral_answer"
    CALL_VIEW = "call_view"  # what came in on the hotline of one's own organisation
    CALL_WORK = "call_work"
    CALL_COUNT = "call_count"  # the table of its months
    CASE_VIEW = "case_view"
    CASE_WORK = "case_work"
    CASE_ASSIGN = "case_assign"
    CASE_SIGN = "case_sign"
    CASE_HELP = "case_help"  # write in one's own part of a case that others lead
    TRANSFER_ANSWER = "transfer_answer"
    AUTHORITY_REQUEST_KEEP = "authority_request_keep"
    AUTHORITY_REQUEST_DECIDE = "authority_request_decide"
    ACCESS_LOG_READ = "access_log_read"
    ACCESS_READ = "access_read"  # who can see what, by roles
    AGREEMENT_KEEP = "agreement_keep"  # which coordinating bodies see what of ours is stuck (S13)
    BED_KEEP = "bed_keep"  # which beds one's own house has
    BED_RESERVE = "bed_reserve"  # hold one for two hours, in any house
    CALENDAR_EDIT = "calendar_edit"
    COORDINATION_KEEP = "coordination_keep"  # which bodies coordinate, as whoever looks after the installation
    DEPARTURE_KEEP = "departure_keep"  # give on what rested on a colleague who leaves or is on leave
    DUTY_VIEW = "duty_view"  # who of one's own organisation is on duty, and by which telephone
    DUTY_KEEP = "duty_keep"  # the duty list of one's own organisation
    IDENTITY_READ = "identity_read"
    NARRATIVE_READ = "narrative_read"
    FIND = "find"
    TODAY = "today"
    TEAM_VIEW = "team_view"
    DIRECTORY_VIEW = "directory_view"
    DIRECTORY_EDIT = "directory_edit"
    DIRECTORY_ANSWER = "directory_answer"  # by a link: whether the own entry is still true
    PLACES_ASK = "places_ask"
    OUTING_VIEW = "outing_view"  # where a mobile group of one's own goes, and whom it met in numbers
    OUTING_OPEN = "outing_open"
    OUTING_WORK = "outing_work"  # write down on the spot whom one met
    OUTING_LEAD = "outing_lead"  # who goes along, the report and its signatures
    POST_TAKE = "post_take"  # what browsers sealed without network; held by the post alone
    POSTER_KEEP = "poster_keep"  # the square pictures by which the young of a school reach us
    REFUSALS_READ = "refusals_read"
    DOCUMENT_KEEP = "document_keep"
    DRAFT_KEEP = "draft_keep"
    RECORDS_IMPORT = "records_import"
    RECORDS_EXPORT = "records_export"
    FIGURES_READ = "figures_read"
    FIGURES_ROWS = "figures_rows"
    FIGURES_OF_ALL = "figures_of_all"  # of the whole programme; without it of one's own organisation
    STAFF_MANAGE = "staff_manage"
    STAY_VIEW = "stay_view"  # who is a guest of one's own house
    STAY_WORK = "stay_work"
    STAY_SIGN = "stay_sign"  # the second person: with whom a guest leaves, what follows an incident
    STAFF_CONFIRM = "staff_confirm"  # the second person, who says that a new colleague is who they seem
    SELF_MANAGE = "self_manage"
    REFERENCE_LOAD = "reference_load"
    REGION_VIEW = "region_view"  # what is stuck, by body and by hours, without names
    REGION_PRESS = "region_press"
    OPERATION_PREPARE = "operation_prepare"  # a day ahead of which two people know, and the places held for it
    NIGHT_WORK = "night_work"  # with those who arrive in one night, many at once
    EXCHANGE_KEEP = "exchange_keep"  # ask other organisations, without names, whether they know a child too
    EXCHANGE_RUN = "exchange_run"  # write and read the files of that; held by the commands alone
    NOTICE_SEND = "notice_send"
    CHANNEL_STOP = "channel_stop"  # by a link in a message: no more of them
    CLOCK_WORK = "clock_work"
    DEMO_BUILD = "demo_build"
    ADULT_VIEW = "adult_view"  # who takes part in the public work: names and posts, no telephone
    ADULT_KEEP = "adult_keep"
    CONTACT_READ = "contact_read"  # telephones and letters of adults of the public work; opens nothing of a child
    STAKEHOLDER_VIEW = "stakeholder_view"  # who does what in each stage
    STAKEHOLDER_KEEP = "stakeholder_keep"
    TRAINING_VIEW = "training_view"
    TRAINING_KEEP = "training_keep"  # plan an event and run it
    TRAINING_ENROL = "training_enrol"  # without account, by the link or the picture of an event
    TRAINING_ANSWER = "training_answer"  # by one's own link: the test, the question half a year later
    MODULE_KEEP = "module_keep"  # what is taught, and the tests
    CHAMPION_APPLY = "champion_apply"  # without account, while a call is open
    CHAMPION_VIEW = "champion_view"  # the champions of one's own organisation
    CHAMPION_KEEP = "champion_keep"  # calls, selection, plans
    CHAMPION_SCORE = "champion_score"  # as one of the panel
    CHAMPION_WORK = "champion_work"  # a champion's own plan, acts and report
    CAMPAIGN_VIEW = "campaign_view"
    CAMPAIGN_KEEP = "campaign_keep"
    LIBRARY_VIEW = "library_view"
    LIBRARY_KEEP = "library_keep"
    LIBRARY_APPROVE = "library_approve"  # as the second person, before others read it
    WITHIN_ACTION = "within_action"  # held by nobody: a step that only another action may take


EVERYTHING = frozenset(Permission)

_WORKERS = frozenset({Relation.LEAD, Relation.LEAD_ORGANISATION})
RELATIONS_FOR: dict[Permission, frozenset[Relation]] = {
    Permission.CONCERN_VIEW: frozenset({Relation.DUTY, Relation.RECEIVER}),
    Permission.CONCERN_TRIAGE: frozenset({Relation.DUTY}),
    Permission.CALL_VIEW: frozenset({Relation.LINE}),
    Permission.CALL_WORK: frozenset({Relation.LINE}),
    Permission.CASE_VIEW: _WORKERS,
    Permission.CASE_WORK: _WORKERS,
    Permission.CASE_ASSIGN: frozenset({Relation.LEAD_ORGANISATION}),
    Permission.CASE_SIGN: frozenset({Relation.LEAD_ORGANISATION}),
    Permission.CASE_HELP: frozenset({Relation.HELPER}),
    Permission.TRANSFER_ANSWER: frozenset({Relation.RECEIVER}),
    Permission.REFERRAL_ANSWER: frozenset({Relation.RECEIVER}),
    Permission.DOCUMENT_KEEP: _WORKERS,
    Permission.RECORDS_EXPORT: _WORKERS,
    Permission.OUTING_WORK: frozenset({Relation.LEAD, Relation.HELPER}),
    Permission.OUTING_LEAD: _WORKERS,
    Permission.OPERATION_PREPARE: frozenset({Relation.ONE_OF_TWO}),
    Permission.NIGHT_WORK: frozenset({Relation.CREW}),
    Permission.DRAFT_KEEP: frozenset({Relation.OWNER}),
    Permission.EXCHANGE_KEEP: frozenset({Relation.LEAD_ORGANISATION}),
    Permission.ADULT_KEEP: frozenset({Relation.KNOWN_TO}),
    Permission.STAKEHOLDER_KEEP: frozenset({Relation.LEAD_ORGANISATION}),
    Permission.TRAINING_KEEP: frozenset({Relation.LEAD_ORGANISATION}),
    Permission.CHAMPION_KEEP: frozenset({Relation.LEAD_ORGANISATION}),
    Permission.CHAMPION_WORK: frozenset({Relation.OWNER}),
    Permission.CAMPAIGN_KEEP: frozenset({Relation.LEAD_ORGANISATION}),
    Permission.LIBRARY_KEEP: frozenset({Relation.LEAD_ORGANISATION}),
    Permission.LIBRARY_APPROVE: frozenset({Relation.LEAD_ORGANISATION}),
}
"""A permission that is not named here is satisfied by any relation that makes the record visible."""
