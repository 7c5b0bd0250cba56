"""Who may enrol and when, who waits, and who moves up."""

from datetime import date

from panah.programme.training.codes import EnrolmentState, EventState

MAY_STILL_JOIN = frozenset({EventState.PLANNED, EventState.OPEN, EventState.CLOSED, EventState.RUNNING})
"""Until the end of the event whoever holds it takes in people who stand at the door."""


def takes_enrolments(state: EventState, closes_on: date | None, today: date) -> bool:
    """Whether the public link takes somebody in; the last day is included."""
    return state is EventState.OPEN and (closes_on is None or today <= closes_on)


def state_for(taken: int, places: int) -> EnrolmentState:
    """A place while there is one; then a place on the waiting list."""
    return EnrolmentState.ENROLLED if taken < places else EnrolmentState.WAITING


def is_full(taken: int, places: int) -> bool:
    return taken >= places


def free_places(taken: int, places: int) -> int:
    return max(places - taken, 0)
