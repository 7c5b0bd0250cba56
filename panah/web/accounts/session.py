"""What a session knows of itself: since when it runs, when its person was last there, and whether it is locked.

Only times, flags and hashes: nothing that was typed ever lies in a session.
"""

from datetime import timedelta
from typing import Any

from panah.foundation.security import clock

SINCE, SEEN, LOCKED = "since", "seen", "locked"
SECOND_STEP_DUE = "second_step_due"
MEMBERSHIP = "membership"
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
NOTED_EVERY = 30.0  # seconds: a session is not written with every page


def begin_session(session: Any) -> None:
    now = clock.now().timestamp()
    session[SINCE] = session[SEEN] = now
    session.pop(LOCKED, None)


def lock_session(session: Any) -> None:
    if LOCKED not in session:
        session[LOCKED] = clock.now().timestamp()


def unlock_session(session: Any) -> None:
    session.pop(LOCKED, None)
    session[SEEN] = clock.now().timestamp()


def is_over(session: Any) -> bool:
    """Twelve hours after sign-in, whatever happened meanwhile."""
    return bool(clock.now().timestamp() - session.get(SINCE, clock.now().timestamp()) > LONGEST.total_seconds())


def note_presence(session: Any) -> None:
    """Lock what was left alone for too long, else remember that somebody is there."""
    now = clock.now().timestamp()
    if SINCE not in session:
        begin_session(session)
    quiet = now - session.get(SEEN, now)
    if quiet > IDLE.total_seconds():
        lock_session(session)
    elif LOCKED not in session and (SEEN not in session or quiet >= NOTED_EVERY):
        session[SEEN] = now
