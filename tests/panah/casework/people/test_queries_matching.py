"""Where a name has more bearers than can be looked at, the likeliest are found all the same, and rights hold."""

import pytest

from panah.casework.cases.models import Case
from panah.casework.people.actions import SpokenName
from panah.casework.people.queries import asked_record, find_matches, matching
from panah.casework.people.rules import Birth
from tests.panah.casework.cases.office import Office, opened

NAMES = ["Қасымова Әйгерім Маратқызы", "Касымова Гульнара", "Ахметов Нурлан", "Қалиева Айгерим", "Касымов Айдар"]


def known(office: Office) -> list[Case]:
    return [
        opened(office, f"form-{number}", names=(SpokenName(name),), birth=Birth(year=2012), sex="unknown")
        for number, name in enumerate(NAMES)
    ]


@pytest.mark.parametrize("too_many", [0, 5_000])
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
    office: Office, monkeypatch: pytest.MonkeyPatch, too_many: int, text: str, year: int | None, place: int
) -> None:
    monkeypatch.setattr(matching, "TOO_MANY", too_many)
    cases = known(office)
    found = find_matches(office.aigul.actor, asked_record(text, year))
    assert found[0].child == cases[place].child


@pytest.mark.parametrize("too_many", [0, 5_000])
def test_who_may_not_see_a_child_finds_nobody(office: Office, monkeypatch: pytest.MonkeyPatch, too_many: int) -> None:
    monkeypatch.setattr(matching, "TOO_MANY", too_many)
    known(office)
    assert find_matches(office.lazzat.actor, asked_record("QOSIMOVA OYGERIM", 2012)) == []


def test_only_the_nearest_are_weighed_and_the_right_one_is_among_them(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "MOST_WEIGHED", 1)
    cases = known(office)
    found = find_matches(office.aigul.actor, asked_record("Қасымова Айгерим", 2012))
    assert [match.child for match in found] == [cases[0].child]
