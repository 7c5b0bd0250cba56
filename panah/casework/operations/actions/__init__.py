"""What can be done before such a night, in it and after it."""

from panah.casework.operations.actions.arriving import (
    TICKED,
    ArrivalDetails,
    add_arrival,
    begin_talk,
    change_arrival,
    decide_adult,
    let_in,
    remove_arrival,
    take_the_lead,
    tick,
    untick,
)
from panah.casework.operations.actions.closing import close_night, keep_operations, sweep_operations
from panah.casework.operations.actions.preparing import (
    Plan,
    begin_night,
    begin_prepared,
    call_off,
    change_second,
    change_stand_by,
    confirm_stand_by,
    hold_places,
    make_stand_by,
    release_places,
)
from panah.casework.operations.actions.refusals import (
    BandIsWorn,
    ComesLater,
    DayNotPossible,
    FirstTheseSteps,
    ForTheOtherToConfirm,
    HasNextStep,
    IsOver,
    NightIsClosed,
    NobodyNamed,
    NoPlaceHeld,
    NoSafeAdult,
    NoSuchBand,
    NotAChild,
    NotAnAdult,
    NotConfirmed,
    NotOneOfTheTwo,
    NotUnderOneRoof,
    PlacesMissing,
    StillOpen,
    TooManyInFamily,
    UnknownAnswer,
    WhoMissing,
    YesMissing,
)
from panah.casework.operations.actions.settling import (
    AdultWish,
    FamilyReport,
    give_place,
    give_places,
    report_family,
    reserve_place,
    settle_adult,
    take_place_back,
)

__all__ = [
    "TICKED", "AdultWish", "ArrivalDetails", "BandIsWorn", "ComesLater", "DayNotPossible", "FamilyReport",
    "FirstTheseSteps", "ForTheOtherToConfirm", "HasNextStep", "IsOver", "NightIsClosed", "NoPlaceHeld", "NoSafeAdult",
    "NoSuchBand", "NobodyNamed", "NotAChild", "NotAnAdult", "NotConfirmed", "NotOneOfTheTwo", "NotUnderOneRoof",
    "PlacesMissing", "Plan", "StillOpen", "TooManyInFamily", "UnknownAnswer", "WhoMissing", "YesMissing", "add_arrival",
    "begin_night", "begin_prepared", "begin_talk", "call_off", "change_arrival", "change_second", "change_stand_by",
    "close_night", "confirm_stand_by", "decide_adult", "give_place", "give_places", "hold_places", "keep_operations", "let_in",
    "make_stand_by", "release_places", "remove_arrival", "report_family", "reserve_place",
    "settle_adult", "sweep_operations", "take_place_back", "take_the_lead", "tick", "untick",
]  # fmt: skip
