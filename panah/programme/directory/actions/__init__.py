from panah.programme.directory.actions.adults import (
    AdultDetails,
    AdultRefused,
    change_adult,
    know_adult,
    recognise_adult,
    register_adult,
    register_known_adult,
    say_left,
)
from panah.programme.directory.actions.forgetting import forget_adult, stop_knowing
from panah.programme.directory.actions.institutions import (
    InstitutionDetails,
    InstitutionRefused,
    add_institution,
    change_institution,
    end_responsibility,
    give_responsibility,
    say_closed,
    take_responsibility,
)
from panah.programme.directory.actions.keeping import note_pairs, write_keys
from panah.programme.directory.actions.lists import bring_list, drop_list, sweep_brought_lists
from panah.programme.directory.actions.many import recognise_adults
from panah.programme.directory.actions.pairs import compare_adults, decide_pair, take_back_decision
from panah.programme.directory.actions.partners import begin_partnership, end_partnership

__all__ = [
    "AdultDetails",
    "AdultRefused",
    "InstitutionDetails",
    "InstitutionRefused",
    "add_institution",
    "begin_partnership",
    "bring_list",
    "change_adult",
    "change_institution",
    "compare_adults",
    "decide_pair",
    "drop_list",
    "end_partnership",
    "end_responsibility",
    "forget_adult",
    "give_responsibility",
    "know_adult",
    "note_pairs",
    "recognise_adult",
    "recognise_adults",
    "register_adult",
    "register_known_adult",
    "say_closed",
    "say_left",
    "stop_knowing",
    "sweep_brought_lists",
    "take_back_decision",
    "take_responsibility",
    "write_keys",
]
