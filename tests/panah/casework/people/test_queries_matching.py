"""Whom a name finds and in which order; what is told of others; what a process holds in its memory."""

from typing import Any

import pytest
from pytest_django import Settings

from panah.casework.cases.models import Case
from panah.casework.people.actions import SpokenName, add_name
from panah.casework.people.codes import TokenKind
from panah.casework.people.models import NameToken
from panah.casework.people.queries import (
    asked_record,
    candidates_of,
    exists_elsewhere,
    find_matches,
    records_of,
)
from panah.casework.people.queries.finding import bearers, matching
from panah.casework.people.queries.finding.likeness import MEMORY
from panah.casework.people.rules import Birth
from panah.engines.matching import births
from panah.engines.matching.comparing.verdicts import Record
from tests.panah.casework.cases.office import Office, opened
from tests.panah.casework.people.finding import found_by_name

KAZAKH, UZBEK = "ӘЙГЕРІМ Қасымова", "Qosimova Oygerim"


@pytest.fixture(autouse=True)
def _empty_memory() -> None:
    MEMORY.forget()


def test_a_record_has_all_names_the_birth_the_sex_and_the_place(office: Office) -> None:
    case = opened(office, names=(SpokenName(KAZAKH), SpokenName(UZBEK)), birth=Birth(year=2014, month=5))
    record = records_of([case.child_id])[case.child_id]
    assert len(record.names) == 2
    assert record.birth == births.Birth(2014, 5)
    assert record.sex in {"female", ""}


def test_a_child_without_a_name_has_a_record_and_matches_nobody(office: Office) -> None:
    one, other = opened(office, "form-1", names=()).child, opened(office, "form-2", names=()).child
    records = records_of([one.pk, other.pk])
    assert [record.names for record in records.values()] == [(), ()]
    assert candidates_of(records[one.pk]) == []
    assert find_matches(office.saule.actor, records[one.pk]) == []


def test_candidates_are_of_all_children_and_the_likeliest_come_first(office: Office) -> None:
    uzbek = opened(office, "form-1", names=(SpokenName(UZBEK),), birth=Birth(year=2014)).child
    kazakh = opened(office, "form-2", names=(SpokenName(KAZAKH),), birth=Birth(year=2009)).child
    opened(office, "form-3", names=(SpokenName("Мадина Омарова"),), birth=Birth(year=2014))
    assert candidates_of(asked_record("Айгерим Касымова", 2015)) == [uzbek.pk, kazakh.pk]
    assert candidates_of(asked_record("Айгерим Касымова", 2015), limit=1) == [uzbek.pk]


def test_a_birth_beside_comes_before_another(office: Office) -> None:
    far = opened(office, "form-1", names=(SpokenName(KAZAKH),), birth=Birth(year=2012)).child
    near = opened(office, "form-2", names=(SpokenName(KAZAKH),), birth=Birth(year=2014)).child
    matches = find_matches(office.saule.actor, asked_record("Айгерим Касымова", 2014))
    assert [match.child for match in matches] == [near, far]


def test_whoever_works_with_her_finds_a_child_of_whom_one_word_is_known(office: Office) -> None:
    child = opened(office, names=(SpokenName("Әйгерім"),)).child
    assert found_by_name(office.aigul.actor, "Айгерим Касымова") == [child]
    assert found_by_name(office.aigul.actor, "Мадина Касымова") == []


