"""Who is chosen, and on what that rests: a panel scores, those who lived through it advise, and may say no."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from panah.programme.champions.codes import Again, RestsOn
from panah.programme.directory.rules import full_phone, meeting_keys

LEAST_POINTS, MOST_POINTS = 1, 5
MOST_WORDS = 200
LEAST_BALLOTS = 3  # of fewer a sum would tell what somebody voted
ALL = 100


class NoSelectionRule(LookupError):
    """content/rules/champions.toml has no row for this day."""


@dataclass(frozen=True)
class SelectionRule:
    """A dated row: how much the panel and the advisory group weigh, in hundredths, and which share of ballots is a no."""

    panel: int
    advice: int
    no_from: Fraction
    valid_from: date
    valid_to: date | None
    mark: str
    source: str


def rules_of(table: Mapping[str, Any]) -> tuple[SelectionRule, ...]:
    """The rows of content/rules/champions.toml."""
    return tuple(
        SelectionRule(
            int(row["panel"]), int(row["advice"]), Fraction(*row["no_from"]), row["valid_from"], row.get("valid_to"),
            row.get("mark", table["mark"]), row.get("src", table["src"]),
        )
        for row in table["selection"]
    )  # fmt: skip


def rule_on(rules: Iterable[SelectionRule], day: date) -> SelectionRule:
    """The one that holds on the day on which a call closes."""
    for rule in rules:
        if rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to):
            return rule
    raise NoSelectionRule(day.isoformat())


@dataclass(frozen=True)
class AdvisoryResult:
    """What the advisory group said of one application: a score of 0 to 100, and how many ballots were a no."""

    score: Fraction | int
    ballots: int
    against: int


def is_whole_advice(advice: AdvisoryResult) -> bool:
    """A sum of at least three ballots, none of them counted twice."""
    return advice.ballots >= LEAST_BALLOTS and 0 <= advice.against <= advice.ballots and 0 <= advice.score <= ALL


@dataclass(frozen=True)
class Standing:
    """The score by which an application is put in order (0 to 100), and on what it rests; none as long as nobody scored."""

    score: Fraction | None
    rests_on: RestsOn

    @property
    def may_be_selected(self) -> bool:
        return self.rests_on is not RestsOn.VETO


def panel_score(weights: Mapping[str, int], members: Iterable[Mapping[str, int]]) -> Fraction | None:
    """The mean of what each member gave, 0 to 100: one everywhere is 0, five everywhere is 100. None without a member."""
    each = [_of_member(weights, points) for points in members]
    return sum(each, Fraction()) / len(each) if each else None


def _of_member(weights: Mapping[str, int], points: Mapping[str, int]) -> Fraction:
    span = MOST_POINTS - LEAST_POINTS
    total = sum(weights.values())
    return sum(
        (Fraction(weight * (points[code] - LEAST_POINTS) * ALL, span * total) for code, weight in weights.items()),
        Fraction(),
    )


def standing_of(rule: SelectionRule, panel: Fraction | None, advice: AdvisoryResult | None = None) -> Standing:
    """How an application stands. A no of the advisory group ends it; as long as there is no advice the panel alone orders."""
    if advice is not None and advice.ballots and Fraction(advice.against, advice.ballots) >= rule.no_from:
        return Standing(None, RestsOn.VETO)
    if panel is None:
        return Standing(None, RestsOn.NOTHING)
    if advice is None or not advice.ballots:
        return Standing(panel, RestsOn.PANEL)
    both = (panel * rule.panel + Fraction(advice.score) * rule.advice) / (rule.panel + rule.advice)
    return Standing(both, RestsOn.PANEL_AND_ADVICE)


def are_whole_points(weights: Mapping[str, int], points: Mapping[str, int]) -> bool:
    """One to five for each criterion that weighs, and for nothing else."""
    return set(points) == set(weights) and all(LEAST_POINTS <= value <= MOST_POINTS for value in points.values())


def are_weights(weights: Mapping[str, int], known: Sequence[str]) -> bool:
    """Of known criteria, each at least one, a hundred in all."""
    return set(weights) <= set(known) and min(weights.values(), default=0) > 0 and sum(weights.values()) == ALL


def words_in(text: str) -> int:
    return len(text.split())


@dataclass(frozen=True)
class Marks:
    """By what an applicant is known again without a name or a number resting in clear."""

    phone: str
    names: frozenset[str]


def marks_of(key: bytes, call: str, name: str, phone: str) -> Marks:
    """Keyed for one call: they do not show that the same person asked in another year."""
    number = full_phone(phone)
    names = frozenset(_mark(key, call, f"n:{one}") for one in meeting_keys(name))
    return Marks(_mark(key, call, f"t:{number}") if number else "", names)


def _mark(key: bytes, call: str, word: str) -> str:
    return hmac.digest(key, f"{call}:{word}".encode(), hashlib.sha256).hex()


def applies_again(ours: Marks, theirs: Marks) -> Again:
    """The same telephone and a name that meets is one person; a telephone alone, or a whole name alone, is for a person to see."""
    same_phone = bool(ours.phone) and ours.phone == theirs.phone
    if same_phone and ours.names & theirs.names:
        return Again.SAME
    same_name = bool(ours.names) and ours.names == theirs.names
    return Again.MAYBE if same_phone or same_name else Again.ANOTHER
