"""Half a year later: whom to ask when, whom to telephone, and what the answers say together."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from panah.programme.training.rules.gain import TOO_FEW
from panah.programme.training.rules.scoring import percent

ASKED_AFTER = timedelta(days=180)
REMINDED_AFTER = timedelta(days=187)
SAMPLED_AFTER = timedelta(days=194)
DUE_AFTER = timedelta(days=210)
OPEN_UNTIL = timedelta(days=270)
"""A late answer is welcome, until nobody remembers any more what they learned when."""
SAMPLE_SHARE, LEAST_SAMPLE = 5, 5  # every fifth of those who did not answer, and five at least
MOST_REFERRED = 999
LONGEST_WORDS = 1000


class Stage(StrEnum):
    """Where the question to one participant stands."""

    NOT_YET = "not_yet"
    ASK = "ask"
    WAITS = "waits"
    REMIND = "remind"
    SAMPLE = "sample"  # may be chosen to be called
    CALL = "call"  # was chosen to be called
    ANSWERED = "answered"
    OVER = "over"


@dataclass(frozen=True)
class Asked:
    """The days of one question; None is not yet. ``sent_on``: the link was passed on."""

    ended_on: date
    sent_on: date | None = None
    reminded_on: date | None = None
    is_sampled: bool = False
    answered_on: date | None = None


def stage_of(asked: Asked, today: date) -> Stage:
    if asked.answered_on is not None:
        return Stage.ANSWERED
    age = today - asked.ended_on
    if age > OPEN_UNTIL:
        return Stage.OVER
    if asked.sent_on is None:
        return Stage.ASK if age >= ASKED_AFTER else Stage.NOT_YET
    if asked.is_sampled:
        return Stage.CALL
    if age >= SAMPLED_AFTER:
        return Stage.SAMPLE
    if age >= REMINDED_AFTER and asked.reminded_on is None and asked.sent_on < today:
        return Stage.REMIND
    return Stage.WAITS


def is_open(ended_on: date, today: date) -> bool:
    """Whether an answer is taken in."""
    return ASKED_AFTER <= today - ended_on <= OPEN_UNTIL


def sample(codes: Collection[str], event: str) -> frozenset[str]:
    """Who of those that did not answer is telephoned: each time the same, and chosen by nobody's liking."""
    wanted = min(len(codes), max(LEAST_SAMPLE, -(-len(codes) // SAMPLE_SHARE)))
    return frozenset(sorted(codes, key=lambda code: hashlib.sha256(f"{event}:{code}".encode()).digest())[:wanted])


@dataclass(frozen=True)
class Told:
    """What one participant said. ``referred`` is how many, 0 for nobody; None where nothing was said of it."""

    used: str  # code list practice_use
    often: str = ""  # code list practice_often
    referred: int | None = None
    obstacles: tuple[str, ...] = ()  # code list practice_obstacle


@dataclass(frozen=True)
class Practice:
    """Together. Shares are of those who answered the question, not of all who were asked."""

    asked: int
    answered: int
    by_phone: int
    used: int
    often: Mapping[str, int]
    referring: int
    referred: int
    obstacles: Mapping[str, int]

    @property
    def is_too_few(self) -> bool:
        return self.answered < TOO_FEW

    @property
    def applying_percent(self) -> int:
        return percent(self.used, self.answered)

    @property
    def answered_percent(self) -> int:
        return percent(self.answered, self.asked)


def practice(
    asked: int, told: Sequence[Told], *, by_phone: int = 0, used_codes: Collection[str] = ("yes", "partly")
) -> Practice:
    """``used_codes`` are the answers that count as putting into practice."""
    return Practice(
        asked=asked,
        answered=len(told),
        by_phone=by_phone,
        used=sum(one.used in used_codes for one in told),
        often=_counted(one.often for one in told if one.often),
        referring=sum(bool(one.referred) for one in told),
        referred=sum(one.referred or 0 for one in told),
        obstacles=_counted(code for one in told for code in set(one.obstacles)),
    )


def _counted(codes: Iterable[str]) -> dict[str, int]:
    """The most frequent first, equals by their code."""
    return dict(sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0])))
