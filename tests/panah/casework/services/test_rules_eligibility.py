"""Whom a place takes: the truth table, the version of the day, and what else."""

from datetime import date, timedelta

import pytest

from panah.casework.people.codes import Category
from panah.casework.services.codes import (
    Answer,
    CitizenshipGroup,
    Fact,
    Open,
    ProviderKind,
    Status,
)
from panah.casework.services.queries import rulebook
from panah.casework.services.rules import (
    FOR_FACTS,
    NEVER_OFFERED,
    NOTHING_KNOWN,
    Age,
    Facts,
    Place,
    Rule,
    answer,
)
from panah.foundation.reference.codes import code_list
from tests.panah.casework.services.truth import GIRL, NOW, THEN, TRUTH, Row, who

STATE_SHELTER = Place(ProviderKind.STATE_SHELTER, "shelter")
NGO_SHELTER = Place(ProviderKind.NGO_SHELTER, "shelter")


def test_the_truth_table_is_long_enough_and_says_nothing_twice() -> None:
    asked = [(row.place, row.day, row.facts) for row in TRUTH]
    assert len(asked) >= 60
    assert len(set(asked)) == len(asked)
    assert {row.answer for row in TRUTH} == set(Answer)


@pytest.mark.parametrize("row", TRUTH, ids=lambda row: f"{row.place.kind}-{row.day}-{row.answer}")
def test_the_rules_answer_as_somebody_reasoned_by_hand(row: Row) -> None:
    verdict = rulebook().answer(row.facts, row.place, row.day)
    assert (verdict.answer, {because.reason for because in verdict.because} - {""}) == (
        Answer(row.answer),
        set(row.reasons),
    )


def test_every_kind_and_every_reason_of_the_rules_stands_in_the_truth_table() -> None:
    written = {rule.reason for rule in rulebook().rules} | set(Open)
    assert {reason for row in TRUTH for reason in row.reasons} == written - {""}
    assert {row.place.kind for row in TRUTH} == {kind for rule in rulebook().rules for kind in rule.kinds}
    assert written - {""} == set(code_list("eligibility_reasons").codes)


def test_the_words_of_the_facts_are_those_of_the_code_lists() -> None:
    lists = {
        Fact.SEX: "sex",
        Fact.CITIZENSHIP: "citizenship_group",
        Fact.STATUS: "category",
        Fact.PAPERS: "papers_at_hand",
    }
    lists |= {Fact.COMPANY: "company", Fact.FUNDING: "funding"}
    assert {fact: set(FOR_FACTS[fact]) for fact in FOR_FACTS} == {
        fact: set(code_list(lists[fact]).codes) for fact in lists
    }
    assert {str(status) for status in Status} == {str(category) for category in Category}
    assert set(code_list("provider_kind").codes) == set(ProviderKind)


def test_a_foreign_girl_at_night_hears_no_once_call_today_and_yes_from_an_ngo() -> None:
    book, girl = rulebook(), who(15, *GIRL)
    refused = book.answer(girl, STATE_SHELTER, THEN)
    assert refused.answer is Answer.NO
    assert [because.rule.name for because in refused.because if because.rule] == [
        "state_shelter_foreigner (28.03.2016)"
    ]
    assert refused.said_by[0].source == "tip_2017_to_2019_ngo_2020"
    assert book.answer(girl, STATE_SHELTER, NOW).answer is Answer.CALL
    else_ = book.what_else(girl, STATE_SHELTER, NOW)
    assert (else_[0].kind, else_[0].verdict.answer) == (ProviderKind.NGO_SHELTER, Answer.YES)


def test_what_else_names_yes_before_call_and_never_no_nor_the_place_itself() -> None:
    for row in TRUTH:
        found = rulebook().what_else(row.facts, row.place, row.day)
        answers = [one.verdict.answer for one in found]
        assert row.place.kind not in {one.kind for one in found}
        assert answers == sorted(answers, key=[Answer.YES, Answer.CALL].index)


def test_nobody_is_sent_to_a_migration_service_or_a_consulate_by_default() -> None:
    kinds = {
        one.kind
        for citizenship in CitizenshipGroup
        for status in Status
        for service in code_list("service_types").codes
        for one in rulebook().what_else(
            Facts(citizenship=citizenship, status=status), Place(ProviderKind.STATE_SHELTER, service), NOW
        )
    }
    assert kinds
    assert not kinds & NEVER_OFFERED
    assert {ProviderKind.MIGRATION_SERVICE, ProviderKind.CONSULATE} == NEVER_OFFERED


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.IDENTIFIED_VICTIM])
def test_neither_a_risk_nor_a_presumption_is_a_status(status: Status) -> None:
    found = rulebook().answer(who(30, "female", "KZ", status, "identity", "alone"), STATE_SHELTER, NOW)
    assert found.answer is Answer.CALL


