import pytest
from django.urls import reverse

from panah.casework.cases import actions
from panah.casework.people.actions import Basics
from panah.casework.people.rules import Birth
from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, opened
from tests.panah.web.cases.visiting import signed_in, words_of


@pytest.mark.safeguard("S12", "the timeline shows the old birth date of a child in clear")
def test_the_timeline_says_what_was_corrected_and_keeps_what_identifies_shut(office: Office) -> None:
    case = opened(office)
    day = clock.today().replace(year=clock.today().year - 11, month=3, day=14)
    for birth in (Birth(day=day), Birth(day=day.replace(day=15))):
        basics = Basics("female", birth, "unknown", "tg", office.district)
        actions.correct_case_basics(by=office.aigul.actor, case=case, basics=basics)
    page = words_of(signed_in(office.aigul).get(reverse("case", args=[case.code])))
    assert "Language: Uzbek → Tajik" in page
    assert "Birth date: corrected" in page
    assert "14.03." not in page
    assert f"Year of birth: {clock.today().year - 13} → {clock.today().year - 11}" in page


def test_the_timeline_says_who_printed_the_case_and_what_for(office: Office) -> None:
    case = opened(office)
    actions.record_print(by=office.aigul.actor, case=case, reason="meeting", parts=("plan",))
    assert "Printed: A meeting of specialists" in words_of(
        signed_in(office.saule).get(reverse("case", args=[case.code]))
    )
