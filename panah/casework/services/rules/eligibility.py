"""Who can take this child: dated rows, three answers. Nothing here tells anybody anything (S1).

One row that says no and surely fits is a no. A yes needs a row that says yes and surely fits, and none that may object.
All else is a call. What is not known makes a row fit perhaps, so it never makes a no. Age not sure is a child; but no *no*
rests on that guess.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from panah.casework.services.codes import Answer, Fact, Open, ProviderKind
from panah.casework.services.rules.facts import BIT, UNKNOWN, WHOLE, Age, Facts, Seen, View, view

NEVER_OFFERED = frozenset({ProviderKind.MIGRATION_SERVICE, ProviderKind.CONSULATE})  # S1: a person asks, on a wish


@dataclass(frozen=True, eq=False)
class Rule:
    """One version of one rule. ``values`` holds the facts that it asks about; those it does not name are all the same to it.

    ``unknown`` among the values says that it also holds for whom this is not known. Both days are included.
    """

    code: str
    kinds: frozenset[ProviderKind]
    services: frozenset[str]  # none: all
    answer: Answer
    source: str
    mark: str
    valid_from: date
    valid_to: date | None = None
    reason: str = ""
    age: Age = field(default_factory=Age)
    values: Mapping[Fact, frozenset[str]] = field(default_factory=dict)
    provider: str = ""  # the code of the one provider whose own rule this is; none: all of these kinds

    @property
    def name(self) -> str:
        """As an editor finds it: the rule, and since when."""
        return f"{self.code} ({self.valid_from:%d.%m.%Y})"

    def is_valid(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def is_about(self, place: "Place") -> bool:
        return (
            place.kind in self.kinds
            and (not self.services or place.service in self.services)
            and self.provider in ("", place.provider)
        )

    @cached_property
    def bits(self) -> int:
        """All that fits."""
        chosen = {fact: sum(BIT.get((fact, value), 0) for value in values) for fact, values in self.values.items()}
        return sum(chosen.get(fact, whole) for fact, whole in WHOLE.items() if fact is not Fact.AGE) | self.age.bits

    @cached_property
    def bears(self) -> int:
        """The whole of each fact that need not be known. For a no each must be."""
        if self.answer is Answer.NO:
            return 0
        return sum(WHOLE[fact] for fact, values in self.values.items() if UNKNOWN in values)


class Because(NamedTuple):
    """One reason. ``rule`` is none where there is none; ``missing`` holds the bits that may be and do not fit."""

    reason: str
    rule: Rule | None = None
    missing: int = 0

    @property
    def unknown(self) -> tuple[Fact, ...]:
        """Of which facts it would have to be known whether they fit. Read only where somebody reads the reasons."""
        return tuple(fact for fact, whole in WHOLE.items() if self.missing & whole)


class Verdict(NamedTuple):
    """A no has at least one reason with its rule; a call has at least one reason; a yes names the rows that say so.

    The rows are held as they were found and the reasons made of them where somebody reads them.
    """

    answer: Answer
    said_by: tuple[Rule, ...] = ()
    hangs_on: tuple[Rule, ...] = ()
    possible: int = 0
    unknown: int = 0
    nothing: str = ""  # why no row speaks at all

    @property
    def because(self) -> tuple[Because, ...]:
        if self.nothing:
            return (Because(self.nothing),)
        open_rows = [
            Because(Open.NOT_KNOWN, rule, self.possible & ~(rule.bits | rule.bears & self.unknown))
            for rule in self.hangs_on
        ]
        return (*(Because(rule.reason, rule) for rule in self.said_by), *open_rows)

    @property
    def ask(self) -> tuple[Fact, ...]:
        """What would help to know: only what a rule needs, and no more (S11)."""
        open_facts = {fact for because in self.because for fact in because.unknown}
        return tuple(fact for fact in Fact if fact in open_facts)


class Place(NamedTuple):
    """What is asked of whom. ``provider`` and ``funding`` where they are known."""

    kind: ProviderKind
    service: str
    funding: str = UNKNOWN
    provider: str = ""


class Alternative(NamedTuple):
    kind: ProviderKind
    verdict: Verdict


def answer(facts: Facts, rules: Iterable[Rule], on_day: date, funding: str = UNKNOWN) -> Verdict:
    """What these rules of one place say of somebody on that day."""
    rules = tuple(rules)
    return _answer(view(facts, funding), rules, on_day)


def _answer(seen: View, rules: tuple[Rule, ...], on_day: date) -> Verdict:
    found = _decided(seen.as_child, rules, on_day)
    if found.answer is not Answer.NO or seen.whole is None:
        return found
    grown = _decided(seen.whole, rules, on_day)
    return found if grown.answer is Answer.NO else grown


def _decided(seen: Seen, rules: tuple[Rule, ...], on_day: date) -> Verdict:
    refuse: list[Rule] = []
    doubt: list[Rule] = []
    take: list[Rule] = []
    perhaps: list[Rule] = []
    said = {Answer.NO: refuse, Answer.CALL: doubt, Answer.YES: take}
    is_any_valid = False
    possible, sure, ages, unknown = seen
    for rule in rules:
        if on_day < rule.valid_from or (rule.valid_to is not None and rule.valid_to < on_day):
            continue
        is_any_valid = True
        fitting = rule.bits
        if sure & ~fitting or (ages and not ages & fitting):
            continue
        if possible & ~(fitting | rule.bears & unknown):
            perhaps.append(rule)
        else:
            said[rule.answer].append(rule)
    if refuse:
        return Verdict(Answer.NO, tuple(refuse))
    objections = [rule for rule in perhaps if rule.answer is not Answer.YES] if take else perhaps
    if take and not doubt and not objections:
        return Verdict(Answer.YES, tuple(take))
    if doubt or objections:
        return Verdict(Answer.CALL, tuple(doubt), tuple(objections), possible, unknown)
    return Verdict(Answer.CALL, nothing=Open.NO_RULE if is_any_valid or not rules else Open.NO_RULE_THAT_DAY)


class Rulebook:
    """All rules, found by whom they are about."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._of: dict[tuple[ProviderKind, str], list[Rule]] = defaultdict(list)
        self._about: dict[tuple[ProviderKind, str, str], tuple[Rule, ...]] = {}
        for rule in self.rules:
            for kind in rule.kinds:
                self._of[kind, rule.provider].append(rule)

    def of(self, place: Place) -> tuple[Rule, ...]:
        """Those about this place, on whatever day: those of all places of its kind, then its own."""
        key = (place.kind, place.service, place.provider)
        if key not in self._about:
            found = [
                rule for code in dict.fromkeys(("", place.provider)) for rule in self._of.get((place.kind, code), ())
            ]
            self._about[key] = tuple(rule for rule in found if rule.is_about(place))
        return self._about[key]

    def answer(self, facts: Facts, place: Place, on_day: date) -> Verdict:
        return answer(facts, self.of(place), on_day, place.funding)

    def answers(self, facts: Facts, places: Iterable[Place], on_day: date) -> list[Verdict]:
        """The same for many places, in the order given; what is known of somebody is read once."""
        views: dict[str, View] = {}
        found = []
        for place in places:
            if place.funding not in views:
                views[place.funding] = view(facts, place.funding)
            found.append(_answer(views[place.funding], self.of(place), on_day))
        return found

    def what_else(self, facts: Facts, place: Place, on_day: date) -> tuple[Alternative, ...]:
        """Who else may give this service: first those who say yes, then whom to call. Nobody who may have to be feared (S1)."""
        others = [kind for kind in ProviderKind if kind != place.kind and kind not in NEVER_OFFERED]
        places = [one for kind in others if self.of(one := Place(kind, place.service))]
        verdicts = self.answers(facts, places, on_day)
        found = [Alternative(one.kind, verdict) for one, verdict in zip(places, verdicts, strict=True)]
        usable = [one for one in found if one.verdict.answer is not Answer.NO and _is_about_them(one.verdict)]
        return tuple(sorted(usable, key=lambda one: one.verdict.answer is not Answer.YES))


def _is_about_them(verdict: Verdict) -> bool:
    """Whether a rule speaks of somebody like this at all; where none does, it is not offered as a next step."""
    return not verdict.nothing
