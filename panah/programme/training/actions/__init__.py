from panah.programme.training.actions.attending import check_in, keep_sheet, restore_half_day, tick_half_day
from panah.programme.training.actions.certifying import (
    ReportWords,
    issue_certificates,
    send_report,
    withdraw_certificate,
)
from panah.programme.training.actions.enrolling import (
    Asked,
    cancel_enrolment,
    change_own_answer,
    enrol,
    enrol_here,
    move_up,
    step_back,
)
from panah.programme.training.actions.listing import ListReport, import_trained, import_trained_of
from panah.programme.training.actions.opening import close_enrolment, open_enrolment, renew_link
from panah.programme.training.actions.planning import (
    EventDetails,
    cancel_event,
    change_event,
    move_event,
    plan_event,
    say_told,
)
from panah.programme.training.actions.teaching import (
    ModuleDetails,
    Teaches,
    VersionDetails,
    add_module,
    add_trainer,
    change_module,
    change_trainer,
    new_version,
)

__all__ = [
    "Asked",
    "EventDetails",
    "ListReport",
    "ModuleDetails",
    "ReportWords",
    "Teaches",
    "VersionDetails",
    "add_module",
    "add_trainer",
    "cancel_enrolment",
    "cancel_event",
    "change_event",
    "change_module",
    "change_own_answer",
    "change_trainer",
    "check_in",
    "close_enrolment",
    "enrol",
    "enrol_here",
    "import_trained",
    "import_trained_of",
    "issue_certificates",
    "keep_sheet",
    "move_event",
    "move_up",
    "new_version",
    "open_enrolment",
    "plan_event",
    "renew_link",
    "restore_half_day",
    "say_told",
    "send_report",
    "step_back",
    "tick_half_day",
    "withdraw_certificate",
]