@pytest.mark.safeguard("S17", "a stranger tries names, years and sexes to learn which organisation knows a child")
@pytest.mark.parametrize(
    ("record", "is_told"),
    [
        (asked_record("Айгерим Касымова"), True),
        (asked_record("KASSYMOVA AIGERIM", 2014), True),
        (asked_record("Айгерим Касымова", 2016), True),
        (asked_record("Айгерим Касымова", 2017), False),
        (asked_record("Айгерим Касымова", sex="male"), False),
        (asked_record("Айгерим"), False),
        (asked_record("Касымова А."), False),
        (asked_record("Мадина Касымова"), False),
        (asked_record("Икрам Косимов"), False),  # the same consonants
        (asked_record("Гарима Косимова"), False),
        (asked_record(""), False),
        (Record(()), False),
    ],
)
def test_only_the_organisation_of_a_like_name_is_told(office: Office, record: Record, *, is_told: bool) -> None:
    opened(office, names=(SpokenName(UZBEK),), birth=Birth(year=2014), sex="female")
    told = [one.code for one in exists_elsewhere(office.lazzat.actor, record)]
    assert told == (["here"] if is_told else [])
    assert exists_elsewhere(office.aigul.actor, record) == []


@pytest.mark.parametrize("crowd", ["own", "of another age"])
def test_whom_to_ask_is_told_also_where_others_crowd_it_out(office: Office, monkeypatch: Any, crowd: str) -> None:
    """Else the larger the organisation that asks, the fewer children elsewhere it would be told of."""
    lead, year = (office.lazzat, 2014) if crowd == "own" else (office.aigul, 2005)
    for number in range(3):
        opened(office, f"form-{number}", names=(SpokenName("Касымова Айгерим"),), birth=Birth(year=year), lead=lead)
    opened(office, "form-9", names=(SpokenName(UZBEK),), birth=Birth(year=2014))
    for at_once in (3, 2, 1):
        monkeypatch.setattr(bearers, "AT_ONCE", at_once)
        told = exists_elsewhere(office.lazzat.actor, asked_record("Айгерим Касымова", 2014))
        assert [one.code for one in told] == ["here"]


@pytest.mark.safeguard("S17", "whoever steals the table of tokens finds children with it")
def test_a_stolen_table_gives_no_match_without_the_key(office: Office, monkeypatch: Any) -> None:
    opened(office, names=(SpokenName(UZBEK),), birth=Birth(year=2014))
    record = asked_record("Qosimova Oygerim", 2014)
    assert candidates_of(record)
    monkeypatch.setattr(matching, "name_keys", lambda: [b"guessed".ljust(32)])
    assert candidates_of(record) == []


def test_of_more_than_are_opened_the_likeliest_are(office: Office, monkeypatch: Any) -> None:
    for number, name in enumerate(("Икрам Косимов", "Карим Касымов", "Акрам Касымов", "Гарима Косимова")):
        opened(office, f"form-{number}", names=(SpokenName(name),), birth=Birth(year=2010))
    wanted = opened(office, "form-9", names=(SpokenName(UZBEK),), birth=Birth(year=2014)).child
    monkeypatch.setattr(bearers, "MOST_OPENED", 1)
    matches = find_matches(office.saule.actor, asked_record("Айгерим Касымова", 2014))
    assert [match.child for match in matches] == [wanted]


@pytest.mark.parametrize("looked_at", [{"AT_ONCE": 3}, {"FEWEST": 2, "MOST_OPENED": 2}])
def test_whom_others_crowd_out_is_found_in_sight(office: Office, monkeypatch: Any, looked_at: dict[str, int]) -> None:
    for number in range(3):
        opened(office, f"form-{number}", names=(SpokenName(KAZAKH),), birth=Birth(year=2014), lead=office.lazzat)
    own = opened(office, "form-9", names=(SpokenName(UZBEK),), birth=Birth(year=2013)).child
    for name, value in looked_at.items():
        monkeypatch.setattr(bearers, name, value)
    for actor in (office.aigul.actor, office.saule.actor):
        matches = find_matches(actor, asked_record("Айгерим Касымова", 2014))
        assert [match.child for match in matches] == [own]


def test_the_nearest_are_shown_where_nobody_is_possible_and_only_there(office: Office) -> None:
    near = opened(office, "form-1", names=(SpokenName("Касымова Айгерим"),), birth=Birth(year=2014)).child
    asked = asked_record("Касимова Эйкери", 2014)
    found = find_matches(office.saule.actor, asked)
    assert [match.child for match in found] == [near]
    assert not found[0].verdict.is_possible
    same = opened(office, "form-2", names=(SpokenName("Касимова Эйкери"),), birth=Birth(year=2014)).child
    assert same in [match.child for match in find_matches(office.saule.actor, asked)]
    assert find_matches(office.saule.actor, asked_record("Мадина Касымова", 2014)) == []