def test_only_what_a_rule_needs_is_asked() -> None:
    book = rulebook()
    assert book.answer(who(15, "female", "", "", "", "alone"), NGO_SHELTER, NOW).ask == ()
    assert book.answer(who(15), NGO_SHELTER, NOW).ask == (Fact.SEX, Fact.COMPANY)
    found = book.answer(who(15, "female", "", "identified_victim", "identity", "safe_adult"), STATE_SHELTER, THEN)
    assert found.ask == (Fact.CITIZENSHIP,)


def test_a_word_of_no_list_is_not_known_and_an_impossible_age_is_refused() -> None:
    strange = rulebook().answer(who(15, "?", "Atlantis", "x", "x", "x"), STATE_SHELTER, THEN)
    assert strange == rulebook().answer(who(15), STATE_SHELTER, THEN)
    assert rulebook().answer(who(Age(140, 200)), Place(ProviderKind.INFANT_HOME, "shelter"), NOW).answer is Answer.NO
    with pytest.raises(ValueError, match="nobody is from 5 to 3"):
        Age(5, 3)


def made(code: str, said: str, since: date, until: date | None = None, **more: object) -> Rule:
    details: dict[str, object] = {
        "source": "a source",
        "mark": "S",
        "reason": "" if said == "yes" else "practice_differs",
    }
    rule = {
        "code": code,
        "kinds": frozenset({ProviderKind.SCHOOL}),
        "services": frozenset[str](),
        "answer": Answer(said),
    }
    return Rule(**{**details, **rule, "valid_from": since, "valid_to": until, **more})  # type: ignore[arg-type]


def test_both_days_of_a_version_are_included() -> None:
    first, last = date(2024, 2, 1), date(2024, 2, 29)
    rules = [made("a", "no", first, last), made("a", "yes", last + timedelta(days=1))]
    said = {day: answer(NOTHING_KNOWN, rules, day).answer for day in (first, last, date(2024, 3, 1))}
    assert said == {first: Answer.NO, last: Answer.NO, date(2024, 3, 1): Answer.YES}


def test_in_a_gap_one_calls_and_is_told_that_no_rule_was_in_force() -> None:
    rules = [made("a", "no", date(2024, 1, 1), date(2024, 1, 31)), made("b", "yes", date(2024, 3, 1))]
    for day in (date(2023, 12, 31), date(2024, 2, 15)):
        found = answer(NOTHING_KNOWN, rules, day)
        assert (found.answer, [because.reason for because in found.because]) == (Answer.CALL, [Open.NO_RULE_THAT_DAY])


def test_of_rules_that_overlap_a_sure_no_decides_and_names_every_rule_that_says_so() -> None:
    since = date(2024, 1, 1)
    rules = [made("a", "yes", since), made("b", "no", since), made("c", "call", since), made("d", "no", since)]
    found = answer(NOTHING_KNOWN, rules, NOW)
    assert found.answer is Answer.NO
    assert [because.rule.code for because in found.because if because.rule] == ["b", "d"]
    assert answer(NOTHING_KNOWN, rules[:1] + rules[2:3], NOW).answer is Answer.CALL


def test_a_rule_of_one_provider_holds_for_that_one_alone() -> None:
    own = made("own", "no", date(2024, 1, 1), provider="K7Q4-2MX9")
    assert own.is_about(Place(ProviderKind.SCHOOL, "education", provider="K7Q4-2MX9"))
    assert not own.is_about(Place(ProviderKind.SCHOOL, "education", provider="AAAA-BBBB"))
    assert not own.is_about(Place(ProviderKind.SCHOOL, "education"))


def test_no_row_that_bears_the_unknown_can_refuse_even_where_it_was_made_by_hand() -> None:
    values = {Fact.CITIZENSHIP: frozenset({"UZ", "unknown"})}
    rules = [made("a", "no", date(2024, 1, 1), values=values)]
    assert answer(NOTHING_KNOWN, rules, NOW).answer is Answer.CALL
    assert answer(Facts(citizenship="UZ"), rules, NOW).answer is Answer.NO
    bearing = [made("a", "yes", date(2024, 1, 1), values=values)]
    assert answer(NOTHING_KNOWN, bearing, NOW).answer is Answer.YES
    assert answer(Facts(citizenship="KZ"), bearing, NOW).answer is Answer.CALL


def test_age_not_sure_is_a_child_and_no_refusal_rests_on_that_guess() -> None:
    since = date(2024, 1, 1)
    takes_children = [made("a", "yes", since, age=Age(0, 17)), made("b", "no", since, age=Age(18))]
    takes_adults = [made("a", "no", since, age=Age(0, 17)), made("b", "yes", since, age=Age(18))]
    for unsure in (Age(), Age(16, 19)):
        assert answer(who(unsure), takes_children, NOW).answer is Answer.YES
        found = answer(who(unsure), takes_adults, NOW)
        assert (found.answer, found.ask) == (Answer.CALL, (Fact.AGE,))
    assert answer(who(Age(18, 25)), takes_children, NOW).answer is Answer.NO
    assert answer(who(Age(5, 17)), takes_adults, NOW).answer is Answer.NO
