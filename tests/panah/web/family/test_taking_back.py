"""Whoever shared without consent is told to take it back, on pages that this person may open."""

from datetime import timedelta

import pytest

from panah.casework.people.actions import answer_override, override_consent
from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, opened
from tests.panah.web.cases.visiting import signed_in, words_of

WHAT_TO_DO = "ask to give it back or destroy it"


@pytest.mark.parametrize(("is_confirmed", "days", "is_shown"), [(False, 0, True), (True, 0, False), (False, 15, False)])
def test_after_a_no_the_one_who_gave_it_reads_what_to_do(
    office: Office, is_confirmed: bool, days: int, is_shown: bool
) -> None:
    with clock.standing_at(clock.now() - timedelta(days=days)):
        case = opened(office)
        one = override_consent(
            by=office.aigul.actor, child=case.child, ground="serious_harm", explanation="x", was_told="yes"
        )
        answer_override(by=office.saule.actor, override=one, is_confirmed=is_confirmed)
    client = signed_in(office.aigul)
    assert client.get(f"/app/overrides/{one.pk}/").status_code == 403
    assert (WHAT_TO_DO in words_of(client.get(f"/app/c/{case.code}/consent/"))) == is_shown
    assert (WHAT_TO_DO in words_of(client.get(f"/app/c/{case.code}/"))) == is_shown