def test_a_name_that_is_added_is_compared_anew(office: Office) -> None:
    case = opened(office, names=(SpokenName("Мадина Омарова"),))
    asked = asked_record("Айгерим Касымова").names
    assert MEMORY.likeness(asked, [case.child_id])[case.child_id] < 0.6
    add_name(by=office.aigul.actor, child=case.child, name=SpokenName(UZBEK))
    assert MEMORY.likeness(asked, [case.child_id])[case.child_id] > 0.9


def test_no_more_is_held_than_is_allowed(office: Office, settings: Settings) -> None:
    ids = [opened(office, f"form-{number}", names=(SpokenName(KAZAKH),)).child_id for number in range(4)]
    asked = asked_record("Айгерим Касымова").names
    settings.PANAH_SEARCH_MEMORY = 2
    assert list(MEMORY.likeness(asked, ids)) == ids
    assert len(MEMORY._held) == 2
    assert MEMORY.likeness((), ids[:1]) == {ids[0]: 0.0}


def test_every_kind_of_token_rests_and_no_other(office: Office) -> None:
    opened(office, names=(SpokenName(KAZAKH),), birth=Birth(year=2014))
    assert set(NameToken.objects.values_list("kind", flat=True)) == set(TokenKind)


def test_of_many_the_reasons_are_sought_for_the_most_promising(office: Office) -> None:
    for number, name in enumerate(("Айгерим Омарова", "Айгерім Үлгібаева", "Айгерим")):
        opened(office, f"form-{number}", names=(SpokenName(name),))
    wanted = [opened(office, f"form-9{n}", names=(SpokenName(name),)).child for n, name in enumerate((KAZAKH, UZBEK))]
    found = find_matches(office.aigul.actor, asked_record("Айгерим Касымова"), 1)
    assert [match.child for match in found] == wanted[:1]
    assert len(find_matches(office.aigul.actor, asked_record("Айгерим"), 2)) == 2


NAMES = ["Қасымова Әйгерім Маратқызы", "Касымова Гульнара", "Ахметов Нурлан", "Қалиева Айгерим", "Касымов Айдар"]


def known(office: Office) -> list[Case]:
    return [
        opened(office, f"form-{number}", names=(SpokenName(name),), birth=Birth(year=2012), sex="unknown")
        for number, name in enumerate(NAMES)
    ]


@pytest.mark.parametrize("at_once", [2, 300])
@pytest.mark.parametrize(
    ("text", "year", "place"),
    [
        ("QOSIMOVA OYGERIM", 2012, 0),
        ("Айгерим Касымова", 2011, 0),
        ("KALIYEVA AIGERIM", None, 3),
        ("Касымов Айдр", None, 4),
        ("Нурлан", None, 2),  # one word alone has no pairs: all its bearers are asked for
    ],
)
def test_the_likeliest_comes_first_among_few_and_among_many(
    office: Office, monkeypatch: pytest.MonkeyPatch, at_once: int, text: str, year: int | None, place: int
) -> None:
    monkeypatch.setattr(bearers, "AT_ONCE", at_once)
    monkeypatch.setattr(bearers, "FEWEST", 1)
    cases = known(office)
    found = find_matches(office.aigul.actor, asked_record(text, year))
    assert found[0].child == cases[place].child


@pytest.mark.parametrize("at_once", [2, 300])
def test_who_may_not_see_a_child_finds_nobody(office: Office, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(bearers, "AT_ONCE", at_once)
    monkeypatch.setattr(bearers, "FEWEST", 1)
    known(office)
    assert find_matches(office.lazzat.actor, asked_record("QOSIMOVA OYGERIM", 2012)) == []
