"""How long 500 providers with 20 rules each take to answer who can take one child.

``python -m benchmarks.eligibility`` asks for somebody of whom all is known, for somebody of whom half is known, and for somebody of
whom nothing is known. Beside it, in the same run, a plain loop that compares set by set and keeps no reasons; both must agree on
every answer.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial

from panah.casework.services.codes import Answer, Fact, ProviderKind
from panah.casework.services.rules import FOR_FACTS, NOTHING_KNOWN, Age, Facts, Place, Rule, Rulebook

SEED = 20261121
DAY = date(2026, 11, 21)
UNKNOWN = "unknown"
GOAL = 20.0
PEOPLE = {
    "all known": Facts(Age.sure(15), "female", "UZ", "presumed_victim", "none", "alone"),
    "half known": Facts(Age(12, 19), "female", UNKNOWN, "presumed_victim", UNKNOWN, "alone"),
    "nothing known": NOTHING_KNOWN,
}


def some_rules(providers: int, each: int, chance: random.Random) -> tuple[Rulebook, list[Place]]:
    places = [
        Place(chance.choice(list(ProviderKind)), "shelter", chance.choice(["state", "donor", UNKNOWN]), f"P{number}")
        for number in range(providers)
    ]
    rules = [_rule(place, number, chance) for place in places for number in range(each)]
    return Rulebook(rules), places


def _rule(place: Place, number: int, chance: random.Random) -> Rule:
    said = chance.choice(list(Answer))
    first, last = sorted(chance.sample(range(30), 2))
    asked = chance.sample(list(FOR_FACTS), 2)
    values = {
        fact: frozenset(chance.sample([str(one) for one in FOR_FACTS[fact] if one != UNKNOWN], 2)) for fact in asked
    }
    start = DAY - timedelta(days=chance.randrange(-200, 2_000))
    return Rule(
        f"rule_{number}", frozenset({place.kind}), frozenset({"shelter"}), said, "a source", "S", start,
        start + timedelta(days=1_000), "" if said is Answer.YES else "practice_differs", Age(first, last + 20), values,
        place.provider,
    )  # fmt: skip


def plain_answers(facts: Facts, book: Rulebook, places: Iterable[Place]) -> list[Answer]:
    return [plain(facts, book.of(place), DAY, place.funding) for place in places]


def plain(facts: Facts, rules: Iterable[Rule], on_day: date, funding: str) -> Answer:
    """The same rules in the most obvious way: sets of what somebody may be, one fact after the other."""
    rules = list(rules)
    as_child = _plain(facts.as_child, rules, on_day, funding)
    if as_child is not Answer.NO or not facts.age.may_be_either:
        return as_child
    return Answer.NO if _plain(facts, rules, on_day, funding) is Answer.NO else Answer.CALL


def _plain(facts: Facts, rules: list[Rule], on_day: date, funding: str) -> Answer:
    surely: set[Answer] = set()
    perhaps: set[Answer] = set()
    for rule in rules:
        if rule.valid_from <= on_day and (rule.valid_to is None or on_day <= rule.valid_to):
            fits = [_plain_fit(fact, facts, rule, funding) for fact in Fact]
            if False not in fits:
                (perhaps if None in fits else surely).add(rule.answer)
    if Answer.NO in surely:
        return Answer.NO
    objects = Answer.CALL in surely | perhaps or Answer.NO in perhaps
    return Answer.YES if Answer.YES in surely and not objects else Answer.CALL


def _plain_fit(fact: Fact, facts: Facts, rule: Rule, funding: str) -> bool | None:
    """None: perhaps."""
    may_be: set[object]
    wanted: set[object]
    if fact is Fact.AGE:
        may_be = set(range(facts.age.youngest, facts.age.oldest + 1))
        wanted = set(range(rule.age.youngest, rule.age.oldest + 1))
    else:
        every: set[object] = {str(one) for one in FOR_FACTS[fact] if one != UNKNOWN}
        word = funding if fact is Fact.FUNDING else getattr(facts, fact)
        may_be = {word} if word in every else every
        wanted = set(rule.values[fact]) if fact in rule.values else every
    return True if may_be <= wanted else None if may_be & wanted else False


def milliseconds(work: Callable[[], object], times: int) -> tuple[float, float]:
    """The middle and the slowest of so many runs."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append((time.perf_counter() - started) * 1000)
    return sorted(found)[times // 2], max(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--providers", type=int, default=500)
    parser.add_argument("--rules", type=int, default=20)
    parser.add_argument("--times", type=int, default=25)
    chosen = parser.parse_args()
    started = time.perf_counter()
    book, places = some_rules(chosen.providers, chosen.rules, random.Random(SEED))
    book.answers(NOTHING_KNOWN, places, DAY)  # what a process does once
    print(f"{len(book.rules)} rules read and first answered in {(time.perf_counter() - started) * 1000:.0f} ms")
    disagreements = 0
    for name, facts in PEOPLE.items():
        said = [verdict.answer for verdict in book.answers(facts, places, DAY)]
        slow = plain_answers(facts, book, places)
        disagreements += sum(one is not other for one, other in zip(said, slow, strict=True))
        middle, worst = milliseconds(partial(book.answers, facts, places, DAY), chosen.times)
        loop, _ = milliseconds(partial(plain_answers, facts, book, places), 3)
        counts = ", ".join(f"{answer} {said.count(answer)}" for answer in Answer)
        print(
            f"{name}: p50 {middle:.1f} ms, slowest {worst:.1f} ms (goal {GOAL:.0f}); plain loop {loop:.0f} ms; {counts}"
        )
        print(f"  ratio {loop / middle:.0f}")
    print(f"the plain loop disagrees {disagreements} times")
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
