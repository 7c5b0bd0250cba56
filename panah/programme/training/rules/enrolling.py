"""Who may enrol and when, who takes a place at once, who waits, and who moves up.

On the public page of a listed training anybody may type anything, and one visitor must not take the places of those who
mean it. Nobody is turned away for it: an enrolment is **unconfirmed** where it comes without a telephone, or where more
than ``AT_ONCE`` have come from the same network within a day, as from one hand. All unconfirmed ones together take every
fifth place at most, and two at least, so that a teacher without a telephone has a chair as a rule; the others wait for the
yes of whoever holds the training, who knows the people (a school behind one network is said yes to in a minute). Whoever
came by a link that was handed to them, by a list or at the door is confirmed.
"""

from datetime import date

from panah.programme.training.codes import EnrolmentState, EventState

MAY_STILL_JOIN = frozenset({EventState.PLANNED, EventState.OPEN, EventState.CLOSED, EventState.RUNNING})
"""Until the end of the event whoever holds it takes in people who stand at the door."""
AT_ONCE = 6
"""So many from one network within a day are taken for people who enrol side by side."""
SHARE_UNCONFIRMED, LEAST_UNCONFIRMED = 5, 2


def takes_enrolments(state: EventState, closes_on: date | None, today: date) -> bool:
    """Whether the public link takes somebody in; the last day is included."""
    return state is EventState.OPEN and (closes_on is None or today <= closes_on)


def is_unconfirmed(*, is_listed: bool, has_phone: bool, is_one_of_many: bool) -> bool:
    """Of an enrolment by the public link, whether somebody has to say yes to it first when places are few."""
    return is_listed and (is_one_of_many or not has_phone)


def places_unconfirmed(places: int) -> int:
    """How many places those may take to whom nobody has said yes."""
    return min(places, max(LEAST_UNCONFIRMED, places // SHARE_UNCONFIRMED))


def state_for(taken: int, places: int, *, unconfirmed_taken: int | None = None) -> EnrolmentState:
    """A place while there is one; then a place on the waiting list. ``unconfirmed_taken``: for one that is so itself."""
    is_late = unconfirmed_taken is not None and unconfirmed_taken >= places_unconfirmed(places)
    return EnrolmentState.ENROLLED if taken < places and not is_late else EnrolmentState.WAITING


def is_full(taken: int, places: int) -> bool:
    return taken >= places


def free_places(taken: int, places: int) -> int:
    return max(places - taken, 0)
