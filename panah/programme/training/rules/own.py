"""What a participant sees first on the own page: what is to be done now, and what has become of it."""

from dataclasses import dataclass
from enum import StrEnum

from panah.programme.training.codes import EnrolmentState
from panah.programme.training.rules.waves import TimeOfTest


class Next(StrEnum):
    """One thing that waits for a participant, or that nothing does."""

    WAIT = "wait"  # for a place
    CHECK_IN = "check_in"  # a half-day is on
    PRE = "pre"
    POST = "post"
    CERTIFICATE = "certificate"  # it is there
    PRACTICE = "practice"  # the four questions are open
    NOTHING = "nothing"


@dataclass(frozen=True)
class Standing:
    """Where one participant stands. ``time`` is none where there is no test; ``is_on``: of a half-day without this one."""

    state: EnrolmentState
    is_held: bool = True  # the training was not called off
    is_on: bool = False
    time: TimeOfTest | None = None
    pre_done: bool = False
    post_done: bool = False
    has_certificate: bool = False
    is_asked: bool = False  # half a year later, and not answered yet


def next_steps(one: Standing) -> tuple[Next, ...]:
    """In the order in which they are done; of somebody who does not come, nothing."""
    if one.state is EnrolmentState.CANCELLED or not one.is_held:
        return ()
    if one.state is EnrolmentState.WAITING:
        return (Next.WAIT,)
    due = {
        Next.CHECK_IN: one.is_on,
        Next.PRE: one.time is TimeOfTest.PRE and not one.pre_done,
        Next.POST: one.time is TimeOfTest.POST and not one.post_done,
        Next.PRACTICE: one.is_asked,
        Next.CERTIFICATE: one.has_certificate,
    }
    return tuple(step for step, is_due in due.items() if is_due) or (Next.NOTHING,)
