"""What holds for any rules and anybody: against a slow reference that walks through everything that somebody may be."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from panah.casework.services.codes import Answer, Fact, ProviderKind
from panah.casework.services.queries import rulebook
from panah.casework.services.rules import FOR_FACTS, NOTHING_KNOWN, Age, Facts, Place, Rule, Verdict, answer

DAY = date(2026, 11, 21)
UNKNOWN = "unknown"
PERSONAL = [fact for fact in FOR_FACTS if fact is not Fact.FUNDING]
KNOWN = {fact: [str(value) for value in FOR_FACTS[fact] if value != UNKNOWN] for fact in FOR_FACTS}
EXAMPLES = settings(max_examples=100, deadline=None)

ages = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Age(min(pair), max(pair)))
ages = ages | st.sampled_from([Age(), Age(0, 17), Age(18), Age(3, 17)])  # where rules begin and end


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    said = draw(st.sampled_from(Answer))
    asked = draw(st.sets(st.sampled_from([Fact.SEX, Fact.CITIZENSHIP, Fact.COMPANY]), max_size=2))
    values = {fact: frozenset(draw(st.sets(st.sampled_from(KNOWN[fact]), min_size=1))) for fact in asked}
    start = DAY + timedelta(days=draw(st.integers(-3, 3)))
    return Rule(
        code=f"rule_{draw(st.integers(0, 9))}", kinds=frozenset({ProviderKind.SCHOOL}), services=frozenset(), answer=said,
        source="a source", mark="S", valid_from=start, valid_to=draw(st.none() | st.just(start + timedelta(days=2))),
        reason="" if said is Answer.YES else "practice_differs", age=draw(ages), values=values,
    )  # fmt: skip


@st.composite
def people(draw: st.DrawFn) -> Facts:
    words = {str(fact): draw(st.sampled_from([*KNOWN[fact], UNKNOWN, ""])) for fact in PERSONAL}
    return Facts(age=draw(ages | st.integers(0, 40).map(Age.sure)), **words)


some_rules = st.lists(rules(), max_size=5)
days = st.integers(-4, 6).map(lambda number: DAY + timedelta(days=number))


def forgetful(facts: Facts, forgotten: set[Fact]) -> Facts:
    words = {str(fact): UNKNOWN if fact in forgotten else getattr(facts, fact) for fact in PERSONAL}
    return Facts(Age() if Fact.AGE in forgotten else facts.age, **words)


def worlds(facts: Facts) -> Iterator[dict[Fact, object]]:
    """Everything that somebody may be of whom this is known, in the facts that these rules ask about."""
    own = [Fact.SEX, Fact.CITIZENSHIP, Fact.COMPANY]
    words = [[word] if (word := getattr(facts, fact)) in KNOWN[fact] else KNOWN[fact] for fact in own]
    years = [year for year in (*range(42), 130) if facts.age.youngest <= year <= facts.age.oldest]
    for age, *rest in product(years, *words):
        yield {Fact.AGE: age, **dict(zip(own, rest, strict=True))}


def in_world(world: dict[Fact, object], book: list[Rule], day: date) -> Answer:
    said = {rule.answer for rule in book if rule.is_valid(day) and fits(rule, world)}
    return next((one for one in (Answer.NO, Answer.CALL, Answer.YES) if one in said), Answer.CALL)


def fits(rule: Rule, world: dict[Fact, object]) -> bool:
    age = world[Fact.AGE]
    assert isinstance(age, int)
    return rule.age.youngest <= age <= rule.age.oldest and all(world[fact] in rule.values[fact] for fact in rule.values)


@EXAMPLES
@given(people(), some_rules, days)
def test_a_no_holds_for_all_that_somebody_may_be_and_a_yes_for_every_child(
    facts: Facts, book: list[Rule], day: date
) -> None:
    said = answer(facts, book, day).answer
    if said is Answer.NO:
        assert {in_world(world, book, day) for world in worlds(facts)} == {Answer.NO}
    if said is Answer.YES:
        assert {in_world(world, book, day) for world in worlds(facts.as_child)} == {Answer.YES}


@EXAMPLES
@given(some_rules, days, st.integers(0, 40), st.data())
def test_of_whom_all_is_known_the_reference_says_exactly_the_same(
    book: list[Rule], day: date, age: int, data: st.DataObject
) -> None:
    words = {str(fact): data.draw(st.sampled_from(KNOWN[fact])) for fact in PERSONAL}
    known = Facts(Age.sure(age), **words)
    (world,) = worlds(known)
    assert answer(known, book, day).answer is in_world(world, book, day)


@EXAMPLES
@given(people(), some_rules, days, st.sets(st.sampled_from([Fact.AGE, *PERSONAL])))
def test_to_know_less_never_turns_a_call_into_a_no(
    facts: Facts, book: list[Rule], day: date, forgotten: set[Fact]
) -> None:
    if answer(facts, book, day).answer is Answer.CALL:
        assert answer(forgetful(facts, forgotten), book, day).answer is not Answer.NO


@EXAMPLES
@given(people(), st.sampled_from(ProviderKind), st.integers(0, 11), st.sets(st.sampled_from([Fact.AGE, *PERSONAL])))
def test_the_same_holds_for_the_rules_of_the_project(
    facts: Facts, kind: ProviderKind, years: int, forgotten: set[Fact]
) -> None:
    day = date(2015 + years, 6, 16)
    for service in ("shelter", "medical", "legal", "education"):
        place = Place(kind, service)
        known, less = (rulebook().answer(one, place, day) for one in (facts, forgetful(facts, forgotten)))
        assert not (known.answer is Answer.CALL and less.answer is Answer.NO)
        must_be_reasoned(known, day)
        must_be_reasoned(less, day)


@EXAMPLES
@given(people(), some_rules, days)
def test_every_answer_has_its_reason_and_every_no_its_rule_of_that_day(
    facts: Facts, book: list[Rule], day: date
) -> None:
    must_be_reasoned(answer(facts, book, day), day)


def must_be_reasoned(verdict: Verdict, day: date) -> None:
    assert verdict.because
    for because in verdict.because:
        assert because.reason or verdict.answer is Answer.YES
        assert because.rule is None or because.rule.is_valid(day)
        if verdict.answer is Answer.NO:
            assert because.rule is not None
            assert because.rule.answer is Answer.NO
            assert because.rule.source
            assert not because.unknown


@EXAMPLES
@given(people(), some_rules, days, st.randoms(use_true_random=False))
def test_neither_the_order_of_the_rows_nor_other_days_change_the_answer(
    facts: Facts, book: list[Rule], day: date, chance: Random
) -> None:
    first = answer(facts, book, day)
    chance.shuffle(book)
    again = answer(facts, book, day)
    valid = answer(facts, [rule for rule in book if rule.is_valid(day)], day)
    assert first.answer is again.answer
    assert set(first.because) == set(again.because)
    assert valid.answer is first.answer


@EXAMPLES
@given(people(), st.sampled_from(Answer), st.sampled_from(Answer), st.integers(-5, 5))
def test_the_version_that_is_valid_on_the_day_decides(facts: Facts, old: Answer, new: Answer, number: int) -> None:
    def version(said: Answer, since: date, until: date | None) -> Rule:
        return Rule(
            "rule",
            frozenset({ProviderKind.SCHOOL}),
            frozenset(),
            said,
            "a source",
            "S",
            since,
            until,
            "practice_differs",
        )

    versions = [version(old, date(2020, 1, 1), DAY - timedelta(days=1)), version(new, DAY, None)]
    day = DAY + timedelta(days=number)
    assert answer(facts, versions, day).answer is (new if day >= DAY else old)


def test_nothing_known_is_never_refused_by_a_rule_that_asks_for_anything() -> None:
    for rule in rulebook().rules:
        if rule.values or rule.age != Age():
            assert answer(NOTHING_KNOWN, [rule], rule.valid_from).answer is not Answer.NO
