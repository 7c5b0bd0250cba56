"""A year of birth that is a guess makes nobody an adult: not on Today, not in the team, not for a helper (S10)."""

import pytest
from django.utils import translation

from panah.casework.cases.actions import correct_case_basics
from panah.casework.people.actions import Basics
from panah.casework.people.rules import Birth
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.web.today.sentences import who_is_meant
from tests.panah.casework.cases.office import Office, opened
from tests.panah.web.cases.visiting import signed_in, words_of


@pytest.mark.safeguard(
    "S10", "a girl whose year of birth somebody guessed is called a woman on the lists of what is due"
)
@pytest.mark.parametrize(("is_about", "who"), [(True, "Girl, about 19"), (False, "Woman, about 19")])
def test_a_guess_makes_no_woman_of_a_girl_on_any_list(office: Office, is_about: bool, who: str) -> None:
    case = opened(office, birth=Birth(year=clock.today().year - 19, is_about=is_about))
    assert set(Timer.objects.filter(file=case.file).values_list("is_birth_year_about", flat=True)) == {is_about}
    for row in Timer.objects.filter(file=case.file):
        with translation.override("en"):
            assert who_is_meant(row) == who
    with translation.override("en"):
        words = words_of(signed_in(office.aigul).get("/app/"))
    assert who in words
    assert ("Woman" in words) is not is_about


def test_a_corrected_guess_is_seen_on_the_rows_at_once(office: Office) -> None:
    case = opened(office, birth=Birth(year=clock.today().year - 19, is_about=True))
    known = Basics("female", Birth(year=clock.today().year - 19), language="uz", place=office.district)
    correct_case_basics(by=office.aigul.actor, case=case, basics=known)
    assert set(Timer.objects.running().filter(file=case.file).values_list("is_birth_year_about", flat=True)) == {False}
