"""The pages of a house: its beds, its door, its guests, their days and the papers."""

from panah.web.stays.views.beds import bed, bed_back, bed_out, board, house_beds, log_list, place_list
from panah.web.stays.views.days import appointment_done, guest_incident, house_log, incident
from panah.web.stays.views.door import (
    admit,
    reservation,
    reservation_extend,
    reservation_release,
    reserve,
    waiting_end,
)
from panah.web.stays.views.guests import (
    guest,
    guest_case,
    guest_check,
    guest_left,
    guest_move,
    guest_name,
    guest_plan,
    guest_until,
)
from panah.web.stays.views.leaving import exit_request, guest_exit
from panah.web.stays.views.papers import (
    guest_form,
    guest_letter,
    house_month,
    house_month_file,
    house_paper,
    house_rules,
    house_rules_file,
)

__all__ = [
    "admit",
    "appointment_done",
    "bed",
    "bed_back",
    "bed_out",
    "board",
    "exit_request",
    "guest",
    "guest_case",
    "guest_check",
    "guest_exit",
    "guest_form",
    "guest_incident",
    "guest_left",
    "guest_letter",
    "guest_move",
    "guest_name",
    "guest_plan",
    "guest_until",
    "house_beds",
    "house_log",
    "house_month",
    "house_month_file",
    "house_paper",
    "house_rules",
    "house_rules_file",
    "incident",
    "log_list",
    "place_list",
    "reservation",
    "reservation_extend",
    "reservation_release",
    "reserve",
    "waiting_end",
]
