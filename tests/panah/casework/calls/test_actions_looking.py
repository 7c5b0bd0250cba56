"""Nobody goes through a list of numbers, whichever way they are asked about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from panah.casework.calls import rules
from panah.casework.calls.actions import LooksAreOver, change_call, look_for_caller
from panah.casework.calls.models import Call, CallerLook
from panah.casework.calls.queries import earlier_than
from panah.foundation.security import clock
from tests.panah.casework.calls.line import NOW, NUMBER, TALK, Line, called

KNOWN = "8 701 000 00 99"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


def tries(line: Line, call: Call, number: str) -> Call:
    fresh = Call.objects.get(pk=call.pk)
    return change_call(
        by=line.aliya, call=fresh, details=replace(TALK, note="", number=number), version=fresh.version
    )  # fmt: skip


@pytest.mark.safeguard(
    "S17", "an operator changes the number of one own call again and again to learn who called the line"
)
def test_another_number_in_a_record_is_a_look_like_any_other(line: Line) -> None:
    called(line.erlan, number=KNOWN)
    call = called(line.aliya, note="")
    for number in range(rules.MOST_LOOKS):
        tries(line, call, f"8701000{number:02d}42")
    assert CallerLook.objects.filter(person=line.aliya.person_id).count() == rules.MOST_LOOKS
    found = tries(line, call, KNOWN)
    assert found.is_earlier_unsaid
    assert earlier_than(line.aliya, found).count == 0
    with pytest.raises(LooksAreOver):
        look_for_caller(by=line.aliya, number=KNOWN)
    with clock.standing_at(NOW + timedelta(hours=2)):
        assert earlier_than(line.aliya, Call.objects.get(pk=call.pk)).count == 0, "waiting does not help either"


@pytest.mark.safeguard("S17", "an operator writes call after call, each under another number that might have called")
def test_over_the_limit_a_call_is_saved_and_says_nothing_of_earlier_ones(line: Line) -> None:
    called(line.erlan, number=KNOWN)
    for number in range(rules.MOST_LOOKS):
        called(line.aliya, number=f"8701000{number:02d}42")
    call = called(line.aliya, number=KNOWN)
    assert (call.last_two, call.is_earlier_unsaid) == ("99", True)
    assert earlier_than(line.erlan, call).count == 0
    assert earlier_than(line.erlan, called(line.erlan, number=KNOWN)).count == 2, "it counts for whoever is within it"


def test_the_same_number_again_and_none_at_all_are_no_look(line: Line) -> None:
    call = called(line.aliya, note="")
    assert not CallerLook.objects.exists()
    for _ in range(3):
        tries(line, call, NUMBER)
    tries(line, call, "")
    assert CallerLook.objects.count() == 1
