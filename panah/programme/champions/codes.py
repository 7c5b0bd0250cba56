from enum import StrEnum


class ApplicationState(StrEnum):
    """Where an application stands. Labels: code list application_state."""

    APPLIED = "applied"
    SHORTLISTED = "shortlisted"
    SELECTED = "selected"
    RESERVE = "reserve"
    NOT_SELECTED = "not_selected"
    WITHDRAWN = "withdrawn"


DECIDED = frozenset({ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.NOT_SELECTED})


class ChampionState(StrEnum):
    """Labels: code list champion_state."""

    SELECTED = "selected"
    TRAINED = "trained"
    ACTIVE = "active"  # the plan is agreed
    ENDED = "ended"


class ActType(StrEnum):
    """What a champion did. Labels: code list champion_act_types."""

    POST = "post"
    EVENT = "event"
    MEETING = "meeting"
    MEDIA = "media"


AT_A_PLACE = frozenset({ActType.EVENT, ActType.MEETING})
"""These happen somewhere and with somebody; the others have a link."""


class Clearance(StrEnum):
    """Whether what tells somebody's story may be shown (S16). Labels: code list clearance."""

    NOT_NEEDED = "not_needed"
    WAITS = "waits"  # until those have spoken to whom stories belong


class PlanState(StrEnum):
    """Labels: code list champion_plan_state."""

    OPEN = "open"
    SENT = "sent"
    AGREED = "agreed"


class ReportState(StrEnum):
    """Labels: code list champion_report_state."""

    OPEN = "open"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Turn(StrEnum):
    """How it goes on with a champion after a year. Labels: code list champion_turn."""

    RENEWED = "renewed"
    ENDED = "ended"


class RestsOn(StrEnum):
    """On what the order of applications rests. Labels: code list selection_rests_on."""

    PANEL = "panel"
    PANEL_AND_ADVICE = "panel_and_advice"
    VETO = "veto"
    NOTHING = "nothing"


class Again(StrEnum):
    """What is thought of two applications to one call."""

    SAME = "same"
    MAYBE = "maybe"
    ANOTHER = "another"


class Paper(StrEnum):
    """What is printed for a champion (D16). Code list letter_kinds of the public work."""

    ANSWER = "champion_answer"
    PLAN = "champion_plan"
    REPORT = "champion_report"
    THANKS = "champion_thanks"


class KitKind(StrEnum):
    """Labels: code list champion_kit_kinds."""

    TEXT = "text"
    PICTURE = "picture"
